#pragma once

#include "core/base/result.h"
#include "core/text/files/tokenizer_definition.h"

#include <string_view>

namespace core {

// Reads Hugging Face's tokenizer.json. Truncation, padding and decoder are left unread: the length limit is the model's affair here,
// and pieces are shown by their marks. A part or option that is not understood is refused by its name.
//
// Added tokens have the ids that the file gives them; Hugging Face numbers those that its model lacks behind it, in their order.
Result<TokenizerDefinition> parseTokenizerJson(std::string_view json);

}  // namespace core
