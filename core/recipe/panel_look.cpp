#include "core/recipe/panel_look.h"

#include "core/base/number_text.h"
#include "core/recipe/index_text.h"

#include <algorithm>
#include <type_traits>

namespace core {
namespace {

constexpr const char *noLimits = "limits: this kind has neither colors with a bar nor a y axis";

Error hasNone(const char *field, const char *what)
{
    return badInput(std::string(field) + ": this kind has no " + what);
}

// --- limits, colors ---------------------------------------------------------------------------------------------------

Result<void> setLimits(const std::array<double, 2> &limits, ColorScale &scale)
{
    ColorScale asked = scale;
    asked.low = limits[0];
    asked.high = limits[1];
    if (scale.kind == ScaleKind::Logarithmic && asked.low <= 0)
        return badInput("limits: expected numbers above 0 on a logarithmic scale");
    if (scale.isDiverging() && !asked.isDiverging())
        return badInput("limits: expected as far below the neutral value as above");
    scale = asked;
    return {};
}

Result<void> setLimits(const std::array<double, 2> &limits, CurveAxis &axis)
{
    if (axis.scale == AxisScale::Logarithmic && limits[0] <= 0)
        return badInput("limits: expected numbers above 0 on a logarithmic axis");
    axis.low = limits[0];
    axis.high = limits[1];
    return {};
}

// Bent alike in both halves of a scale that has two.
void setGamma(double gamma, HeatMapFigure &map)
{
    if (map.scale.gamma == gamma)
        return;
    map.scale.gamma = gamma;
    if (map.scale.isDiverging() && map.scale.kind == ScaleKind::Linear)
        map.scale.kind = ScaleKind::Symmetric;
    map.scaleNote = joinedNotes("gamma " + numberText(gamma), map.scaleNote);
}

Result<void> colorMap(const PanelLook &look, HeatMapFigure &map)
{
    if (!map.named.empty() && (look.colorMap || look.gamma || look.limits))
        return hasNone(look.colorMap ? "color_map"
                       : look.gamma  ? "gamma"
                                     : "limits",
                       "scale of colors: its few values have a legend");
    if (look.colorMap && map.scale.isDiverging())
        return badInput("color_map: this map's colors run to both sides of a neutral value, expected none");
    if (look.colorMap)
        map.colorMap = *look.colorMap;
    if (look.limits) {
        if (auto set = setLimits(*look.limits, map.scale); !set)
            return set;
    }
    if (look.gamma)
        setGamma(*look.gamma, map);
    return {};
}

// --- labels, numbers, legends -----------------------------------------------------------------------------------------

void setLabels(const PanelLook &look, HeatMapFigure &map)
{
    if (look.labelAngle)
        map.columns.angle = look.labelAngle;
    map.rows.every = look.labelEvery.value_or(0);
    map.columns.every = look.labelEvery.value_or(0);
}

Result<void> setNumbers(const PanelLook &look, HeatMapFigure &map)
{
    if (!look.annotates)
        return {};
    const auto longest = std::max(map.values.rows(), map.values.cols());
    if (longest > mostNumbered)
        return badInput("annotate: the map has " + std::to_string(longest) + " rows or columns, expected at most " +
                        std::to_string(mostNumbered));
    map.hasNumbers = true;
    return {};
}

Result<void> setColorBar(const PanelLook &look, bool &hasColorBar)
{
    if (look.legend == LegendPlace::End)
        return badInput("legend: expected \"below\" or \"none\" for a color bar");
    hasColorBar = look.legend != LegendPlace::None;
    return {};
}

// --- tokens -----------------------------------------------------------------------------------------------------------

Result<void> checkTokens(const IndexList &tokens, std::size_t count)
{
    const auto absent =
        std::ranges::find_if(tokens, [count](int token) { return static_cast<std::size_t>(token) >= count; });
    if (absent != tokens.end())
        return badInput("tokens: " + noSuchIndex(*absent, static_cast<int>(count)));
    return {};
}

template <typename Element>
void keep(const IndexList &tokens, std::vector<Element> &elements)
{
    std::vector<Element> kept;
    for (const int token : tokens)
        kept.push_back(elements[static_cast<std::size_t>(token)]);
    elements = std::move(kept);
}

Result<void> keepTokens(const IndexList &tokens, HeatMapFigure &map)
{
    if (!map.rows.showsUnits && !map.columns.showsUnits)
        return hasNone("tokens", "tokens along an axis");
    const bool hasNotes = !map.notes.empty();
    for (const bool isOfRows : {true, false}) {
        FigureAxis &axis = isOfRows ? map.rows : map.columns;
        if (!axis.showsUnits)
            continue;
        if (auto checked = checkTokens(tokens, axis.labels.size()); !checked)
            return checked;
        const auto count = static_cast<Eigen::Index>(tokens.size());
        Matrix values = isOfRows ? Matrix(count, map.values.cols()) : Matrix(map.values.rows(), count);
        for (Eigen::Index token = 0; token < count; ++token) {
            const int from = tokens[static_cast<std::size_t>(token)];
            if (isOfRows)
                values.row(token) = map.values.row(from);
            else
                values.col(token) = map.values.col(from);
        }
        map.values = std::move(values);
        keep(tokens, axis.labels);
    }
    if (hasNotes)
        map.notes.clear();  // what a pointer reads out, which paper has none of
    return {};
}

Result<void> keepTokens(const IndexList &tokens, HeadLinesFigure &lines)
{
    if (auto checked = checkTokens(tokens, lines.queries.labels.size()); !checked)
        return checked;
    const auto placeOf = [&tokens](int token) {
        return static_cast<int>(std::ranges::find(tokens, token) - tokens.begin());
    };
    std::vector<AttentionLine> kept;
    for (const AttentionLine &line : lines.lines) {
        const AttentionLine moved{placeOf(line.query), placeOf(line.key), line.weight};
        if (std::max(moved.query, moved.key) < static_cast<int>(tokens.size()))
            kept.push_back(moved);
    }
    lines.lines = std::move(kept);
    keep(tokens, lines.queries.labels);
    keep(tokens, lines.keys.labels);
    return {};
}

// --- what each kind of picture has ------------------------------------------------------------------------------------

Result<void> refuseColors(const PanelLook &look)
{
    if (look.colorMap)
        return hasNone("color_map", "map of colors to choose");
    if (look.gamma)
        return hasNone("gamma", "scale of colors");
    if (look.annotates)
        return hasNone("annotate", "cells");
    return {};
}

Result<void> refuseLabels(const PanelLook &look, bool hasEvery)
{
    if (look.labelAngle)
        return hasNone("labels.angle", "labels above columns");
    if (look.labelEvery && !hasEvery)
        return hasNone("labels.every", "labels to leave out");
    return {};
}

class Look
{
public:
    explicit Look(const PanelLook &look) : m_look(look) {}

