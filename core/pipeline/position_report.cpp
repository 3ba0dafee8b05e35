#include "core/pipeline/position_report.h"

#include "core/base/pace.h"
#include "core/pipeline/corpus_texts.h"

#include <algorithm>

namespace core {
namespace {

PositionReportPointer reportOf(const PositionReportRequest &request, const CorpusStatistics &statistics,
                               const Stopclock &clock)
{
    return std::make_shared<const PositionReport>(
        PositionReport{.request = request, .summary = summaryOf(statistics), .seconds = clock.seconds()});
}

}  // namespace

Result<PositionReportPointer> runPositionReport(const PositionReportRequest &request,
                                                const RunListener<PositionReportPointer> &listener, const StopToken &stop)
{
    Result<std::vector<std::string>> texts = readCorpusTexts(request.data);
    if (!texts)
        return texts.error();
    if (request.limit > 0)
        texts->resize(std::min(texts->size(), request.limit));
    const Stopclock clock;
    Pace pace;
    const auto progress = [&](const CorpusStatistics &soFar) {
        if (listener.soFar && pace.isDue()) {
            const Stopclock saying;
            listener.soFar(reportOf(request, soFar, clock));
            pace.said(saying.seconds());
        }
        if (listener.betweenBatches)
            listener.betweenBatches();
    };
    const Result<CorpusStatistics> statistics = positionImportance(*request.model, *texts, progress, stop);
    if (!statistics)
        return statistics.error();
    return reportOf(request, *statistics, clock);
}

}  // namespace core
