#pragma once

#include "core/analysis/statistics/running_statistics.h"
#include "core/base/indices.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/corpus/runs/corpus_summary.h"
#include "core/corpus/runs/text_outcomes.h"
#include "core/model/loaded_model.h"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace core {

// What is gathered of every text: some numbers for each head of a pass, always as many, in an order of the caller's.
struct HeadQuantities {
    int perHead = 0;
    int heads = 0;     // of a layer: 0 for as many as the model has, 1 where they share what is gathered
    KeptTensors kept;  // what `of` reads of a pass
    // Layers x heads x perHead numbers, NaN where one is not defined; any other count fails the run, but for a stop. Called from any thread.
    std::function<std::vector<double>(const ForwardTrace &trace, const StopToken &stop)> of;
};

// What is gathered of some texts.
struct HeadStatistics {
    RunningStatistics tokens;               // of each text that has any
    std::vector<RunningStatistics> values;  // layers x heads x perHead
};

// What a corpus says of a model's heads, so far: of all texts, and of texts of similar length.
struct CorpusStatistics {
    int layers = 0;
    int heads = 0;
    int perHead = 0;
    std::size_t texts = 0;       // done
    std::size_t allTexts = 0;    // asked for
    std::size_t cutTexts = 0;    // longer than the model's limit
    std::size_t emptyTexts = 0;  // of those done: without a token for the model, so that nothing is gathered of them
    HeadStatistics all;
    std::map<int, HeadStatistics> byLength;  // by the longest length of the group

    bool isComplete() const { return texts == allTexts; }
    const RunningStatistics &at(HeadRef head, int quantity) const
    {
        const auto index = static_cast<std::size_t>(head.layer.value) * heads + head.head.value;
        return all.values[index * perHead + quantity];
    }
};

// Texts of similar length are those between two powers of two: up to 8 tokens, 9 to 16, 17 to 32 ... The longest of the group.
int lengthGroup(int tokens);

// The same as numbers to be shown.
CorpusSummary summaryOf(const CorpusStatistics &statistics);

// Called after every batch of texts with what is gathered so far, from the thread that runs the corpus.
using CorpusProgress = std::function<void(const CorpusStatistics &soFar)>;

// Runs every text through the model, over all cores. A stop ends the run between two texts and gives what was gathered by
// then. The result does not depend on how the threads took turns. Fails where a pass fails, naming the text.
Result<CorpusStatistics> runCorpus(const LoadedModel &model, std::span<const std::string> texts,
                                   const HeadQuantities &quantities, const CorpusProgress &progress, const StopToken &stop,
                                   TextOutcomes *outcomes = nullptr);

}  // namespace core
