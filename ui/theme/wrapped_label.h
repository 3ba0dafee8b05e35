#pragma once

#include <QString>

class QLabel;
class QWidget;

namespace ui {

// Plain text that breaks its lines, at least as tall as they are. A plain QLabel asks for that through its height for width, which
// grids, splitters and scroll areas do not pass on, so that in a small window other widgets lie on its last lines.
QLabel *wrappedLabel(const QString &text = {}, QWidget *parent = nullptr);

}  // namespace ui
