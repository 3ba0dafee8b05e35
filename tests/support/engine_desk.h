#pragma once

#include "core/pipeline/analysis_pipeline.h"
#include "tests/support/wait_until.h"
#include "ui/session/comparison_session.h"
#include "ui/session/messages.h"
#include "ui/session/open_models.h"
#include "ui/views/view_sources.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace support {

// What a page listens to, over the engine, for tests that want real answers; scripted::Session is for answers that are handed in.
struct EngineDesk {
    // The engine for one session.
    static ui::AnalysisSession::Analyzer engine()
    {
        return [pipeline = std::make_shared<core::AnalysisPipeline>()](const core::AnalysisRequest &request,
                                                                       const core::StopToken &stop) {
            return pipeline->run(request, stop);
        };
    }

    ui::AnalysisSession session{engine()};
    ui::Workbench workbench{session};
    ui::Selection selection{workbench};
    ui::OpenModels models{workbench, session};
    ui::ComparisonSession comparison;
    ui::Messages messages;

    // `family` is offered as one set by the comparison.
    explicit EngineDesk(std::vector<std::filesystem::path> family = {})
        : comparison(workbench, session, models, std::move(family))
    {
    }

    ui::ViewSources sources() { return {session, selection, workbench}; }

    // Asks about a sentence of six words and waits for the answer.
    void ask(const std::filesystem::path &model, const std::vector<core::MaskTerm> &mask = {})
    {
        workbench.change([&](core::WorkbenchState &state) {
            state.text = "a b c d e f";
            state.shownModel = ui::modelPath(model);
            if (state.openModels.empty())
                state.openModels = {state.shownModel};
            state.masks.mask.terms = mask;
        });
        settle();
    }

    void settle()
    {
        waitUntil([this] { return session.isUpToDate() && session.snapshot(); });
    }
};

}  // namespace support
