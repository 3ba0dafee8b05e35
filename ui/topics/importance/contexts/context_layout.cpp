#include "ui/topics/importance/contexts/context_layout.h"

#include "ui/theme/qt_text.h"

#include <QFontMetricsF>

namespace ui {
namespace {

// Lays a line out from left to right.
class ContextRow
{
public:
    ContextRow(const ConcordanceModel::Line &line, const QRectF &rect, const FigureStyle &style)
        : m_line(line), m_rect(rect), m_body(style.body), m_strong(style.strong),
          m_space(m_body.horizontalAdvance(QLatin1Char(' ')) + style.concordance.padding),
          m_begin(rect.left() + style.concordance.wordAt * rect.width())
    {
    }

    std::vector<PlacedWord> placed()
    {
        double x = m_begin;
        for (std::size_t word = m_line.position; word < m_line.text.words.size() && x < m_rect.right(); ++word) {
            x += word == m_line.position ? 0 : spaceBefore(word);
            place(word, x);
            x += widthOf(word);
        }
        x = m_begin;
        for (std::size_t word = m_line.position; word-- > 0 && x > m_rect.left();) {
            x -= spaceBefore(word + 1) + widthOf(word);
            place(word, x);
        }
        return std::move(m_placed);
    }

private:
    const QFontMetricsF &metricsOf(std::size_t word) const { return word == m_line.position ? m_strong : m_body; }
    double widthOf(std::size_t word) const { return metricsOf(word).horizontalAdvance(qtText(m_line.text.words[word])); }
    double spaceBefore(std::size_t word) const { return m_line.text.glued[word] ? 0 : m_space; }

    void place(std::size_t word, double x)
    {
        const double height = metricsOf(word).height();
        m_placed.push_back({word, QRectF(x, m_rect.center().y() - height / 2, widthOf(word), height)});
    }

    const ConcordanceModel::Line &m_line;
    const QRectF m_rect;
    const QFontMetricsF m_body;
    const QFontMetricsF m_strong;
    double m_space;
    double m_begin;
    std::vector<PlacedWord> m_placed;
};

}  // namespace

std::vector<PlacedWord> layOutContext(const ConcordanceModel::Line &line, const QRectF &rect, const FigureStyle &style)
{
    std::vector<PlacedWord> words = ContextRow(line, rect, style).placed();
    if (line.isRightToLeft) {
        for (PlacedWord &each : words)
            each.box.moveLeft(rect.left() + rect.right() - each.box.right());
    }
    return words;
}

}  // namespace ui
