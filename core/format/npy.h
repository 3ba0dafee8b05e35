#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

namespace core {

// An array of NumPy's .npy format, each value as whether it is anything but 0.
struct NpyFlags {
    std::vector<std::size_t> shape;
    std::vector<std::uint8_t> values;  // in C order
};

// Reads versions 1 to 3 with booleans, integers or F32 and F64, little-endian and in C order; refuses everything else and files of
// more than 2^28 values, from the header alone where that says so.
Result<NpyFlags> parseNpyFlags(std::string_view bytes, const StopToken &stop);
Result<NpyFlags> readNpyFlags(const std::filesystem::path &path, const StopToken &stop);

}  // namespace core
