#include "core/corpus/words/concordance.h"

#include "core/text/word_spans.h"

#include <algorithm>
#include <cctype>

namespace core {
namespace {

std::string_view typed(std::string_view text, const TokenizedText &tokens, const TokenSpan &first, const TokenSpan &last)
{
    const auto [begin, end] = typedPlace(tokens.tokens, {first.first, last.first + last.count - first.first});
    return text.substr(begin, end - begin);
}

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

bool holds(const LoadedModel &model, std::string_view text, std::string_view word)
{
    const TokenizedText tokens = model.tokenizer->tokenize(text, model.tokenLimit());
    return std::ranges::any_of(wordSpans(tokens), [&](const TokenSpan &span) {
        return model.tokenizer->normalizedWord(typed(text, tokens, span, span)) == word;
    });
}

}  // namespace

WordContext wordContext(const LoadedModel &model, std::string_view text, std::size_t position, std::size_t wordsEachSide)
{
    const TokenizedText tokens = model.tokenizer->tokenize(text, model.tokenLimit());
    const std::vector<TokenSpan> words = wordSpans(tokens);
    if (position >= words.size())
        return {};
    const std::size_t first = position - std::min(position, wordsEachSide);
    const std::size_t last = std::min(position + wordsEachSide, words.size() - 1);
    WordContext context{.left = {}, .word = std::string(typed(text, tokens, words[position], words[position])), .right = {}};
    if (first < position)
        context.left = typed(text, tokens, words[first], words[position - 1]);
    if (last > position)
        context.right = typed(text, tokens, words[position + 1], words[last]);
    return context;
}

std::vector<std::size_t> textsWithWord(const LoadedModel &model, std::span<const std::string> texts, std::string_view word,
                                       const StopToken &stop)
{
    constexpr std::size_t betweenQuestions = 256;
    const std::string wanted = model.tokenizer->normalizedWord(word);
    std::vector<std::size_t> found;
    for (std::size_t text = 0; text < texts.size() && !wanted.empty(); ++text) {
        if (text % betweenQuestions == 0 && stop.stop_requested())
            return found;
        if (mayHold(texts[text], wanted) && holds(model, texts[text], wanted))
            found.push_back(text);
    }
    return found;
}

}  // namespace core
