#pragma once

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

}  // namespace core
