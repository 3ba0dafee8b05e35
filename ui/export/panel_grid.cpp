#include "ui/export/panel_grid.h"

#include "ui/export/panel_size.h"
#include "ui/export/plot_area.h"
#include "ui/render/heat_map_layout.h"

#include <QMarginsF>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace ui {
namespace {

constexpr double tallest = 6400;      // units, so that a figure and its caption fit a page
constexpr double shortest = 0.4;      // of what a plot asks for, as which it may be drawn beside a lower one
constexpr double closestBars = 0.75;  // of how far apart rows of bars like to be
constexpr int rounds = 3;             // in which labels and plots settle

// A panel while its place is worked out.
struct Draft {
    const core::Figure *figure = nullptr;
    double asked = 0;   // height of the plot
    double width = 0;   // of the picture
    double height = 0;  // likewise
    QMarginsF around;   // the plot
    double plot = 0;    // its height
    double likes = 0;   // the same in a panel of its own
    bool hasPlot = false;

    bool isSquare() const
    {
        const auto *map = std::get_if<core::HeatMapFigure>(figure);
        return map && map->shape == core::CellShape::Square;
    }
    bool isCurve() const
    {
        const auto *bars = std::get_if<core::BarFigure>(figure);
        return std::holds_alternative<core::CurveFigure>(*figure) || (bars && bars->direction == core::BarDirection::Upward);
    }
    bool isOfBars() const { return std::holds_alternative<core::BarFigure>(*figure); }
    bool isOfLines() const { return std::holds_alternative<core::HeadLinesFigure>(*figure); }
    // Lines run between two columns of labels, whose room would be taken from all plots above and below.
    bool hasSides() const { return hasPlot && !isOfLines(); }
};

// What the plot leaves around it in a picture of the draft's size.
void measure(Draft &draft, const FigureStyle &style)
{
    const auto plot = plotArea(*draft.figure, QSizeF(draft.width, draft.height), style);
    draft.hasPlot = plot.has_value();
    if (!plot)
        return;
    draft.around = {plot->left(), plot->top(), draft.width - plot->right(), draft.height - plot->bottom()};
    draft.plot = plot->height();
}

void fitHeight(Draft &draft, const FigureStyle &style)
{
    const double asked = pictureHeight(*draft.figure, draft.width, draft.asked, style);
    const bool isOfWords = std::holds_alternative<core::TokenStripFigure>(*draft.figure);  // which keep their size
    draft.height = isOfWords ? asked : std::min(asked, tallest);
    measure(draft, style);
}

void setPlot(Draft &draft, double wanted, const FigureStyle &style)
{
    for (int round = 0; round < rounds && std::abs(draft.plot - wanted) > 0.5; ++round) {
        draft.height += wanted - draft.plot;
        measure(draft, style);
    }
}

// The sides of a column's plots in one line.
void alignColumn(std::vector<Draft> &drafts, std::size_t column, const PanelGrid &grid, const FigureStyle &style)
{
    for (int round = 0; round < rounds; ++round) {
        double left = 0;
        double right = 0;
        for (std::size_t index = column; index < drafts.size(); index += grid.columns) {
            const Draft &draft = drafts[index];
            left = draft.hasSides() ? std::max(left, draft.around.left()) : left;
            right = draft.hasSides() ? std::max(right, draft.around.right()) : right;
        }
        for (std::size_t index = column; index < drafts.size(); index += grid.columns) {
            Draft &draft = drafts[index];
            if (!draft.hasSides())
                continue;
            draft.width = grid.width - (left - draft.around.left()) - (right - draft.around.right());
            fitHeight(draft, style);
            if (draft.isCurve())
                setPlot(draft, draft.likes, style);  // a narrower one is no lower
        }
    }
}

// A map of square cells is no taller than its width allows.
double askedPlot(const Draft &draft)
{
    return draft.isSquare() ? draft.plot : draft.asked;
}

// How tall the plots of a row are together; none where each is as tall as it likes.
double sharedPlot(std::span<const Draft> row)
{
    double asked = 0;
    double square = std::numeric_limits<double>::infinity();
    double curve = 0;
    for (const Draft &draft : row) {
        if (!draft.hasPlot)
            continue;
        asked = draft.asked > 0 ? std::max(asked, askedPlot(draft)) : asked;
        square = draft.isSquare() ? std::min(square, draft.plot) : square;
        curve = draft.isCurve() ? std::max(curve, draft.plot) : curve;
    }
    return asked > 0 ? asked : std::isfinite(square) ? square : curve;
}

double plotWithin(const Draft &draft, double shared)
{
    if (draft.asked > 0)
        return std::min(shared, askedPlot(draft));
    if (shared <= 0)
        return draft.plot;
    if (draft.isSquare())
        return std::min(shared, draft.plot);
    if (draft.isCurve())
        return std::max(shared, shortest * draft.plot);
    if (draft.isOfBars())
        return std::max(shared, closestBars * draft.plot);
    return draft.isOfLines() ? std::max(shared, draft.plot) : draft.plot;
}

// The upper edges of a row's plots in one line, and the lower ones of those that can be as tall as the others. `top` is the row's.
double placeRow(std::span<Draft> row, std::size_t first, double top, const PanelGrid &grid, const FigureStyle &style,
                std::vector<PlacedPanel> &placed)
{
    const double shared = sharedPlot(row);
    double above = 0;
    for (Draft &draft : row) {
        if (!draft.hasPlot)
            continue;
        setPlot(draft, plotWithin(draft, shared), style);
        above = std::max(above, draft.around.top());
    }
    double height = 0;
    for (const Draft &draft : row)
        height = std::max(height, draft.height + (draft.hasPlot ? above - draft.around.top() : 0));
    height = std::ceil(height);
    for (std::size_t index = 0; index < row.size(); ++index) {
        const Draft &draft = row[index];
        const double left = (grid.width + grid.gap) * static_cast<double>((first + index) % grid.columns);
        const double lower = draft.hasPlot ? above - draft.around.top() : 0;
        placed.push_back({QRectF(left, top + grid.letter, grid.width, height),
                          QRectF(left, top + grid.letter + lower, draft.width, draft.height)});
    }
    return grid.letter + height;
}

}  // namespace

