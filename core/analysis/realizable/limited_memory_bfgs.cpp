#include "core/analysis/realizable/limited_memory_bfgs.h"

#include <cmath>
#include <deque>
#include <limits>
#include <utility>
#include <vector>

namespace core {
namespace {

using Eigen::VectorXd;

constexpr std::size_t remembered = 12;  // pairs of steps and changes of the gradient
constexpr int mostTrials = 40;          // of one step

struct Place {
    VectorXd point;
    VectorXd gradient;
    double value = 0.0;
};

Place placeAt(const SmoothFunction &function, VectorXd point)
{
    Place place{.point = std::move(point), .gradient = {}, .value = 0.0};
    place.gradient.resize(place.point.size());
    place.value = function(place.point, place.gradient);
    return place;
}

// What the last steps say of the curvature.
class Memory
{
public:
    void clear() { m_pairs.clear(); }

    void add(VectorXd step, VectorXd change)
    {
        const double curvature = step.dot(change);
        if (!(curvature > std::numeric_limits<double>::min()))
            return;
        m_pairs.push_back({std::move(step), std::move(change), 1.0 / curvature});
        if (m_pairs.size() > remembered)
            m_pairs.pop_front();
    }

    // The two loops: minus the inverse Hessian times the gradient.
    VectorXd direction(const VectorXd &gradient) const
    {
        VectorXd direction = -gradient;
        std::vector<double> weights(m_pairs.size());
        for (std::size_t index = m_pairs.size(); index-- > 0;) {
            const Pair &pair = m_pairs[index];
            weights[index] = pair.inverse * pair.step.dot(direction);
            direction -= weights[index] * pair.change;
        }
        direction *= firstScale(gradient);
        for (std::size_t index = 0; index < m_pairs.size(); ++index) {
            const Pair &pair = m_pairs[index];
            direction += (weights[index] - pair.inverse * pair.change.dot(direction)) * pair.step;
        }
        return direction;
    }

private:
    struct Pair {
        VectorXd step;
        VectorXd change;
        double inverse;
    };

    double firstScale(const VectorXd &gradient) const
    {
        if (m_pairs.empty())
            return 1.0 / gradient.norm();
        return 1.0 / (m_pairs.back().inverse * m_pairs.back().change.squaredNorm());
    }

    std::deque<Pair> m_pairs;
};

// A step along `direction` that goes down far enough, or the best that was tried.
Place step(const SmoothFunction &function, const Place &from, const VectorXd &direction)
{
    constexpr double decrease = 1e-4;
    constexpr double curvature = 0.9;
    const double slope = from.gradient.dot(direction);
    double low = 0.0;
    double high = std::numeric_limits<double>::infinity();
    double length = 1.0;
    Place best = from;
    for (int trial = 0; trial < mostTrials; ++trial) {
        Place place = placeAt(function, from.point + length * direction);
        const bool isLowEnough = place.value <= from.value + decrease * length * slope;
        const bool isFlatEnough = isLowEnough && place.gradient.dot(direction) >= curvature * slope;
        if (place.value < best.value)
            best = std::move(place);
        if (isFlatEnough)
            break;
        (isLowEnough ? low : high) = length;
        length = std::isinf(high) ? 2.0 * low : 0.5 * (low + high);
    }
    return best;
}

}  // namespace

Descent descend(const SmoothFunction &function, VectorXd start, const DescentOptions &options, const StopToken &stop)
{
    Place place = placeAt(function, std::move(start));
    Memory memory;
    int iteration = 0;
    for (; iteration < options.iterations && place.value > options.enough && !stop.stop_requested(); ++iteration) {
        if (!(place.gradient.norm() > 0.0) || !std::isfinite(place.value))
            break;
        VectorXd direction = memory.direction(place.gradient);
        if (!(place.gradient.dot(direction) < 0.0)) {
            memory.clear();
            direction = memory.direction(place.gradient);
        }
        Place next = step(function, place, direction);
        const double gained = place.value - next.value;
        if (!(gained > 0.0))
            break;
        memory.add(next.point - place.point, next.gradient - place.gradient);
        place = std::move(next);
        if (gained < options.relativeDecrease * place.value)
            break;
    }
    return {std::move(place.point), place.value, iteration};
}

}  // namespace core
