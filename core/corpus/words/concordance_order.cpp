#include "core/corpus/words/concordance_order.h"

#include "core/base/parallel_for.h"
#include "core/corpus/words/concordance.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

namespace core {
namespace {

template <typename Key>
void sortBy(std::vector<std::uint32_t> &order, const std::vector<Key> &keys)
{
    std::ranges::stable_sort(order, [&keys](std::uint32_t one, std::uint32_t other) { return keys[one] < keys[other]; });
}

// Smaller keys come first.
std::vector<double> importanceKeys(const WordReport &report)
{
    std::vector<double> keys;
    for (const WordOccurrence &occurrence : report.found.occurrences)
        keys.push_back(std::isnan(occurrence.importance) ? std::numeric_limits<double>::infinity() : -occurrence.importance);
    return keys;
}

std::vector<int> groupKeys(const WordReport &report)
{
    const TextClasses classes = report.classes();
    std::vector<int> keys;
    for (const WordOccurrence &occurrence : report.found.occurrences) {
        const int group = occurrence.text < classes.ofTexts.size() ? classes.ofTexts[occurrence.text] : noClass;
        keys.push_back(group == noClass ? std::numeric_limits<int>::max() : group);
    }
    return keys;
}

std::vector<std::string> neighborKeys(const WordReport &report, std::string WordContext::*side, const StopToken &stop)
{
    constexpr double operationsOfTokenizing = 1e5;
    const std::vector<WordOccurrence> &occurrences = report.found.occurrences;
    std::vector<std::string> keys(occurrences.size());
    const LoadedModel &model = *report.request.model;
    parallelFor(static_cast<int>(occurrences.size()), operationsOfTokenizing, [&](int index) {
        if (stop.stop_requested())
            return;
        const WordOccurrence &occurrence = occurrences[static_cast<std::size_t>(index)];
        const std::string &text = (*report.texts)[occurrence.text];
        const WordContext context = wordContext(model, text, occurrence.position, 1);
        keys[static_cast<std::size_t>(index)] = model.tokenizer->normalizedWord(context.*side);
    });
    return keys;
}

}  // namespace

std::vector<std::uint32_t> concordanceOrder(const WordReport &report, ConcordanceSort sort, const StopToken &stop)
{
    std::vector<std::uint32_t> order(report.found.occurrences.size());
    std::iota(order.begin(), order.end(), 0U);
    switch (sort) {
    case ConcordanceSort::Text: break;
    case ConcordanceSort::Importance: sortBy(order, importanceKeys(report)); break;
    case ConcordanceSort::Group: sortBy(order, groupKeys(report)); break;
    case ConcordanceSort::Left: sortBy(order, neighborKeys(report, &WordContext::left, stop)); break;
    case ConcordanceSort::Right: sortBy(order, neighborKeys(report, &WordContext::right, stop)); break;
    }
    return order;
}

}  // namespace core
