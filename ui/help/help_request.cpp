#include "ui/help/help_request.h"

#include "ui/help/help_button.h"

#include <QCoreApplication>
#include <QWidget>

namespace ui {

QEvent::Type HelpRequest::eventType()
{
    static const int type = registerEventType();
    return static_cast<Type>(type);
}

void requestHelp(const QWidget &widget, HelpTopic topic)
{
    HelpRequest request(topic);
    QCoreApplication::sendEvent(widget.window(), &request);
}

std::optional<HelpTopic> helpTopicAround(const QWidget *widget)
{
    for (; widget; widget = widget->parentWidget()) {
        if (const auto *button = widget->findChild<HelpButton *>({}, Qt::FindDirectChildrenOnly))
            return button->topic();
    }
    return std::nullopt;
}

}  // namespace ui
