#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/pipeline/analysis_snapshot.h"

#include <filesystem>
#include <map>
#include <memory>

namespace core {

// Answers requests, stage by stage: load, tokenize, forward, analyze. Keeps the last answer and runs again only from the first
// stage whose inputs changed; untouched parts of the new snapshot are the old pointers. One thread at a time.
class AnalysisPipeline
{
public:
    Result<std::shared_ptr<const AnalysisSnapshot>> run(const AnalysisRequest &request, const StopToken &stop);

    using ModelPointer = std::shared_ptr<const LoadedModel>;
    // The model that a request for this folder runs: loaded, unless somebody still holds it from an earlier call.
    Result<ModelPointer> model(const std::filesystem::path &directory);

private:
    std::shared_ptr<const TokenizedText> tokenize(const AnalysisSnapshot &next) const;
    Result<void> runForward(AnalysisSnapshot &next, const StopToken &stop) const;
    Result<void> runTruncated(AnalysisSnapshot &next, const StopToken &stop) const;
    // `masked` is filled beside `next`; both do nothing where it is null.
    Result<void> runMasked(const AnalysisSnapshot &next, AnalysisSnapshot *masked, const StopToken &stop) const;
    Result<void> analyzeMasked(AnalysisSnapshot &next, const std::shared_ptr<AnalysisSnapshot> &masked, const StopToken &stop) const;
    // `last` is the earlier answer under the same kind of mask, or null.
    static Result<void> decompose(AnalysisSnapshot &next, const AnalysisSnapshot *last, const StopToken &stop);
    static Result<void> analyze(AnalysisSnapshot &next, const AnalysisSnapshot *last, const StopToken &stop);

    // Open models stay ready as long as somebody, such as the window's list, holds them.
    std::map<std::filesystem::path, std::weak_ptr<const LoadedModel>> m_models;
    std::shared_ptr<const AnalysisSnapshot> m_last;
};

} // namespace core
