#pragma once

#include <span>
#include <string>

namespace core {

// The tolerances to choose from for numerical ranks, as shares of the largest singular value; 0 is the default.
std::span<const double> rankTolerances();

// "σ₁ · n · 1.2e−7" for the default, "10⁻³ σ₁" for a power of ten, "0.02 σ₁".
std::string rankToleranceText(double tolerance);

}  // namespace core
