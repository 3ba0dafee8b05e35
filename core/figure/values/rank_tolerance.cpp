#include "core/figure/values/rank_tolerance.h"

#include "core/base/number_text.h"

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
    const double exponent = -std::log10(tolerance);
    const long power = std::lround(exponent);
    const bool isPower = power > 0 && power < static_cast<long>(superscripts.size()) && std::abs(exponent - power) < 1e-9;
    return (isPower ? std::string("10⁻") + superscripts[static_cast<std::size_t>(power)] : numberText(tolerance)) + " σ₁";
}

}  // namespace core
