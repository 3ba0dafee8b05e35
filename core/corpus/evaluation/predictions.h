#pragma once

#include "core/corpus/evaluation/head_texts.h"
#include "core/corpus/runs/corpus_logits.h"
#include "core/format/model_config.h"

#include <span>
#include <string>

namespace core {

// What a head says of each text, as CSV with a header, a line for each text in their order: index, from 0, label, prediction and a
// probability for each answer, named as the answers are. Several labels stand between commas, with the probability of each; label and
// prediction of a regression are its values, with nothing behind them. A text without a word has no preference: its answers are as likely
// as each other.
std::string predictionsCsv(const ModelConfig &config, const HeadTexts &texts, std::span<const TextLogits> answers);

}  // namespace core
