#include "core/corpus/masks/mask_comparison.h"

#include "core/analysis/statistics/paired_test.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <numeric>

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

// The texts that do better under either, of `accuracies`, with minus without.
double testedDifference(std::span<const double> accuracies, VerdictGroups groups)
{
    std::size_t better = 0;
    std::size_t worse = 0;
    const auto count = [&](double sum) {
        better += sum > 0 ? 1 : 0;
        worse += sum < 0 ? 1 : 0;
    };
    auto next = accuracies.begin();
    for (const std::size_t size : groups) {
        const auto end = next + static_cast<std::ptrdiff_t>(size);
        count(std::accumulate(next, end, 0.0));
        next = end;
    }
    if (groups.empty())
        std::ranges::for_each(accuracies, count);
    return mcnemarP(worse, better);
}

ConfidenceInterval intervalOf(std::span<const double> differences, VerdictGroups groups, std::uint32_t seed)
{
    const BootstrapOptions options{.seed = seed};
    return groups.empty() ? bootstrapMean(differences, options) : bootstrapMeanOfGroups(differences, groups, options);
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

MaskComparison compareVerdicts(std::span<const Verdict> without, std::span<const Verdict> with, std::uint32_t seed,
                               VerdictGroups groups)
{
    const Differences differences = differencesOf(without, with);
    return {.evaluation = evaluationOf(with),
            .accuracy = intervalOf(differences.accuracies, groups, seed),
            .loss = intervalOf(differences.losses, groups, seed),
            .mcnemarP = testedDifference(differences.accuracies, groups),
            .changed = changesOf(without, with)};
}

DrawsComparison compareDraws(std::span<const Verdict> without, std::span<const std::vector<Verdict>> draws,
                             std::uint32_t seed, VerdictGroups groups)
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
                                        .accuracy = intervalOf(means.accuracies, groups, seed),
                                        .loss = intervalOf(means.losses, groups, seed),
                                        .mcnemarP = {},
                                        .changed = changesOf(without, draws.front())},
                               .range = std::move(range)};
    if (draws.size() == 1)
        comparison.mean.mcnemarP = testedDifference(means.accuracies, groups);
    comparison.mean.evaluation.accuracy = meanOf(comparison.range.accuracies);
    comparison.mean.evaluation.loss = meanOf(comparison.range.losses);
    return comparison;
}

}  // namespace core
