#pragma once

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
    std::string answer;                 // the class, the labels that hold, the values, or "12 of 20 pieces" guessed right
    std::optional<double> number;       // what answers are put in order by: the one value, or the share guessed right
    std::optional<double> probability;  // of a class
    std::optional<double> loss;         // as lossName() says; none without a label
    std::optional<bool> isCorrect;      // of classes and labels; none without a label
    bool isCut = false;                 // the text was longer than the model's limit
    std::string problem = {};           // why the text could not be read, one sentence
};

// Whether the model says anything of a text: it has a head, or guesses pieces.
bool hasPredictions(const ModelConfig &config);

// "loss": -ln p of the right class or its mean over labels or guessed pieces; "squared error" of a regression.
std::string_view lossName(const ModelConfig &config);

// What a text is read under.
struct PredictionOptions {
    AttentionMask mask;               // fits the model
    bool masksSpecialTokens = false;  // no token attends to them

    bool operator==(const PredictionOptions &) const = default;
};

// Of one of the texts, by a model that has predictions. A text without a word to read is judged as evaluations do, by even chances; a
// regression has no value for it.
TextPrediction predictionOf(const LoadedModel &model, const PredictionOptions &options, const ListedTexts &texts,
                            std::size_t index, const StopToken &stop);

}  // namespace core
