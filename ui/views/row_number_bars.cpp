#include "ui/views/row_number_bars.h"

#include "core/figure/values/figure_text.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/tabular_text.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double numberWidth = 44;
constexpr double thickestBar = 8;
constexpr double leastNumber = 7;  // pixels, also of its row: below it only the selected row has one
constexpr double fullNumber = 11;

double largestSize(const std::vector<double> &numbers)
{
    double largest = 0;
    for (const double number : numbers)
        largest = std::max(largest, std::abs(number));
    return largest;
}

}  // namespace

RowNumberBars::RowNumberBars(const HeatMapPlot &plot, QWidget *parent, Kind kind)
    : QWidget(parent), m_plot(plot), m_kind(kind)
{
    setObjectName(QStringLiteral("rowNumbers"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    connect(&plot, &HeatMapPlot::drawn, this, qOverload<>(&QWidget::update));
}

void RowNumberBars::setNumbers(const QString &name, std::vector<double> numbers, const QString &explanation)
{
    m_name = name;
    m_numbers = std::move(numbers);
    setAccessibleName(name);
    setToolTip(plainToolTip(explanation));
    update();
}

void RowNumberBars::setSelectedRow(int row)
{
    m_selectedRow = row;
    update();
}

QString RowNumberBars::text(double number) const
{
    return QString::fromStdString(m_kind == Kind::Signed ? core::formatNumber(number, 2) : core::formatError(number));
}

QRectF RowNumberBars::barOf(std::size_t row) const
{
    const HeatMapFrame frame = m_plot.frame();
    const double largest = largestSize(m_numbers);
    const double room = width() - numberWidth;
    const double longest = m_kind == Kind::Signed ? room / 2 - 4 : room - 4;
    const double zero = m_kind == Kind::Signed ? longest + 2 : 2;
    const double length = largest > 0 ? m_numbers[row] / largest * longest : 0;
    const double thickness = std::min(thickestBar, frame.rowHeight() * 0.5);
    const double center = frame.top(static_cast<double>(row) + 0.5);
    return QRectF(zero, center - thickness / 2, length, thickness).normalized();
}

void RowNumberBars::paintEvent(QPaintEvent *)
{
    const FigureStyle style = figureStyleOf(*this);
    const QRectF cells = m_plot.frame().cells;
    QPainter painter(this);
    painter.setFont(style.note);
    painter.setPen(style.theme.mutedText);
    painter.drawText(QRectF(0, cells.top() - 24, width(), 18), Qt::AlignRight | Qt::AlignVCenter, m_name);
    drawBars(painter, style);
    drawNumbers(painter, style);
}

// Beside the rows that are shown, cut like them where one is shown in part.
void RowNumberBars::drawBars(QPainter &painter, const FigureStyle &style) const
{
    const HeatMapFrame frame = m_plot.frame();
    painter.save();
    painter.setClipRect(QRectF(0, frame.cells.top(), width(), frame.cells.height()));
    const double zero = m_kind == Kind::Signed ? (width() - numberWidth) / 2 - 2 : 2;
    const double lastRow = frame.top(static_cast<double>(m_numbers.size()));
    painter.fillRect(QRectF(zero - 0.5, frame.cells.top(), 1, lastRow - frame.cells.top()), style.theme.hairline);
    for (std::size_t row = 0; row < m_numbers.size(); ++row)
        painter.fillRect(barOf(row), static_cast<int>(row) == m_selectedRow
                                         ? style.theme.accent
                                         : mixed(style.theme.accent, style.theme.card, 0.5));
    painter.restore();
}

// Of the rows whose middle is shown; where they are too low for numbers, of the selected one alone.
void RowNumberBars::drawNumbers(QPainter &painter, const FigureStyle &style) const
{
    const HeatMapFrame frame = m_plot.frame();
    painter.setFont(fontOfSize(style.note, std::clamp(frame.rowHeight(), leastNumber, fullNumber)));
    for (std::size_t row = 0; row < m_numbers.size(); ++row) {
        const bool isSelected = static_cast<int>(row) == m_selectedRow;
        const double center = barOf(row).center().y();
        const bool isShown = center >= frame.cells.top() && center <= frame.cells.bottom();
        if (!isShown || (!isSelected && frame.rowHeight() < leastNumber))
            continue;
        painter.setPen(isSelected ? style.theme.text : style.theme.mutedText);
        drawTabularNumber(painter, {width() - numberWidth, center - 9, numberWidth, 18}, text(m_numbers[row]));
    }
}

}  // namespace ui
