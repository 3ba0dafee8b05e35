#pragma once

#include "ui/help/help_topic.h"

#include <QEvent>

#include <optional>

class QWidget;

namespace ui {

// Sent to a window by one of its parts that has been asked for help.
class HelpRequest : public QEvent
{
public:
    explicit HelpRequest(HelpTopic topic) : QEvent(eventType()), m_topic(topic) {}

    static Type eventType();
    HelpTopic topic() const { return m_topic; }

private:
    HelpTopic m_topic;
};

// Sends one to the widget's window.
void requestHelp(const QWidget &widget, HelpTopic topic);
// The topic of the innermost part around the widget that has one: what F1 is about.
std::optional<HelpTopic> helpTopicAround(const QWidget *widget);

}  // namespace ui
