#pragma once

#include "core/pipeline/analysis_pipeline.h"
#include "tests/support/tiny_model.h"

#include <memory>
#include <string>

namespace pipeline {

using SnapshotPointer = std::shared_ptr<const core::AnalysisSnapshot>;

inline core::AnalysisRequest requestFor(const support::TinyModel &tiny, const std::string &text = "word57 word60 a")
{
    core::AnalysisRequest request;
    request.modelDirectory = tiny.directory();
    request.text = text;
    return request;
}

inline SnapshotPointer answer(core::AnalysisPipeline &pipeline, const core::AnalysisRequest &request)
{
    auto snapshot = pipeline.run(request, {});
    if (!snapshot)
        qFatal("%s", snapshot.error().message.c_str());
    return *snapshot;
}

inline std::string manyWords(int count)
{
    std::string text;
    for (int word = 0; word < count; ++word)
        text += "word57 ";
    return text;
}

}  // namespace pipeline
