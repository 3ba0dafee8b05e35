#pragma once

#include "core/model/mask/attention_mask.h"

#include <nlohmann/json.hpp>

#include <iosfwd>
#include <optional>

namespace app {

// How the .npy files of a mask were read, as "mask_files" in JSON: "file", "read_as" (keep or additive), "heads", "tokens" and, where
// it was used on a text of another length, "note". Nothing where the mask has no file.
void addMaskFiles(const core::AttentionMask &mask, std::optional<int> tokens, nlohmann::ordered_json &json);

// The same in words, a line for each file.
void printMaskFiles(const core::AttentionMask &mask, std::optional<int> tokens, std::ostream &out);

}  // namespace app
