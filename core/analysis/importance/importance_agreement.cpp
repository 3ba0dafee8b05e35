#include "core/analysis/importance/importance_agreement.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <numeric>

namespace core {
namespace {

constexpr std::size_t fewestForTau = 3;

struct PairOfValues {
    double left = 0;
    double right = 0;

    auto operator<=>(const PairOfValues &) const = default;  // NOLINT(modernize-use-nullptr): clang-tidy 14 sees a 0 in it
};

std::vector<PairOfValues> definedInBoth(std::span<const double> left, std::span<const double> right)
{
    std::vector<PairOfValues> pairs;
    for (std::size_t index = 0; index < std::min(left.size(), right.size()); ++index) {
        if (!std::isnan(left[index]) && !std::isnan(right[index]))
            pairs.push_back({left[index], right[index]});
    }
    return pairs;
}

std::int64_t pairCount(std::int64_t things)
{
    return things * (things - 1) / 2;
}

// Pairs of neighbors in runs that `same` holds together.
template <typename Values, typename Same>
std::int64_t tiedPairs(const Values &sorted, Same same)
{
    std::int64_t tied = 0;
    for (auto first = sorted.begin(); first != sorted.end();) {
        const auto end = std::find_if_not(first, sorted.end(), [&](const auto &value) { return same(*first, value); });
        tied += pairCount(end - first);
        first = end;
    }
    return tied;
}

// Sorts, and counts the pairs that were the wrong way round: what merging passes over.
std::int64_t sortCountingSwaps(std::span<double> values)
{
    if (values.size() < 2)
        return 0;
    const std::span<double> low = values.first(values.size() / 2);
    const std::span<double> high = values.subspan(low.size());
    std::int64_t swaps = sortCountingSwaps(low) + sortCountingSwaps(high);
    std::vector<double> merged;
    merged.reserve(values.size());
    auto next = low.begin();
    for (const double value : high) {
        const auto above = std::find_if(next, low.end(), [value](double other) { return other > value; });
        merged.insert(merged.end(), next, above);
        merged.push_back(value);
        next = above;
        swaps += low.end() - next;
    }
    merged.insert(merged.end(), next, low.end());
    std::ranges::copy(merged, values.begin());
    return swaps;
}

// The most important ones, by their place among the values.
std::vector<std::size_t> topOf(const std::vector<double> &values, std::size_t count)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater(), [&values](std::size_t index) { return values[index]; });
    order.resize(count);
    std::ranges::sort(order);
    return order;
}

std::vector<double> orderedBy(ImportanceOrder order, std::vector<double> values)
{
    if (order == ImportanceOrder::Magnitude)
        std::ranges::transform(values, values.begin(), [](double value) { return std::abs(value); });
    return values;
}

// Whether a measure tells units apart by more than the rounding of what is computed in F32: of an encoder, gradient times input does
// not.
bool tellsApart(const std::vector<double> &values)
{
    double least = std::numeric_limits<double>::infinity();
    double largest = -least;
    for (const double value : values) {
        if (std::isnan(value))
            continue;
        least = std::min(least, value);
        largest = std::max(largest, value);
    }
    return largest - least > importanceRounding;
}

// Why no tau is defined, a clause.
std::string absenceOfTau(const MeasuredUnits &left, const MeasuredUnits &right)
{
    if (definedInBoth(left.values, right.values).size() < fewestForTau)
        return "fewer than three tokens or words have both values";
    for (const MeasuredUnits *each : {&left, &right}) {
        if (!tellsApart(each->values))
            return fmt::format("{} is the same everywhere but for rounding", describe(each->measure).name);
    }
    return "one measure is the same wherever both are defined";
}

}  // namespace

// By Knight's method (Knight 1966): in the order of `left`, the discordant pairs are the swaps that sort `right`.
std::optional<double> kendallTauB(std::span<const double> left, std::span<const double> right)
{
    std::vector<PairOfValues> pairs = definedInBoth(left, right);
    if (pairs.size() < fewestForTau)
        return std::nullopt;
    std::ranges::sort(pairs);
    const std::int64_t all = pairCount(static_cast<std::int64_t>(pairs.size()));
    const std::int64_t tiedLeft = tiedPairs(pairs, [](auto one, auto other) { return one.left == other.left; });
    const std::int64_t tiedBoth = tiedPairs(pairs, [](auto one, auto other) { return one == other; });
    std::vector<double> rightOnes;
    std::ranges::transform(pairs, std::back_inserter(rightOnes), &PairOfValues::right);
    const std::int64_t discordant = sortCountingSwaps(rightOnes);
    const std::int64_t tiedRight = tiedPairs(rightOnes, std::equal_to());
    if (tiedLeft == all || tiedRight == all)
        return std::nullopt;
    const std::int64_t difference = all - tiedLeft - tiedRight + tiedBoth - 2 * discordant;
    return static_cast<double>(difference) /
           (std::sqrt(static_cast<double>(all - tiedLeft)) * std::sqrt(static_cast<double>(all - tiedRight)));
}

std::optional<double> topOverlap(std::span<const double> left, std::span<const double> right)
{
    constexpr double share = 0.2;
    const std::vector<PairOfValues> pairs = definedInBoth(left, right);
    if (pairs.empty())
        return std::nullopt;
    const auto count = static_cast<std::size_t>(std::max(1.0, std::round(share * static_cast<double>(pairs.size()))));
    std::vector<double> leftOnes;
    std::vector<double> rightOnes;
    std::ranges::transform(pairs, std::back_inserter(leftOnes), &PairOfValues::left);
    std::ranges::transform(pairs, std::back_inserter(rightOnes), &PairOfValues::right);
    std::vector<std::size_t> common;
    std::ranges::set_intersection(topOf(leftOnes, count), topOf(rightOnes, count), std::back_inserter(common));
    return static_cast<double>(common.size()) / static_cast<double>(count);
}

AgreementOfPair agreementOf(const MeasuredUnits &left, const MeasuredUnits &right)
{
    const bool isMixed = describe(left.measure).isSigned != describe(right.measure).isSigned;
    const ImportanceOrder order = isMixed ? ImportanceOrder::Magnitude : ImportanceOrder::Value;
    if (!tellsApart(left.values) || !tellsApart(right.values))
        return {.kendall = {}, .topOverlap = {}, .order = order, .absence = absenceOfTau(left, right)};
    const std::vector<double> leftValues = orderedBy(order, left.values);
    const std::vector<double> rightValues = orderedBy(order, right.values);
    const std::optional<double> tau = kendallTauB(leftValues, rightValues);
    return {tau, topOverlap(leftValues, rightValues), order, tau ? "" : absenceOfTau(left, right)};
}

ImportanceAgreement importanceAgreement(std::span<const MeasuredUnits> measured)
{
    ImportanceAgreement agreement;
    for (const MeasuredUnits &row : measured) {
        agreement.measures.push_back(row.measure);
        for (const MeasuredUnits &column : measured)
            agreement.pairs.push_back(agreementOf(row, column));
    }
    return agreement;
}

}  // namespace core
