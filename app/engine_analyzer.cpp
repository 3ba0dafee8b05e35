#include "app/engine_analyzer.h"

#include "core/model/mask/fitting_mask.h"
#include "core/pipeline/analysis_pipeline.h"

namespace app {

namespace {

// A mask stays chosen while another model is opened that has no meaning for it, or for a part of it: that one is shown without. From
// the command line, where nobody sees what was left out, the same mask is an error.
core::AnalysisRequest fittingTo(const core::LoadedModel &model, core::AnalysisRequest request)
{
    request.mask = core::fittingPart(request.mask, model.config, model.learnedGates != nullptr);
    return request;
}

}  // namespace

ui::AnalysisSession::Analyzer engineAnalyzer(std::shared_ptr<core::ModelStore> models)
{
    return [pipeline = std::make_shared<core::AnalysisPipeline>(models), models = std::move(models)](
               const core::AnalysisRequest &request, const ui::AnalysisSession::Analyzer::SoFar &soFar,
               const core::StopToken &stop) -> core::Result<ui::SnapshotPointer> {
        if (request.modelDirectory.empty())
            return core::badInput("no model is open: drop a model folder anywhere in this window");
        const auto model = models->model(request.modelDirectory);
        return model ? pipeline->run(fittingTo(**model, request), stop, soFar) : model.error();
    };
}

}  // namespace app
