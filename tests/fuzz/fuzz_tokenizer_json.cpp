// tokenizer.json: every piece that the file gives an id has that id, and a text is cut into pieces of it that follow each other.
#include "core/base/json.h"
#include "core/text/tokenizer_json.h"
#include "tests/fuzz/fuzzing.h"
#include "tests/fuzz/json_mutation.h"

#include <nlohmann/json.hpp>

namespace {

using nlohmann::json;

constexpr std::string_view text = "The film wasn't good, é 漢 [MASK] xyz";

std::string faultOfPieces(const json &vocabulary, const core::Vocabulary &read)
{
    for (const auto &[piece, id] : vocabulary.items()) {
        const auto number = id.get<std::size_t>();
        if (number >= read.size() || read.piece({static_cast<int>(number)}) != piece)
            return "a piece of the file has another id";
    }
    return {};
}

std::string faultOfTokens(const core::Tokenizer &tokenizer)
{
    std::size_t end = 0;
    for (const core::Token &token : tokenizer.tokenize(text, 100).tokens) {
        if (token.isSpecial())
            continue;
        if (token.begin > token.end || token.end > text.size() || token.end < end)
            return "a token lies outside the text, or before the one in front of it";
        end = token.end;
    }
    return {};
}

std::string judge(std::string_view input)
{
    const auto definition = core::parseTokenizerJson(input);
    if (!definition)
        return fuzz::refusalFault(definition.error());
    const json file = core::parseJson(input, {.acceptsNonFinite = true}).value();
    if (std::string fault = faultOfPieces(file["model"]["vocab"], definition->vocabulary); !fault.empty())
        return fault;
    const auto tokenizer = core::makeWordPiece(definition->vocabulary, definition->options);
    return tokenizer ? faultOfTokens(**tokenizer) : fuzz::refusalFault(tokenizer.error());
}

}  // namespace

int main(int argc, char **argv)
{
    const std::string whole =
        R"({"version": "1.0", "truncation": null, "padding": null, "added_tokens": [{"id": 0, "content": "[PAD]", "special": true},
            {"id": 1, "content": "[UNK]", "special": true}, {"id": 4, "content": "[MASK]", "special": true}],
            "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null,
            "lowercase": true}, "pre_tokenizer": {"type": "BertPreTokenizer"}, "model": {"type": "WordPiece", "unk_token": "[UNK]",
            "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3,
            "[MASK]": 4, "the": 5, "film": 6, "##s": 7, "good": 8, ",": 9, "e": 10, "x": 11, "##y": 12, "##z": 13}}})";
    const std::string small = R"({"normalizer": {"type": "BertNormalizer"}, "pre_tokenizer": {"type": "BertPreTokenizer"},
            "model": {"continuing_subword_prefix": "", "vocab": {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "x": 3, "y": 4}}})";
    return fuzz::run({.name = "tokenizer_json",
                      .seeds = {whole, small},
                      .dictionary = {"\"vocab\"", "\"##\"", "\"\"", "\"[UNK]\"", "\"[CLS]\"", "null", "true", "false", "14",
                                     "\\u0000", "\\ud800", "\"normalized\": true", "\"single_word\": true", "\xff", "é"},
                      .judge = judge,
                      .mutate = fuzz::mutatedJson},
                     argc, argv);
}
