#include "core/format/torch/torch_names.h"

#include <algorithm>
#include <iterator>

namespace core {
namespace {

using enum TorchMeaning;

constexpr TorchName names[]{
    {"collections", "OrderedDict", OrderedDict},
    {"torch._utils", "_rebuild_tensor", RebuildTensor},
    {"torch._utils", "_rebuild_tensor_v2", RebuildTensorV2},
    {"torch._utils", "_rebuild_tensor_v3", RebuildTensorV3},
    {"torch._utils", "_rebuild_parameter", RebuildParameter},
    {"torch._utils", "_rebuild_parameter_with_state", RebuildParameterWithState},
    {"torch._utils", "_rebuild_qtensor", RebuildQuantized},
    {"torch._utils", "_rebuild_sparse_tensor", RebuildSparse},
    {"torch._utils", "_rebuild_sparse_csr_tensor", RebuildSparse},
    {"torch._tensor", "_rebuild_from_type_v2", RebuildFromType},
    {"torch", "FloatStorage", StorageType, DType::F32},
    {"torch", "HalfStorage", StorageType, DType::F16},
    {"torch", "BFloat16Storage", StorageType, DType::BF16},
    {"torch", "DoubleStorage", StorageType, DType::F64},
    {"torch", "LongStorage", StorageType, DType::I64},
    {"torch", "IntStorage", StorageType, DType::I32},
    {"torch", "ShortStorage", StorageType, DType::I16},
    {"torch", "CharStorage", StorageType, DType::I8},
    {"torch", "ByteStorage", StorageType, DType::U8},
    {"torch", "BoolStorage", StorageType, DType::Bool},
    {"torch", "ComplexFloatStorage", StorageType, DType::C64},
    {"torch", "ComplexDoubleStorage", StorageType, DType::C128},
    {"torch", "QInt8Storage", StorageType, DType::I8},
    {"torch", "QUInt8Storage", StorageType, DType::U8},
    {"torch", "QInt32Storage", StorageType, DType::I32},
    {"torch.storage", "UntypedStorage", UntypedStorage},
    {"torch.storage", "_UntypedStorage", UntypedStorage},
    {"torch.storage", "TypedStorage", UntypedStorage},
    {"torch.storage", "_TypedStorage", UntypedStorage},
    {"torch", "float64", ElementType, DType::F64},
    {"torch", "float32", ElementType, DType::F32},
    {"torch", "float16", ElementType, DType::F16},
    {"torch", "bfloat16", ElementType, DType::BF16},
    {"torch", "int64", ElementType, DType::I64},
    {"torch", "int32", ElementType, DType::I32},
    {"torch", "int16", ElementType, DType::I16},
    {"torch", "int8", ElementType, DType::I8},
    {"torch", "uint64", ElementType, DType::U64},
    {"torch", "uint32", ElementType, DType::U32},
    {"torch", "uint16", ElementType, DType::U16},
    {"torch", "uint8", ElementType, DType::U8},
    {"torch", "bool", ElementType, DType::Bool},
    {"torch", "complex64", ElementType, DType::C64},
    {"torch", "complex128", ElementType, DType::C128},
    {"torch", "float8_e4m3fn", ElementType, DType::F8E4M3},
    {"torch", "float8_e5m2", ElementType, DType::F8E5M2},
    {"torch", "Size", Size},
    {"torch", "device", Constant},
    {"torch", "Tensor", Constant},
    {"torch.nn.parameter", "Parameter", Constant},
    {"torch.serialization", "_get_layout", Constant},
    {"torch", "per_tensor_affine", Constant},
    {"torch", "per_channel_affine", Constant},
};

}  // namespace

std::optional<TorchName> torchNamed(std::string_view module, std::string_view name)
{
    const auto *found =
        std::ranges::find_if(names, [=](const TorchName &known) { return known.module == module && known.name == name; });
    return found == std::end(names) ? std::nullopt : std::optional(*found);
}

}  // namespace core
