#include "ui/theme/figure_style.h"

#include <QWidget>

#include <cmath>

namespace ui {
namespace {

constexpr double pointsPerPixel = 72.0 / 96;

double lightness(const QColor &color)
{
    return 0.2126 * std::pow(color.redF(), 2.2) + 0.7152 * std::pow(color.greenF(), 2.2) +
           0.0722 * std::pow(color.blueF(), 2.2);
}

double contrast(const QColor &left, const QColor &right)
{
    const double brighter = std::max(lightness(left), lightness(right));
    const double darker = std::min(lightness(left), lightness(right));
    return (brighter + 0.05) / (darker + 0.05);
}

}  // namespace

QFont fontOfSize(const QFont &family, double pixels, QFont::Weight weight)
{
    QFont font(family);
    font.setPointSizeF(pixels * pointsPerPixel);
    font.setWeight(weight);
    return font;
}

FigureStyle figureStyleOf(const QWidget &widget)
{
    const QFont family = widget.font();
    return {.title = fontOfSize(family, 13.5, QFont::DemiBold),
            .strong = fontOfSize(family, 12.5, QFont::DemiBold),
            .body = fontOfSize(family, 12.5),
            .note = fontOfSize(family, 11),
            .tiny = fontOfSize(family, 10),
            .theme = themeFor(widget.palette())};
}

QColor mixed(const QColor &from, const QColor &to, double share)
{
    const auto channel = [share](float a, float b) { return static_cast<float>(a + (b - a) * share); };
    return QColor::fromRgbF(channel(from.redF(), to.redF()), channel(from.greenF(), to.greenF()),
                            channel(from.blueF(), to.blueF()));
}

QColor readableOn(const QColor &background, const Theme &theme)
{
    constexpr double enough = 3;
    const QColor &lighter = theme.isDark ? theme.text : theme.card;
    const QColor &darker = theme.isDark ? theme.card : theme.text;
    return contrast(background, lighter) >= enough ? lighter : darker;
}

}  // namespace ui
