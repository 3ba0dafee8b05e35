#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace core {

// The mean of paired differences and the range that it is likely to lie in.
struct ConfidenceInterval {
    double mean = 0;
    double low = 0;
    double high = 0;
};

struct BootstrapOptions {
    double confidence = 0.95;
    int resamples = 4000;
    std::uint32_t seed = 1;
};

// Percentile bootstrap (Efron 1979): the mean of as many differences drawn with replacement, again and again; what the middle 95 %
// of those means span. The same for the same seed on every machine, whatever the number of cores. All 0 without a difference.
ConfidenceInterval bootstrapMean(std::span<const double> differences, const BootstrapOptions &options = {});

// The same of differences that come in groups, whose members depend on each other, such as the pieces of one paragraph: groups are
// drawn, as many as there are, and a mean is that of all differences in those drawn (Cameron, Gelbach and Miller 2008). `sizes`: how many
// of the differences, in their order, each group has, at least 1.
ConfidenceInterval bootstrapMeanOfGroups(std::span<const double> differences, std::span<const std::size_t> sizes,
                                         const BootstrapOptions &options = {});

}  // namespace core
