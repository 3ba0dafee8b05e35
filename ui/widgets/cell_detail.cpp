#include "ui/widgets/cell_detail.h"

#include "ui/theme/figure_style.h"
#include "ui/theme/fitted_text.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr int titleHeight = 24;
constexpr int lineHeight = 17;
constexpr int barsHeight = 34;
constexpr int mostLines = 4;

void drawContributions(QPainter &painter, const QRectF &area, const std::vector<double> &contributions,
                       const FigureStyle &style)
{
    double largest = 0;
    for (const double value : contributions)
        largest = std::max(largest, std::abs(value));
    const double middle = area.center().y();
    painter.fillRect(QRectF(area.left(), middle - 0.5, area.width(), 1), style.theme.hairline);
    if (largest == 0)
        return;
    const double pitch = area.width() / static_cast<double>(contributions.size());
    for (std::size_t dimension = 0; dimension < contributions.size(); ++dimension) {
        const double height = contributions[dimension] / largest * area.height() / 2;
        const QRectF bar(area.left() + static_cast<double>(dimension) * pitch, middle, std::max(1.0, pitch - 1), -height);
        painter.fillRect(bar.normalized(), height > 0 ? style.theme.accent : style.theme.secondAccent);
    }
}

}  // namespace

CellDetail::CellDetail(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("cellDetail"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

// Always as tall as the fullest cell, so that nothing below it jumps while the pointer moves.
QSize CellDetail::sizeHint() const
{
    return {200, titleHeight + mostLines * lineHeight + barsHeight + 6};
}

void CellDetail::setContent(const Content &content)
{
    if (content == m_content)
        return;
    m_content = content;
    setAccessibleName(content.title);
    setAccessibleDescription(content.lines.join(QStringLiteral(", ")));
    setToolTip(content.contributions.empty() ? QString()
                                             : tr("Bars: the product of query and key in each dimension; they sum to q·k."));
    update();
}

void CellDetail::paintEvent(QPaintEvent *)
{
    const FigureStyle style = figureStyleOf(*this);
    QPainter painter(this);
    painter.setFont(style.strong);
    painter.setPen(style.theme.text);
    const QFontMetricsF metrics(style.strong);
    painter.drawText(QRectF(0, 0, width(), titleHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(m_content.title, Qt::ElideMiddle, width()));
    painter.setFont(style.body);
    painter.setPen(style.theme.mutedText);
    double top = titleHeight;
    for (const QString &line : m_content.lines) {
        painter.drawText(QRectF(0, top, width(), lineHeight), Qt::AlignLeft | Qt::AlignVCenter,
                         elidedKeepingNumbers(line, QFontMetricsF(style.body), width()));
        top += lineHeight;
    }
    if (!m_content.contributions.empty())
        drawContributions(painter, QRectF(0, top + 4, width(), barsHeight), m_content.contributions, style);
}

}  // namespace ui
