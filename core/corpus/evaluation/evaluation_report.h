#pragma once

#include "core/corpus/evaluation/evaluation.h"
#include "core/corpus/evaluation/head_evaluation.h"
#include "core/corpus/runs/run_listener.h"

#include <memory>
#include <optional>
#include <variant>

namespace core {

// How a model does on a file: of a head labeled texts, of a masked language model a text with one paragraph a line.
struct EvaluationRequest {
    std::shared_ptr<const LoadedModel> model;
    TextFile data;
    LabelReading labels = LabelReading::Unambiguous;  // of classes
    std::shared_ptr<TextOutcomes> outcomes = {};      // of a run that is shared out

    bool operator==(const EvaluationRequest &) const = default;
};

// Of what chooses one answer, of a regression, and of several labels.
using AnyEvaluation = std::variant<Evaluation, RegressionEvaluation, MultiLabelEvaluation>;

struct EvaluationReport {
    EvaluationRequest request;
    AnyEvaluation evaluation;
    std::string labelsReadAs{};               // HeadTextsOfFile::labelsReadAs
    std::vector<std::string> notes;           // TextTable::notes
    std::optional<std::size_t> paragraphs{};  // of the text whose masked words were guessed
    // Of a head: what was read, and what it said of each text.
    HeadTexts texts;
    std::vector<TextLogits> answers;
};

// What a head's answers to the texts come to. At least one text; fails where a regression has read no word of one.
Result<AnyEvaluation> anyEvaluationOf(const LoadedModel &model, const HeadTexts &texts, std::span<const TextLogits> answers);

// Over all cores; progress counts texts, of a masked language model the parts that fit it. Fails, with a sentence, where the file does
// not fit the model and where the model has nothing to evaluate.
Result<EvaluationReport> runEvaluationReport(const EvaluationRequest &request, const BetweenBatches &betweenBatches,
                                             const StopToken &stop);

}  // namespace core
