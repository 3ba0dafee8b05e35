#pragma once

#include "core/analysis/importance/importance_measure.h"
#include "core/analysis/importance/importance_options.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/model/loaded_model.h"
#include "core/model/mask/attention_mask.h"

#include <string>
#include <vector>

namespace core {

// What is measured of every word of a text; the unit is the word whatever the options say.
struct WordMeasure {
    ImportanceMeasure measure = ImportanceMeasure::AttentionReceived;
    ImportanceOptions options;
    AttentionMask mask = {};  // inactive: the model's own

    bool operator==(const WordMeasure &) const = default;
};

inline constexpr int noClass = -1;

// One text through a model.
struct MeasuredWords {
    std::vector<std::string> words;  // as the tokenizer normalizes them
    std::vector<float> importance;   // of each; NaN where it is not defined
    int prediction = noClass;        // index in answerNames()
    bool isCut = false;              // the text was longer than the model's limit
};

// A text without the position that is to be guessed has no values. Fails, with a sentence, where the model or the text has no such measure.
Result<MeasuredWords> measuredWords(const LoadedModel &model, const std::string &text, const WordMeasure &measure,
                                    const StopToken &stop);

}  // namespace core
