#pragma once

#include <filesystem>
#include <string>

namespace core {

// What stands beside the sentence and the shown model.
struct SecondState {
    std::string text;             // UTF-8; empty: the same sentence
    std::filesystem::path model;  // one of the open ones; empty: the same model
    bool isPinned = false;        // the pinned answer with its choices, in place of both; without a pin of no effect

    bool operator==(const SecondState &) const = default;
};

}  // namespace core
