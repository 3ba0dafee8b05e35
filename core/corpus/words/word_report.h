#pragma once

#include "core/corpus/runs/run_listener.h"
#include "core/corpus/runs/text_outcomes.h"
#include "core/corpus/texts/class_labels.h"
#include "core/corpus/words/word_grouping.h"
#include "core/corpus/words/word_occurrences.h"
#include "core/corpus/words/word_table.h"

#include <memory>
#include <string>
#include <vector>

namespace core {

// How important the words of a file are to a model.
struct WordRequest {
    std::shared_ptr<const LoadedModel> model;
    TextFile data;
    std::vector<std::string> typed{};  // texts in place of the file's
    LabelReading labels = LabelReading::Unambiguous;
    WordMeasure measure;
    WordGrouping grouping = WordGrouping::Prediction;
    std::string word{};  // only its occurrences, so that only texts that have it are run; empty for all words
    std::shared_ptr<TextOutcomes> outcomes = {};  // of a run that is shared out

    bool operator==(const WordRequest &) const = default;
};

// As far as the file is gone through. Never changed once made.
struct WordReport {
    WordRequest request;
    std::shared_ptr<const std::vector<std::string>> texts;
    std::vector<std::string> notes;       // on how the file was read
    std::string labelsReadAs{};           // ReadLabels::readAs, where the labels name the model's classes
    std::vector<int> labels{};            // of every text; empty where the file has none
    std::vector<std::string> labelNames;  // that they count
    std::vector<std::string> classNames;  // that predictions count; empty where the model chooses no answer
    WordOccurrences found;
    RunProgress progress{};  // in texts

    // That the texts are grouped by.
    TextClasses classes() const;
    const std::vector<std::string> &groupNames() const;
};

using WordReportPointer = std::shared_ptr<const WordReport>;

// Over all cores. A stop gives what was gathered until then. Fails, with a sentence, where the file cannot be read or lacks the labels
// that are asked for, and where the model has no such measure.
Result<WordReportPointer> runWordReport(const WordRequest &request, const RunListener<WordReportPointer> &listener,
                                        const StopToken &stop);

// text_index,position,left,word,right,importance,prediction,label: every occurrence that the report has.
std::string occurrenceCsv(const WordReport &report);

}  // namespace core
