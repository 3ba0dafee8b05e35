#pragma once

#include "core/corpus/runs/run_listener.h"
#include "core/corpus/runs/text_outcomes.h"
#include "core/corpus/texts/text_table.h"
#include "core/pipeline/model_store.h"
#include "core/pipeline/spectrum_baselines.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace core {

// The spectra of every text of a file, or of one sentence.
struct SpectrumRequest {
    std::filesystem::path model;
    TextFile data{};                            // where there is no sentence
    std::optional<std::string> sentence;        // UTF-8
    std::optional<SpectrumBaseline> null = {};  // random maps beside the heads' own
    int draws = NullOptions().draws;            // of it
    std::uint64_t seed = NullOptions().seed;
    std::shared_ptr<TextOutcomes> outcomes = {};  // of a run that is shared out
};

struct SpectrumReport {
    ModelStore::ModelPointer model;
    std::string spectra;             // spectrumHeader() and its rows
    std::string summary;             // spectrumSummaryHeader() and its rows
    std::vector<std::string> notes;  // on how the file was read
    std::size_t texts = 0;
    std::size_t cutTexts = 0;  // longer than the model's limit
};

// Over all cores. Fails, with a sentence, where the file or the model cannot be read, where a pass fails, naming the text of a file, and
// where the model has no such random maps.
Result<SpectrumReport> runSpectrumReport(const SpectrumRequest &request, const BetweenBatches &betweenBatches,
                                         const StopToken &stop);

}  // namespace core
