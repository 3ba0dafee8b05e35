#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace support {

// Writes a complete model folder for this config.json with seeded random weights of a realistic scale and a vocabulary of
// the special tokens, the letters and made-up words. Returns why it could not, or nothing.
std::string writeRandomModel(const std::filesystem::path &directory, const std::string &configJson, std::uint32_t seed);

}  // namespace support
