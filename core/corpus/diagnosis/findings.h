#pragma once

#include "core/corpus/diagnosis/checkpoint_diagnosis.h"

#include <string>
#include <vector>

namespace core {

// What a diagnosis found, one sentence each; one also where nothing is wrong.
std::vector<std::string> findings(const CheckpointDiagnosis &diagnosis);

}  // namespace core
