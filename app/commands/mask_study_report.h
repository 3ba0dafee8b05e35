#pragma once

#include "core/corpus/masks/mask_study.h"
#include "core/corpus/texts/labeled_texts.h"
#include "core/model/loaded_model.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace app {

// What a labeled file says of masks. A study of answers is of a classifier, one of squared errors of a regression.
struct MaskStudyReport {
    std::shared_ptr<const core::LoadedModel> model;
    std::vector<core::LabeledText> texts;  // of a classifier
    std::string labelsReadAs;              // of a classifier
    std::vector<std::string> notes;        // on how the file was read
    core::MaskStudy study;
    std::vector<core::StudyRow> rows;

    const core::Evaluation &baseline() const { return rows.front().comparison.evaluation; }
};

}  // namespace app
