#include "ui/topics/importance/contexts/context_delegate.h"

#include "ui/render/token_strip_painter.h"
#include "ui/theme/figure_style.h"
#include "ui/theme/qt_text.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double wordAt = 0.42;  // of the width: where the word begins
constexpr double padding = 2;
constexpr double deepestOfOthers = 0.45;  // of the second color, so that text stays readable on it

// Draws the words of one line, each where it is told.
class LinePainter
{
public:
    LinePainter(QPainter &painter, const ConcordanceModel::Line &line, double largest, const FigureStyle &style)
        : m_painter(painter), m_line(line), m_style(style), m_body(style.body), m_strong(style.strong),
          m_colors(chipColors(tokenColors(style.theme), style.theme)), m_largest(std::max(largest, largestOfLine(line)))
    {
    }

    void draw(const QRectF &rect) const
    {
        const double middle = rect.left() + wordAt * rect.width();
        drawRightward(middle, rect);
        drawLeftward(middle, rect);
    }

private:
    static double largestOfLine(const ConcordanceModel::Line &line)
    {
        double largest = 0;
        for (const float value : line.importance)
            largest = std::isnan(value) ? largest : std::max(largest, std::abs(static_cast<double>(value)));
        return largest;
    }

    QFontMetricsF metricsOf(std::size_t word) const { return QFontMetricsF(word == m_line.position ? m_strong : m_body); }
    double widthOf(std::size_t word) const { return metricsOf(word).horizontalAdvance(qtText(m_line.text.words[word])); }
    double spaceBefore(std::size_t word) const
    {
        return m_line.text.glued[word] ? 0 : QFontMetricsF(m_body).horizontalAdvance(QLatin1Char(' ')) + padding;
    }

    void drawRightward(double x, const QRectF &rect) const
    {
        for (std::size_t word = m_line.position; word < m_line.text.words.size() && x < rect.right(); ++word) {
            x += word == m_line.position ? 0 : spaceBefore(word);
            drawWord(word, x, rect);
            x += widthOf(word);
        }
    }

    void drawLeftward(double x, const QRectF &rect) const
    {
        for (std::size_t word = m_line.position; word-- > 0 && x > rect.left();) {
            x -= spaceBefore(word + 1) + widthOf(word);
            drawWord(word, x, rect);
        }
    }

    QColor groundOf(double value) const
    {
        const double share = m_largest > 0 ? std::min(1.0, std::abs(value) / m_largest) : 0;
        if (value < 0)
            return mixed(m_style.theme.card, m_style.theme.secondAccent, deepestOfOthers * share);
        return QColor(m_colors[static_cast<std::size_t>(std::lround(share * 255))]);
    }

    void drawWord(std::size_t word, double x, const QRectF &rect) const
    {
        const bool isSought = word == m_line.position;
        const double value = isSought ? m_line.value : valueOf(word);
        const QFontMetricsF metrics = metricsOf(word);
        const QRectF box(x, rect.center().y() - metrics.height() / 2, widthOf(word), metrics.height());
        QColor pen = isSought ? m_style.theme.text : mixed(m_style.theme.text, m_style.theme.mutedText, 0.4);
        if (!std::isnan(value)) {
            const QColor ground = groundOf(value);
            m_painter.fillRect(box.adjusted(-padding / 2, 0, padding / 2, 0), ground);
            pen = readableOn(ground, m_style.theme);
        }
        m_painter.setFont(isSought ? m_strong : m_body);
        m_painter.setPen(pen);
        m_painter.drawText(box, Qt::AlignCenter | Qt::TextDontClip, qtText(m_line.text.words[word]));
    }

    double valueOf(std::size_t word) const
    {
        return word < m_line.importance.size() ? m_line.importance[word] : std::nan("");
    }

    QPainter &m_painter;
    const ConcordanceModel::Line &m_line;
    const FigureStyle &m_style;
    QFont m_body;
    QFont m_strong;
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
    return {400, static_cast<int>(std::ceil(QFontMetricsF(figureStyleOf(*option.widget).body).height())) + 8};
}

}  // namespace ui
