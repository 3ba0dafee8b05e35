#include "core/figure/importance/agreement_figures.h"

#include "core/base/undefined.h"
#include "core/figure/values/figure_text.h"
#include "core/importance/importance_target.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace core {
namespace {

std::string unitsOf(const ImportanceReport &report)
{
    return report.request.options.unit == ImportanceUnit::Word ? "words" : "tokens";
}

FigureAxis axisOf(const ImportanceAgreement &agreement)
{
    FigureAxis axis{.name = "measure", .labels = {}};
    for (const ImportanceMeasure measure : agreement.measures)
        axis.labels.push_back({std::string(describe(measure).briefName)});
    return axis;
}

using Agreed = std::optional<double> AgreementOfPair::*;

std::string noteOf(const ImportanceAgreement &agreement, std::size_t row, std::size_t column, Agreed agreed)
{
    const AgreementOfPair &pair = agreement.at(row, column);
    const std::optional<double> value = pair.*agreed;
    const std::string undefinedNote = pair.absence.empty() ? "not defined" : "not defined, as " + pair.absence;
    return fmt::format("{} and {}: {}{}", describe(agreement.measures[row]).name, describe(agreement.measures[column]).name,
                       value ? formatNumber(*value, 2) : undefinedNote,
                       pair.order == ImportanceOrder::Magnitude ? ", ordered by size" : "");
}

std::string absenceOfAgreement(const ImportanceReport &report)
{
    if (report.measured.size() < 2)
        return "Choose two measures or more to see how alike they order the words.";
    if (std::ranges::any_of(report.measured, &MeasuredImportance::isPending))
        return "The measures are being worked out.";
    return fmt::format("Of the chosen measures {} on this text: there is nothing to compare.",
                       measuredUnits(report).empty() ? "none is defined" : "only one is defined");
}

HeatMapFigure agreementFigure(const ImportanceReport &report, Agreed agreed, HeatMapFigure figure)
{
    const ImportanceAgreement agreement = importanceAgreement(measuredUnits(report));
    const std::size_t count = agreement.measures.size();
    if (count < 2) {
        figure.absence = absenceOfAgreement(report);
        return figure;
    }
    figure.rows = figure.columns = axisOf(agreement);
    figure.hasNumbers = true;
    figure.values.resize(static_cast<Eigen::Index>(count), static_cast<Eigen::Index>(count));
    for (std::size_t row = 0; row < count; ++row) {
        for (std::size_t column = 0; column < count; ++column) {
            const std::optional<double> value = agreement.at(row, column).*agreed;
            figure.values(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(column)) =
                static_cast<float>(value.value_or(undefined));
            figure.notes.push_back(noteOf(agreement, row, column, agreed));
        }
    }
    return figure;
}

constexpr double percent = 100;

std::vector<double> takenPercents()
{
    std::vector<double> percents;
    for (const double share : deletedShares)
        percents.push_back(percent * share);
    return percents;
}

struct DrawnCurve {
    const char *title;
    const char *explanation;  // of what is subtracted
    std::array<double, deletedShares.size()> DeletionCurve::*values;
    double (DeletionCurve::*mean)() const;
};

constexpr DrawnCurve comprehensiveness{"Comprehensiveness", "without the most important {0}, largest first",
                                       &DeletionCurve::comprehensiveness, &DeletionCurve::meanComprehensiveness};
constexpr DrawnCurve sufficiency{"Sufficiency", "of the most important {0} alone", &DeletionCurve::sufficiency,
                                 &DeletionCurve::meanSufficiency};

std::vector<double> valuesOf(const DeletionCurve &curve, const DrawnCurve &drawn)
{
    const auto &values = curve.*(drawn.values);
    return {values.begin(), values.end()};
}

bool isDefined(const std::vector<double> &values)
{
    return std::ranges::any_of(values, [](double value) { return !std::isnan(value); });
}

std::string absenceOfCurves(const ImportanceReport &report)
{
    if (!report.targetAbsence.empty())
        return fmt::format("No output to follow: {}.", report.targetAbsence);
    return report.request.wantsCurves && !report.curves ? "Words are being deleted."
                                                        : "No word can be deleted and leave a text.";
}

void addMeasures(const ImportanceReport &report, const DrawnCurve &drawn, CurveFigure &figure)
{
    const std::vector<MeasuredUnits> measured = measuredUnits(report);
    for (std::size_t index = 0; index < measured.size(); ++index) {
        const DeletionCurve &curve = report.curves->measures[index];
        const std::vector<double> values = valuesOf(curve, drawn);
        if (!isDefined(values))
            continue;
        const bool isOdd = index % 2 == 1;
        figure.curves.push_back({.name = fmt::format("{}, mean {}", describe(measured[index].measure).name,
                                                     formatNumber((curve.*(drawn.mean))(), 2)),
                                 .x = takenPercents(),
                                 .y = values,
                                 .role = index < 2 ? CurveRole::Primary : CurveRole::Secondary,
                                 .marker = isOdd ? PointMarker::Diamond : PointMarker::Circle,
                                 .isDashed = isOdd});
    }
}

CurveFigure deletionFigure(const ImportanceReport &report, const DrawnCurve &drawn)
{
    CurveFigure figure{.title = drawn.title, .explanation = {}, .absence = absenceOfCurves(report), .x = {}, .y = {}};
    const std::string units = unitsOf(report);
    figure.x = {.name = fmt::format("% of {} taken", units), .low = 0, .high = percent * deletedShares.back()};
    if (!report.curves || !report.target)
        return figure;
    const std::string output = targetText(*report.request.snapshot->model, *report.target);
    figure.y = {.name = "fall of " + output};
    figure.explanation = fmt::format("{} − {} {} (DeYoung et al. 2020). Means are over the shares (AOPC); the band "
                                     "is 5 to 95 % of 20 random orders.",
                                     output, output, fmt::format(fmt::runtime(drawn.explanation), units));
    figure.names = CurveNames::Below;
    addMeasures(report, drawn, figure);
    const DeletionBand band = deletionBand(report.curves->random);
    if (!figure.curves.empty() && isDefined(valuesOf(band.median, drawn)))
        figure.bands.push_back({.name = "random orders",
                                .x = takenPercents(),
                                .low = valuesOf(band.low, drawn),
                                .high = valuesOf(band.high, drawn)});
    return figure;
}

}  // namespace