PlacedPanels placePanels(std::span<const core::Figure> figures, const PanelGrid &grid, const FigureStyle &style)
{
    std::vector<Draft> drafts;
    for (std::size_t index = 0; index < figures.size(); ++index) {
        drafts.push_back({.figure = &figures[index], .asked = grid.plots[index], .width = grid.width, .around = {}});
        fitHeight(drafts.back(), style);
        drafts.back().likes = drafts.back().plot;
    }
    const bool hasRows = figures.size() > grid.columns;
    for (std::size_t column = 0; hasRows && column < grid.columns; ++column)
        alignColumn(drafts, column, grid, style);
    PlacedPanels placed;
    double top = 0;
    for (std::size_t first = 0; first < drafts.size(); first += grid.columns) {
        const std::size_t count = std::min(grid.columns, drafts.size() - first);
        top += placeRow(std::span(drafts).subspan(first, count), first, top, grid, style, placed.panels) + grid.gap;
    }
    placed.bottom = top - grid.gap;
    for (std::size_t column = 0; hasRows && column < grid.columns; ++column) {
        double left = 0;
        for (std::size_t index = column; index < drafts.size(); index += grid.columns)
            left = drafts[index].hasSides() ? std::max(left, drafts[index].around.left()) : left;
        for (std::size_t index = column; index < drafts.size(); index += grid.columns) {
            if (drafts[index].hasSides())
                placed.panels[index].picture.translate(left - drafts[index].around.left(), 0);
        }
    }
    return placed;
}

}  // namespace ui
