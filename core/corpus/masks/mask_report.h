#pragma once

#include "core/corpus/masks/mask_study.h"
#include "core/corpus/runs/run_listener.h"
#include "core/corpus/texts/labeled_texts.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace core {

// A labeled file under a mask, or under all masks of a sweep.
struct MaskReportRequest {
    std::shared_ptr<const LoadedModel> model;
    std::filesystem::path data;  // labeled texts
    std::size_t limit = 0;       // so many of them, from the start; 0: all
    AttentionMask mask;          // what a sweep goes on from
    std::string sweep;           // as maskSweep() reads it; empty: the mask alone
    std::uint32_t seed = 1;
    int controlDraws = usualControlDraws;  // of the random control of each mask

    bool operator==(const MaskReportRequest &) const = default;
};

// What the file says of the masks, as far as it is read. Never changed once made.
struct MaskReport {
    MaskReportRequest request;
    std::shared_ptr<const std::vector<LabeledText>> texts;  // of the whole file, or so many as were asked for
    std::string labelsReadAs;                               // ClassLabels::readAs
    std::vector<std::string> notes;                         // TextTable::notes
    MaskStudy study;
    std::vector<StudyRow> rows;  // the unmasked model, or the one with its own mask, first; empty before the first text
    std::size_t done = 0;        // texts
    double seconds = 0;
    bool isComplete = false;

    double secondsLeft() const
    {
        return done == 0 ? 0.0 : seconds / static_cast<double>(done) * static_cast<double>(texts->size() - done);
    }
};

using MaskReportPointer = std::shared_ptr<const MaskReport>;

// Over all cores. A stop gives what the listener heard last. Fails, with a sentence, where the file, the mask or the sweep does not fit
// the model.
Result<MaskReportPointer> runMaskReport(const MaskReportRequest &request, const RunListener<MaskReportPointer> &listener,
                                        const StopToken &stop);

}  // namespace core
