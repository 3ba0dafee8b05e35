#pragma once

#include "core/corpus/evaluation/evaluation_report.h"
#include "core/corpus/masks/mask_comparison.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace core {

// Two models on the same examples of a file, as each is, with the mask it was trained with.
struct ModelPairRequest {
    EvaluationRequest first;  // whose figures stand first, and whose order of labels counts
    std::shared_ptr<const LoadedModel> second;
    std::uint32_t seed = 1;  // of the bootstrap

    bool operator==(const ModelPairRequest &) const = default;
};

// What kind of examples they are.
enum class PairedExamples {
    Answers,  // one right answer for each text
    Labels,   // several labels: right where every one is
    Values,   // of a regression: squared errors in place of losses, and neither accuracy nor p
    Pieces    // guessed pieces, by paragraph (VerdictGroups)
};

struct ModelPairReport {
    EvaluationReport first;
    std::shared_ptr<const LoadedModel> secondModel;
    AnyEvaluation second;
    PairedExamples examples = PairedExamples::Answers;
    MaskComparison comparison;  // second minus first
    std::uint32_t seed = 1;
};

// Over all cores, one model after the other; progress counts the texts of both. Fails, with a sentence, where the two answer different
// questions: other tasks, labels of other names, other vocabularies or another tokenization.
Result<ModelPairReport> runModelPairReport(const ModelPairRequest &request, const BetweenBatches &betweenBatches,
                                           const StopToken &stop);

}  // namespace core
