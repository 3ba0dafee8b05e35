#pragma once

#include <QKeyEvent>

namespace ui {

// Whether the event asks who wants Escape, which then is kept from the window's shortcut: for the event() of a widget that has
// something of its own to let go.
inline bool takesEscape(QEvent &event)
{
    if (event.type() != QEvent::ShortcutOverride || static_cast<QKeyEvent &>(event).key() != Qt::Key_Escape)
        return false;
    event.accept();
    return true;
}

}  // namespace ui
