#pragma once

#include "core/model/forward_trace.h"
#include "tests/support/reference_forward.h"

#include <QString>

#include <filesystem>

namespace support {

// Every tensor of a .safetensors file. A file that cannot be read ends the test program with a message.
ReferenceTensors readTensors(const std::filesystem::path &path);
void writeTensors(const std::filesystem::path &path, const ReferenceTensors &tensors);

// config.json and the tensors of a model folder, without "bert." before their names.
ReferenceModel readReferenceModel(const std::filesystem::path &folder);

// An empty string where the trace has exactly the expected tensors within the tolerance; otherwise a sentence that names the
// tensor that differs most, the position and both values, or the tensors that only one side has.
QString difference(const core::ForwardTrace &trace, core::ModelTask task, const ReferenceTensors &expected,
                   double tolerance);

// Over all tensors that both sides have.
double largestDifference(const core::ForwardTrace &trace, core::ModelTask task, const ReferenceTensors &expected);

}  // namespace support
