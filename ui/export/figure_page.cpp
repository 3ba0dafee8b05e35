#include "ui/export/figure_page.h"

#include "ui/export/panel_grid.h"
#include "ui/export/panel_size.h"
#include "ui/export/paper_font.h"
#include "ui/export/readable_text.h"
#include "ui/render/color_bar_painter.h"
#include "ui/render/render.h"
#include "ui/theme/color_maps.h"
#include "ui/theme/qt_text.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double panelGap = 10;      // points between panels
constexpr double letterGap = 2;      // below a panel's letter
constexpr double labelsShare = 0.4;  // of a panel's width, that the longest label may take
constexpr double pointsPerMillimeter = 72 / 25.4;

double pageWidth(const core::FigureRecipe &recipe, const core::VenuePreset &preset)
{
    if (const auto *millimeters = std::get_if<double>(&recipe.width))
        return *millimeters * pointsPerMillimeter;
    return std::get<core::PresetWidth>(recipe.width) == core::PresetWidth::Column ? preset.columnWidth() : preset.full;
}

std::size_t columnsOf(const core::FigureRecipe &recipe, std::size_t panels)
{
    const auto asked = static_cast<std::size_t>(recipe.columns);
    return asked == 0 ? panels : std::min(asked, panels);
}

// The panels' own color bars make way for the page's.
std::optional<core::HeatMapFigure> takeSharedBar(const core::FigureRecipe &recipe, std::vector<core::Figure> &figures)
{
    std::optional<core::HeatMapFigure> bar;
    for (core::Figure &figure : figures) {
        auto *map = std::get_if<core::HeatMapFigure>(&figure);
        if (!recipe.sharesLimits || !map)
            continue;
        if (!bar && map->hasColorBar)
            bar = *map;
        map->hasColorBar = false;
    }
    return bar;
}

QRectF inPoints(const QRectF &area)
{
    return {area.topLeft() / unitsPerPoint, area.size() / unitsPerPoint};
}

double barHeight(const FigureStyle &style)
{
    return (style.colorBar.height + style.colorBar.below) / unitsPerPoint;
}

}  // namespace

FigureStyle panelStyle(FigureStyle style, double width)
{
    style.map.longestLabel = std::min(style.map.longestLabel, labelsShare * width * unitsPerPoint);
    style.lines.widestLabel = std::min(style.lines.widestLabel, labelsShare * width * unitsPerPoint);
    return style;
}

FigurePage figurePage(const core::FigureRecipe &recipe, core::FigureContent content)
{
    std::vector<core::Figure> &figures = content.figures;
    FigurePage page;
    page.title = qtText(content.title);
    page.description = qtText(content.caption);
    page.notes = content.notes;
    page.preset = *core::venuePreset(recipe.preset);
    page.family = paperFont(page.preset.family).font;
    if (std::ranges::any_of(figures, hasJoinedLetters))
        page.family.setStyleStrategy(QFont::PreferDefault);
    page.style = FigureStyle::forPaper(page.family, unitsPerPoint, {page.preset.labelSize, page.preset.tickSize});
    page.plotted = figures;
    page.models = std::move(content.models);
    std::vector<std::set<char32_t>> missing(figures.size());
    for (std::size_t index = 0; index < figures.size(); ++index) {
        makeReadable(figures[index], page.family, missing[index]);
        page.missing.insert(missing[index].begin(), missing[index].end());
    }
    page.sharedBar = takeSharedBar(recipe, figures);
    const std::size_t columns = columnsOf(recipe, figures.size());
    const double width = pageWidth(recipe, page.preset);
    const double panelWidth = (width - panelGap * (static_cast<double>(columns) - 1)) / static_cast<double>(columns);
    const FigureStyle style = panelStyle(page.style, panelWidth);
    const double letter = figures.size() > 1 ? page.preset.letterSize + letterGap : 0;
    PanelGrid grid{.columns = columns,
                   .width = panelWidth * unitsPerPoint,
                   .gap = panelGap * unitsPerPoint,
                   .letter = letter * unitsPerPoint,
                   .plots = {}};
    for (const core::FigurePanel &panel : recipe.panels)
        grid.plots.push_back(panel.look.height.value_or(0) * pointsPerMillimeter * unitsPerPoint);
    const PlacedPanels placed = placePanels(figures, grid, style);
    for (std::size_t index = 0; index < figures.size(); ++index) {
        const auto [slot, picture] = placed.panels[index];
        page.panels.push_back(
            {.figure = std::move(figures[index]),
             .letter = letter > 0 ? QStringLiteral("(%1)").arg(qtText(core::panelLetter(index))) : QString(),
             .slot = inPoints(slot),
             .area = inPoints(picture),
             .askedHeight = grid.plots[index] / unitsPerPoint,
             .missing = std::move(missing[index])});
    }
    const double bar = page.sharedBar ? barHeight(page.style) : 0;
    page.size = QSizeF(width, std::ceil(placed.bottom / unitsPerPoint + bar));
    return page;
}

