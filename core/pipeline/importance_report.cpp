#include "core/pipeline/importance_report.h"

#include "core/importance/importance_run.h"
#include "core/importance/importance_target.h"
#include "core/pipeline/importance_of_snapshot.h"

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
        switch (describe(measures[index]).cost) {
        case ImportanceCost::OnePass: return 0;
        case ImportanceCost::Gradients: return 1;
        case ImportanceCost::Passes: break;
        }
        return 2;
    };
    std::ranges::stable_sort(order, {}, cost);
    return order;
}

bool hasNumber(const WordImportance &importance)
{
    return std::ranges::any_of(importance.values, [](double value) { return !std::isnan(value); });
}

Result<void> measure(const ImportanceRequest &request, MeasuredImportance &measured, const StopToken &stop)
{
    const ImportancePass pass = importancePass(*request.snapshot);
    measured.absence = importanceAbsence(pass, measured.measure, request.options.target);
    if (!measured.absence.empty())
        return {};
    Result<WordImportance> importance = wordImportance(pass, measured.measure, request.options, stop);
    if (!importance)
        return importance.error();
    if (hasNumber(*importance))
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
    for (const ImportanceMeasure asked : request.measures)
        report.measured.push_back({.measure = asked, .importance = {}, .absence = {}});
    return report;
}

}  // namespace

bool ImportanceReport::isComplete() const
{
    return std::ranges::none_of(measured, &MeasuredImportance::isPending);
}

Result<ImportanceReportPointer> runImportanceReport(const ImportanceRequest &request,
                                                    const std::function<void(ImportanceReportPointer)> &soFar,
                                                    const StopToken &stop)
{
    Result<ImportanceReport> report = emptyReport(request);
    if (!report)
        return report.error();
    for (const std::size_t index : byCost(request.measures)) {
        if (const Result<void> done = measure(request, report->measured[index], stop); !done)
            return done.error();
        if (soFar && !report->isComplete())
            soFar(std::make_shared<const ImportanceReport>(*report));
    }
    return std::make_shared<const ImportanceReport>(*std::move(report));
}

}  // namespace core
