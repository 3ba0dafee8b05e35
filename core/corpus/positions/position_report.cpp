#include "core/corpus/positions/position_report.h"

#include "core/base/pace.h"
#include "core/corpus/texts/text_table.h"

#include <algorithm>
#include <utility>

namespace core {
namespace {

// Without what is gathered.
PositionReport emptyReport(const PositionReportRequest &request, const Texts &texts)
{
    return {.request = request, .notes = texts.notes, .summary = {}};
}

PositionReportPointer reportOf(PositionReport report, const CorpusStatistics &statistics, const Stopclock &clock)
{
    report.summary = summaryOf(statistics);
    report.seconds = clock.seconds();
    return std::make_shared<const PositionReport>(std::move(report));
}

}  // namespace

Result<PositionReportPointer> runPositionReport(const PositionReportRequest &request,
                                                const RunListener<PositionReportPointer> &listener, const StopToken &stop)
{
    Result<Texts> texts = readTexts(request.data, {});
    if (!texts)
        return texts.error();
    if (request.limit > 0)
        texts->texts.resize(std::min(texts->texts.size(), request.limit));
    const PositionReport start = emptyReport(request, *texts);
    const Stopclock clock;
    Pace pace;
    const auto progress = [&](const CorpusStatistics &soFar) {
        if (listener.soFar && pace.isDue()) {
            const Stopclock saying;
            listener.soFar(reportOf(start, soFar, clock));
            pace.said(saying.seconds());
        }
        if (listener.betweenBatches)
            listener.betweenBatches();
    };
    const Result<CorpusStatistics> statistics = positionImportance(*request.model, texts->texts, progress, stop);
    if (!statistics)
        return statistics.error();
    return reportOf(start, *statistics, clock);
}

}  // namespace core
