#include "core/format/dtype.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace core {

namespace {

constexpr std::array descriptions{
    DTypeDescription{DType::Bool, "BOOL", 8, false},
    DTypeDescription{DType::U8, "U8", 8, false},
    DTypeDescription{DType::I8, "I8", 8, false},
    DTypeDescription{DType::I16, "I16", 16, false},
    DTypeDescription{DType::U16, "U16", 16, false},
    DTypeDescription{DType::I32, "I32", 32, false},
    DTypeDescription{DType::U32, "U32", 32, false},
    DTypeDescription{DType::I64, "I64", 64, false},
    DTypeDescription{DType::U64, "U64", 64, false},
    DTypeDescription{DType::F64, "F64", 64, false},
    DTypeDescription{DType::F32, "F32", 32, true},
    DTypeDescription{DType::F16, "F16", 16, true},
    DTypeDescription{DType::BF16, "BF16", 16, true},
    DTypeDescription{DType::C64, "C64", 64, false},
    DTypeDescription{DType::F8E4M3, "F8_E4M3", 8, false},
    DTypeDescription{DType::F8E4M3Fnuz, "F8_E4M3FNUZ", 8, false},
    DTypeDescription{DType::F8E5M2, "F8_E5M2", 8, false},
    DTypeDescription{DType::F8E5M2Fnuz, "F8_E5M2FNUZ", 8, false},
    DTypeDescription{DType::F8E8M0, "F8_E8M0", 8, false},
    DTypeDescription{DType::F6E2M3, "F6_E2M3", 6, false},
    DTypeDescription{DType::F6E3M2, "F6_E3M2", 6, false},
    DTypeDescription{DType::F4, "F4", 4, false},
};

} // namespace

const DTypeDescription &describe(DType dtype)
{
    const auto *found = std::ranges::find(descriptions, dtype, &DTypeDescription::dtype);
    assert(found != descriptions.end());
    return *found;
}

std::optional<DType> dtypeNamed(std::string_view name)
{
    const auto *found = std::ranges::find(descriptions, name, &DTypeDescription::name);
    return found == descriptions.end() ? std::nullopt : std::optional(found->dtype);
}

} // namespace core
