#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/corpus/evaluation/evaluation.h"
#include "core/corpus/evaluation/head_evaluation.h"
#include "core/corpus/evaluation/held_out_mask.h"
#include "core/corpus/runs/text_outcomes.h"
#include "core/corpus/texts/labeled_texts.h"
#include "core/model/loaded_model.h"

#include <functional>
#include <span>
#include <vector>

namespace core {

// The same labeled texts under several masks, as far as a run has come.
struct MaskTrials {
    std::size_t allTexts = 0;  // asked for
    std::vector<std::vector<Verdict>>
        verdicts;                          // masks x texts done, of every mask as many; of guessed pieces several for a text
    std::vector<std::size_t> groups = {};  // how many of each text done (VerdictGroups)
    std::vector<double> sparsities;        // of each mask: MaskPlan::sparsity, mean over the texts done

    std::size_t texts() const { return verdicts.empty() ? 0 : groups.empty() ? verdicts.front().size() : groups.size(); }
    bool isComplete() const { return texts() == allTexts; }
};

// Called after every batch of texts with what is judged so far, from the thread that runs the trials.
using TrialProgress = std::function<void(const MaskTrials &soFar)>;

// What the head's logits on a text come to against its label; from any thread. `logits` as headLogits() gives them.
using Judge = std::function<Verdict(std::size_t text, const std::vector<double> &logits)>;

// Runs every text through the model once under each mask, text by text and over all cores, so that all masks have seen the same
// texts whenever one looks. An inactive mask is the model's own. A stop ends the run between two texts, or inside one between two
// layers, and gives what was judged by then. Refuses masks without a meaning for the model, and fails where a pass fails, naming the
// text.
Result<MaskTrials> runMaskTrials(const LoadedModel &model, std::span<const std::string> texts, const Judge &judge,
                                 std::span<const AttentionMask> masks, const TrialProgress &progress, const StopToken &stop,
                                 TextOutcomes *outcomes = nullptr);

// The same of labeled texts and a model that chooses one answer per text; refuses one that does not.
Result<MaskTrials> runMaskTrials(const LoadedModel &model, std::span<const LabeledText> texts,
                                 std::span<const AttentionMask> masks, const TrialProgress &progress, const StopToken &stop,
                                 TextOutcomes *outcomes = nullptr);

// The same of a regression, whose verdicts hold squared errors; refuses another model and a text without a word to read.
Result<MaskTrials> runMaskTrials(const LoadedModel &model, std::span<const ValuedText> texts,
                                 std::span<const AttentionMask> masks, const TrialProgress &progress, const StopToken &stop,
                                 TextOutcomes *outcomes = nullptr);

// The same of a masked language model, whose texts are paragraphs, each with a verdict for every guessed piece of its parts.
Result<MaskTrials> runMaskTrials(const LoadedModel &model, std::span<const std::vector<MaskedPart>> paragraphs,
                                 std::span<const AttentionMask> masks, const TrialProgress &progress, const StopToken &stop,
                                 TextOutcomes *outcomes = nullptr);

}  // namespace core
