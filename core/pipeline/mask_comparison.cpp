#include "core/pipeline/mask_comparison.h"

#include <cassert>

namespace core {

MaskComparison compareVerdicts(std::span<const Verdict> without, std::span<const Verdict> with, std::uint32_t seed)
{
    assert(without.size() == with.size() && !with.empty());
    std::vector<double> accuracies;
    std::vector<double> losses;
    MaskComparison comparison{.evaluation = evaluationOf(with), .accuracy = {}, .loss = {}, .changed = {}};
    for (std::size_t text = 0; text < with.size(); ++text) {
        accuracies.push_back(static_cast<double>(with[text].isCorrect) - static_cast<double>(without[text].isCorrect));
        losses.push_back(with[text].loss - without[text].loss);
        if (with[text].predicted != without[text].predicted)
            comparison.changed.push_back({text, without[text], with[text]});
    }
    comparison.accuracy = bootstrapMean(accuracies, {.seed = seed});
    comparison.loss = bootstrapMean(losses, {.seed = seed});
    return comparison;
}

}  // namespace core
