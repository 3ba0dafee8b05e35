#pragma once

#include <QRectF>
#include <QString>

class QPainter;

namespace ui {

// Draws a name with the painter's font in which "d_q" and "W_K" are a letter with another one below its line. On one line, in the
// middle of the box's height; `alignment` is to its left, right or center. The name itself, with its underscores, is no narrower.
void drawSymbols(QPainter &painter, const QRectF &box, Qt::Alignment alignment, const QString &name);

// The same for HTML, from text that is escaped.
QString symbolsInHtml(const QString &escaped);

}  // namespace ui
