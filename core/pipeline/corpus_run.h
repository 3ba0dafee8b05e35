#pragma once

#include "core/analysis/running_statistics.h"
#include "core/base/indices.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/model/loaded_model.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace core {

// What is gathered of every text: some numbers for each head of a pass, always as many, in an order of the caller's.
struct HeadQuantities {
    int perHead = 0;
    KeptTensors kept;  // what `of` reads of a pass
    // Layers x heads x perHead numbers, NaN where one is not defined; any other count fails the run. Called from any thread.
    std::function<std::vector<double>(const ForwardTrace &trace)> of;
};

// What a corpus says of a model's heads, so far.
struct CorpusStatistics {
    int layers = 0;
    int heads = 0;
    int perHead = 0;
    std::size_t texts = 0;       // done
    std::size_t allTexts = 0;    // asked for
    std::size_t cutTexts = 0;    // longer than the model's limit
    std::size_t emptyTexts = 0;  // of those done: without a token for the model, so that nothing is gathered of them
    RunningStatistics tokens;    // of each text that has any
    std::vector<RunningStatistics> values;  // layers x heads x perHead

    bool isComplete() const { return texts == allTexts; }
    const RunningStatistics &at(HeadRef head, int quantity) const
    {
        const auto index = static_cast<std::size_t>(head.layer.value) * heads + head.head.value;
        return values[index * perHead + quantity];
    }
};

// Called after every batch of texts with what is gathered so far, from the thread that runs the corpus.
using CorpusProgress = std::function<void(const CorpusStatistics &soFar)>;

// Runs every text through the model, over all cores. A stop ends the run between two texts and gives what was gathered by
// then. The result does not depend on how the threads took turns. Fails where a pass fails, naming the text.
Result<CorpusStatistics> runCorpus(const LoadedModel &model, std::span<const std::string> texts, const HeadQuantities &quantities,
                                   const CorpusProgress &progress, const StopToken &stop);

} // namespace core
