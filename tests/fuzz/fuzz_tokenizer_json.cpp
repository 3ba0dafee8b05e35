// tokenizer.json: every piece that the file gives an id has that id, and a text is cut into pieces of it that lie inside the text.
#include "core/base/json.h"
#include "core/text/files/tokenizer_json.h"
#include "tests/fuzz/fuzzing.h"
#include "tests/fuzz/json_mutation.h"

#include <nlohmann/json.hpp>

namespace {

using nlohmann::json;

constexpr std::string_view texts[] = {"The film wasn't good, é 漢 [MASK] xyz", "", "  a\tb <s>ab\xff",
                                      "e\u0301ﬁ ½ 12 abab \U0001f600"};

std::string faultOfPieces(const json &vocabulary, const core::Vocabulary &read)
{
    if (vocabulary.is_array())
        return vocabulary.size() == read.size() ? "" : "a piece of the file is missing";
    for (const auto &[piece, id] : vocabulary.items()) {
        const auto number = id.get<std::size_t>();
        if (number >= read.size() || read.piece({static_cast<int>(number)}) != piece)
            return "a piece of the file has another id";
    }
    return {};
}

std::string faultOfTokens(const core::Tokenizer &tokenizer, std::string_view text)
{
    int word = 0;
    for (const core::Token &token : tokenizer.tokenize(text, 100).tokens) {
        if (token.begin > token.end || token.end > text.size())
            return "a token lies outside the text";
        if (token.isSpecial())
            continue;
        if (token.word < word || token.word > word + 1)
            return "a word is left out, or comes twice";
        word = token.word;
        if (tokenizer.piece(token.id) != token.piece)
            return "a token is not the piece of its id";
    }
    return {};
}

std::string judge(std::string_view input)
{
    auto definition = core::parseTokenizerJson(input);
    if (!definition)
        return fuzz::refusalFault(definition.error());
    const json file = core::parseJson(input, {.acceptsNonFinite = true}).value();
    if (std::string fault = faultOfPieces(file["model"]["vocab"], core::vocabularyOf(definition->model)); !fault.empty())
        return fault;
    const auto tokenizer = core::makeTokenizer(*std::move(definition));
    if (!tokenizer)
        return fuzz::refusalFault(tokenizer.error());
    for (const std::string_view text : texts) {
        if (std::string fault = faultOfTokens(**tokenizer, text); !fault.empty())
            return fault;
    }
    return {};
}

}  // namespace

int main(int argc, char **argv)
{
    const std::string wordPiece =
        R"({"version": "1.0", "truncation": null, "padding": null, "added_tokens": [{"id": 0, "content": "[PAD]", "special": true},
            {"id": 1, "content": "[UNK]", "special": true}, {"id": 4, "content": "[MASK]", "special": true, "lstrip": true}],
            "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null,
            "lowercase": true}, "pre_tokenizer": {"type": "BertPreTokenizer"}, "post_processor": {"type": "BertProcessing",
            "cls": ["[CLS]", 2], "sep": ["[SEP]", 3]}, "model": {"type": "WordPiece", "unk_token": "[UNK]",
            "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3,
            "[MASK]": 4, "the": 5, "film": 6, "##s": 7, "good": 8, ",": 9, "e": 10, "x": 11, "##y": 12, "##z": 13}}})";
    const std::string small = R"({"normalizer": {"type": "BertNormalizer"}, "pre_tokenizer": {"type": "BertPreTokenizer"},
            "model": {"continuing_subword_prefix": "", "vocab": {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "x": 3, "y": 4}}})";
    const std::string pairs = R"({"added_tokens": [{"id": 6, "content": "<s>", "rstrip": true, "single_word": true}],
            "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFKC"}, {"type": "Replace", "pattern": {"Regex": "f+\\s*"},
            "content": "a"}, {"type": "Prepend", "prepend": "▁"}]}, "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": true,
            "trim_offsets": true, "use_regex": true}, "model": {"type": "BPE", "unk_token": "?", "fuse_unk": true, "byte_fallback": true,
            "vocab": {"?": 0, "a": 1, "b": 2, "ab": 3, "Ġ": 4, "Ġab": 5}, "merges": ["a b", ["Ġ", "ab"]]}})";
    const std::string scores =
        R"({"normalizer": {"type": "Sequence", "normalizers": [{"type": "Nmt"}, {"type": "Precompiled",
            "precompiled_charsmap": "CAAAAAAAAABhAAAAAA=="}, {"type": "Strip", "strip_left": false, "strip_right": true}]},
            "pre_tokenizer": {"type": "Sequence", "pretokenizers": [{"type": "Split", "pattern": {"Regex": "\\d"}, "behavior":
            "Contiguous", "invert": false}, {"type": "UnicodeScripts"}, {"type": "Metaspace", "replacement": "▁", "prepend_scheme":
            "first", "split": true}]}, "post_processor": {"type": "TemplateProcessing", "single": [{"Sequence": {"id": "A", "type_id": 0}},
            {"SpecialToken": {"id": "end", "type_id": 0}}], "pair": [], "special_tokens": {"end": {"id": "end", "ids": [1], "tokens": ["a"]}}},
            "model": {"type": "Unigram", "unk_id": 0, "byte_fallback": false, "vocab": [["<unk>", 0], ["▁", -1.5], ["a", -2], ["ab", -3.5]]}})";
    return fuzz::run({.name = "tokenizer_json",
                      .seeds = {wordPiece, small, pairs, scores},
                      .dictionary = {"\"vocab\"",
                                     "\"##\"",
                                     "\"\"",
                                     "\"[UNK]\"",
                                     "\"[CLS]\"",
                                     "null",
                                     "true",
                                     "false",
                                     "14",
                                     "\\u0000",
                                     "\\ud800",
                                     "\"normalized\": true",
                                     "\"single_word\": true",
                                     "\"Regex\"",
                                     "\"(a*)*\"",
                                     "\"[^\\\\w]+\"",
                                     "\"WordLevel\"",
                                     "\"Lowercase\"",
                                     "\"StripAccents\"",
                                     "\"NFD\"",
                                     "\"Whitespace\"",
                                     "\xff",
                                     "é"},
                      .judge = judge,
                      .mutate = fuzz::mutatedJson},
                     argc, argv);
}
