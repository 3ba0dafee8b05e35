#pragma once

#include <optional>
#include <string_view>

namespace core {

// Every element type a safetensors header may name. Only F64, F32, F16 and BF16 can be read as weights.
enum class DType {
    Bool,
    U8,
    I8,
    I16,
    U16,
    I32,
    U32,
    I64,
    U64,
    F64,
    F32,
    F16,
    BF16,
    C64,
    F8E4M3,
    F8E4M3Fnuz,
    F8E5M2,
    F8E5M2Fnuz,
    F8E8M0,
    F6E2M3,
    F6E3M2,
    F4,
    C128,       // of PyTorch alone, as the next
    Quantized,  // numbers with a scale, elsewhere
    Sparse      // indices and values
};

struct DTypeDescription {
    DType dtype;
    std::string_view name;  // as in the header: "BF16"
    int bits;               // of one element; the smallest types are packed; 0: no element stands for itself
    bool isReadable;
};

const DTypeDescription &describe(DType dtype);
std::optional<DType> dtypeNamed(std::string_view name);

}  // namespace core
