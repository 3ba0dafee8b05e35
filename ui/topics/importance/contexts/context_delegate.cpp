#include "ui/topics/importance/contexts/context_delegate.h"

#include "ui/render/token_strip_painter.h"
#include "ui/theme/figure_style.h"
#include "ui/theme/qt_text.h"
#include "ui/topics/importance/contexts/context_layout.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

// Draws the words of one line.
class LinePainter
{
public:
    LinePainter(QPainter &painter, const ConcordanceModel::Line &line, double largest, const FigureStyle &style)
        : m_painter(painter), m_line(line), m_style(style), m_colors(chipColors(tokenColors(style.theme), style.theme)),
          m_largest(std::max(largest, largestOfLine(line)))
    {
    }

    void draw(const QRectF &rect) const
    {
        for (const PlacedWord &each : layOutContext(m_line, rect, m_style))
            drawWord(each);
    }

private:
    static double largestOfLine(const ConcordanceModel::Line &line)
    {
        double largest = 0;
        for (const float value : line.importance)
            largest = std::isnan(value) ? largest : std::max(largest, std::abs(static_cast<double>(value)));
        return largest;
    }

    QColor groundOf(double value) const
    {
        const double share = m_largest > 0 ? std::min(1.0, std::abs(value) / m_largest) : 0;
        if (value < 0)
            return mixed(m_style.theme.card, m_style.theme.secondAccent, m_style.concordance.deepestOpposite * share);
        return QColor(m_colors[static_cast<std::size_t>(std::lround(share * 255))]);
    }

    void drawWord(const PlacedWord &placed) const
    {
        const bool isSought = placed.word == m_line.position;
        const double value = isSought ? m_line.value : valueOf(placed.word);
        QColor pen = isSought ? m_style.theme.text : mixed(m_style.theme.text, m_style.theme.mutedText, 0.4);
        if (!std::isnan(value)) {
            const QColor ground = groundOf(value);
            const double margin = m_style.concordance.padding / 2;
            m_painter.fillRect(placed.box.adjusted(-margin, 0, margin, 0), ground);
            pen = readableOn(ground, m_style.theme);
        }
        m_painter.setFont(isSought ? m_style.strong : m_style.body);
        m_painter.setPen(pen);
        m_painter.drawText(placed.box, Qt::AlignCenter | Qt::TextDontClip, qtText(m_line.text.words[placed.word]));
    }

    double valueOf(std::size_t word) const
    {
        return word < m_line.importance.size() ? m_line.importance[word] : std::nan("");
    }

    QPainter &m_painter;
    const ConcordanceModel::Line &m_line;
    const FigureStyle &m_style;
    ColorTable m_colors;
    double m_largest;
};

}  // namespace

void ContextDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    ground.text.clear();
    QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);
    const FigureStyle style = figureStyleOf(*option.widget);
    painter->save();
    painter->setClipRect(option.rect);
    LinePainter(*painter, m_model.lineAt(index.row()), m_model.largestImportance(), style).draw(QRectF(option.rect));
    painter->restore();
}

QSize ContextDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const FigureStyle style = figureStyleOf(*option.widget);
    return {400, static_cast<int>(std::ceil(QFontMetricsF(style.body).height() + style.concordance.rowPadding))};
}

}  // namespace ui
