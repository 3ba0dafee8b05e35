#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/corpus/comparison/model_comparison.h"
#include "core/corpus/runs/corpus_run.h"
#include "core/corpus/runs/run_listener.h"
#include "core/corpus/texts/text_table.h"

#include <cstdint>
#include <map>
#include <memory>

namespace core {

using ComparisonPointer = std::shared_ptr<const ModelComparison>;

// The spectrum quantities of every head that a run over texts gathers.
HeadQuantities spectrumQuantitiesOf(const LoadedModel &model);

// Runs texts through models, one model after the other, each over all cores. Not for several threads at once.
class ComparisonRunner
{
public:
    using Listener = RunListener<ComparisonPointer>;

    // What a model says of a whole corpus is remembered while that corpus is asked for and its file stays as it is, so that adding a
    // model runs that one alone. A stop gives what the listener last heard. Fails where the corpus cannot be read.
    Result<ComparisonPointer> run(const ComparisonRequest &request, const Listener &listener, const StopToken &stop);

private:
    using ModelPointer = std::shared_ptr<const LoadedModel>;
    struct Source {
        ComparisonTexts texts;
        std::filesystem::file_time_type time;  // of the corpus's file
        std::uintmax_t size = 0;

        bool operator==(const Source &) const = default;
    };

    static Source sourceOf(const ComparisonTexts &texts);

    Result<void> readTexts(const ComparisonTexts &texts);
    const CorpusSummary *known(const ModelPointer &model) const;
    void runModel(ModelComparison &comparison, std::size_t index, const Listener &listener, const StopToken &stop);

    Source m_source;  // of m_texts
    Texts m_texts;
    std::map<std::weak_ptr<const LoadedModel>, CorpusSummary, std::owner_less<>> m_known;  // whole, of m_texts
};

}  // namespace core
