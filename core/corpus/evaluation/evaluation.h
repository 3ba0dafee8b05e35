#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/corpus/runs/corpus_logits.h"
#include "core/corpus/runs/progress.h"
#include "core/corpus/texts/labeled_texts.h"
#include "core/model/loaded_model.h"

#include <span>
#include <vector>

namespace core {

// How a model does on held-out texts. An example is a sentence to classify or a masked piece to guess.
struct Evaluation {
    std::size_t examples = 0;
    double accuracy = 0;          // share of examples whose likeliest answer is the right one
    double loss = 0;              // mean of -ln p(right answer)
    std::size_t cutExamples = 0;  // sentences that were longer than the model's limit
};

// What a model answered about one labeled text, or about one guessed piece.
struct Verdict {
    std::size_t predicted = 0;  // index in answerNames(), or id of a piece
    double probability = 0;     // of that answer
    double loss = 0;            // -ln p(right answer); of a regression the squared error
    // Of a regression, of which the members about answers say nothing: what it predicted, and the label. Of a guessed piece the label is its id.
    double value = 0;
    double label = 0;
    bool isCorrect = false;
    bool isCut = false;  // the text was longer than the model's limit

    bool operator==(const Verdict &) const = default;
};

// Of the answers, so many, of a head that chooses one of them; each as likely as the others where it saw no word and so has no logits.
std::vector<double> probabilitiesOf(OutputQuantity outputs, std::size_t answers, const std::vector<double> &logits);

// Of the logits of a head that chooses one of answerNames(), empty where the model saw no word: every answer is then as likely as the
// others. `label` is the right one.
Verdict verdictOf(const LoadedModel &model, const std::vector<double> &logits, int label);

// Of labeled texts, with what the model's head says of each.
std::vector<Verdict> verdictsOf(const LoadedModel &model, std::span<const LabeledText> texts,
                                std::span<const TextLogits> answers);

// Means over the verdicts, of which there is at least one.
Evaluation evaluationOf(std::span<const Verdict> verdicts);

// Refuses a model that does not choose one answer per text.
Result<void> checkClassifies(const LoadedModel &model);

// Runs every sentence through the model, over all cores. The model must classify and `texts` not be empty.
Result<Evaluation> evaluate(const LoadedModel &model, std::span<const LabeledText> texts, const Progress &progress,
                            const StopToken &stop);

}  // namespace core
