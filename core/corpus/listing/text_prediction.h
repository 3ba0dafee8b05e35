#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/corpus/listing/listed_texts.h"
#include "core/model/loaded_model.h"
#include "core/model/mask/attention_mask.h"

#include <optional>
#include <string>
#include <string_view>

namespace core {

// What a model says of one text.
struct TextPrediction {
    std::string answer;            // the class, the labels that hold, the value, or "12 of 20 pieces" guessed right
    std::optional<double> number;  // what answers are put in order by: the value, or the share guessed right; none of names
    std::optional<double> probability;  // of a class
    std::optional<double> loss;         // as lossName() says; none without a label
    std::optional<bool> isCorrect;      // of classes and labels; none without a label
    bool isCut = false;                 // the text was longer than the model's limit
};

// Whether the model says anything of a text: it has a head, or guesses pieces.
bool hasPredictions(const ModelConfig &config);

// "loss": -ln p of the right class or its mean over labels or guessed pieces; "squared error" of a regression.
std::string_view lossName(const ModelConfig &config);

// Of one of the texts, under a mask that fits the model, which has predictions. An empty answer of a text without a word to read.
Result<TextPrediction> predictionOf(const LoadedModel &model, const AttentionMask &mask, const ListedTexts &texts,
                                    std::size_t index, const StopToken &stop);

}  // namespace core