HeatMapFigure kendallFigure(const ImportanceReport &report)
{
    return agreementFigure(report, &AgreementOfPair::kendall,
                           {.title = "Agreement of the measures",
                            .explanation = fmt::format("Kendall's τ-b between two measures over the {}: 1 where both order "
                                                       "them alike, 0 without relation. A signed measure is compared with "
                                                       "an unsigned one by its size.",
                                                       unitsOf(report)),
                            .absence = {},
                            .rows = {},
                            .columns = {},
                            .values = {},
                            .valueName = "Kendall's τ-b",
                            .scaleNote = {},
                            .scale = {.low = -1, .high = 1, .gamma = 1, .kind = ScaleKind::Symmetric},
                            .colorMap = "diverging"});
}

HeatMapFigure topOverlapFigure(const ImportanceReport &report)
{
    return agreementFigure(report, &AgreementOfPair::topOverlap,
                           {.title = "Agreement of the measures",
                            .explanation = fmt::format("Share of the most important fifth of the {} that two measures have "
                                                       "in common.",
                                                       unitsOf(report)),
                            .absence = {},
                            .rows = {},
                            .columns = {},
                            .values = {},
                            .valueName = "overlap of the top 20 %",
                            .scaleNote = {},
                            .scale = {.low = 0, .high = 1, .gamma = 1, .kind = ScaleKind::Linear},
                            .colorMap = "blues"});
}

CurveFigure comprehensivenessFigure(const ImportanceReport &report)
{
    return deletionFigure(report, comprehensiveness);
}

CurveFigure sufficiencyFigure(const ImportanceReport &report)
{
    return deletionFigure(report, sufficiency);
}

}  // namespace core