    Result<void> operator()(HeatMapFigure &map) const
    {
        if (m_look.tokens) {
            if (auto kept = keepTokens(*m_look.tokens, map); !kept)
                return kept;
        }
        setLabels(m_look, map);
        if (auto colored = colorMap(m_look, map); !colored)
            return colored;
        if (auto numbered = setNumbers(m_look, map); !numbered)
            return numbered;
        return setColorBar(m_look, map.hasColorBar);
    }

    Result<void> operator()(HeadStripFigure &strips) const
    {
        for (HeatMapFigure *map : {&strips.heads, &strips.together}) {
            if (auto looked = (*this)(*map); !looked)
                return looked;
        }
        return {};
    }

    Result<void> operator()(HeadGridFigure &grid) const
    {
        if (m_look.tokens)
            return hasNone("tokens", "tokens along an axis");
        if (m_look.annotates)
            return hasNone("annotate", "room for numbers in its cells");
        if (auto refused = refuseLabels(m_look, false); !refused)
            return refused;
        return setColorBar(m_look, grid.hasColorBar);
    }

    Result<void> operator()(HeadLinesFigure &lines) const
    {
        if (m_look.limits)
            return badInput(noLimits);
        if (m_look.legend)
            return hasNone("legend", "legend");
        if (auto refused = refuseColors(m_look); !refused)
            return refused;
        if (auto refused = refuseLabels(m_look, true); !refused)
            return refused;
        lines.queries.every = m_look.labelEvery.value_or(0);
        lines.keys.every = m_look.labelEvery.value_or(0);
        return m_look.tokens ? keepTokens(*m_look.tokens, lines) : Result<void>();
    }

