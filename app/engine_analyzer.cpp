#include "app/engine_analyzer.h"

#include "core/pipeline/analysis_pipeline.h"

namespace app {

ui::AnalysisSession::Analyzer engineAnalyzer(std::shared_ptr<core::ModelStore> models)
{
    return [pipeline = std::make_shared<core::AnalysisPipeline>(std::move(models))](
               const core::AnalysisRequest &request, const core::StopToken &stop) -> core::Result<ui::SnapshotPointer> {
        if (request.modelDirectory.empty())
            return core::badInput("no model is open: drop a model folder anywhere in this window");
        return pipeline->run(request, stop);
    };
}

}  // namespace app
