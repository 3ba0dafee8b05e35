#pragma once

#include "core/corpus/masks/mask_comparison.h"
#include "core/corpus/masks/mask_sweep.h"
#include "core/corpus/masks/mask_trials.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace core {

enum class TrialRole {
    Unmasked,  // the model as it is, with full attention
    OwnMask,   // the model as it is, with the mask it was trained with
    Masked,    // what is asked for
    Control    // as many pairs drawn at random
};

// "unmasked", "own_mask", "masked", "control".
std::string_view idOf(TrialRole role);
// What everything is compared with: OwnMask for a model that was trained with a mask.
TrialRole baselineOf(const ModelConfig &config);

struct StudyTrial {
    TrialRole role = TrialRole::Unmasked;
    std::string name;  // of the point in its sweep
    double value = 0;  // of the swept parameter
    AttentionMask mask;
};

constexpr int usualControlDraws = 10;

// What a study measures of a text under a mask.
enum class StudyQuantity {
    Answers,  // of a classifier: whether it is right, and its loss
    HiddenPieces,  // of a masked language model: whether its guess of each guessed piece is right, and the guess's loss; by paragraph
    SquaredErrors  // of a regression: they stand in place of losses, and accuracies, p and changed predictions say nothing
};

// Refuses a model that neither chooses one answer per text nor predicts one value or guessed pieces.
Result<StudyQuantity> studyQuantityOf(const LoadedModel &model);

struct StudyOptions {
    std::uint32_t seed = 1;                    // of the bootstrap and of the first draw of every control
    int controlDraws = usualControlDraws;      // with the seeds seed, seed + 1, ...; 0: no controls
    TrialRole baseline = TrialRole::Unmasked;  // Unmasked or OwnMask
    StudyQuantity quantity = StudyQuantity::Answers;
};

// What a corpus is asked: the model as it is first, then each mask with the draws of its random control, where it has one, behind it.
struct MaskStudy {
    std::string parameter;  // that is swept over; empty for a single mask
    StudyOptions options;
    std::vector<StudyTrial> trials;

    std::vector<AttentionMask> masks() const;  // for runMaskTrials
    bool isOfErrors() const { return options.quantity == StudyQuantity::SquaredErrors; }
    bool isOfPieces() const { return options.quantity == StudyQuantity::HiddenPieces; }
};

MaskStudy maskStudy(const AttentionMask &mask, const StudyOptions &options);
MaskStudy maskStudy(const MaskSweep &sweep, const StudyOptions &options);
// Of the sweep that goes on from the mask, as maskSweep() reads it; of the mask alone where `sweep` is empty.
Result<MaskStudy> maskStudy(const AttentionMask &mask, std::string_view sweep, const LoadedModel &model,
                            const StudyOptions &options);

// How the values of a regression agree with the labels; none where that is not defined.
struct Correlations {
    std::optional<double> pearson;
    std::optional<double> spearman;
};

// One line of the answer; the first is the model as it is, 0 away from itself.
struct StudyRow {
    StudyTrial trial;  // of a control its first draw
    double sparsity = 0;
    MaskComparison comparison;         // of a control means over its draws
    std::optional<double> holmP = {};  // of a mask of a sweep: its p corrected for all masks of the sweep; of answers alone
    std::optional<DrawRange> range = {};  // of a control
    Correlations correlations = {};       // of a regression; of a control means over its draws, where each has one
};

// Of the texts that are done, at least one. The trials are those of the study's masks. All draws of a control make one row. Each row
// costs two bootstraps, about 20 ms for 1,000 texts on one core.
std::vector<StudyRow> studyRows(const MaskStudy &study, const MaskTrials &trials);

// The masks of a sweep that one would pick out of all: with the highest accuracy and with the lowest, among equals that with the lower
// or higher loss; of a regression with the lowest and the highest mean squared error. Their p has to be the corrected one.
struct PickedRows {
    std::size_t best = 0;  // rows
    std::size_t worst = 0;
    std::size_t count = 0;  // of masks, at least two
    std::string_view what;  // "heads", "draws" or "masks"
};

// None for a single mask.
std::optional<PickedRows> pickedRows(const MaskStudy &study, std::span<const StudyRow> rows);
// "best of 8 heads", "worst of 8 heads"; empty for a row that nobody would pick.
std::string pickedText(const std::optional<PickedRows> &picked, std::size_t row);

}  // namespace core
