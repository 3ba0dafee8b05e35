#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace ui {

// Of the file's bytes, as sha256sum prints it. Nothing for a file that cannot be read.
std::optional<std::string> sha256Of(const std::filesystem::path &file);

// Of what else a model is made of, by the files' names: config.json, the tokenizer's files, the tokens of a file of attention. Those
// that are there.
std::map<std::string, std::string> otherHashes(const std::filesystem::path &model);

// Of the weights of a model: those of its folder, or the file itself; of shards one after another. Nothing where they cannot be read.
std::optional<std::string> weightsHash(const std::filesystem::path &model);

}  // namespace ui
