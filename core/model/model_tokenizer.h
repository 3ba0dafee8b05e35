#pragma once

#include "core/base/result.h"
#include "core/format/model_config.h"
#include "core/text/tokenizer.h"

#include <filesystem>
#include <memory>

namespace core {

// Reads the tokenizer of a model's folder as the model's family has it.
Result<std::shared_ptr<const Tokenizer>> loadTokenizer(const std::filesystem::path &folder, const ModelConfig &config);

}  // namespace core
