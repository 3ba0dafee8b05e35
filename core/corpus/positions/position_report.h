#pragma once

#include "core/corpus/positions/position_importance.h"
#include "core/corpus/runs/corpus_summary.h"
#include "core/corpus/runs/run_listener.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace core {

// The texts of a file through a model, for what its heads pay to each group of positions.
struct PositionReportRequest {
    std::shared_ptr<const LoadedModel> model;
    std::filesystem::path data;  // of readTexts
    std::size_t limit = 0;       // so many of them, from the start; 0: all

    bool operator==(const PositionReportRequest &) const = default;
};

// What the file says, as far as it is read. Never changed once made.
struct PositionReport {
    PositionReportRequest request;
    std::vector<std::string> notes;  // on how the file was read
    CorpusSummary summary;           // its quantities are those of positionImportance()
    double seconds = 0;

    double secondsLeft() const
    {
        return summary.texts == 0
                   ? 0.0
                   : seconds / static_cast<double>(summary.texts) * static_cast<double>(summary.allTexts - summary.texts);
    }
};

using PositionReportPointer = std::shared_ptr<const PositionReport>;

// Over all cores. A stop gives what was gathered until then. Fails, with a sentence, where the file cannot be read or the model's
// attention is no map over pairs of tokens.
Result<PositionReportPointer> runPositionReport(const PositionReportRequest &request,
                                                const RunListener<PositionReportPointer> &listener, const StopToken &stop);

}  // namespace core
