#include "core/format/dtype.h"

#include <algorithm>
#include <cassert>
#include <iterator>

namespace core {

namespace {

constexpr DTypeDescription descriptions[]{
    {DType::Bool, "BOOL", 8, false},      {DType::U8, "U8", 8, false},
    {DType::I8, "I8", 8, false},          {DType::I16, "I16", 16, false},
    {DType::U16, "U16", 16, false},       {DType::I32, "I32", 32, false},
    {DType::U32, "U32", 32, false},       {DType::I64, "I64", 64, false},
    {DType::U64, "U64", 64, false},       {DType::F64, "F64", 64, true},
    {DType::F32, "F32", 32, true},        {DType::F16, "F16", 16, true},
    {DType::BF16, "BF16", 16, true},      {DType::C64, "C64", 64, false},
    {DType::F8E4M3, "F8_E4M3", 8, false}, {DType::F8E4M3Fnuz, "F8_E4M3FNUZ", 8, false},
    {DType::F8E5M2, "F8_E5M2", 8, false}, {DType::F8E5M2Fnuz, "F8_E5M2FNUZ", 8, false},
    {DType::F8E8M0, "F8_E8M0", 8, false}, {DType::F6E2M3, "F6_E2M3", 6, false},
    {DType::F6E3M2, "F6_E3M2", 6, false}, {DType::F4, "F4", 4, false},
    {DType::C128, "C128", 128, false},    {DType::Quantized, "quantized", 0, false},
    {DType::Sparse, "sparse", 0, false},
};

}  // namespace

const DTypeDescription &describe(DType dtype)
{
    const auto *found = std::ranges::find(descriptions, dtype, &DTypeDescription::dtype);
    assert(found != std::end(descriptions));
    return *found;
}

std::optional<DType> dtypeNamed(std::string_view name)
{
    const auto *found = std::ranges::find(descriptions, name, &DTypeDescription::name);
    return found == std::end(descriptions) || found->bits == 0 ? std::nullopt : std::optional(found->dtype);
}

}  // namespace core
