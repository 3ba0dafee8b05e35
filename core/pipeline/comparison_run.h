#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/pipeline/corpus_run.h"
#include "core/pipeline/model_comparison.h"

#include <functional>
#include <map>
#include <memory>

namespace core {

using ComparisonPointer = std::shared_ptr<const ModelComparison>;

// What somebody who waits for a comparison is told and may do, from the thread that runs it.
struct ComparisonListener {
    std::function<void(ComparisonPointer)> soFar;  // now and then
    std::function<void()> betweenBatches;          // may hold the run up for a while
};

// The spectrum quantities of every head that a run over texts gathers.
HeadQuantities spectrumQuantitiesOf(const LoadedModel &model);

// Runs texts through models, one model after the other, each over all cores. Not for several threads at once.
class ComparisonRunner
{
public:
    // What a model says of a whole corpus is remembered while that corpus is asked for, so that adding a model runs that one
    // alone. A stop gives what was gathered until then. Fails where the corpus cannot be read.
    Result<ComparisonPointer> run(const ComparisonRequest &request, const ComparisonListener &listener, const StopToken &stop);

private:
    using ModelPointer = std::shared_ptr<const LoadedModel>;

    Result<void> readTexts(const ComparisonTexts &texts);
    const CorpusSummary *known(const ModelPointer &model) const;
    void runModel(ModelComparison &comparison, std::size_t index, const ComparisonListener &listener, const StopToken &stop);

    ComparisonTexts m_source;
    std::vector<std::string> m_texts;
    std::map<std::weak_ptr<const LoadedModel>, CorpusSummary, std::owner_less<>> m_known;  // whole, of m_texts
};

} // namespace core
