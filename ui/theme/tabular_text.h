#pragma once

#include <QRectF>
#include <QString>

class QFontMetricsF;
class QPainter;

namespace ui {

// Numbers with every digit as wide as the widest, so that columns of them line up: Qt 6.4 cannot ask a font for its
// tabular figures. Drawn in the painter's font and pen, right-aligned and vertically centered in `box`.
void drawTabularNumber(QPainter &painter, const QRectF &box, const QString &number);
double tabularWidth(const QFontMetricsF &metrics, const QString &number);

}  // namespace ui
