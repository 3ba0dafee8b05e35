#include "core/text/word_spans.h"

namespace core {

std::vector<TokenSpan> wordSpans(const TokenizedText &text)
{
    std::vector<TokenSpan> words;
    int previousWord = Token::noWord;
    for (int position = 0; position < static_cast<int>(text.tokens.size()); ++position) {
        const Token &token = text.tokens[static_cast<std::size_t>(position)];
        if (!token.isSpecial() && token.word == previousWord)
            ++words.back().count;
        else if (!token.isSpecial())
            words.push_back({position, 1});
        previousWord = token.word;
    }
    return words;
}

std::vector<TokenSpan> tokenSpans(const TokenizedText &text)
{
    std::vector<TokenSpan> tokens(text.tokens.size());
    for (std::size_t token = 0; token < tokens.size(); ++token)
        tokens[token].first = static_cast<int>(token);
    return tokens;
}

}  // namespace core
