#pragma once

#include "core/corpus/masks/mask_study.h"

#include <span>
#include <string>

namespace core {

// What the p of its accuracies is called in tables and JSON: "mcnemar_p", of guessed pieces "sign_test_p".
std::string testName(const MaskStudy &study);

// A study as CSV with a header, a line for each row: parameter,value,run,mask,sparsity,examples,accuracy,loss, both differences from
// the first row with the bounds of their 95 % bootstrap intervals, changed_predictions, mcnemar_p, mcnemar_p_holm, picked ("best of 8
// heads"), and of a random control its draws with the lowest and highest accuracy and loss among them; of a regression mean_squared_error and
// squared_error_difference in place of accuracy, loss and what is tested, and at the end pearson and spearman; of guessed pieces sign_test_p in place of mcnemar_p. What a row does not have is empty. Numbers have nine digits.
std::string studyCsv(const MaskStudy &study, std::span<const StudyRow> rows);

}  // namespace core
