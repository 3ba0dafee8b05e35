#pragma once

#include "core/base/result.h"
#include "core/format/torch/pickle_value.h"

#include <string_view>

namespace core {

// Reads the pickle that `bytes` begin with: protocols 0 to 5, of what torch.save() writes of dictionaries, lists, texts, numbers and
// tensors. A pickle is a program that may name and call anything; here only the names of torchNamed() are understood, any other is
// refused by its name, and nothing is ever run. Time and memory are bounded by the number of bytes.
Result<Pickle> readPickle(std::string_view bytes);

}  // namespace core
