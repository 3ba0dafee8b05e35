#include "core/analysis/statistics/bootstrap.h"

#include "core/base/parallel_for.h"
#include "core/base/quantile.h"
#include "core/base/seeded_random.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace core {
namespace {

double resampledMean(std::span<const double> differences, SeededRandom random)
{
    double sum = 0.0;
    for (std::size_t drawn = 0; drawn < differences.size(); ++drawn)
        sum += differences[random.below(differences.size())];
    return sum / static_cast<double>(differences.size());
}

struct Group {
    double sum = 0;
    double size = 0;
};

double resampledMean(std::span<const Group> groups, SeededRandom random)
{
    Group all;
    for (std::size_t drawn = 0; drawn < groups.size(); ++drawn) {
        const Group &group = groups[random.below(groups.size())];
        all.sum += group.sum;
        all.size += group.size;
    }
    return all.sum / all.size;
}

// Of what is drawn from, of one kind or the other.
template <typename Drawn>
ConfidenceInterval intervalAround(double mean, std::span<const Drawn> drawn, const BootstrapOptions &options)
{
    const double operationsEach = 10.0 * static_cast<double>(drawn.size());
    std::vector<double> means(static_cast<std::size_t>(std::max(options.resamples, 1)));
    parallelFor(static_cast<int>(means.size()), operationsEach, [&](int resample) {
        means[resample] = resampledMean(drawn, SeededRandom(options.seed, static_cast<std::uint64_t>(resample)));
    });
    std::ranges::sort(means);
    const double outside = (1.0 - options.confidence) / 2.0;
    return {.mean = mean, .low = quantileOfSorted(means, outside), .high = quantileOfSorted(means, 1.0 - outside)};
}

double meanDifference(std::span<const double> differences)
{
    return std::accumulate(differences.begin(), differences.end(), 0.0) / static_cast<double>(differences.size());
}

}  // namespace

ConfidenceInterval bootstrapMean(std::span<const double> differences, const BootstrapOptions &options)
{
    return differences.empty() ? ConfidenceInterval() : intervalAround(meanDifference(differences), differences, options);
}

ConfidenceInterval bootstrapMeanOfGroups(std::span<const double> differences, std::span<const std::size_t> sizes,
                                         const BootstrapOptions &options)
{
    if (differences.empty())
        return {};
    std::vector<Group> groups;
    auto next = differences.begin();
    for (const std::size_t size : sizes) {
        const auto end = next + static_cast<std::ptrdiff_t>(size);
        groups.push_back({.sum = std::accumulate(next, end, 0.0), .size = static_cast<double>(size)});
        next = end;
    }
    return intervalAround(meanDifference(differences), std::span<const Group>(groups), options);
}

}  // namespace core
