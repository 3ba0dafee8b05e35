#pragma once

#include "core/base/result.h"
#include "core/text/tokenizer.h"

#include <filesystem>
#include <memory>

namespace core {

// Reads the tokenizer of a model folder: vocab.txt, or tokenizer.json where there is none. What tokenizer_config.json says,
// if there is one, comes before what tokenizer.json and `addSpecialTokensByDefault` say.
//
// A vocabulary of more than `vocabularySize` pieces is refused: its ids would leave the model's embedding table.
Result<std::shared_ptr<const Tokenizer>> loadTokenizer(const std::filesystem::path &modelDirectory,
                                                       bool addSpecialTokensByDefault, int vocabularySize);

}  // namespace core
