#include "core/analysis/importance/word_importance.h"

#include "core/base/undefined.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace core {
namespace {

// The value of a measure that says something of each of its units alone.
double valueOfSpan(const WordImportance &importance, const TokenSpan &span)
{
    if (importance.words.empty())
        return span.count == 1 ? importance.values[static_cast<std::size_t>(span.first)] : undefined;
    const auto found = std::ranges::find(importance.words, span);
    return found == importance.words.end() ? undefined
                                           : importance.values[static_cast<std::size_t>(found - importance.words.begin())];
}

double sumOfSpan(const WordImportance &importance, const TokenSpan &span)
{
    const auto pieces =
        std::span(importance.values).subspan(static_cast<std::size_t>(span.first), static_cast<std::size_t>(span.count));
    return std::accumulate(pieces.begin(), pieces.end(), 0.0);
}

}  // namespace

bool Completeness::isComplete() const
{
    constexpr double mostApart = 0.01;
    return std::abs(sum - difference) <= mostApart * std::abs(difference);
}

std::vector<double> importanceOf(const WordImportance &importance, std::span<const TokenSpan> spans)
{
    const bool isAdditive = describe(importance.measure).isAdditive;
    std::vector<double> values;
    for (const TokenSpan &span : spans)
        values.push_back(isAdditive ? sumOfSpan(importance, span) : valueOfSpan(importance, span));
    return values;
}

}  // namespace core
