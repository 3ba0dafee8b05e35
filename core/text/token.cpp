#include "core/text/token.h"

namespace core {

TypedWord typedPlace(const std::vector<Token> &tokens, const TokenSpan &span)
{
    const auto isBlank = [&tokens](int token) { return tokens[static_cast<std::size_t>(token)].isBlank; };
    int first = span.first;
    int last = span.first + span.count - 1;
    while (first < last && isBlank(first))
        ++first;
    while (first < last && isBlank(last))
        --last;
    return {tokens[static_cast<std::size_t>(first)].begin, tokens[static_cast<std::size_t>(last)].end};
}

}  // namespace core
