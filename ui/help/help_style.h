#pragma once

class QTextDocument;

namespace ui {

struct FigureStyle;

// Gives a page that was read from Markdown the window's fonts, colors and distances. Again on the same page changes nothing.
void styleHelp(QTextDocument &document, const FigureStyle &style);

}  // namespace ui
