#pragma once

#include "core/pipeline/mask_comparison.h"
#include "core/pipeline/mask_sweep.h"
#include "core/pipeline/mask_trials.h"

#include <cstdint>
#include <string>
#include <vector>

namespace core {

enum class TrialRole {
    Unmasked,  // the model as it is
    Masked,    // what is asked for
    Control    // as many pairs drawn at random
};

// "unmasked", "masked", "control".
std::string_view idOf(TrialRole role);

struct StudyTrial {
    TrialRole role = TrialRole::Unmasked;
    std::string name;  // of the point in its sweep
    double value = 0;  // of the swept parameter
    AttentionMask mask;
};

// What a corpus is asked: the model as it is first, then each mask with its random control, where it has one, behind it.
struct MaskStudy {
    std::string parameter;   // that is swept over; empty for a single mask
    std::uint32_t seed = 1;  // of the controls and of the bootstrap
    std::vector<StudyTrial> trials;

    std::vector<AttentionMask> masks() const;  // for runMaskTrials
};

MaskStudy maskStudy(const AttentionMask &mask, std::uint32_t seed);
MaskStudy maskStudy(const MaskSweep &sweep, std::uint32_t seed);

// One line of the answer; the first is the model as it is, 0 away from itself.
struct StudyRow {
    StudyTrial trial;
    double sparsity = 0;
    MaskComparison comparison;
};

// Of the texts that are done, at least one. The trials are those of the study's masks. Each row costs two bootstraps, about 20 ms
// for 1,000 texts on one core.
std::vector<StudyRow> studyRows(const MaskStudy &study, const MaskTrials &trials);

// parameter,value,run,mask,sparsity,examples,accuracy,loss, both differences with their intervals, changed_predictions.
std::string studyCsv(const MaskStudy &study, std::span<const StudyRow> rows);

}  // namespace core
