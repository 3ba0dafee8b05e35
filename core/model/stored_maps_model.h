#pragma once

#include "core/model/loaded_model.h"

namespace core {

// Whether the path is that of a file of attention, which stands for a model where nothing but attention is looked at.
bool isStoredMaps(const std::filesystem::path &path);

// Fills in what such a file tells of a model: layers, heads, tokens as its only text, and the maps as its network.
Result<void> readStoredMaps(const std::filesystem::path &file, LoadedModel &model);

}  // namespace core
