#include "core/corpus/masks/mask_comparison.h"

#include "core/analysis/statistics/paired_test.h"

#include <algorithm>
#include <cassert>

namespace core {
namespace {

// Of every text, with minus without.
struct Differences {
    std::vector<double> accuracies;
    std::vector<double> losses;
};

Differences differencesOf(std::span<const Verdict> without, std::span<const Verdict> with)
{
    assert(without.size() == with.size() && !with.empty());
    Differences differences;
    for (std::size_t text = 0; text < with.size(); ++text) {
        differences.accuracies.push_back(static_cast<double>(with[text].isCorrect) -
                                         static_cast<double>(without[text].isCorrect));
        differences.losses.push_back(with[text].loss - without[text].loss);
    }
    return differences;
}

double testedDifference(std::span<const Verdict> without, std::span<const Verdict> with)
{
    std::size_t onlyWithout = 0;
    std::size_t onlyWith = 0;
    for (std::size_t text = 0; text < with.size(); ++text) {
        onlyWithout += without[text].isCorrect && !with[text].isCorrect ? 1 : 0;
        onlyWith += with[text].isCorrect && !without[text].isCorrect ? 1 : 0;
    }
    return mcnemarP(onlyWithout, onlyWith);
}

std::vector<ChangedPrediction> changesOf(std::span<const Verdict> without, std::span<const Verdict> with)
{
    std::vector<ChangedPrediction> changed;
    for (std::size_t text = 0; text < with.size(); ++text) {
        if (with[text].predicted != without[text].predicted)
            changed.push_back({text, without[text], with[text]});
    }
    return changed;
}

void add(const std::vector<double> &addend, std::vector<double> &sum)
{
    sum.resize(addend.size());
    for (std::size_t text = 0; text < addend.size(); ++text)
        sum[text] += addend[text];
}

// Divides the whole sum, once: shares of it would not add up to 2 for ten draws of 2.
void divide(std::vector<double> &sum, double count)
{
    for (double &value : sum)
        value /= count;
}

double meanOf(const std::vector<double> &values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum / static_cast<double>(values.size());
}

}  // namespace

DrawRange::Limits DrawRange::limits(std::vector<double> DrawRange::*figure) const
{
    assert(draws() > 0);
    const auto [low, high] = std::ranges::minmax(this->*figure);
    return {.low = low, .high = high};
}

MaskComparison compareVerdicts(std::span<const Verdict> without, std::span<const Verdict> with, std::uint32_t seed)
{
    const Differences differences = differencesOf(without, with);
    return {.evaluation = evaluationOf(with),
            .accuracy = bootstrapMean(differences.accuracies, {.seed = seed}),
            .loss = bootstrapMean(differences.losses, {.seed = seed}),
            .mcnemarP = testedDifference(without, with),
            .changed = changesOf(without, with)};
}

DrawsComparison compareDraws(std::span<const Verdict> without, std::span<const std::vector<Verdict>> draws,
                             std::uint32_t seed)
{
    assert(!draws.empty());
    const auto count = static_cast<double>(draws.size());
    DrawRange range;
    Differences means;
    for (const std::vector<Verdict> &draw : draws) {
        const Differences differences = differencesOf(without, draw);
        const Evaluation evaluation = evaluationOf(draw);
        add(differences.accuracies, means.accuracies);
        add(differences.losses, means.losses);
        range.accuracies.push_back(evaluation.accuracy);
        range.losses.push_back(evaluation.loss);
        range.changed += static_cast<double>(changesOf(without, draw).size());
    }
    divide(means.accuracies, count);
    divide(means.losses, count);
    range.changed /= count;
    DrawsComparison comparison{.mean = {.evaluation = evaluationOf(draws.front()),
                                        .accuracy = bootstrapMean(means.accuracies, {.seed = seed}),
                                        .loss = bootstrapMean(means.losses, {.seed = seed}),
                                        .mcnemarP = {},
                                        .changed = changesOf(without, draws.front())},
                               .range = std::move(range)};
    if (draws.size() == 1)
        comparison.mean.mcnemarP = testedDifference(without, draws.front());
    comparison.mean.evaluation.accuracy = meanOf(comparison.range.accuracies);
    comparison.mean.evaluation.loss = meanOf(comparison.range.losses);
    return comparison;
}

}  // namespace core
