#pragma once

#include "core/analysis/importance/word_importance.h"
#include "core/base/result.h"
#include "core/importance/importance_pass.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace core {

// The number y that measures are about, or why this text has none: a clause to go into a sentence.
struct TargetSearch {
    std::optional<ImportanceTarget> target;
    std::string absence;
};

// Fails where a class or label is firmly asked for that the model does not have.
Result<void> checkTargetClass(const ModelConfig &config, const AskedTarget &asked);

// Fails where a class, label, piece or position is firmly asked for that the model or the text does not have; positions are of masked
// language models alone.
Result<TargetSearch> findTarget(const ImportancePass &pass, const AskedTarget &asked);

// y, of the row of logits that the target names. Of a probability in double precision; NaN where there are no logits.
double targetValue(const LoadedModel &model, std::span<const float> logits, const ImportanceTarget &target);

// y of the pass itself.
double targetValue(const ImportancePass &pass, const ImportanceTarget &target);

// dy/dlogits of the same row.
std::vector<float> targetGradient(const LoadedModel &model, std::span<const float> logits, const ImportanceTarget &target);

// "positive", or the piece that is guessed: in the vocabulary's spelling, by which it can be asked for, and as a reader sees it.
std::string targetName(const LoadedModel &model, const ImportanceTarget &target);
std::string shownTargetName(const LoadedModel &model, const ImportanceTarget &target);

// "p(positive)", "logit of positive", "value of score", "p(movie) at 5".
std::string targetText(const LoadedModel &model, const ImportanceTarget &target);

}  // namespace core
