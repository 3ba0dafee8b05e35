#pragma once

#include "core/base/result.h"
#include "core/text/models/subword_model.h"
#include "core/text/pipeline/added_tokens.h"
#include "core/text/pipeline/normalizers.h"
#include "core/text/pipeline/piece_display.h"
#include "core/text/pipeline/pre_tokenizers.h"
#include "core/text/tokenizer.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace core {

// What stands around a text.
struct TextFrame {
    std::vector<TokenId> before;
    std::vector<TokenId> behind;

    bool isEmpty() const { return before.empty() && behind.empty(); }
};

// The parts of a tokenizer in the order in which they act.
struct PipelineParts {
    std::vector<AddedToken> addedTokens = {};
    Normalizer normalizer;
    PreTokenizer preTokenizer;
    std::shared_ptr<const SubwordModel> model;
    Vocabulary pieces;  // the model's, and those of the added tokens
    TextFrame frame = {};
    PieceDisplay display = {};
    std::optional<TokenId> mask = {};
    std::optional<TokenId> unknown = {};
    std::string caseNote = {};  // for the description: "lower-cased"
};

// Added tokens are cut out, the rest is normalized, divided and cut into pieces, and the frame put around it: the way of Hugging
// Face's tokenizers.
//
// A word is what the pre-tokenizer leaves together, further divided where a piece begins with a blank; pieces of nothing but blanks
// belong to the word behind them. An added token that was typed is a word too. The range of a token is without the blanks around it.
Result<std::shared_ptr<const Tokenizer>> makePipelineTokenizer(PipelineParts parts);

}  // namespace core
