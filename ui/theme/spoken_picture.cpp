#include "ui/theme/spoken_picture.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include <algorithm>
#include <array>
#include <string_view>

namespace ui {
namespace {

constexpr const char *valueProperty = "spokenValue";

struct PictureRole {
    std::string_view className;  // of the widget or of what it inherits
    QAccessible::Role role;
};

constexpr std::array pictureRoles{
    PictureRole{"ui::HeatMapPlot", QAccessible::Chart},
    PictureRole{"ui::CurvePlot", QAccessible::Chart},
    PictureRole{"ui::ItemArea", QAccessible::List},
    PictureRole{"QScrollArea", QAccessible::Pane},
};

class SpokenPicture : public QAccessibleWidget
{
public:
    using QAccessibleWidget::QAccessibleWidget;

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? widget()->property(valueProperty).toString() : QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface *spokenPicture(const QString &className, QObject *object)
{
    const auto known = std::ranges::find(pictureRoles, className.toStdString(), &PictureRole::className);
    auto *widget = qobject_cast<QWidget *>(object);
    return known == pictureRoles.end() || !widget ? nullptr : new SpokenPicture(widget, known->role);
}

}  // namespace

void announcePictures()
{
    QAccessible::installFactory(spokenPicture);
}

void speakValue(QWidget &picture, const QString &value)
{
    if (picture.property(valueProperty).toString() == value)
        return;
    picture.setProperty(valueProperty, value);
    QAccessibleValueChangeEvent change(&picture, value);
    QAccessible::updateAccessibility(&change);
}

}  // namespace ui
