#pragma once

#include "core/base/byte_source.h"
#include "core/base/result.h"
#include "core/format/weight_file.h"

#include <string_view>

namespace core {

// Whether a file that begins so is one of torch.save(): a zip archive, since PyTorch 1.6, or pickles with the storages behind them.
bool isTorchZip(std::string_view beginning);
bool isPickled(std::string_view beginning);

// The tensors of such a file. Nothing in it is run: see readPickle().
Result<WeightFileContents> readTorchZip(const ByteSource &file);
Result<WeightFileContents> readTorchLegacy(const ByteSource &file);

}  // namespace core
