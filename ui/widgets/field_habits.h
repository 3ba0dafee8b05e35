#pragma once

#include <QObject>

class QApplication;

namespace ui {

// What fields and buttons do otherwise than Qt has it: the keys of undo and redo are the window's where the field itself has nothing to
// undo, the wheel scrolls past a field that does not have the focus, and Enter presses the button that has it, as Space does.
class FieldHabits : public QObject
{
    Q_OBJECT

public:
    // Of every field of the application, which owns this.
    explicit FieldHabits(QApplication &application);

    bool eventFilter(QObject *watched, QEvent *event) override;
};

}  // namespace ui
