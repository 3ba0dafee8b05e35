#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/corpus/evaluation/evaluation.h"
#include "core/corpus/evaluation/head_texts.h"
#include "core/corpus/runs/corpus_logits.h"
#include "core/corpus/runs/progress.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace core {

// How heads that do not choose one class do on labeled texts.

struct RegressionEvaluation {
    std::size_t examples = 0;
    double meanSquaredError = 0;
    double meanAbsoluteError = 0;
    std::optional<double> pearson;   // none for one example and where the labels or the predictions are constant
    std::optional<double> spearman;  // as pearson
    std::size_t cutExamples = 0;     // texts that were longer than the model's limit
};

// Refuses a model that is no regression of one value.
Result<void> checkRegression(const LoadedModel &model);
// Says of a text without a word to read that it has no value.
Error noValueOf(const LoadedModel &model, const std::string &text);

// The model is a regression of one value. At least one text; refuses one without a word to read.
Result<RegressionEvaluation> evaluateRegression(const LoadedModel &model, std::span<const ValuedText> texts,
                                                const Progress &progress, const StopToken &stop);

// The same of what the model's head says of each text.
Result<RegressionEvaluation> evaluationOf(const LoadedModel &model, std::span<const ValuedText> texts,
                                          std::span<const TextLogits> answers);
// Squared errors in place of losses.
std::vector<Verdict> verdictsOf(std::span<const ValuedText> texts, std::span<const TextLogits> answers);

struct MultiLabelEvaluation {
    std::size_t examples = 0;
    double loss = 0;                // binary cross-entropy, mean over texts and labels
    double exactMatch = 0;          // share of texts with every label right, a label holding above a probability of 0.5
    std::optional<double> microF1;  // over all labels of all texts together; none where no label holds or is predicted
    std::size_t cutExamples = 0;
};

// The model has several labels. At least one text; in one without a word each label is as likely as not.
Result<MultiLabelEvaluation> evaluateMultiLabel(const LoadedModel &model, std::span<const MultiLabelText> texts,
                                                const Progress &progress, const StopToken &stop);

// The same of what the model's head says of each text.
MultiLabelEvaluation evaluationOf(const LoadedModel &model, std::span<const MultiLabelText> texts,
                                  std::span<const TextLogits> answers);
// A text is right where every label is; its loss is the mean over the labels. What was predicted is not told.
std::vector<Verdict> verdictsOf(const LoadedModel &model, std::span<const MultiLabelText> texts,
                                std::span<const TextLogits> answers);

}  // namespace core
