#include "ui/topics/importance/contexts/context_delegate.h"

#include "core/analysis/importance/importance_agreement.h"
#include "ui/render/word_colors.h"
#include "ui/theme/figure_style.h"
#include "ui/theme/qt_text.h"
#include "ui/topics/importance/contexts/context_layout.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double leastColored = 0.02;  // of full strength

// Draws the words of one line.
class LinePainter
{
public:
    LinePainter(QPainter &painter, const ConcordanceModel::Line &line, double largest, const FigureStyle &style)
        : m_painter(painter), m_line(line), m_style(style), m_colors(style.theme),
          m_largest(std::max(largest, largestOfLine(line)))
    {
    }

    void draw(const QRectF &rect) const
    {
        const std::vector<PlacedWord> words = layOutContext(m_line, rect, m_style);
        // No ground covers a letter of the word beside it.
        for (const PlacedWord &each : words)
            drawGround(each);
        for (const PlacedWord &each : words)
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

    QColor groundOf(double value) const { return m_colors.at(m_largest > 0 ? std::clamp(value / m_largest, -1.0, 1.0) : 0); }

    void drawGround(const PlacedWord &placed) const
    {
        const double value = valueOf(placed.word);
        const double margin = m_style.concordance.padding / 2;
        // What hardly counts stands on the line's own ground, which may be that of a chosen one.
        if (!std::isnan(value) && std::abs(value) > std::max(core::importanceRounding, leastColored * m_largest))
            m_painter.fillRect(placed.box.adjusted(-margin, 0, margin, 0), groundOf(value));
    }

    void drawWord(const PlacedWord &placed) const
    {
        const bool isSought = placed.word == m_line.position;
        const double value = valueOf(placed.word);
        const QColor plain = isSought ? m_style.theme.text : mixed(m_style.theme.text, m_style.theme.mutedText, 0.4);
        m_painter.setFont(isSought ? m_style.strong : m_style.body);
        m_painter.setPen(std::isnan(value) ? plain : readableOn(groundOf(value), m_style.theme));
        m_painter.drawText(placed.box, Qt::AlignCenter | Qt::TextDontClip, qtText(m_line.text.words[placed.word]));
    }

    double valueOf(std::size_t word) const
    {
        if (word == m_line.position)
            return m_line.value;
        return word < m_line.importance.size() ? m_line.importance[word] : std::nan("");
    }

    QPainter &m_painter;
    const ConcordanceModel::Line &m_line;
    const FigureStyle &m_style;
    WordColors m_colors;
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
    // Where the keyboard is; not every selected line is.
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (view && view->hasFocus() && view->currentIndex().row() == index.row()) {
        painter->setPen(QPen(style.theme.accent, style.hairlineWidth));
        painter->drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5));
    }
    painter->restore();
}

QSize ContextDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const FigureStyle style = figureStyleOf(*option.widget);
    return {400, static_cast<int>(std::ceil(QFontMetricsF(style.body).height() + style.concordance.rowPadding))};
}

}  // namespace ui
