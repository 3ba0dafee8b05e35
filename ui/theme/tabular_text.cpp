#include "ui/theme/tabular_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace ui {
namespace {

double widestDigit(const QFontMetricsF &metrics)
{
    double widest = 0;
    for (char digit = '0'; digit <= '9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QLatin1Char(digit)));
    return widest;
}

double advanceOf(const QFontMetricsF &metrics, QChar character, double digitWidth)
{
    return character.isDigit() ? digitWidth : metrics.horizontalAdvance(character);
}

}  // namespace

double tabularWidth(const QFontMetricsF &metrics, const QString &number)
{
    const double digitWidth = widestDigit(metrics);
    double width = 0;
    for (const QChar character : number)
        width += advanceOf(metrics, character, digitWidth);
    return width;
}

void drawTabularNumber(QPainter &painter, const QRectF &box, const QString &number)
{
    const QFontMetricsF metrics(painter.font());
    const double digitWidth = widestDigit(metrics);
    const double baseline = box.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    double x = box.right() - tabularWidth(metrics, number);
    for (const QChar character : number) {
        const double advance = advanceOf(metrics, character, digitWidth);
        const double indent = (advance - metrics.horizontalAdvance(character)) / 2;
        painter.drawText(QPointF(x + indent, baseline), QString(character));
        x += advance;
    }
}

}  // namespace ui
