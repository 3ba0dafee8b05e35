#include "core/figure/values/rank_tolerance.h"

#include <fmt/core.h>

#include <array>
#include <cmath>

namespace core {
namespace {

constexpr std::array tolerances{0.0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2};
constexpr std::array<const char *, 10> superscripts{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};

}  // namespace

std::span<const double> rankTolerances()
{
    return tolerances;
}

std::string rankToleranceText(double tolerance)
{
    if (tolerance <= 0)
        return "σ₁ · n · 1.2e−7";  // machine epsilon of F32
    const auto power = static_cast<std::size_t>(std::lround(-std::log10(tolerance)));
    return fmt::format("10⁻{} σ₁", superscripts.at(power));
}

}  // namespace core
