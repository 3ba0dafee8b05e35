#include "core/text/typed_words.h"

#include "core/text/word_spans.h"

namespace core {

std::vector<TypedWord> typedWords(const TokenizedText &text)
{
    std::vector<TypedWord> words;
    for (const TokenSpan &span : wordSpans(text))
        words.push_back(typedPlace(text.tokens, span));
    return words;
}

std::string_view spelling(std::string_view text, const TypedWord &word)
{
    return text.substr(word.begin, word.end - word.begin);
}

}  // namespace core
