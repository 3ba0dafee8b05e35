#pragma once

#include "core/figure/inspector/inspector_figure.h"
#include "core/model/loaded_model.h"

namespace core {

// What is particular to the attention mechanism of the snapshot's model and to this head of it, a line each: bounds of the
// rank, projected length, signs of the scales, parts of M, kept pairs of a trained mask. Empty without a model.
std::vector<Fact> mechanismFacts(const AnalysisSnapshot &snapshot, HeadRef head);

// How many parameters the model has and how many of them are attention, without and with the output projection; in brackets
// the saving against standard attention of the same shape.
std::vector<Fact> parameterFacts(const LoadedModel &model);

}  // namespace core
