#include "ui/theme/spoken_picture.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QApplication>
#include <QPointer>

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
    PictureRole{"ui::HeatMapPlot", QAccessible::Chart},       PictureRole{"ui::CurvePlot", QAccessible::Chart},
    PictureRole{"ui::OffsetProfileView", QAccessible::Chart}, PictureRole{"ui::ItemArea", QAccessible::List},
    PictureRole{"ui::MessageBar", QAccessible::AlertMessage}, PictureRole{"QScrollArea", QAccessible::Pane},
};

// What is selected in a picture: its one child. Another selection is another child, as a screen reader reads out what newly has the focus,
// and nothing else without being asked.
class SpokenItem : public QAccessibleInterface
{
public:
    SpokenItem(QWidget &picture, QString text) : m_picture(&picture), m_text(std::move(text)) {}

    bool isValid() const override { return !m_picture.isNull(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_picture ? m_picture->window()->windowHandle() : nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_picture); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text kind) const override { return kind == QAccessible::Name ? m_text : QString(); }
    void setText(QAccessible::Text, const QString &) override {}
    QAccessible::Role role() const override { return QAccessible::ListItem; }

    QRect rect() const override { return m_picture ? QRect(m_picture->mapToGlobal(QPoint()), m_picture->size()) : QRect(); }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = state.selectable = state.selected = true;
        state.focused = m_picture && m_picture->hasFocus();
        return state;
    }

private:
    QPointer<QWidget> m_picture;
    QString m_text;
};

class SpokenPicture : public QAccessibleWidget
{
public:
    SpokenPicture(QWidget *picture, QAccessible::Role role) : QAccessibleWidget(picture, role) {}
    ~SpokenPicture() override { forget(); }

    void tellFocus() const
    {
        SpokenItem *selected = item();
        if (!selected || !widget()->hasFocus())
            return;
        QAccessibleEvent focus(selected, QAccessible::Focus);
        QAccessible::updateAccessibility(&focus);
    }

    // Before the widgets in it.
    int childCount() const override { return items() + QAccessibleWidget::childCount(); }
    QAccessibleInterface *child(int index) const override
    {
        return index == 0 && items() == 1 ? item() : QAccessibleWidget::child(index - items());
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        if (child && child == item())
            return 0;
        const int index = QAccessibleWidget::indexOfChild(child);
        return index < 0 ? index : index + items();
    }
    QAccessibleInterface *focusChild() const override
    {
        return items() == 1 && widget()->hasFocus() ? item() : QAccessibleWidget::focusChild();
    }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value && items() == 1 ? item()->text(QAccessible::Name) : QAccessibleWidget::text(kind);
    }

private:
    int items() const { return item() ? 1 : 0; }

    // Of what is selected now; null where nothing is.
    SpokenItem *item() const
    {
        const QString text = spokenValue(*widget());
        if (m_item && m_item->text(QAccessible::Name) == text)
            return m_item;
        forget();
        if (!text.isEmpty()) {
            m_item = new SpokenItem(*widget(), text);
            m_itemId = QAccessible::registerAccessibleInterface(m_item);
        }
        return m_item;
    }

    void forget() const
    {
        if (m_item)
            QAccessible::deleteAccessibleInterface(m_itemId);
        m_item = nullptr;
    }

    mutable SpokenItem *m_item = nullptr;  // which Qt holds
    mutable QAccessible::Id m_itemId = 0;
};

QAccessibleInterface *spokenPicture(const QString &className, QObject *object)
{
    const auto known = std::ranges::find(pictureRoles, className.toStdString(), &PictureRole::className);
    auto *widget = qobject_cast<QWidget *>(object);
    return known == pictureRoles.end() || !widget ? nullptr : new SpokenPicture(widget, known->role);
}

// Null where nobody listens, or it is no picture.
SpokenPicture *spokenPictureOf(QWidget *widget)
{
    return widget && QAccessible::isActive() ? dynamic_cast<SpokenPicture *>(QAccessible::queryAccessibleInterface(widget))
                                             : nullptr;
}

}  // namespace

void announcePictures()
{
    QAccessible::installFactory(spokenPicture);
    QObject::connect(qApp, &QApplication::focusChanged, qApp, [](QWidget *, QWidget *focused) {
        if (const SpokenPicture *picture = spokenPictureOf(focused))
            picture->tellFocus();
    });
}

void speakValue(QWidget &picture, const QString &value)
{
    if (spokenValue(picture) == value)
        return;
    picture.setProperty(valueProperty, value);
    if (const SpokenPicture *spoken = spokenPictureOf(&picture))
        spoken->tellFocus();
}

QString spokenValue(const QWidget &picture)
{
    return picture.property(valueProperty).toString();
}

}  // namespace ui