    Result<void> operator()(TokenStripFigure &strip) const
    {
        return (m_look.height ? Result<void>(hasNone("height", "height to choose: rows of words are as tall as they are"))
                              : pieces(strip.chips));
    }

    Result<void> operator()(BarFigure &bars) const
    {
        if (m_look.tokens && bars.placeName != "token" && bars.placeName != "word")
            return hasNone("tokens", "tokens along an axis");
        return pieces(bars.bars);
    }

    Result<void> operator()(CurveFigure &curves) const
    {
        if (m_look.tokens)
            return hasNone("tokens", "tokens along an axis");
        if (auto refused = refuseColors(m_look); !refused)
            return refused;
        if (auto refused = refuseLabels(m_look, false); !refused)
            return refused;
        if (m_look.legend)
            curves.names = m_look.legend == LegendPlace::Below  ? CurveNames::Below
                           : m_look.legend == LegendPlace::None ? CurveNames::Nowhere
                                                                : CurveNames::AtEnds;
        return m_look.limits ? setLimits(*m_look.limits, curves.y) : Result<void>();
    }

private:
    // One of each token, and no more than that to choose.
    template <typename Element>
    Result<void> pieces(std::vector<Element> &elements) const
    {
        if (m_look.limits)
            return badInput(noLimits);
        if (m_look.legend)
            return hasNone("legend", "legend to move");
        if (auto refused = refuseColors(m_look); !refused)
            return refused;
        if (auto refused = refuseLabels(m_look, false); !refused)
            return refused;
        if (!m_look.tokens)
            return {};
        if (auto checked = checkTokens(*m_look.tokens, elements.size()); !checked)
            return checked;
        keep(*m_look.tokens, elements);
        return {};
    }

    const PanelLook &m_look;
};

bool measureTheSame(const HeatMapFigure &first, const HeatMapFigure &other)
{
    return first.valueName == other.valueName && first.colorMap == other.colorMap && first.scale.kind == other.scale.kind &&
           first.scale.gamma == other.scale.gamma && first.named.empty() && other.named.empty();
}

}  // namespace

Result<void> applyLook(const PanelLook &look, Figure &figure)
{
    return std::visit(Look(look), figure);
}

Result<void> shareLimits(std::span<Figure> figures)
{
    std::vector<HeatMapFigure *> maps;
    for (Figure &figure : figures) {
        if (auto *map = std::get_if<HeatMapFigure>(&figure))
            maps.push_back(map);
    }
    if (maps.size() < 2)
        return badInput("share_limits: expected at least two panels that are maps");
    ColorScale shared = maps.front()->scale;
    for (const HeatMapFigure *map : maps) {
        if (!measureTheSame(*maps.front(), *map))
            return badInput("share_limits: expected maps of one measure and color map, found \"" + maps.front()->valueName +
                            "\" in " + maps.front()->colorMap + " and \"" + map->valueName + "\" in " + map->colorMap);
        shared.low = std::min(shared.low, map->scale.low);
        shared.high = std::max(shared.high, map->scale.high);
    }
    if (maps.front()->scale.isDiverging() && shared.kind == ScaleKind::Logarithmic)
        shared.low = 1 / (shared.high = std::max(shared.high, 1 / shared.low));
    else if (maps.front()->scale.isDiverging())
        shared.low = -(shared.high = std::max(shared.high, -shared.low));
    for (HeatMapFigure *map : maps)
        map->scale = shared;
    return {};
}

}  // namespace core
