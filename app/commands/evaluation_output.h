#pragma once

#include "core/corpus/evaluation/evaluation_report.h"

#include <nlohmann/json.hpp>

#include <iosfwd>

namespace app {

// What eval says of a model without a mask. Figures that are not defined are null, or "not defined".
nlohmann::ordered_json evaluationJson(const core::EvaluationReport &report);
// The figures alone, by their keys.
nlohmann::ordered_json figuresJson(const core::AnyEvaluation &evaluation);
void printEvaluation(const core::EvaluationReport &report, std::ostream &out);

}  // namespace app
