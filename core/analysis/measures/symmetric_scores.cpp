#include "core/analysis/measures/symmetric_scores.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace core {
namespace {

constexpr double noMass = -std::numeric_limits<double>::infinity();

// ln sum_j exp(S_ij) over the keys that the query attends to.
double logMass(const MatrixView &scores, const MatrixView &attention, Eigen::Index query)
{
    double largest = noMass;
    for (Eigen::Index key = 0; key < scores.cols(); ++key) {
        if (attention(query, key) > 0.0F)
            largest = std::max(largest, static_cast<double>(scores(query, key)));
    }
    double sum = 0.0;
    for (Eigen::Index key = 0; key < scores.cols(); ++key) {
        if (attention(query, key) > 0.0F)
            sum += std::exp(scores(query, key) - largest);
    }
    return sum > 0.0 ? largest + std::log(sum) : noMass;
}

}  // namespace

double asymmetryIndex(const MatrixView &scores)
{
    double difference = 0.0;
    double sum = 0.0;
    for (Eigen::Index row = 0; row < scores.rows(); ++row) {
        for (Eigen::Index column = 0; column < scores.cols(); ++column) {
            const double here = scores(row, column);
            const double mirrored = scores(column, row);
            difference += (here - mirrored) * (here - mirrored);
            sum += (here + mirrored) * (here + mirrored);
        }
    }
    return difference + sum > 0.0 ? std::sqrt(difference / sum) : std::numeric_limits<double>::quiet_NaN();
}

std::vector<double> stationaryDistribution(const MatrixView &scores, const MatrixView &attention)
{
    std::vector<double> shares(static_cast<std::size_t>(scores.rows()), noMass);
    for (Eigen::Index token = 0; token < scores.rows(); ++token) {
        if (attention.col(token).maxCoeff() > 0.0F)
            shares[token] = logMass(scores, attention, token);
    }
    const double largest = shares.empty() ? noMass : *std::ranges::max_element(shares);
    if (largest == noMass)
        return {};
    double total = 0.0;
    for (double &share : shares) {
        share = std::exp(share - largest);
        total += share;
    }
    for (double &share : shares)
        share /= total;
    return shares;
}

}  // namespace core
