#include "core/figure/values/attention_figure.h"

#include "core/format/family_name.h"
#include "core/model/loaded_model.h"

#include <fmt/core.h>

namespace core {
namespace {

std::string mechanismExplanation(const AnalysisSnapshot &snapshot)
{
    switch (attentionColumns(snapshot)) {
    case AttentionColumns::Tokens: break;
    case AttentionColumns::Slots:
        return fmt::format("Row by row, how one query token spreads its attention over the slots that E makes of the keys: "
                           "{}, each row sums to 1. A slot is a trained mixture of positions: see E.",
                           attentionFormula(snapshot));
    case AttentionColumns::Features:
        return fmt::format("Which value features each key feature takes in: {}, each row sums to 1. It is a map of "
                           "features, not of tokens.",
                           attentionFormula(snapshot));
    }
    const std::string start = attentionMechanism(snapshot).isMapImplied
                                  ? "The map over tokens that linear attention implies without ever computing it: "
                                  : "Row by row, how one query token spreads its attention over the key tokens: ";
    return start + attentionFormula(snapshot) + ", each row sums to 1.";
}

// How shownAttention comes from tokens to units.
UnitSteps stepsOf(AttentionColumns columns)
{
    switch (columns) {
    case AttentionColumns::Tokens: break;
    case AttentionColumns::Slots: return rowSteps;
    case AttentionColumns::Features: return {};
    }
    return attentionSteps;
}

void addAxes(const AnalysisSnapshot &snapshot, const DisplayUnits &units, HeatMapFigure &figure)
{
    const AttentionColumns columns = attentionColumns(snapshot);
    figure.rows = columns == AttentionColumns::Features ? numberedAxis("key feature", figure.values.rows())
                                                        : unitAxis("query token", units);
    switch (columns) {
    case AttentionColumns::Tokens: figure.columns = unitAxis("key token", units); break;
    case AttentionColumns::Slots: figure.columns = numberedAxis("slot", figure.values.cols()); break;
    case AttentionColumns::Features: figure.columns = numberedAxis("value feature", figure.values.cols()); break;
    }
}

std::string valueName(const AnalysisSnapshot &snapshot)
{
    if (attentionColumns(snapshot) == AttentionColumns::Features)
        return "share of a value feature";
    return attentionMechanism(snapshot).isMapImplied ? "implied attention" : "attention";
}

bool fits(const AnalysisSnapshot &snapshot, const MatrixView &map, const DisplayUnits &units)
{
    if (attentionColumns(snapshot) == AttentionColumns::Features)
        return map.size() > 0;
    const bool hasTokenColumns = attentionColumns(snapshot) == AttentionColumns::Tokens;
    return units.size() > 0 && map.rows() == units.tokenCount() && (!hasTokenColumns || map.cols() == units.tokenCount());
}

}  // namespace

std::string attentionFormula(const AnalysisSnapshot &snapshot)
{
    return std::string(attentionMechanism(snapshot).formula);
}

std::string attentionExplanation(const AnalysisSnapshot &snapshot, const DisplayUnits &units)
{
    return mechanismExplanation(snapshot) + unitExplanation(units, stepsOf(attentionColumns(snapshot)));
}

std::string attentionCaution(const AnalysisSnapshot &snapshot)
{
    const std::string name = snapshot.model ? familyCaution(snapshot.model->config) : std::string();
    if (name.empty())
        return {};
    const ModelConfig &config = snapshot.model->config;
    const std::string caution = name + '.';
    if (attentionColumns(snapshot) != AttentionColumns::Features)
        return caution;
    return caution + (config.task == ModelTask::Classification
                          ? " It has no map over tokens: choose erasure to see which words count."
                          : " It has no map over tokens.");
}

Matrix shownAttention(const AnalysisSnapshot &snapshot, const MatrixView &map, const DisplayUnits &units)
{
    switch (attentionColumns(snapshot)) {
    case AttentionColumns::Tokens: return attentionBetweenUnits(map, units);
    case AttentionColumns::Slots: return meansOfUnits(map, units);
    case AttentionColumns::Features: break;
    }
    return map;
}

HeatMapFigure attentionFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units,
                              const ColorOptions &colors)
{
    const auto map = attentionMap(snapshot, head);
    if (!map || !fits(snapshot, *map, units))
        return {};
    HeatMapFigure figure{
        .title = headName(snapshot, head),
        .explanation = attentionExplanation(snapshot, units),
        .values = shownAttention(snapshot, *map, units),
        .valueName = valueName(snapshot),
        .scaleNote =
            joinedNotes(withoutKeyNote(snapshot, head), scaleNote(colors.gamma, units, stepsOf(attentionColumns(snapshot)))),
        .scale = {.low = 0, .high = 1, .gamma = colors.gamma, .kind = ScaleKind::Linear},
        .colorMap = colors.colorMap,
    };
    addAxes(snapshot, units, figure);
    const float largest = figure.values.maxCoeff();
    figure.scale.high = largest > 0 ? largest : 1;
    return figure;
}

}  // namespace core
