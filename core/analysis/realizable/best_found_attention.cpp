#include "core/analysis/realizable/best_found_attention.h"

#include "core/analysis/realizable/limited_memory_bfgs.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

namespace core {
namespace {

constexpr double enough = 1e-12;         // nats; no picture shows less
constexpr int mostPlannedFeatures = 12;  // further harmonics and polynomials hardly ever help

FoundScores foundScores(const DoubleMatrix &target, ScoreFactors factors)
{
    const RowErrors errors = rowErrors(target, factors.scores());
    const auto mean = [](const std::vector<double> &values) {
        return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    };
    return {std::move(factors), mean(errors.divergence), mean(errors.totalVariation)};
}

// cos and sin of 1, 2, ... turns around a circle on which the keys lie at equal distances.
DoubleMatrix circleKeys(int tokens, int headSize)
{
    return DoubleMatrix::NullaryExpr(tokens, headSize, [tokens](Eigen::Index key, Eigen::Index feature) {
        const Eigen::Index turns = feature / 2 + 1;
        const double angle = 2.0 * std::numbers::pi * static_cast<double>(turns) * static_cast<double>(key) / tokens;
        return feature % 2 == 0 ? std::cos(angle) : std::sin(angle);
    });
}

// Chebyshev polynomials of the key's place, from degree 1.
DoubleMatrix lineKeys(int tokens, int headSize)
{
    return DoubleMatrix::NullaryExpr(tokens, headSize, [tokens](Eigen::Index key, Eigen::Index feature) {
        const double place = tokens == 1 ? 0.0 : 2.0 * static_cast<double>(key) / (tokens - 1) - 1.0;
        return std::cos(static_cast<double>(feature + 1) * std::acos(place));
    });
}

// One feature more, along which the divergence falls the most.
ScoreFactors withSteepestFeature(const DoubleMatrix &target, const ScoreFactors &factors)
{
    const DoubleMatrix missing = target - softmaxOfRows(factors.scores());
    const ScoreFactors steepest = factorsOf(missing, 1);
    ScoreFactors larger = padded(factors, factors.headSize() + 1);
    larger.query.rightCols(1) = steepest.query;
    larger.key.rightCols(1) = steepest.key;
    return larger;
}

// The factors as one vector, queries first.
Eigen::VectorXd flattened(const ScoreFactors &factors)
{
    Eigen::VectorXd flat(factors.query.size() + factors.key.size());
    flat << factors.query.reshaped<Eigen::RowMajor>(), factors.key.reshaped<Eigen::RowMajor>();
    return flat;
}

ScoreFactors unflattened(const Eigen::VectorXd &flat, Eigen::Index tokens)
{
    const Eigen::Index half = flat.size() / 2;
    const Eigen::Index headSize = half / tokens;
    return {.query = Eigen::Map<const DoubleMatrix>(flat.data(), tokens, headSize),
            .key = Eigen::Map<const DoubleMatrix>(flat.data() + half, tokens, headSize)};
}

ScoreFactors descended(const DoubleMatrix &target, const ScoreFactors &start, const StopToken &stop)
{
    const int headSize = start.headSize();
    const SmoothFunction divergence = [&target](const Eigen::VectorXd &point, Eigen::VectorXd &gradient) {
        ScoreFactors slopes;
        const double value = meanDivergence(target, unflattened(point, target.rows()), slopes);
        gradient = flattened(slopes);
        return value;
    };
    const DescentOptions options{.iterations = std::clamp(4000 / headSize, 100, 300), .enough = enough};
    const ScoreFactors balanced = factorsOf(start.scores(), headSize);
    return unflattened(descend(divergence, flattened(balanced), options, stop).point, target.rows());
}

// Keeps the best of what it is shown.
class Search
{
public:
    explicit Search(const RealizableAttention &target, int headSize) : m_target(target.target())
    {
        const FoundScores truncation = foundScores(m_target, target.factors(headSize));
        m_best = {.byDivergence = truncation, .byTotalVariation = truncation};
    }

    bool isGoodEnough() const { return m_best.byDivergence.meanDivergence <= enough; }
    const BestFound &best() const { return m_best; }

    void consider(const FoundScores &found)
    {
        if (found.meanDivergence < m_best.byDivergence.meanDivergence)
            m_best.byDivergence = found;
        if (found.meanTotalVariation < m_best.byTotalVariation.meanTotalVariation)
            m_best.byTotalVariation = found;
    }

    void descendFrom(const ScoreFactors &start, const StopToken &stop)
    {
        if (isGoodEnough() || stop.stop_requested())
            return;
        consider(foundScores(m_target, start));
        if (!isGoodEnough())
            consider(foundScores(m_target, descended(m_target, start, stop)));
    }

private:
    const DoubleMatrix &m_target;
    BestFound m_best;
};

// With the errors that were worked out for it, which adding features of 0 does not change.
FoundScores enlarged(FoundScores found, int headSize)
{
    found.factors = padded(found.factors, headSize);
    return found;
}

}  // namespace

Result<BestFound> bestFound(const RealizableAttention &target, int headSize, const BestFound *smaller, const StopToken &stop)
{
    const DoubleMatrix &wanted = target.target();
    Search search(target, headSize);
    if (smaller) {
        search.consider(enlarged(smaller->byDivergence, headSize));
        search.consider(enlarged(smaller->byTotalVariation, headSize));
    }
    if (headSize <= mostPlannedFeatures && !search.isGoodEnough()) {
        if (headSize >= 2)
            search.descendFrom(bestQueries(wanted, circleKeys(target.tokens(), headSize)), stop);
        search.descendFrom(bestQueries(wanted, lineKeys(target.tokens(), headSize)), stop);
    }
    if (smaller)
        search.descendFrom(withSteepestFeature(wanted, smaller->byDivergence.factors), stop);
    search.descendFrom(target.factors(headSize), stop);
    if (stop.stop_requested())
        return cancelled();
    return search.best();
}

std::optional<int> smallestHeadSize(const std::vector<double> &meanTotalVariation, double tolerance)
{
    const auto found = std::ranges::find_if(meanTotalVariation, [tolerance](double value) { return value < tolerance; });
    return found == meanTotalVariation.end() ? std::nullopt
                                             : std::optional(static_cast<int>(found - meanTotalVariation.begin()) + 1);
}

}  // namespace core
