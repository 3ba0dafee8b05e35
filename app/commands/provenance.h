#pragma once

#include "core/base/result.h"
#include "core/model/mask/attention_mask.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace app {

// The version of the keys that the commands print and write. It grows when one changes its meaning.
constexpr int outputSchema = 1;

// What an output was made with, besides the program.
struct Origin {
    std::span<const std::filesystem::path> models;
    std::span<const std::string> names;  // of the models
    const core::AttentionMask *mask = nullptr;
    std::optional<std::uint32_t> seed;
};

// attnscope, schema, model, model_sha256, mask, seed: where every JSON object and every table comes from. `mask` is null for the
// model's own and `seed` where nothing is drawn. Several models are arrays.
nlohmann::ordered_json provenanceJson(const Origin &origin);

// Of one model.
nlohmann::ordered_json provenanceJson(const std::filesystem::path &model, const std::string &name,
                                      const core::AttentionMask *mask, std::optional<std::uint32_t> seed);

// The provenance stands in front: what `json` has already is left as it is.
nlohmann::ordered_json withProvenance(nlohmann::ordered_json provenance, const nlohmann::ordered_json &json);

// What a command computed, as it prints it: behind its provenance, with nine digits.
std::string answerText(nlohmann::ordered_json provenance, nlohmann::ordered_json answer);

// Where the provenance of a table is written.
std::filesystem::path provenanceFile(const std::filesystem::path &table);

// Writes both or neither. The error is one sentence that names the file.
core::Result<void> writeTable(const std::filesystem::path &path, const std::string &csv,
                              const nlohmann::ordered_json &provenance);

}  // namespace app
