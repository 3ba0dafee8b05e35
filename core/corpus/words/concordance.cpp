#include "core/corpus/words/concordance.h"

#include "core/base/message_text.h"
#include "core/base/parallel_for.h"
#include "core/text/read_text.h"
#include "core/text/typed_words.h"

#include <algorithm>
#include <cctype>

namespace core {
namespace {

bool isPlain(char letter)
{
    const auto code = static_cast<unsigned char>(letter);
    return code < 0x80 && (std::isprint(code) || std::isspace(code));
}

bool areAlike(char one, char other)
{
    return std::tolower(static_cast<unsigned char>(one)) == std::tolower(static_cast<unsigned char>(other));
}

// Whether the text may have the word. What is not plain ASCII may be cleaned up into anything.
bool mayHold(std::string_view text, std::string_view word)
{
    return !std::ranges::all_of(text, isPlain) ||
           std::search(text.begin(), text.end(), word.begin(), word.end(), areAlike) != text.end();
}

Result<bool> holds(const LoadedModel &model, const std::string &text, std::string_view word)
{
    const Result<TokenizedText> tokens = readText(*model.tokenizer, text, model.tokenLimit());
    if (!tokens)
        return inContext(quotedText(text), tokens.error());
    return std::ranges::any_of(typedWords(*tokens), [&](const TypedWord &place) {
        return model.tokenizer->normalizedWord(spelling(text, place)) == word;
    });
}

// The words of a row and what stands between them.
std::string typedRow(std::string_view text, std::span<const TypedWord> words)
{
    return words.empty() ? std::string() : std::string(spelling(text, {words.front().begin, words.back().end}));
}

}  // namespace

WordContext wordContext(const LoadedModel &model, std::string_view text, std::size_t position, std::size_t wordsEachSide)
{
    const std::vector<TypedWord> typed = typedWords(model.tokenizer->tokenize(text, model.tokenLimit()));
    if (position >= typed.size())
        return {};
    const std::span<const TypedWord> words(typed);
    const std::size_t before = std::min(position, wordsEachSide);
    const std::size_t behind = std::min(wordsEachSide, words.size() - 1 - position);
    return {.left = typedRow(text, words.subspan(position - before, before)),
            .word = std::string(spelling(text, words[position])),
            .right = typedRow(text, words.subspan(position + 1, behind))};
}

Result<std::vector<std::size_t>> textsWithWord(const LoadedModel &model, std::span<const std::string> texts,
                                               std::string_view word, const StopToken &stop)
{
    constexpr std::size_t ofBlock = 4096;
    constexpr double operationsOfText = 1e4;
    const std::string wanted = model.tokenizer->normalizedWord(word);
    std::vector<std::size_t> found;
    for (std::size_t first = 0; first < texts.size() && !wanted.empty() && !stop.stop_requested(); first += ofBlock) {
        const std::span<const std::string> block = texts.subspan(first, std::min(ofBlock, texts.size() - first));
        std::vector<Result<bool>> answers(block.size(), false);
        parallelFor(static_cast<int>(block.size()), operationsOfText, [&](int index) {
            const std::string &text = block[static_cast<std::size_t>(index)];
            if (mayHold(text, wanted))
                answers[static_cast<std::size_t>(index)] = holds(model, text, wanted);
        });
        for (std::size_t index = 0; index < block.size(); ++index) {
            if (!answers[index])
                return answers[index].error();
            if (*answers[index])
                found.push_back(first + index);
        }
    }
    return found;
}

}  // namespace core
