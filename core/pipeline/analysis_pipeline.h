#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/pipeline/analysis_snapshot.h"
#include "core/pipeline/model_store.h"

#include <functional>
#include <memory>
#include <utility>

namespace core {

// Answers requests, stage by stage: load, tokenize, forward, analyze. Keeps the last answer and runs again only from the first
// stage whose inputs changed; untouched parts of the new snapshot are the old pointers. One thread at a time.
class AnalysisPipeline
{
public:
    // The store may be shared with others who open models.
    explicit AnalysisPipeline(std::shared_ptr<ModelStore> models = std::make_shared<ModelStore>())
        : m_models(std::move(models))
    {
    }

    using SnapshotPointer = std::shared_ptr<const AnalysisSnapshot>;

    // `soFar` hears of answers to which something is still to come: of a long text one without spectra and measures, which take longer
    // than its pass; and, but under a mask, now and then of one that is whole but for its importance, where that takes a pass for each of
    // many words and is NaN until it is there.
    Result<SnapshotPointer> run(const AnalysisRequest &request, const StopToken &stop,
                                const std::function<void(SnapshotPointer)> &soFar = {});

private:
    std::shared_ptr<const TokenizedText> tokenize(const AnalysisSnapshot &next) const;
    Result<void> runForward(AnalysisSnapshot &next, const StopToken &stop) const;
    // With importance only where it is read off the pass. `masked` is the answer under a mask, or null.
    Result<SnapshotPointer> passAlone(AnalysisSnapshot &next, const AnalysisSnapshot *masked, const StopToken &stop) const;
    // `masked` is filled beside `next`; both do nothing where it is null.
    Result<void> runMasked(const AnalysisSnapshot &next, AnalysisSnapshot *masked, const StopToken &stop) const;
    Result<void> analyzeMasked(AnalysisSnapshot &next, const std::shared_ptr<AnalysisSnapshot> &masked,
                               const StopToken &stop) const;
    // `last` is the earlier answer of the same kind, with or without a mask, or null.
    static Result<void> runTruncated(AnalysisSnapshot &next, const AnalysisSnapshot *last, const StopToken &stop);
    static Result<void> runBaselines(AnalysisSnapshot &next, const AnalysisSnapshot *last, const StopToken &stop);
    static Result<void> decompose(AnalysisSnapshot &next, const AnalysisSnapshot *last, const StopToken &stop);
    static Result<void> analyze(AnalysisSnapshot &next, const AnalysisSnapshot *last, const StopToken &stop);
    static Result<void> weigh(AnalysisSnapshot &next, const AnalysisSnapshot *last,
                              const std::function<void(SnapshotPointer)> &soFar, const StopToken &stop);

    std::shared_ptr<ModelStore> m_models;
    SnapshotPointer m_last;
};

}  // namespace core
