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

}  // namespace

ConfidenceInterval bootstrapMean(std::span<const double> differences, const BootstrapOptions &options)
{
    if (differences.empty())
        return {};
    const double operationsEach = 10.0 * static_cast<double>(differences.size());
    std::vector<double> means(static_cast<std::size_t>(std::max(options.resamples, 1)));
    parallelFor(static_cast<int>(means.size()), operationsEach, [&](int resample) {
        means[resample] = resampledMean(differences, SeededRandom(options.seed, static_cast<std::uint64_t>(resample)));
    });
    std::ranges::sort(means);
    const double outside = (1.0 - options.confidence) / 2.0;
    return {.mean = std::accumulate(differences.begin(), differences.end(), 0.0) / static_cast<double>(differences.size()),
            .low = quantileOfSorted(means, outside),
            .high = quantileOfSorted(means, 1.0 - outside)};
}

}  // namespace core
