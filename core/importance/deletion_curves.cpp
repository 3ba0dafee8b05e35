#include "core/importance/deletion_curves.h"

#include "core/base/quantile.h"
#include "core/base/seeded_random.h"
#include "core/base/undefined.h"
#include "core/importance/erasure.h"
#include "core/importance/importance_target.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace core {
namespace {

using ShareValues = std::array<double, deletedShares.size()>;

double meanOf(const ShareValues &values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// Spans that may be taken, in the order in which they are.
using SpanOrder = std::vector<TokenSpan>;

SpanOrder takenSpans(const ImportancePass &pass, std::span<const TokenSpan> spans)
{
    SpanOrder taken;
    std::ranges::copy_if(spans, std::back_inserter(taken), [&pass](const TokenSpan &span) {
        return !pass.text.tokens[static_cast<std::size_t>(span.first)].isSpecial();
    });
    return taken;
}

SpanOrder byImportance(const ImportancePass &pass, const DeletionRequest &request, const std::vector<double> &values)
{
    std::vector<std::size_t> order(request.spans.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater(), [&values](std::size_t index) {
        return std::isnan(values[index]) ? -std::numeric_limits<double>::infinity() : values[index];
    });
    SpanOrder spans;
    for (const std::size_t index : order)
        spans.push_back(request.spans[index]);
    return takenSpans(pass, spans);
}

// Fisher and Yates's shuffle.
SpanOrder atRandom(SpanOrder spans, SeededRandom random)
{
    for (std::size_t left = spans.size(); left > 1; --left)
        std::swap(spans[left - 1], spans[random.below(left)]);
    return spans;
}

// The parts of the text that the passes read, each once.
class TextParts
{
public:
    explicit TextParts(const ImportancePass &pass) : m_pass(pass) {}

    // Positions of what is left, by whether each token is taken.
    std::size_t add(const std::vector<bool> &isTaken)
    {
        const auto [place, isNew] = m_places.emplace(isTaken, m_parts.size());
        if (isNew) {
            std::vector<int> &left = m_parts.emplace_back();
            for (std::size_t position = 0; position < isTaken.size(); ++position) {
                if (!isTaken[position])
                    left.push_back(static_cast<int>(position));
            }
        }
        return place->second;
    }

    std::size_t withoutFirst(const SpanOrder &order, std::size_t count) { return add(taken({order.begin(), count})); }
    std::size_t firstAlone(const SpanOrder &order, std::size_t count) { return add(taken(std::span(order).subspan(count))); }
    const std::vector<std::vector<int>> &parts() const { return m_parts; }

private:
    std::vector<bool> taken(std::span<const TokenSpan> spans) const
    {
        std::vector<bool> isTaken(m_pass.text.tokens.size());
        for (const TokenSpan &span : spans)
            std::fill_n(isTaken.begin() + span.first, span.count, true);
        return isTaken;
    }

    const ImportancePass &m_pass;
    std::map<std::vector<bool>, std::size_t> m_places;
    std::vector<std::vector<int>> m_parts;
};

// A curve's parts, by their places.
struct CurveParts {
    std::array<std::size_t, deletedShares.size()> without{};
    std::array<std::size_t, deletedShares.size()> alone{};
};

CurveParts partsOf(const SpanOrder &order, TextParts &parts)
{
    CurveParts places;
    for (std::size_t index = 0; index < deletedShares.size(); ++index) {
        const double exact = deletedShares[index] * static_cast<double>(order.size());
        const auto count = static_cast<std::size_t>(std::ceil(exact - 1e-9));  // 0.05 * 20 is a little more than 1
        places.without[index] = parts.withoutFirst(order, count);
        places.alone[index] = parts.firstAlone(order, count);
    }
    return places;
}

DeletionCurve curveOf(const CurveParts &places, const std::vector<double> &outputs, double whole)
{
    DeletionCurve curve;
    for (std::size_t index = 0; index < deletedShares.size(); ++index) {
        curve.comprehensiveness[index] = whole - outputs[places.without[index]];
        curve.sufficiency[index] = whole - outputs[places.alone[index]];
    }
    return curve;
}

double quantileAmong(std::span<const DeletionCurve> curves, ShareValues DeletionCurve::*values, std::size_t index,
                     double share)
{
    std::vector<double> sorted;
    for (const DeletionCurve &curve : curves) {
        if (!std::isnan((curve.*values)[index]))
            sorted.push_back((curve.*values)[index]);
    }
    std::ranges::sort(sorted);
    return sorted.empty() ? undefined : quantileOfSorted(sorted, share);
}

DeletionCurve quantileCurve(std::span<const DeletionCurve> curves, double share)
{
    DeletionCurve curve;
    for (std::size_t index = 0; index < deletedShares.size(); ++index) {
        curve.comprehensiveness[index] = quantileAmong(curves, &DeletionCurve::comprehensiveness, index, share);
        curve.sufficiency[index] = quantileAmong(curves, &DeletionCurve::sufficiency, index, share);
    }
    return curve;
}

}  // namespace

double DeletionCurve::meanComprehensiveness() const
{
    return meanOf(comprehensiveness);
}

double DeletionCurve::meanSufficiency() const
{
    return meanOf(sufficiency);
}

Result<DeletionCurves> deletionCurves(const ImportancePass &pass, const DeletionRequest &request, const StopToken &stop)
{
    TextParts parts(pass);
    std::vector<CurveParts> ofMeasures;
    for (const std::vector<double> &values : request.importance)
        ofMeasures.push_back(partsOf(byImportance(pass, request, values), parts));
    std::vector<CurveParts> ofDraws;
    for (int draw = 0; draw < request.draws; ++draw)
        ofDraws.push_back(partsOf(
            atRandom(takenSpans(pass, request.spans), SeededRandom(request.seed, static_cast<std::uint64_t>(draw))), parts));
    const Result<std::vector<double>> outputs = outputsOfParts(pass, parts.parts(), request.target, stop);
    if (!outputs)
        return outputs.error();
    const double whole = targetValue(pass, request.target);
    DeletionCurves curves;
    for (const CurveParts &places : ofMeasures)
        curves.measures.push_back(curveOf(places, *outputs, whole));
    for (const CurveParts &places : ofDraws)
        curves.random.push_back(curveOf(places, *outputs, whole));
    return curves;
}

DeletionBand deletionBand(std::span<const DeletionCurve> random)
{
    return {.low = quantileCurve(random, 0.05), .median = quantileCurve(random, 0.5), .high = quantileCurve(random, 0.95)};
}

}  // namespace core
