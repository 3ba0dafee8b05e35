#pragma once

#include "core/format/dtype.h"

#include <optional>
#include <string_view>

namespace core {

// What a name that a file of PyTorch may hold stands for. Nothing of that name is ever run: the reader does itself what is described.
enum class TorchMeaning {
    OrderedDict,
    RebuildTensor,
    RebuildTensorV2,
    RebuildTensorV3,
    RebuildParameter,
    RebuildParameterWithState,
    RebuildFromType,
    RebuildQuantized,
    RebuildSparse,
    StorageType,     // of elements of one dtype
    UntypedStorage,  // of bytes
    ElementType,     // torch.float32
    Size,
    Constant,  // of no use here, and so are calls of it
};

struct TorchName {
    std::string_view module;
    std::string_view name;
    TorchMeaning meaning;
    std::optional<DType> dtype = std::nullopt;
};

// Nothing for a name that is no part of a dictionary of tensors.
std::optional<TorchName> torchNamed(std::string_view module, std::string_view name);

}  // namespace core
