#pragma once

#include <QString>

class QLabel;
class QWidget;

// Names, labels and texts come out of files, and Qt takes what looks like HTML for rich text and & for the mark of a shortcut.
// Through these functions they are shown as they are written.
namespace ui {

// The one way to make a label: of plain text.
QLabel *plainLabel(const QString &text = {}, QWidget *parent = nullptr);
// A tooltip of a widget, an action or an item.
QString plainToolTip(const QString &text);
// The text of an action, a tool button or a tab.
QString menuText(const QString &text);
// A window's title, where "[*]" would stand for unsaved changes.
QString titleText(const QString &text);

}  // namespace ui
