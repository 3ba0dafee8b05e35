#pragma once

#include "core/corpus/diagnosis/checkpoint_diagnosis.h"

#include <nlohmann/json.hpp>

#include <iosfwd>

namespace app {

// What `info --check` adds to `info`, counted up on a terminal while it runs.
core::Result<core::DiagnosisPointer> diagnosisOf(const core::DiagnosisRequest &request, std::ostream &errors);

// Findings, then a table of all tensors and one of all heads.
void printDiagnosis(const core::CheckpointDiagnosis &diagnosis, std::ostream &out);
nlohmann::ordered_json diagnosisJson(const core::CheckpointDiagnosis &diagnosis);

}  // namespace app
