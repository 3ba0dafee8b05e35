#pragma once

#include "core/pipeline/analysis_pipeline.h"
#include "tests/support/wait_until.h"
#include "ui/views/view_sources.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace support {

// What a page listens to, over the engine, for tests that want real answers; scripted::Session is for answers that are handed in.
struct EngineDesk {
    ui::AnalysisSession session{[pipeline = std::make_shared<core::AnalysisPipeline>()](const core::AnalysisRequest &request,
                                                                                        const core::StopToken &stop) {
        return pipeline->run(request, stop);
    }};
    ui::Selection selection;
    ui::ViewState viewState;
    ui::OpenModels models{session};
    ui::ComparisonSession comparison;

    // `family` is offered as one set by the comparison.
    explicit EngineDesk(std::vector<std::filesystem::path> family = {}) : comparison(session, models, std::move(family)) {}

    ui::ViewSources sources() { return {session, selection, viewState, models, comparison}; }

    // Asks about a sentence of six words and waits for the answer.
    void ask(const std::filesystem::path &model, const core::AttentionMask &mask = {}, const core::KeptTensors &kept = {})
    {
        core::AnalysisRequest request;
        request.modelDirectory = ui::modelPath(model);
        request.text = "a b c d e f";
        request.mask = mask;
        request.kept = kept;
        session.submit(request);
        settle();
    }

    void settle()
    {
        waitUntil([this] { return session.isUpToDate(); });
    }
};

}  // namespace support
