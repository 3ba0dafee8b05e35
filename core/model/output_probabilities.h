#pragma once

#include <algorithm>
#include <cmath>
#include <ranges>

namespace core {

// ln of the sum of e^x over all logits, which may be large; in double precision. There is at least one.
template <std::ranges::forward_range Logits>
double logSumExp(const Logits &logits)
{
    const double largest = *std::ranges::max_element(logits);
    double sum = 0;
    for (const double logit : logits)
        sum += std::exp(logit - largest);
    return largest + std::log(sum);
}

// 1 / (1 + e^-x), of large |x| too.
inline double sigmoid(double logit)
{
    const double power = std::exp(-std::abs(logit));
    return (logit < 0 ? power : 1) / (1 + power);
}

}  // namespace core
