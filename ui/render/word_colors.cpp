#include "ui/render/word_colors.h"

#include "ui/theme/figure_style.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

// The share of the color map, and of the second accent, that a word's ground may use, so that text stays readable on it.
constexpr double deepestOnLight = 0.62;
constexpr double deepestOnDark = 0.42;
constexpr double deepestOpposite = 0.45;

}  // namespace

WordColors::WordColors(const Theme &theme) : m_theme(theme), m_raising(colorTable(QStringLiteral("blues"), theme)) {}

QColor WordColors::at(double share) const
{
    if (std::isnan(share))
        return m_theme.card;
    if (share < 0)
        return mixed(m_theme.card, m_theme.secondAccent, deepestOpposite * std::min(1.0, -share));
    const double deepest = m_theme.isDark ? deepestOnDark : deepestOnLight;
    return QColor(m_raising[static_cast<std::size_t>(std::lround(std::min(1.0, share) * deepest * 255))]);
}

ColorTable WordColors::table(bool hasNegative) const
{
    ColorTable table;
    for (std::size_t index = 0; index < table.size(); ++index) {
        const double place = static_cast<double>(index) / static_cast<double>(table.size() - 1);
        table[index] = at(hasNegative ? 2 * place - 1 : place).rgb();
    }
    return table;
}

}  // namespace ui
