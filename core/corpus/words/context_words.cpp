#include "core/corpus/words/context_words.h"

#include "core/text/word_spans.h"

namespace core {

ContextWords contextWords(const LoadedModel &model, std::string_view text)
{
    const TokenizedText tokens = model.tokenizer->tokenize(text, model.tokenLimit());
    ContextWords context;
    std::size_t lastEnd = 0;
    for (const TokenSpan &span : wordSpans(tokens)) {
        const auto [begin, end] = typedPlace(tokens.tokens, span);
        context.glued.push_back(!context.words.empty() && begin <= lastEnd);
        context.words.emplace_back(text.substr(begin, end - begin));
        lastEnd = end;
    }
    return context;
}

}  // namespace core
