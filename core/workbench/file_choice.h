#pragma once

#include <cstddef>
#include <filesystem>

namespace core {

// The texts that a long run goes over.
struct FileChoice {
    std::filesystem::path file;  // empty: none
    std::size_t limit = 0;       // so many texts from the start; 0: all

    bool operator==(const FileChoice &) const = default;
};

}  // namespace core
