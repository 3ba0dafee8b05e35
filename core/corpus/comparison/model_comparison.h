#pragma once

#include "core/corpus/runs/corpus_summary.h"
#include "core/corpus/runs/run_listener.h"
#include "core/corpus/runs/text_outcomes.h"
#include "core/corpus/texts/text_table.h"
#include "core/model/loaded_model.h"

#include <memory>
#include <string>
#include <vector>

namespace core {

// The texts that models are compared on: the lines of a file, or one sentence.
struct ComparisonTexts {
    TextFile corpus{};       // without a path: the sentence
    std::string sentence{};  // UTF-8

    bool isSentence() const { return corpus.path.empty(); }

    bool operator==(const ComparisonTexts &) const = default;
};

struct ComparisonRequest {
    std::vector<std::shared_ptr<const LoadedModel>> models;
    ComparisonTexts texts;
    std::shared_ptr<TextOutcomes> outcomes = {};  // of a run that is shared out

    bool operator==(const ComparisonRequest &) const = default;
};

struct ComparedModel {
    std::shared_ptr<const LoadedModel> model;
    CorpusSummary summary;  // of spectrumQuantityCount() numbers a head; without a text before its turn
    std::string problem;    // one sentence where the model could not run a text
};

// Several models on the same texts, as far as they got. Never changed once made.
struct ModelComparison {
    ComparisonRequest request;
    std::vector<ComparedModel> models;  // in the request's order
    std::vector<std::string> notes;     // on how the corpus was read
    std::size_t texts = 0;              // of each model, in the end
    RunProgress progress{};  // in passes of texts through models; known ones are of models that an earlier run had done
    bool isComplete = false;
};

// What to call the models beside each other, in the comparison's order: distinctNames().
std::vector<std::string> comparedNames(const ModelComparison &comparison);

}  // namespace core
