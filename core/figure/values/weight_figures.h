#pragma once

#include "core/figure/values/heat_map_figure.h"

#include <string_view>

namespace core {

// Weights of one head that shape its attention whatever the sentence says. Each is empty where the model has none of the kind.

// Whether a Linformer projects keys and values with the same matrix.
bool sharesProjection(const AnalysisSnapshot &snapshot);

// E or F, k x n: how much each position of the sentence adds to each slot. The first n columns of the trained matrix.
enum class ProjectionRole { Keys, Values };
HeatMapFigure projectionFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units,
                               ProjectionRole role);
std::string projectionExplanation(const AnalysisSnapshot &snapshot, const DisplayUnits &units, ProjectionRole role);

// Pairwise attention compares queries through M (dh x dh): its symmetric part (M + M^T) / 2 sees pairs of tokens alike in both
// directions, its antisymmetric part (M - M^T) / 2 tells them apart. Both on the scale of the larger one.
enum class PairingPart { Symmetric, Antisymmetric };
HeatMapFigure pairingFigure(const AnalysisSnapshot &snapshot, HeadRef head, PairingPart part);
std::string pairingExplanation(PairingPart part);

// What learned gates are and are not (SparseBERT; resources/help/mechanisms.md, Trained masks), in the figures that show them.
constexpr std::string_view learnedGatesCaution =
    "The gates were trained with the model, act before the softmax and pay a penalty for every pair they keep; they are not "
    "the "
    "importance gates of the SparseBERT paper, which weigh the attention after the softmax.";

// The same in a line, for a page.
constexpr std::string_view learnedGatesBriefly =
    "Trained before the softmax, with a penalty for kept pairs; not the importance gates of the SparseBERT paper.";

// How likely the learned gate of each pair of positions is open, sigma(logit), n x n; kept are those above 1/2.
HeatMapFigure keepProbabilityFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units);
std::string keepProbabilityExplanation(const DisplayUnits &units);

}  // namespace core
