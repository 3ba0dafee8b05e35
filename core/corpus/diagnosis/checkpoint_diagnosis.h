#pragma once

#include "core/corpus/diagnosis/checked_tensors.h"
#include "core/corpus/diagnosis/head_patterns.h"
#include "core/corpus/diagnosis/weight_spectra.h"
#include "core/corpus/runs/run_listener.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace core {

// Which model is looked at.
struct DiagnosisRequest {
    std::filesystem::path path;                          // a folder, weights in one, or a file of attention
    std::shared_ptr<const LoadedModel> model = nullptr;  // what was loaded from it; null: it is loaded once more

    bool operator==(const DiagnosisRequest &) const = default;
};

// What there is to say of a checkpoint, as far as it got; never changed once made.
struct CheckpointDiagnosis {
    DiagnosisRequest request;
    std::string name;
    ModelConfig config;
    CheckpointReport report;
    std::vector<CheckedTensor> tensors;
    HeadPatterns patterns;
    std::string patternsAbsence = {};  // one sentence where no head was looked at
    std::vector<HeadWeightSpectra> weights;
    std::string weightsAbsence = {};  // the same of the weights' spectra
    RunProgress progress = {};        // in percent

    // Null where there is none of that head.
    const HeadPattern *patternOf(HeadRef head) const;
    const HeadWeightSpectra *weightsOf(HeadRef head) const;
};

using DiagnosisPointer = std::shared_ptr<const CheckpointDiagnosis>;

// Reads every tensor, also of a checkpoint that does not fit; of one that fits the heads too. Fails where there is no model to look
// at, with a sentence.
Result<DiagnosisPointer> diagnoseCheckpoint(const DiagnosisRequest &request, const RunListener<DiagnosisPointer> &listener,
                                            const StopToken &stop);

}  // namespace core
