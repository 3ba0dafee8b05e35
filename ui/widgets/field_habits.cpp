#include "ui/widgets/field_habits.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSlider>

#include <optional>

namespace ui {
namespace {

struct OwnSteps {
    bool back = false;
    bool forth = false;
};

// Of a field for text; none of any other object.
std::optional<OwnSteps> ownSteps(const QObject *field)
{
    const bool isNumber = qobject_cast<const QAbstractSpinBox *>(field) != nullptr;
    if (const auto *line = isNumber ? field->findChild<QLineEdit *>() : qobject_cast<const QLineEdit *>(field))
        return OwnSteps{line->isUndoAvailable(), line->isRedoAvailable()};
    if (const auto *text = qobject_cast<const QPlainTextEdit *>(field))
        return OwnSteps{text->document()->isUndoAvailable(), text->document()->isRedoAvailable()};
    return std::nullopt;
}

// Whether the field would keep a key that it has no use for.
bool keepsInVain(const QObject *field, const QKeyEvent &key)
{
    const bool isBack = key.matches(QKeySequence::Undo);
    if (!isBack && !key.matches(QKeySequence::Redo))
        return false;
    const std::optional<OwnSteps> own = ownSteps(field);
    return own && !(isBack ? own->back : own->forth);
}

bool changesByWheel(const QObject *object)
{
    return qobject_cast<const QAbstractSpinBox *>(object) || qobject_cast<const QComboBox *>(object) ||
           qobject_cast<const QSlider *>(object);
}

// In a dialog Enter is the default button's.
QAbstractButton *pressedByEnter(QObject *object, const QKeyEvent &key)
{
    const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    auto *button = isEnter && !key.isAutoRepeat() && !(key.modifiers() & ~Qt::KeypadModifier)
                       ? qobject_cast<QAbstractButton *>(object)
                       : nullptr;
    return button && button->hasFocus() && !qobject_cast<QDialog *>(button->window()) ? button : nullptr;
}

}  // namespace

FieldHabits::FieldHabits(QApplication &application) : QObject(&application)
{
    application.installEventFilter(this);
}

bool FieldHabits::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        if (auto *button = pressedByEnter(watched, *static_cast<QKeyEvent *>(event))) {
            button->click();
            return true;
        }
    }
    const bool isOthers =
        (event->type() == QEvent::ShortcutOverride && keepsInVain(watched, *static_cast<QKeyEvent *>(event))) ||
        (event->type() == QEvent::Wheel && changesByWheel(watched) && !static_cast<QWidget *>(watched)->hasFocus());
    if (!isOthers)
        return QObject::eventFilter(watched, event);
    event->ignore();
    return true;
}

}  // namespace ui
