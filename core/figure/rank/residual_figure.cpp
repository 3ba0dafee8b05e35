#include "core/figure/rank/residual_figure.h"

#include "core/figure/values/snapshot_maps.h"

#include <fmt/core.h>

namespace core {
namespace {

std::vector<AxisTick> depthNames(std::size_t count)
{
    std::vector<AxisTick> names{{.value = 0, .label = "embeddings"}};
    while (names.size() < count)
        names.push_back({.value = static_cast<double>(names.size()), .label = fmt::format("layer {}", names.size() - 1)});
    return names;
}

Curve curveOf(const std::vector<double> &residuals)
{
    Curve curve{.name = "residual", .x = {}, .y = residuals, .role = CurveRole::Primary};
    for (std::size_t depth = 0; depth < residuals.size(); ++depth)
        curve.x.push_back(static_cast<double>(depth));
    return curve;
}

}  // namespace

CurveFigure residualFigure(const AnalysisSnapshot &snapshot)
{
    CurveFigure figure;
    figure.title = "Residual to rank one";
    if (!snapshot.spectra || !snapshot.request.spectra.findsResiduals)
        return figure;
    const std::vector<double> &residuals = snapshot.spectra->residuals;
    if (residuals.empty()) {
        figure.absence =
            isLama(snapshot) ? "LAMA attends once and has no layers." : "The states of the layers were not kept.";
        return figure;
    }
    figure.explanation =
        "‖X − 1xᵀ‖ / ‖X‖ of the tokens' states X, x their mean: 0 where all tokens have become the same. Without skip "
        "connections and feed-forward layers attention alone would bring it there, doubly exponentially in depth "
        "(Dong et al. 2021).";
    figure.curves = {curveOf(residuals)};
    figure.x = {.name = "depth",
                .isWhole = true,
                .low = 0.0,
                .high = static_cast<double>(residuals.size() - 1),
                .ticks = depthNames(residuals.size())};
    figure.y = {.name = "‖X − 1xᵀ‖ / ‖X‖", .low = 0.0, .high = 1.0};
    return figure;
}

}  // namespace core
