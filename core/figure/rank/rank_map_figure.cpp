#include "core/figure/rank/rank_map_figure.h"

#include "core/analysis/spectra/spectrum_quantities.h"
#include "core/base/counted.h"
#include "core/figure/values/figure_text.h"
#include "core/figure/values/layer_head_figure.h"
#include "core/figure/values/rank_tolerance.h"

#include <fmt/core.h>

#include <algorithm>

namespace core {
namespace {

constexpr const char *lamaAbsence =
    "A LAMA head is one row of weights and has no rank of its own; the spectrum is that of all heads together.";

std::string countedAbove(SpectrumMeasure measure, double tolerance)
{
    return describe(measure).usesTolerance
               ? fmt::format(" Counted are the singular values above {}.", rankToleranceText(tolerance))
               : "";
}

// Named and explained by what is measured.
HeatMapFigure namedMap(const HeadLayout &layout, SpectrumMatrix matrix, SpectrumMeasure measure, double tolerance,
                       const std::function<double(HeadRef)> &valueOf)
{
    const SpectrumMeasureDescription &description = describe(measure);
    HeatMapFigure figure = layerHeadFigure(layout, valueOf);
    figure.title = std::string(description.name);
    figure.explanation = fmt::format("{} of every head's {}: {}.{}", figure.title, describe(matrix).name,
                                     description.formula, countedAbove(measure, tolerance));
    figure.valueName = figure.title;
    return figure;
}

// The colors span the values, however close together they are, and the figure says so. A sentence in place of a map that has a hole.
HeatMapFigure finished(HeatMapFigure figure, SpectrumMatrix matrix, SpectrumMeasure measure)
{
    if (!figure.values.allFinite())
        return {.absence =
                    fmt::format("The {} of this model's {} is not defined.", describe(measure).name, describe(matrix).name)};
    figure.scale = {.low = figure.values.minCoeff(), .high = figure.values.maxCoeff()};
    if (figure.scale.low == figure.scale.high) {
        figure.scaleNote = joinedNotes("all heads equal", figure.scaleNote);
        figure.scale.high += 1;
        return figure;
    }
    figure.scaleNote = joinedNotes("lowest to highest", figure.scaleNote);
    const int decimals = decimalsOf(figure.scale);
    figure.explanation +=
        fmt::format(" The colors span the heads' values, from {} to {}, not all that the measure can take.",
                    formatNumber(figure.scale.low, decimals), formatNumber(figure.scale.high, decimals));
    return figure;
}

std::string readOut(const ValueSummary &value, int decimals)
{
    const auto number = [decimals](double each) { return formatNumber(each, decimals); };
    return fmt::format("{} · 90 % {} to {}", number(value.mean), number(value.low), number(value.high));
}

}  // namespace

HeatMapFigure rankMapFigure(const AnalysisSnapshot &snapshot, SpectrumMatrix matrix, SpectrumMeasure measure,
                            double tolerance)
{
    const HeadLayout layout = headLayout(snapshot);
    if (layout.total() == 0)
        return {};
    if (isLama(snapshot))
        return {.absence = lamaAbsence};
    if (!snapshot.spectra)
        return {.absence = "The singular values are being computed."};
    const SpectrumMeasureOptions options{.tokens = snapshot.text ? static_cast<int>(snapshot.text->tokens.size()) : 0,
                                         .tolerance = tolerance};
    HeatMapFigure figure = namedMap(layout, matrix, measure, tolerance, [&](HeadRef head) {
        return headSpectrumMeasure(measure, *snapshot.spectra, matrix, head, options);
    });
    figure.isWhole = describe(measure).decimals == 0;
    return finished(std::move(figure), matrix, measure);
}

const ComparedModel *corpusNumbers(const ModelComparison &comparison, const LoadedModel &model)
{
    const auto found =
        std::ranges::find(comparison.models, &model, [](const ComparedModel &compared) { return compared.model.get(); });
    const bool hasNumbers = found != comparison.models.end() && found->summary.all.tokens.count > 0;
    return hasNumbers && !comparison.request.texts.isSentence() ? &*found : nullptr;
}

HeatMapFigure corpusRankMapFigure(const ModelComparison &comparison, const ComparedModel &compared, SpectrumMatrix matrix,
                                  SpectrumMeasure measure)
{
    if (compared.model->config.type == ModelType::Lama)
        return {.absence = lamaAbsence};
    const CorpusSummary &summary = compared.summary;
    const int quantity = indexOf(SpectrumQuantity{matrix, measure, false});
    const auto valueOf = [&](HeadRef head) -> const ValueSummary & {
        return summary.all.values[summary.indexOf(head, quantity)];
    };
    const std::string texts = counted(summary.all.tokens.count, "text");
    HeatMapFigure figure =
        namedMap({summary.layers, summary.heads}, matrix, measure, 0, [&](HeadRef head) { return valueOf(head).mean; });
    figure.title += ", mean of " + texts;
    figure.explanation +=
        fmt::format(" Shown is the mean over {} of {}.", texts, comparison.request.texts.corpus.path.filename().string());
    figure.scaleNote = "mean of " + texts;
    for (int layer = 0; layer < summary.layers; ++layer) {
        for (int head = 0; head < summary.heads; ++head)
            figure.notes.push_back(readOut(valueOf({{layer}, {head}}), std::max(1, describe(measure).decimals)));
    }
    return finished(std::move(figure), matrix, measure);
}

}  // namespace core
