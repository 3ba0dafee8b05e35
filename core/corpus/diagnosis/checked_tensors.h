#pragma once

#include "core/format/model_folder.h"
#include "core/format/tensor_statistics.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// What becomes of a tensor of a checkpoint or of the model.
enum class TensorUse {
    Used,
    Unused,     // the model runs without it
    Missing,    // the model needs it, and it is not there
    IllShaped,  // the model needs it with another shape
    Unreadable,
    NotFinite,
    Ambiguous  // another one of its name has other values
};

// "ill-shaped"
std::string_view nameOf(TensorUse use);

struct CheckedTensor {
    std::string name;  // the file's; of a missing one as its family calls it
    TensorUse use = TensorUse::Unused;
    std::vector<std::string> usedAs = {};  // by the names of the model's table; several where weights are tied
    std::optional<DType> dtype = {};       // none of a missing one, as the next
    std::optional<std::vector<std::int64_t>> shape = {};
    std::optional<std::vector<std::int64_t>> expected = {};  // of a missing or ill-shaped one
    std::optional<TensorStatistics> statistics = {};         // none where its type cannot be read either
};

// Those of the model in the order in which the network uses them, then the unused. `statistics` are the checkpoint's.
std::vector<CheckedTensor> checkedTensors(const ModelFolder &folder,
                                          std::span<const std::optional<TensorStatistics>> statistics);

// A row a tensor, with a heading.
std::string tensorsCsv(std::span<const CheckedTensor> tensors);

}  // namespace core
