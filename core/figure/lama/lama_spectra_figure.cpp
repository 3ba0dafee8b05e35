#include "core/figure/lama/lama_spectra_figure.h"

#include "core/analysis/spectra/rank_measures.h"
#include "core/analysis/svd/singular_values.h"
#include "core/figure/values/figure_text.h"

#include <fmt/core.h>

#include <algorithm>

namespace core {
namespace {

constexpr double smallestLamaShare = 1e-6;  // below it a singular value is rounding of F32 attention

std::string curveName(const std::string &matrix, const std::vector<double> &singular)
{
    return fmt::format("{}: effective rank {} of {}", matrix, formatNumber(effectiveRank(singular), 1), singular.size());
}

// At most `most` values: the rank of S = A H is at most A's, and what singular values it has beyond are zero.
Curve spectrum(const std::string &name, const Matrix &matrix, Eigen::Index most, CurveRole role)
{
    std::vector<double> singular = singularValues({matrix.data(), matrix.rows(), matrix.cols()});
    singular.resize(std::min(singular.size(), static_cast<std::size_t>(most)));
    Curve curve{.name = curveName(name, singular), .x = {}, .y = {}, .role = role};
    for (const double value : singular) {
        curve.x.push_back(static_cast<double>(curve.x.size() + 1));
        curve.y.push_back(value / std::max(singular.front(), 1e-300));
    }
    return curve;
}

CurveAxis shareAxis(const std::vector<Curve> &curves)
{
    double least = 1;
    for (const Curve &curve : curves)
        least = std::min(least, *std::min_element(curve.y.begin(), curve.y.end()));
    CurveAxis axis{.name = "share of the largest", .scale = AxisScale::Logarithmic, .isWhole = false, .low = {}, .high = {}};
    if (least < smallestLamaShare)
        axis.low = smallestLamaShare;
    return axis;
}

}  // namespace

CurveFigure lamaSpectraFigure(const AnalysisSnapshot &snapshot)
{
    const LamaTrace *trace = snapshot.trace ? std::get_if<LamaTrace>(&snapshot.trace->network) : nullptr;
    if (!trace)
        return {};
    CurveFigure figure;
    figure.title = "Singular values";
    figure.explanation =
        "How much the heads differ: singular values σ of the attention A (heads × words) and of the sentence "
        "matrix S = A · H, as shares of the largest. Heads that all look alike leave one; effective rank = "
        "exp(−Σ p ln p), p = σ / Σσ.";
    if (trace->attention.cols() < 2) {
        figure.absence = "Two words or more show how much the heads differ.";
        return figure;
    }
    const Eigen::Index most = std::min(trace->attention.rows(), trace->attention.cols());
    figure.curves = {spectrum("sentence S", trace->sentence, most, CurveRole::Primary),
                     spectrum("attention A", trace->attention, most, CurveRole::Secondary)};
    figure.x = {.name = "singular value", .scale = AxisScale::Linear, .isWhole = true, .low = {}, .high = {}};
    figure.y = shareAxis(figure.curves);
    return figure;
}

}  // namespace core
