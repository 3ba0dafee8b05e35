#include "ui/widgets/cell_detail.h"

#include "ui/render/bar_painter.h"
#include "ui/theme/figure_style.h"
#include "ui/theme/fitted_text.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/text_scale.h"

#include <QPainter>

namespace ui {
namespace {

constexpr int titleHeight = 24;       // for text of the usual size
constexpr int detailLineHeight = 17;  // likewise
constexpr int barsHeight = 34;
constexpr int mostLines = 4;

}  // namespace

CellDetail::CellDetail(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("cellDetail"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

// Always as tall as the fullest cell, so that nothing below it jumps while the pointer moves.
QSize CellDetail::sizeHint() const
{
    return {200, scaledToText(titleHeight + mostLines * detailLineHeight) + barsHeight + 6};
}

void CellDetail::setContent(const Content &content)
{
    if (content == m_content)
        return;
    m_content = content;
    setAccessibleName(content.title);
    setAccessibleDescription(content.lines.join(QStringLiteral(", ")));
    setToolTip(content.contributions.isEmpty() ? QString()
                                               : plainToolTip(QString::fromStdString(content.contributions.explanation)));
    update();
}

void CellDetail::paintEvent(QPaintEvent *)
{
    const FigureStyle style = figureStyleOf(*this);
    QPainter painter(this);
    painter.setFont(style.strong);
    painter.setPen(style.theme.text);
    const QFontMetricsF metrics(style.strong);
    double top = scaledToText(titleHeight);
    painter.drawText(QRectF(0, 0, width(), top), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(m_content.title, Qt::ElideMiddle, width()));
    painter.setFont(style.body);
    painter.setPen(style.theme.mutedText);
    const double lineHeight = scaledToText(detailLineHeight);
    for (const QString &line : m_content.lines) {
        painter.drawText(QRectF(0, top, width(), lineHeight), Qt::AlignLeft | Qt::AlignVCenter,
                         elidedKeepingNumbers(line, QFontMetricsF(style.body), width()));
        top += lineHeight;
    }
    if (!m_content.contributions.isEmpty())
        drawColumns(painter, m_content.contributions, QRectF(0, top + 4, width(), barsHeight), std::nullopt, style);
}

}  // namespace ui
