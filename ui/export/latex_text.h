#pragma once

#include <QFont>
#include <QString>

class QPainterPath;

namespace ui {

// Between a letter and the one below its line: no character of a text.
constexpr QChar belowMark(char16_t(0xfdd0));

// Any text as LaTeX that pdfLaTeX sets without a package but TikZ, whatever font the document has: what means something to TeX is
// escaped, accented letters are composed, and what no macro is known for - other scripts, emoji - is filled as the outlines that it
// has in `outlines`, as tall as the document's letters. Such letters stand in a comment, too, where `text` does not end a line.
QString latexText(const QString &text, const QFont &outlines);

// A path in ems of the current font, as TikZ reads it: "(0,0.1) .. controls (0.2,0.1) and ... -- cycle".
QString tikzPath(const QPainterPath &path);

}  // namespace ui
