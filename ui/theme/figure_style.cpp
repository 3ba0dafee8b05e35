#include "ui/theme/figure_style.h"

#include "ui/theme/text_scale.h"

#include <QWidget>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double pointsPerPixel = 72.0 / 96;
constexpr double pixelsOfTicks = 11.7;  // on screen: lengths shrink as this text does

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

// A point size becomes pixels by the dpi of whatever is painted on; a pixel size does not.
QFont fontOfSize(const QFont &family, double size, QFont::Weight weight)
{
    QFont font(family);
    if (family.pixelSize() > 0)
        font.setPixelSize(std::max(1, static_cast<int>(std::lround(size))));
    else
        font.setPointSizeF(size * pointsPerPixel);
    font.setWeight(weight);
    return font;
}

FigureStyle FigureStyle::forScreen(const QFont &font, const QPalette &palette, double scale)
{
    QFont family(font);
    family.setPointSizeF(pointsPerPixel);  // a size of its own in pixels would be taken for paper's
    return {.title = fontOfSize(family, 13.5 * scale, QFont::DemiBold),
            .strong = fontOfSize(family, 12.5 * scale, QFont::DemiBold),
            .body = fontOfSize(family, 12.5 * scale),
            .note = fontOfSize(family, 11 * scale),
            .strongNote = fontOfSize(family, 11 * scale, QFont::DemiBold),
            .tiny = fontOfSize(family, 10 * scale),
            .axisName = fontOfSize(family, 11 * scale),
            .theme = themeFor(palette),
            .map = {.scale = scale},
            .colorBar = {.scale = scale},
            .curves = {.scale = scale},
            .heads = {.scale = scale},
            .lines = {.scale = scale},
            .tokens = {.scale = scale},
            .bars = {.scale = scale},
            .reading = {.scale = scale},
            .wordMeasures = {.scale = scale},
            .sideBySide = {.scale = scale},
            .whatIf = {.scale = scale},
            .concordance = {.scale = scale}};
}

FigureStyle FigureStyle::forPaper(const QFont &family, double unitsPerPoint, const PaperText &text)
{
    QFont inUnits(family);
    inUnits.setPixelSize(1);
    const double scale = unitsPerPoint * text.ticks / pixelsOfTicks;
    const double labels = text.labels * unitsPerPoint;
    const double ticks = text.ticks * unitsPerPoint;
    FigureStyle style{.title = fontOfSize(inUnits, labels, QFont::DemiBold),
                      .strong = fontOfSize(inUnits, ticks, QFont::DemiBold),
                      .body = fontOfSize(inUnits, ticks),
                      .note = fontOfSize(inUnits, ticks),
                      .strongNote = fontOfSize(inUnits, ticks, QFont::DemiBold),
                      .tiny = fontOfSize(inUnits, ticks),
                      .axisName = fontOfSize(inUnits, labels),
                      .theme = lightTheme(),
                      .hairlineWidth = 0.5 * unitsPerPoint,
                      .hoverWidth = 0.5 * unitsPerPoint,
                      .selectionWidth = unitsPerPoint,
                      .cellOverlap = unitsPerPoint,
                      .map = {.scale = scale},
                      .colorBar = {.scale = scale},
                      .curves = {.scale = scale},
                      .heads = {.scale = scale},
                      .lines = {.scale = scale},
                      .tokens = {.scale = scale},
                      .bars = {.scale = scale},
                      .sideBySide = {.scale = scale},
                      .whatIf = {.scale = scale}};
    style.colorBar.below += 2 * unitsPerPoint;  // what is cut off at the page's edge is lost
    style.curves.mainLine = unitsPerPoint;
    style.curves.thinLine = 0.5 * unitsPerPoint;
    style.map.largestText = ticks;  // labels are left out rather than shrunk
    style.map.smallestText = ticks;
    style.map.labelGap = 0.4 * ticks;
    style.lines.largestText = ticks;
    style.lines.smallestText = ticks;
    return style;
}

FigureStyle figureStyleOf(const QWidget &widget)
{
    return FigureStyle::forScreen(widget.font(), widget.palette(), textScale());
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