core::Result<void> checkColorMaps(const core::FigureRecipe &recipe)
{
    const QStringList known = sequentialColorMaps();
    for (std::size_t panel = 0; panel < recipe.panels.size(); ++panel) {
        const auto &colorMap = recipe.panels[panel].look.colorMap;
        if (colorMap && !known.contains(qtText(*colorMap)))
            return core::badInput("panels[" + std::to_string(panel) + "].color_map: expected one of " +
                                  known.join(QStringLiteral(", ")).toStdString());
    }
    return {};
}

core::Result<void> checkWidths(const FigurePage &page)
{
    const auto millimeters = [](double points) { return std::to_string(std::lround(points / pointsPerMillimeter)); };
    for (std::size_t panel = 0; panel < page.panels.size(); ++panel) {
        const double width = page.panels[panel].slot.width();
        const FigureStyle style = panelStyle(page.style, width);
        const double needed = std::ceil(leastPictureWidth(page.panels[panel].figure, style) / unitsPerPoint);
        if (needed > width)
            return core::badInput("panels[" + std::to_string(panel) + "]: with its texts it needs " +
                                  millimeters(needed + 1) + " mm, but is " + millimeters(width) +
                                  " mm wide; expected a larger \"width\" or fewer \"columns\"");
    }
    return {};
}

core::Result<FigurePage> drawnPage(const core::FigureRecipe &recipe, core::PanelAnswerer &answerer,
                                   const core::StopToken &stop)
{
    if (const auto checked = checkColorMaps(recipe); !checked)
        return checked.error();
    auto content = core::figureContent(recipe, answerer, stop);
    if (!content)
        return content.error();
    FigurePage page = figurePage(recipe, *std::move(content));
    if (const auto checked = checkWidths(page); !checked)
        return checked.error();
    return page;
}

void paintLetter(QPainter &painter, const PagePanel &panel, const FigurePage &page)
{
    painter.save();
    painter.scale(1 / unitsPerPoint, 1 / unitsPerPoint);
    if (!panel.letter.isEmpty()) {
        painter.setFont(fontOfSize(page.style.body, page.preset.letterSize * unitsPerPoint, QFont::Bold));
        painter.setPen(page.style.theme.text);
        painter.drawText(QPointF(panel.slot.left(), panel.slot.top() - letterGap) * unitsPerPoint, panel.letter);
    }
    painter.restore();
}

void paintPicture(QPainter &painter, const PagePanel &panel, const FigureStyle &style)
{
    painter.save();
    painter.scale(1 / unitsPerPoint, 1 / unitsPerPoint);
    const QRectF area(panel.area.topLeft() * unitsPerPoint, panel.area.size() * unitsPerPoint);
    render(painter, panel.figure, area, panelStyle(style, panel.slot.width()));
    painter.restore();
}

void paintPanel(QPainter &painter, const PagePanel &panel, const FigurePage &page)
{
    paintLetter(painter, panel, page);
    paintPicture(painter, panel, page.style);
}

// In the middle of the page, below all panels.
void paintSharedBar(QPainter &painter, const FigurePage &page)
{
    if (!page.sharedBar)
        return;
    const ColorBarSizes &sizes = page.style.colorBar;
    const QSizeF size = page.size * unitsPerPoint;
    const double width = std::min(sizes.mostWidth, size.width());
    const QRectF block((size.width() - width) / 2, size.height() - sizes.height - sizes.below / 2, width, sizes.height);
    painter.save();
    painter.scale(1 / unitsPerPoint, 1 / unitsPerPoint);
    drawColorBar(painter, *page.sharedBar,
                 {.block = block, .captionWidth = size.width() - block.left(), .marked = {}, .merged = {}},
                 colorTable(qtText(page.sharedBar->colorMap), page.style.theme), page.style);
    painter.restore();
}

void paintPage(QPainter &painter, const FigurePage &page)
{
    for (const PagePanel &panel : page.panels)
        paintPanel(painter, panel, page);
    paintSharedBar(painter, page);
}

}  // namespace ui
