// A .model of SentencePiece: whatever is accepted has pieces that are text, and makes a tokenizer or one clear refusal.
#include "core/base/utf8.h"
#include "core/text/files/family_definition.h"
#include "core/text/files/sentence_piece_file.h"
#include "tests/fuzz/fuzzing.h"

namespace {

std::string field(char tag, std::string_view content)
{
    return std::string(1, tag) + static_cast<char>(content.size()) + std::string(content);
}

std::string piece(std::string_view text, char type, float score)
{
    std::string bytes = field('\x0a', text) + '\x15';
    bytes.append(reinterpret_cast<const char *>(&score), sizeof score);
    return field('\x0a', bytes + '\x18' + type);
}

std::string model(char type)
{
    return piece("<unk>", 2, 0) + piece("<s>", 3, 0) + piece("</s>", 3, 0) + piece("\u2581a", 1, -1.5F) + piece("a", 1, -2) +
           piece("b", 1, -3) + piece("ab", 1, -4) + field('\x12', std::string("\x18") + type) +
           field('\x1a', field('\x12', std::string("\x04\0\0\0\0\0\0\0a", 9)));
}

std::string judge(std::string_view input)
{
    const auto file = core::parseSentencePieceFile(input);
    if (!file)
        return fuzz::refusalFault(file.error());
    for (const core::SentencePiece &known : file->pieces) {
        if (known.text.empty() || !core::isUtf8(known.text))
            return "a piece is no text";
    }
    for (const auto family : {core::TokenizerFamily::XlmRoberta, core::TokenizerFamily::Albert}) {
        auto definition = core::sentencePieceDefinition(input, family, {});
        if (!definition)
            return fuzz::refusalFault(definition.error());
        const auto tokenizer = core::makeTokenizer(*std::move(definition));
        if (!tokenizer)
            return fuzz::refusalFault(tokenizer.error());
        const std::string_view text = "ab  Áb c";
        for (const core::Token &token : (*tokenizer)->tokenize(text, 100).tokens) {
            if (token.begin > token.end || token.end > text.size())
                return "a token lies outside the text";
        }
    }
    return {};
}

}  // namespace

int main(int argc, char **argv)
{
    return fuzz::run(
        {.name = "sentence_piece",
         .seeds = {model(1), model(2)},
         .dictionary = {"\x0a", "\x12", "\x1a", std::string(4, '\0'), "\xff\xff\xff\xff\x0f", "\u2581", "<mask>"},
         .judge = judge},
        argc, argv);
}
