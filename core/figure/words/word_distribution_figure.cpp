#include "core/figure/words/word_distribution_figure.h"

#include "core/base/counted.h"
#include "core/base/message_text.h"
#include "core/corpus/words/word_table.h"
#include "core/figure/values/figure_text.h"

#include <fmt/core.h>

namespace core {
namespace {

// From the lower quartile over the median to the upper one.
Curve quartiles(const std::string &name, const ImportanceSpread &spread, double place)
{
    Curve curve{.name = name,
                .x = {spread.lowerQuartile, spread.median, spread.upperQuartile},
                .y = {place, place, place},
                .form = CurveForm::Interval};
    for (const char *which : {"lower quartile", "median", "upper quartile"})
        curve.notes.push_back(fmt::format("{} · {} {}", name, which, formatNumber(curve.x[curve.notes.size()], 4)));
    return curve;
}

std::string testSentence(const std::optional<RankTestResult> &test)
{
    return test ? fmt::format(" {} = {:.6g}, p = {:.3g}.", nameOf(test->test), test->statistic, test->p) : "";
}

// "erasure (of positive)", where a class is followed that was chosen.
std::string measureName(const WordMeasure &measure)
{
    const ImportanceDescription &description = describe(measure.measure);
    const std::string &name = measure.options.target.name;
    const bool isOfClass = description.needsTarget && !name.empty();
    return std::string(description.name) + (isOfClass ? fmt::format(" (of {})", nameText(name)) : "");
}

}  // namespace

CurveFigure wordDistributionFigure(const WordReport &report)
{
    const std::string word = report.request.model->tokenizer->normalizedWord(report.request.word);
    const std::string measure = measureName(report.request.measure);
    const WordDistribution distribution = wordDistribution(report.found, word, report.classes());
    const bool isByLabel = report.request.grouping == WordGrouping::Label;
    CurveFigure figure{.title = fmt::format("“{}” by {}", word, isByLabel ? "label" : "predicted class"),
                       .explanation = fmt::format("{} of “{}” in {}: median and quartiles.{}", measure, word,
                                                  counted(report.found.texts, "text"), testSentence(distribution.test)),
                       .absence =
                           report.groupNames().empty() ? "the model predicts no class" : "no text has the word with a value",
                       .x = {.name = measure, .low = {}, .high = {}},
                       .y = {.name = "", .low = {}, .high = {}},
                       .bands = {},
                       .curves = {},
                       .bounds = {}};
    double place = 0;
    // From below, as axes go, so that the first class stands above.
    for (std::size_t index = distribution.classes.size(); index-- > 0;) {
        const ImportanceSpread &spread = distribution.classes[index];
        if (spread.count == 0)
            continue;
        const std::string name = fmt::format("{} (n = {})", nameText(report.groupNames()[index]), spread.count);
        figure.curves.push_back(quartiles(name, spread, place));
        figure.y.ticks.push_back({.value = place, .label = name});
        place += 1;
    }
    figure.y.low = -0.6;
    figure.y.high = place - 0.4;
    if (describe(report.request.measure.measure).isSigned)
        figure.bounds.push_back({.axis = BoundLine::Axis::X, .at = 0, .label = "0"});
    return figure;
}

}  // namespace core
