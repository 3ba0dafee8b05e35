#pragma once

#include "core/corpus/evaluation/head_texts.h"
#include "core/corpus/masks/mask_study.h"
#include "core/corpus/runs/run_listener.h"

#include <memory>
#include <string>
#include <vector>

namespace core {

// A file under a mask, or under all masks of a sweep: labeled texts, of a masked language model a text with one paragraph a line.
struct MaskReportRequest {
    std::shared_ptr<const LoadedModel> model;
    TextFile data;
    LabelReading labels = LabelReading::Unambiguous;
    AttentionMask mask;  // what a sweep goes on from; heads that are ablated to means that it lacks get those over the texts
    std::string sweep;   // as maskSweep() reads it; empty: the mask alone
    std::uint32_t seed = StudyOptions().seed;
    int controlDraws = usualControlDraws;         // of the random control of each mask
    std::shared_ptr<TextOutcomes> outcomes = {};  // of a run that is shared out

    bool operator==(const MaskReportRequest &) const = default;
};

// What the file says of the masks, as far as it is read. Never changed once made.
struct MaskReport {
    MaskReportRequest request;
    std::shared_ptr<const HeadTexts>
        texts;  // of the whole file, or so many as were asked for; none of a masked language model
    // Of a masked language model: those with guessed pieces, and how many paragraphs the file has.
    std::shared_ptr<const std::vector<std::vector<MaskedPart>>> guessed = {};
    std::size_t paragraphs = 0;
    std::string labelsReadAs{};        // HeadTextsOfFile::labelsReadAs
    std::vector<std::string> notes{};  // TextTable::notes
    MaskStudy study;
    std::vector<StudyRow> rows;  // the unmasked model, or the one with its own mask, first; empty before the first text
    RunProgress progress;        // in texts, or paragraphs with guessed pieces

    // What all masks are compared with; there are rows.
    const StudyRow &baseline() const { return rows.front(); }
};

using MaskReportPointer = std::shared_ptr<const MaskReport>;

// Over all cores. A stop gives what the listener heard last. Fails, with a sentence, where the file, the mask or the sweep does not fit
// the model, and where the model has nothing to compare (studyQuantityOf()).
Result<MaskReportPointer> runMaskReport(const MaskReportRequest &request, const RunListener<MaskReportPointer> &listener,
                                        const StopToken &stop);

}  // namespace core
