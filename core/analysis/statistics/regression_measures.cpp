#include "core/analysis/statistics/regression_measures.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <numeric>

namespace core {
namespace {

double meanOf(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

template <typename Cost>
double meanCost(std::span<const double> predicted, std::span<const double> labels, Cost cost)
{
    assert(predicted.size() == labels.size() && !labels.empty());
    double sum = 0;
    for (std::size_t text = 0; text < labels.size(); ++text)
        sum += cost(predicted[text] - labels[text]);
    return sum / static_cast<double>(labels.size());
}

bool isConstant(std::span<const double> values)
{
    return std::ranges::adjacent_find(values, std::not_equal_to()) == values.end();
}

}  // namespace

double meanSquaredError(std::span<const double> predicted, std::span<const double> labels)
{
    return meanCost(predicted, labels, [](double error) { return error * error; });
}

double meanAbsoluteError(std::span<const double> predicted, std::span<const double> labels)
{
    return meanCost(predicted, labels, [](double error) { return std::abs(error); });
}

std::optional<double> pearsonCorrelation(std::span<const double> predicted, std::span<const double> labels)
{
    assert(predicted.size() == labels.size());
    if (isConstant(predicted) || isConstant(labels))
        return std::nullopt;
    const double predictedMean = meanOf(predicted);
    const double labelMean = meanOf(labels);
    double product = 0;
    double predictedSquares = 0;
    double labelSquares = 0;
    for (std::size_t text = 0; text < labels.size(); ++text) {
        const double ofPredicted = predicted[text] - predictedMean;
        const double ofLabel = labels[text] - labelMean;
        product += ofPredicted * ofLabel;
        predictedSquares += ofPredicted * ofPredicted;
        labelSquares += ofLabel * ofLabel;
    }
    // One root, so that ranks of few texts give 0.5 and not 0.4999999999999999; two where the product leaves what a double holds.
    const double squares = predictedSquares * labelSquares;
    const double scale = std::isnormal(squares) ? std::sqrt(squares) : std::sqrt(predictedSquares) * std::sqrt(labelSquares);
    return scale > 0 ? std::optional(std::clamp(product / scale, -1.0, 1.0)) : std::nullopt;
}

std::optional<double> spearmanCorrelation(std::span<const double> predicted, std::span<const double> labels)
{
    return pearsonCorrelation(sharedRanks(predicted), sharedRanks(labels));
}

std::vector<double> sharedRanks(std::span<const double> values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [values](std::size_t index) { return values[index]; });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first + 1;
        while (end < order.size() && values[order[end]] == values[order[first]])
            ++end;
        const double mean = static_cast<double>(first + 1 + end) / 2;
        for (; first < end; ++first)
            ranks[order[first]] = mean;
    }
    return ranks;
}

}  // namespace core
