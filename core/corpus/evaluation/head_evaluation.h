#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/corpus/runs/progress.h"
#include "core/model/loaded_model.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace core {

// How heads that do not choose one class do on labeled texts.

struct ValuedText {
    std::string text;  // UTF-8
    double value = 0;  // its label
};

// The texts of labeled ones, of whatever kind, without their labels.
template <typename Text>
std::vector<std::string> plainTexts(std::span<const Text> texts)
{
    std::vector<std::string> plain(texts.size());
    std::ranges::transform(texts, plain.begin(), &Text::text);
    return plain;
}

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

struct MultiLabelText {
    std::string text;          // UTF-8
    std::vector<bool> labels;  // whether each of the model's labels holds
};

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

}  // namespace core
