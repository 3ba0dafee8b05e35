#pragma once

#include "core/corpus/runs/corpus_summary.h"
#include "core/corpus/texts/heading.h"
#include "core/model/loaded_model.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace core {

// The texts that models are compared on: the lines of a file, or one sentence.
struct ComparisonTexts {
    std::filesystem::path corpus;  // empty: the sentence
    ColumnChoice columns{};        // of the corpus
    std::size_t limit = 0;         // as many texts of the corpus, from its start; 0: all
    std::string sentence;          // UTF-8

    bool operator==(const ComparisonTexts &) const = default;
};

struct ComparisonRequest {
    std::vector<std::shared_ptr<const LoadedModel>> models;
    ComparisonTexts texts;

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
    std::size_t doneTexts = 0;          // over all models
    std::size_t newTexts = 0;           // of them, those that this run did and did not know from an earlier one
    double seconds = 0;                 // that they took
    bool isComplete = false;

    std::size_t allTexts() const { return texts * models.size(); }
    // At the pace so far; 0 before there is one.
    double secondsLeft() const
    {
        return newTexts == 0 ? 0.0 : seconds / static_cast<double>(newTexts) * static_cast<double>(allTexts() - doneTexts);
    }
};

// What to call the models beside each other, in the comparison's order: distinctNames().
std::vector<std::string> comparedNames(const ModelComparison &comparison);

}  // namespace core
