#pragma once

#include "core/corpus/positions/position_importance.h"
#include "core/corpus/runs/corpus_summary.h"
#include "core/corpus/runs/run_listener.h"
#include "core/corpus/texts/text_table.h"

#include <memory>
#include <string>
#include <vector>

namespace core {

// The texts of a file through a model, for what its heads pay to each group of positions.
struct PositionReportRequest {
    std::shared_ptr<const LoadedModel> model;
    TextFile data;

    bool operator==(const PositionReportRequest &) const = default;
};

// What the file says, as far as it is read. Never changed once made.
struct PositionReport {
    PositionReportRequest request;
    std::vector<std::string> notes;  // on how the file was read
    CorpusSummary summary;           // its quantities are those of positionImportance()
    RunProgress progress{};          // in texts
};

using PositionReportPointer = std::shared_ptr<const PositionReport>;

// Over all cores. A stop gives what was gathered until then. Fails, with a sentence, where the file cannot be read or the model's
// attention is no map over pairs of tokens.
Result<PositionReportPointer> runPositionReport(const PositionReportRequest &request,
                                                const RunListener<PositionReportPointer> &listener, const StopToken &stop);

}  // namespace core
