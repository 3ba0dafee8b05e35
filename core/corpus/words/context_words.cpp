#include "core/corpus/words/context_words.h"

#include "core/text/word_spans.h"

namespace core {

ContextWords contextWords(const LoadedModel &model, std::string_view text)
{
    const TokenizedText tokens = model.tokenizer->tokenize(text, model.tokenLimit());
    ContextWords context;
    std::size_t lastEnd = 0;
    for (const TokenSpan &span : wordSpans(tokens)) {
        const std::size_t begin = tokens.tokens[static_cast<std::size_t>(span.first)].begin;
        const std::size_t end = tokens.tokens[static_cast<std::size_t>(span.first + span.count) - 1].end;
        context.glued.push_back(!context.words.empty() && begin <= lastEnd);
        context.words.emplace_back(text.substr(begin, end - begin));
        lastEnd = end;
    }
    return context;
}

}  // namespace core
