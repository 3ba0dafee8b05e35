#pragma once

#include <filesystem>
#include <string>

namespace core {

// What stands beside the sentence and the shown model.
struct SecondState {
    std::string text;             // UTF-8; empty: the same sentence
    std::filesystem::path model;  // one of the open ones; empty: the same model

    bool operator==(const SecondState &) const = default;
};

}  // namespace core
