#include "ui/render/bars_beside_rows.h"

#include "ui/theme/tabular_text.h"

#include <QPainter>

#include <algorithm>

namespace ui {
namespace {

double zeroOf(const BarsBesideRows &beside, const core::BarFigure &figure, const BarSizes &sizes)
{
    const double room = beside.area.width() - sizes.numberWidth;
    return beside.area.left() + (figure.isSigned ? room / 2 - sizes.end : sizes.end);
}

// Beside the rows that are shown, cut like them where one is shown in part.
void drawBars(QPainter &painter, const core::BarFigure &figure, const BarsBesideRows &beside,
              const std::optional<int> &selected, const FigureStyle &style)
{
    const QRectF &cells = beside.map.cells;
    const int count = static_cast<int>(figure.bars.size());
    const double zero = zeroOf(beside, figure, style.bars) - style.bars.zeroLine / 2;
    const QColor quiet = mixed(style.theme.accent, style.theme.card, 0.5);
    painter.save();
    painter.setClipRect(QRectF(beside.area.left(), cells.top(), beside.area.width(), cells.height()), Qt::IntersectClip);
    painter.fillRect(QRectF(zero, cells.top(), style.bars.zeroLine, beside.map.top(count) - cells.top()),
                     style.theme.hairline);
    for (int bar = 0; bar < count; ++bar)
        painter.fillRect(barBesideRow(bar, beside, figure, style.bars), selected == bar ? style.theme.accent : quiet);
    painter.restore();
}

// Of the rows whose middle is shown; where they are too low for numbers, of the selected one alone.
void drawNumbers(QPainter &painter, const core::BarFigure &figure, const BarsBesideRows &beside,
                 const std::optional<int> &selected, const FigureStyle &style)
{
    const BarSizes &sizes = style.bars;
    const HeatMapFrame &map = beside.map;
    painter.setFont(fontOfSize(style.note, std::clamp(map.rowHeight(), sizes.leastNumber, sizes.fullNumber)));
    for (int bar = 0; bar < static_cast<int>(figure.bars.size()); ++bar) {
        const double center = map.top(bar + 0.5);
        const bool isShown = center >= map.cells.top() && center <= map.cells.bottom();
        if (!isShown || (selected != bar && map.rowHeight() < sizes.leastNumber))
            continue;
        painter.setPen(selected == bar ? style.theme.text : style.theme.mutedText);
        drawTabularNumber(painter,
                          {beside.area.right() - sizes.numberWidth, center - sizes.line / 2, sizes.numberWidth, sizes.line},
                          QString::fromStdString(figure.bars[static_cast<std::size_t>(bar)].number));
    }
}

}  // namespace

QRectF barBesideRow(int bar, const BarsBesideRows &beside, const core::BarFigure &figure, const BarSizes &sizes)
{
    const double room = beside.area.width() - sizes.numberWidth;
    const double longest = (figure.isSigned ? room / 2 : room) - 2 * sizes.end;
    const double length = figure.bars[static_cast<std::size_t>(bar)].share() * longest;
    const double thickness = std::min(sizes.thickest, beside.map.rowHeight() * 0.5);
    const double top = beside.map.top(bar + 0.5) - thickness / 2;
    return QRectF(zeroOf(beside, figure, sizes), top, length, thickness).normalized();
}

double widthBesideRows(bool isSigned, const BarSizes &sizes)
{
    return isSigned ? sizes.besideSigned : sizes.besideAmounts;
}

void drawBarsBesideRows(QPainter &painter, const core::BarFigure &figure, const BarsBesideRows &beside,
                        std::optional<int> selected, const FigureStyle &style)
{
    const QRectF &area = beside.area;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(style.note);
    painter.setPen(style.theme.mutedText);
    painter.drawText(QRectF(area.left(), beside.map.cells.top() - style.bars.nameRise, area.width(), style.bars.line),
                     Qt::AlignRight | Qt::AlignVCenter, QString::fromStdString(figure.valueName));
    drawBars(painter, figure, beside, selected, style);
    drawNumbers(painter, figure, beside, selected, style);
}

}  // namespace ui
