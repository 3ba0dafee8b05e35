#include "core/corpus/words/context_words.h"

#include "core/text/typed_words.h"

namespace core {

ContextWords contextWords(const LoadedModel &model, std::string_view text)
{
    const std::vector<TypedWord> words = typedWords(model.tokenizer->tokenize(text, model.tokenLimit()));
    ContextWords context;
    for (std::size_t word = 0; word < words.size(); ++word) {
        context.words.emplace_back(spelling(text, words[word]));
        context.glued.push_back(word > 0 && isGlued(words[word - 1], words[word]));
    }
    return context;
}

}  // namespace core
