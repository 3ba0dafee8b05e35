#include "core/pipeline/importance_report.h"

#include "core/importance/importance_run.h"
#include "core/importance/importance_target.h"
#include "core/pipeline/importance_of_snapshot.h"
#include "core/text/word_spans.h"

#include <algorithm>
#include <cmath>

namespace core {
namespace {

// The numbers of the measures, the quick ones first.
std::vector<std::size_t> byCost(const std::vector<ImportanceMeasure> &measures)
{
    std::vector<std::size_t> order(measures.size());
    for (std::size_t index = 0; index < order.size(); ++index)
        order[index] = index;
    // Gradients are quicker than a pass for each of many words.
    const auto cost = [&measures](std::size_t index) {
        const ImportanceCost cost = describe(measures[index]).cost;
        return cost == ImportanceCost::OnePass ? 0 : cost == ImportanceCost::Passes ? 2 : 1;
    };
    std::ranges::stable_sort(order, {}, cost);
    return order;
}

bool hasNumber(const WordImportance &importance)
{
    return std::ranges::any_of(importance.values, [](double value) { return !std::isnan(value); });
}

// `tell` is called where the measure is there in part.
Result<void> measure(const ImportanceRequest &request, MeasuredImportance &measured, const std::function<void()> &tell,
                     const StopToken &stop)
{
    const ImportancePass pass = importancePass(*request.snapshot);
    measured.absence = importanceAbsence(pass, measured.measure, request.options.target);
    if (!measured.absence.empty())
        return {};
    ImportanceListener listener;
    if (request.shown)
        listener.shown = [&request] { return request.shown->tokens(); };
    if (measured.isPartial)
        listener.known = measured.importance->values;
    listener.soFar = [&measured, &tell](const WordImportance &soFar) {
        measured.importance = std::make_shared<const WordImportance>(soFar);
        measured.isPartial = true;
        tell();
    };
    Result<WordImportance> importance = wordImportance(pass, measured.measure, request.options, stop, listener);
    if (!importance && importance.error().kind == ErrorKind::Cancelled)
        return importance.error();
    measured.isPartial = false;
    measured.importance = nullptr;
    if (!importance)
        measured.absence = importance.error().message;
    else if (hasNumber(*importance))
        measured.importance = std::make_shared<const WordImportance>(*std::move(importance));
    else
        measured.absence = "the text leaves nothing to measure it on";
    return {};
}

Result<ImportanceReport> emptyReport(const ImportanceRequest &request)
{
    ImportanceReport report{.request = request, .target = {}, .targetAbsence = {}, .measured = {}};
    Result<TargetSearch> search = findTarget(importancePass(*request.snapshot), request.options.target);
    if (!search)
        return search.error();
    report.target = search->target;
    report.targetAbsence = search->absence;
    const TokenizedText &text = *request.snapshot->text;
    report.spans = request.options.unit == ImportanceUnit::Word ? wordSpans(text) : tokenSpans(text);
    for (const ImportanceMeasure asked : request.measures)
        report.measured.push_back({.measure = asked, .importance = {}, .absence = {}});
    return report;
}

// Curves are of all measures that are there, so that they hold for the same ones alone.
void keepKnown(const ImportanceReport &earlier, ImportanceReport &report)
{
    for (MeasuredImportance &measured : report.measured) {
        const auto known = std::ranges::find(earlier.measured, measured.measure, &MeasuredImportance::measure);
        if (known != earlier.measured.end())
            measured = *known;
    }
    if (earlier.request.measures == report.request.measures)
        report.curves = earlier.curves;
}

Result<void> drawCurves(ImportanceReport &report, const StopToken &stop)
{
    std::vector<std::vector<double>> importance;
    for (MeasuredUnits &units : measuredUnits(report))
        importance.push_back(std::move(units.values));
    Result<DeletionCurves> curves =
        deletionCurves(importancePass(*report.request.snapshot),
                       {.spans = report.spans, .importance = importance, .target = *report.target}, stop);
    if (!curves)
        return curves.error();
    report.curves = std::make_shared<const DeletionCurves>(*std::move(curves));
    return {};
}

}  // namespace

bool ImportanceReport::isComplete() const
{
    const bool hasCurves = curves || !request.wantsCurves || !target;
    return hasCurves && std::ranges::none_of(measured, &MeasuredImportance::isPending);
}

std::vector<MeasuredUnits> measuredUnits(const ImportanceReport &report)
{
    std::vector<MeasuredUnits> units;
    for (const MeasuredImportance &measured : report.measured) {
        if (!measured.importance || measured.isPartial)
            continue;
        units.push_back({measured.measure, importanceOf(*measured.importance, report.spans)});
    }
    return units;
}

Result<ImportanceReportPointer> runImportanceReport(const ImportanceRequest &request, const ImportanceReport *earlier,
                                                    const std::function<void(ImportanceReportPointer)> &soFar,
                                                    const StopToken &stop)
{
    Result<ImportanceReport> report = emptyReport(request);
    if (!report)
        return report.error();
    if (earlier && earlier->request.snapshot == request.snapshot && earlier->request.options == request.options)
        keepKnown(*earlier, *report);
    for (const std::size_t index : byCost(request.measures)) {
        if (!report->measured[index].isPending())
            continue;
        const auto tell = [&] {
            if (soFar)
                soFar(std::make_shared<const ImportanceReport>(*report));
        };
        if (const Result<void> done = measure(request, report->measured[index], tell, stop); !done)
            return done.error();
        if (!report->isComplete())
            tell();
    }
    if (!report->isComplete()) {
        if (const Result<void> done = drawCurves(*report, stop); !done)
            return done.error();
    }
    return std::make_shared<const ImportanceReport>(*std::move(report));
}

}  // namespace core
