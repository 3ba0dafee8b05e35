#pragma once

#include "core/workbench/workbench_state.h"

#include <concepts>
#include <type_traits>

namespace core {

template <typename State, typename Wanted>
concept StateOf = std::same_as<std::remove_const_t<State>, Wanted>;

// The one list of what a session file keeps of each state, for writing and for reading: `visit` is called with the name and the
// member. What is gathered or computed is not in it.

template <typename Visit, StateOf<HeadRef> State>
void visitFields(Visit &visit, State &state)
{
    visit("layer", state.layer);
    visit("head", state.head);
}

template <typename Visit, StateOf<PictureIndices> State>
void visitFields(Visit &visit, State &state)
{
    visit("row", state.row);
    visit("column", state.column);
}

template <typename Visit, StateOf<SelectedCell> State>
void visitFields(Visit &visit, State &state)
{
    visit("head", state.head);
    visit("query", state.query);
    visit("key", state.key);
    visit("indices", state.indices);
}

template <typename Visit, StateOf<Place> State>
void visitFields(Visit &visit, State &state)
{
    visit("workspace", state.workspace);
    visit("rank", state.rank);
    visit("masks", state.masks);
    visit("importance", state.importance);
    visit("side_by_side", state.sideBySide);
    visit("shows_texts", state.showsTexts);
}

template <typename Visit, StateOf<NamedFolder> State>
void visitFields(Visit &visit, State &state)
{
    visit("name", state.name);
    visit("folder", state.folder);
}

template <typename Visit, StateOf<PinnedPrediction::Output> State>
void visitFields(Visit &visit, State &state)
{
    visit("label", state.label);
    visit("number", state.number);
}

template <typename Visit, StateOf<PinnedChoices> State>
void visitFields(Visit &visit, State &state)
{
    visit("model", state.model);
    visit("special_tokens", state.specialTokens);
    visit("mask", state.mask);
    visit("head", state.mask.fixedOn);
}

template <typename Visit, StateOf<PinnedPrediction> State>
void visitFields(Visit &visit, State &state)
{
    visit("model", state.model);
    visit("text", state.text);
    visit("mask", state.mask);
    visit("quantity", state.quantity);
    visit("outputs", state.outputs);
    visit("followed", state.followed);
    visit("choices", state.choices);
}

template <typename Visit, StateOf<DisplayState> State>
void visitFields(Visit &visit, State &state)
{
    visit("unit", state.unit);
    visit("special_tokens", state.specialTokens);
    visit("importance", state.importance);
    visit("color_map", state.colorMap);
    visit("gamma", state.gamma);
}

template <typename Visit, StateOf<AttentionState> State>
void visitFields(Visit &visit, State &state)
{
    visit("corner_measure", state.cornerMeasure);
    visit("order", state.order);
    visit("shared_scale", state.sharesScale);
    visit("picture", state.picture);
    visit("foot", state.foot);
}

template <typename Visit, StateOf<LamaState> State>
void visitFields(Visit &visit, State &state)
{
    visit("strips", state.strips);
    visit("contribution_class", state.contributionClass);
}

template <typename Visit, StateOf<SpectrumOptions> State>
void visitFields(Visit &visit, State &state)
{
    visit("logarithmic", state.isLogarithmic);
    visit("all_heads", state.showsAllHeads);
    visit("centered", state.centersAttention);
    visit("shuffled_tokens", state.showsShuffled);
    visit("random_projections", state.showsDrawn);
    visit("permuted_rows", state.showsPermuted);
    visit("beside", state.beside);
}

template <typename Visit, StateOf<SpectrumQuantity> State>
void visitFields(Visit &visit, State &state)
{
    visit("matrix", state.matrix);
    visit("measure", state.measure);
    visit("share_of_tokens", state.isShareOfTokens);
}

template <typename Visit, StateOf<ComparisonOptions> State>
void visitFields(Visit &visit, State &state)
{
    visit("axis", state.axis);
    visit("quantity", state.quantity);
    visit("length_group", state.lengthGroup);
}

template <typename Visit, StateOf<FileChoice> State>
void visitFields(Visit &visit, State &state)
{
    visit("file", state.file);
    visit("limit", state.limit);
}

template <typename Visit, StateOf<ComparedState> State>
void visitFields(Visit &visit, State &state)
{
    visit("excluded", state.excluded);
    visit("corpus", state.corpus);
}

template <typename Visit, StateOf<TargetChoice> State>
void visitFields(Visit &visit, State &state)
{
    visit("source", state.source);
    visit("share", state.share);
    visit("width", state.width);
    visit("temperature", state.temperature);
    visit("seed", state.seed);
}

template <typename Visit, StateOf<PlaygroundState> State>
void visitFields(Visit &visit, State &state)
{
    visit("target", state.target);
    visit("before_painting", state.beforePainting);
    visit("painting", state.painting);
    visit("head_size", state.headSize);
    visit("measure", state.measure);
    visit("scores", state.scores);
    visit("tolerance", state.tolerance);
}

template <typename Visit, StateOf<RankState> State>
void visitFields(Visit &visit, State &state)
{
    visit("spectrum", state.spectrum);
    visit("residuals", state.showsResiduals);
    visit("matrix", state.matrix);
    visit("measure", state.measure);
    visit("corpus_map", state.mapsCorpus);
    visit("tolerance", state.tolerance);
    visit("k", state.k);
    visit("truncated", state.truncated);
    visit("comparison", state.comparison);
    visit("compared", state.compared);
    visit("playground", state.playground);
    visit("weight_measure", state.weightMeasure);
}

template <typename Visit, StateOf<GatheredMeans> State>
void visitFields(Visit &visit, State &state)
{
    visit("texts", state.texts);
}

template <typename Visit, StateOf<MaskState> State>
void visitFields(Visit &visit, State &state)
{
    visit("terms", state.terms);
    visit("keeps_any", state.keepsAny);
    visit("mode", state.mode);
    visit("strength", state.strength);
    visit("control", state.isControl);
    visit("heads", state.heads);
    visit("ablated", state.ablated);
    visit("chosen", state.chosen);
    visit("means", state.means);
}

template <typename Visit, StateOf<EvaluationState> State>
void visitFields(Visit &visit, State &state)
{
    visit("texts", state.texts);
    visit("sweep", state.sweep);
}

template <typename Visit, StateOf<MasksState> State>
void visitFields(Visit &visit, State &state)
{
    visit("mask", state.mask);
    visit("evaluation", state.evaluation);
    visit("positions", state.positions);
}

template <typename Visit, StateOf<AskedTarget> State>
void visitFields(Visit &visit, State &state)
{
    visit("name", state.name);
    visit("quantity", state.quantity);
    visit("position", state.position);
}

template <typename Visit, StateOf<ContextsState> State>
void visitFields(Visit &visit, State &state)
{
    visit("word", state.word);
    visit("texts", state.texts);
    visit("kept", state.kept);
    visit("source", state.source);
    visit("measure", state.measure);
    visit("groups", state.groups);
    visit("order", state.order);
}

template <typename Visit, StateOf<WhatIfNode> State>
void visitFields(Visit &visit, State &state)
{
    visit("text", state.text);
    visit("parent", state.parent);
    visit("edit", state.edit);
}

template <typename Visit, StateOf<WhatIfState> State>
void visitFields(Visit &visit, State &state)
{
    visit("nodes", state.nodes);
    visit("current", state.current);
}

template <typename Visit, StateOf<SecondState> State>
void visitFields(Visit &visit, State &state)
{
    visit("text", state.text);
    visit("model", state.model);
    visit("pinned", state.isPinned);
}

template <typename Visit, StateOf<ImportanceState> State>
void visitFields(Visit &visit, State &state)
{
    visit("measures", state.measures);
    visit("target", state.target);
    visit("residual", state.residual);
    visit("baseline", state.baseline);
    visit("steps", state.steps);
    visit("sorted", state.sorted);
    visit("agreement", state.agreement);
    visit("deletion", state.deletion);
    visit("contexts", state.contexts);
    visit("what_if", state.whatIf);
    visit("second", state.second);
}

template <typename Visit, StateOf<FiguresState> State>
void visitFields(Visit &visit, State &state)
{
    visit("page", state.page);
}

template <typename Visit, StateOf<TextsState> State>
void visitFields(Visit &visit, State &state)
{
    visit("file", state.texts.file);
    visit("limit", state.texts.limit);
    visit("search", state.search);
    visit("wrong_only", state.wrongOnly);
    visit("order", state.order);
    visit("descending", state.isDescending);
}

template <typename Visit, StateOf<WorkbenchState> State>
void visitFields(Visit &visit, State &state)
{
    visit("text", state.text);
    visit("open_models", state.openModels);
    visit("shown_model", state.shownModel);
    visit("place", state.place);
    visit("selected", state.selected);
    visit("pinned", state.pinned);
    visit("display", state.display);
    visit("attention", state.attention);
    visit("lama", state.lama);
    visit("rank", state.rank);
    visit("masks", state.masks);
    visit("importance", state.importance);
    visit("figures", state.figures);
    visit("texts", state.texts);
}

}  // namespace core
