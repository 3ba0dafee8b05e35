#pragma once

#include "core/base/indices.h"
#include "core/figure/values/display_units.h"
#include "core/format/mechanism/attention_mechanism.h"
#include "core/model/attention_parameters.h"
#include "core/model/forward_trace.h"
#include "core/pipeline/analysis_snapshot.h"

#include <optional>
#include <string>

namespace core {

// How many layers and heads a snapshot has to show; LAMA's one set of heads counts as one layer.
struct HeadLayout {
    int layers = 0;
    int heads = 0;

    int total() const { return layers * heads; }
    bool operator==(const HeadLayout &) const = default;
};

HeadLayout headLayout(const AnalysisSnapshot &snapshot);
bool isLama(const AnalysisSnapshot &snapshot);

// `head` where the snapshot has it, else the nearest one it has: a smaller model may have come since the head was selected.
HeadRef headWithin(const AnalysisSnapshot &snapshot, HeadRef head);

// Whether the sentence runs from right to left, as its first letter with a direction does.
bool runsRightToLeft(const AnalysisSnapshot &snapshot);

// "L4 H7"; LAMA's heads have no layer: "head 7".
std::string headName(const AnalysisSnapshot &snapshot, HeadRef head);

// What the columns of attentionMap stand for; Tokens for a snapshot without an encoder.
AttentionColumns attentionColumns(const AnalysisSnapshot &snapshot);

// Nothing where the trace did not keep the map or the model has none.
// n x n, Linformer n x k, linear attention with the context first dh x dh.
std::optional<MatrixView> attentionMap(const AnalysisSnapshot &snapshot, HeadRef head);
// n x n: the attention where its columns are tokens.
std::optional<MatrixView> tokenMap(const AnalysisSnapshot &snapshot, HeadRef head);
// n x n: Linformer's signed map over tokens.
std::optional<MatrixView> effectiveMap(const AnalysisSnapshot &snapshot, HeadRef head);
std::optional<MatrixView> scoreMap(const AnalysisSnapshot &snapshot, HeadRef head);

// How many queries were left without any key, by masks or closed gates: their attention is all zero.
int queriesWithoutKey(const AnalysisSnapshot &snapshot, HeadRef head);
// "2 queries have no key", so that only the residual path remains to them; empty where every query has one.
std::string withoutKeyNote(const AnalysisSnapshot &snapshot, HeadRef head);

// How the shown model attends; standard attention for a snapshot without an encoder.
const AttentionMechanism &attentionMechanism(const AnalysisSnapshot &snapshot);

// Empty ones for a layer or a model that has none.
const AttentionParameters &attentionParameters(const AnalysisSnapshot &snapshot, LayerIndex layer);

DisplayUnits displayUnits(const AnalysisSnapshot &snapshot, const DisplayOptions &options);

}  // namespace core
