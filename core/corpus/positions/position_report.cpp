#include "core/corpus/positions/position_report.h"

namespace core {
namespace {

RunProgress progressOf(const CorpusStatistics &statistics, const Stopclock &clock)
{
    return {.done = statistics.texts, .all = statistics.allTexts, .seconds = clock.seconds()};
}

}  // namespace

Result<PositionReportPointer> runPositionReport(const PositionReportRequest &request,
                                                const RunListener<PositionReportPointer> &listener, const StopToken &stop)
{
    const Result<Texts> read = readTexts(request.data);
    if (!read)
        return read.error();
    const Stopclock clock;
    const auto reportOf = [&](const CorpusStatistics &statistics) {
        return std::make_shared<const PositionReport>(PositionReport{.request = request,
                                                                     .notes = read->notes,
                                                                     .summary = summaryOf(statistics),
                                                                     .progress = progressOf(statistics, clock)});
    };
    PacedListener paced(listener);
    const auto progress = [&](const CorpusStatistics &soFar) {
        paced.tell(progressOf(soFar, clock), [&] { return reportOf(soFar); });
    };
    const Result<CorpusStatistics> statistics = positionImportance(*request.model, read->texts, progress, stop);
    if (!statistics)
        return statistics.error();
    return reportOf(*statistics);
}

}  // namespace core
