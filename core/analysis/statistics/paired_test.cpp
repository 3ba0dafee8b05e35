#include "core/analysis/statistics/paired_test.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace core {
namespace {

// log(C(trials, successes) / 2^trials): a sum of logarithms, as the coefficient itself overflows from 1,030 trials on.
double logProbability(std::size_t successes, std::size_t trials)
{
    double sum = -static_cast<double>(trials) * std::numbers::ln2;
    for (std::size_t factor = 1; factor <= successes; ++factor)
        sum += std::log(static_cast<double>(trials - successes + factor) / static_cast<double>(factor));
    return sum;
}

// P(X <= most) over P(X = most), X ~ Binomial(trials, 1/2): each term is a share of the one above it.
double tailOverItsLargest(std::size_t most, std::size_t trials)
{
    double sum = 1;
    double term = 1;
    for (std::size_t successes = most; successes > 0 && term > 0; --successes) {
        term *= static_cast<double>(successes) / static_cast<double>(trials - successes + 1);
        sum += term;
    }
    return sum;
}

}  // namespace

double mcnemarP(std::size_t onlyFirst, std::size_t onlySecond)
{
    if (onlyFirst == onlySecond)
        return 1;  // the two tails overlap, or there is nothing to tell apart
    const std::size_t fewer = std::min(onlyFirst, onlySecond);
    const std::size_t discordant = onlyFirst + onlySecond;
    const double logTail = logProbability(fewer, discordant) + std::log(tailOverItsLargest(fewer, discordant));
    return std::min(1.0, 2 * std::exp(logTail));
}

std::vector<double> holmAdjusted(std::span<const double> pValues)
{
    std::vector<std::size_t> order(pValues.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::stable_sort(order, {}, [pValues](std::size_t test) { return pValues[test]; });
    std::vector<double> adjusted(pValues.size());
    double largest = 0;
    for (std::size_t place = 0; place < order.size(); ++place) {
        const double corrected = pValues[order[place]] * static_cast<double>(order.size() - place);
        largest = std::max(largest, std::min(1.0, corrected));
        adjusted[order[place]] = largest;
    }
    return adjusted;
}

}  // namespace core
