#include "core/analysis/importance/gauss_legendre.h"

#include <cassert>
#include <cmath>
#include <numbers>

namespace core {
namespace {

struct LegendreValue {
    double value;
    double slope;
};

// The polynomial of this degree at x in (-1, 1), by its recurrence.
LegendreValue legendre(int degree, double x)
{
    double before = 1;
    double value = x;
    for (int next = 2; next <= degree; ++next) {
        const double following = ((2 * next - 1) * x * value - (next - 1) * before) / next;
        before = value;
        value = following;
    }
    return {value, degree * (x * value - before) / (x * x - 1)};
}

}  // namespace

// The roots by Newton's method from a guess that is close enough for each; weights 2 / ((1 - x^2) P'(x)^2) on [-1, 1].
std::vector<QuadratureNode> gaussLegendre(int count)
{
    assert(count > 0);
    constexpr int mostIterations = 20;
    std::vector<QuadratureNode> nodes(static_cast<std::size_t>(count));
    for (int index = 0; index < count; ++index) {
        double x = -std::cos(std::numbers::pi * (index + 0.75) / (count + 0.5));
        for (int iteration = 0; iteration < mostIterations; ++iteration) {
            const auto [value, slope] = legendre(count, x);
            const double step = value / slope;
            x -= step;
            if (std::abs(step) < 1e-15)
                break;
        }
        const double slope = legendre(count, x).slope;
        nodes[static_cast<std::size_t>(index)] = {(1 + x) / 2, 1 / ((1 - x * x) * slope * slope)};
    }
    return nodes;
}

}  // namespace core
