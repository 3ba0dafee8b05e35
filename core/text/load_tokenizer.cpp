#include "core/text/load_tokenizer.h"

#include "core/base/counted.h"
#include "core/base/input_file.h"
#include "core/base/text_file.h"
#include "core/text/tokenizer_config.h"
#include "core/text/tokenizer_json.h"

#include <fmt/core.h>

#include <string>
#include <string_view>
#include <system_error>

namespace core {

namespace {

using Path = std::filesystem::path;

constexpr std::size_t largestFile = std::size_t(32) << 20;

// Whether something stands there, of whatever kind: what cannot be read is reported, not passed over.
bool isThere(const Path &path)
{
    std::error_code error;
    return std::filesystem::symlink_status(path, error).type() != std::filesystem::file_type::not_found;
}

template <typename Value>
Result<Value> parseFile(const Path &path, Result<Value> (*parse)(std::string_view))
{
    const auto text = readModelTextFile(path, largestFile);
    if (!text)
        return text.error();
    auto value = parse(*text);
    return value ? std::move(value) : Result<Value>(inContext(pathText(path), value.error()));
}

Result<WordPieceDefinition> parseVocabularyAlone(std::string_view text)
{
    auto vocabulary = parseVocabulary(text);
    if (!vocabulary)
        return vocabulary.error();
    return WordPieceDefinition{*std::move(vocabulary), WordPieceOptions()};
}

Result<TokenizerConfig> readConfig(const Path &path)
{
    return isThere(path) ? parseFile(path, parseTokenizerConfig) : Result(TokenizerConfig());
}

Result<std::shared_ptr<const Tokenizer>> makeTokenizer(WordPieceDefinition definition, int vocabularySize)
{
    const auto size = static_cast<long long>(definition.vocabulary.size());
    if (size > vocabularySize) {
        return badInput(
            fmt::format("the vocabulary has {}, expected at most the model's {}", counted(size, "piece"), vocabularySize));
    }
    return makeWordPiece(std::move(definition.vocabulary), std::move(definition.options));
}

}  // namespace

Result<std::shared_ptr<const Tokenizer>> loadTokenizer(const Path &modelDirectory, bool addSpecialTokensByDefault,
                                                       int vocabularySize)
{
    const Path vocabularyFile = modelDirectory / "vocab.txt";
    const Path tokenizerFile = modelDirectory / "tokenizer.json";
    const bool hasVocabulary = isThere(vocabularyFile);
    if (!hasVocabulary && !isThere(tokenizerFile))
        return unreadable(pathText(modelDirectory) + ": there is neither a vocab.txt nor a tokenizer.json");
    const Path &file = hasVocabulary ? vocabularyFile : tokenizerFile;
    auto definition = parseFile(file, hasVocabulary ? parseVocabularyAlone : parseTokenizerJson);
    if (!definition)
        return definition.error();
    const auto config = readConfig(modelDirectory / "tokenizer_config.json");
    if (!config)
        return config.error();
    definition->options.addSpecialTokens = addSpecialTokensByDefault;
    applyTokenizerConfig(*config, definition->options);
    auto tokenizer = makeTokenizer(*std::move(definition), vocabularySize);
    return tokenizer ? std::move(tokenizer)
                     : Result<std::shared_ptr<const Tokenizer>>(inContext(pathText(file), tokenizer.error()));
}

}  // namespace core
