#pragma once

#include "core/base/matrix.h"
#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// Attention that another program computed: its maps and the tokens that they are between.
struct AttentionMaps {
    std::vector<HeadMatrices> layers;  // each heads x n x n, all of one shape
    std::vector<std::string> tokens;   // n; "0", "1", ... where the file does not name them
    std::vector<std::string> remarks;  // what a reader should know, a sentence each

    int heads() const { return layers.front().heads(); }
    int tokenCount() const { return layers.front().rows(); }
};

// One array of a file, in C order: n x n, heads x n x n, layers x heads x n x n, or any of these behind axes of 1.
struct MapArray {
    std::string name;  // for messages; empty where the file holds one array alone
    std::vector<std::size_t> shape;
    std::vector<float> values;
};

// Puts the arrays together: one of them holds everything, several are a layer each in this order. Refuses arrays of other shapes, of
// different ones, values that are not finite or below 0, and as many tokens as there are not, which may be none.
Result<AttentionMaps> attentionMaps(std::span<const MapArray> arrays, std::vector<std::string> tokens);

// Reads a .npy, .npz, .safetensors or .json file of maps (README, Attention from anywhere). Tokens that the file does not hold stand
// in FILE.tokens.txt, one a line, or in FILE.tokens.json, a list or an object with one under "tokens", beside it.
Result<AttentionMaps> readAttentionMaps(const std::filesystem::path &file);

// Whether the file holds maps and no weights: by its ending, and of a .safetensors file by the names of its tensors.
bool isAttentionFile(const std::filesystem::path &file);

// The files beside it that may hold its tokens, whether they are there or not.
std::vector<std::filesystem::path> tokenFilesOf(const std::filesystem::path &file);

}  // namespace core
