#include "core/text/load_tokenizer.h"

#include "core/base/counted.h"
#include "core/base/input_file.h"
#include "core/base/message_text.h"
#include "core/base/text_file.h"
#include "core/text/files/family_definition.h"
#include "core/text/files/tokenizer_json.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <system_error>

namespace core {

namespace {

using Path = std::filesystem::path;

constexpr std::size_t largestFile = std::size_t(64) << 20;

// Whether something stands there, of whatever kind: what cannot be read is reported, not passed over.
bool isThere(const Path &path)
{
    std::error_code error;
    return std::filesystem::symlink_status(path, error).type() != std::filesystem::file_type::not_found;
}

// What `read` makes of the file's text; its Error names the file.
template <typename Value, typename Read>
Result<Value> readFile(const Path &path, const Read &read)
{
    const auto text = readModelTextFile(path, largestFile);
    if (!text)
        return text.error();
    Result<Value> value = read(std::string_view(*text));
    return value ? std::move(value) : Result<Value>(inContext(pathText(path), value.error()));
}

template <typename Value>
Result<Value> readFileIfThere(const Path &path, Result<Value> (*parse)(std::string_view))
{
    return isThere(path) ? readFile<Value>(path, parse) : Result(Value());
}

Result<SpecialTokenFiles> readSpecialTokenFiles(const Path &folder)
{
    SpecialTokenFiles files;
    auto config = readFileIfThere(folder / "tokenizer_config.json", parseTokenizerConfig);
    if (!config)
        return config.error();
    files.config = *std::move(config);
    auto map = readFileIfThere(folder / "special_tokens_map.json", parseSpecialTokensMap);
    if (!map)
        return map.error();
    files.mappedRoles = std::move(map->roles);
    files.furtherMapped = std::move(map->furtherSpecialTokens);
    auto added = readFileIfThere(folder / "added_tokens.json", parseAddedTokens);
    if (!added)
        return added.error();
    files.addedTokens = *std::move(added);
    return files;
}

struct TokenizerRequest {
    TokenizerFamily family;
    bool addsSpecialTokens;  // unless tokenizer_config.json says otherwise
    int vocabularySize;
};

struct DefinitionSource {
    Path file;  // that messages about the whole name
    TokenizerDefinition definition;
};

Error noVocabulary(const Path &folder, const char *expected)
{
    return unreadable(fmt::format("{}: there is neither {} nor a tokenizer.json", pathText(folder), expected));
}

Result<DefinitionSource> sourceOf(const Path &file, Result<TokenizerDefinition> definition)
{
    if (!definition)
        return definition.error();
    return DefinitionSource{file, *std::move(definition)};
}

Result<DefinitionSource> readTokenizerJson(const Path &file, const SpecialTokenFiles &files)
{
    auto definition = readFile<TokenizerDefinition>(file, parseTokenizerJson);
    if (definition)
        applyConfiguration(files.config, *definition);
    return sourceOf(file, std::move(definition));
}

Result<DefinitionSource> readWordPiece(const Path &folder, const SpecialTokenFiles &files)
{
    const Path file = folder / "vocab.txt";
    if (!isThere(file))
        return noVocabulary(folder, "a vocab.txt");
    return sourceOf(
        file, readFile<TokenizerDefinition>(file, [&](std::string_view text) { return wordPieceDefinition(text, files); }));
}

Result<DefinitionSource> readBytePairs(const Path &folder, const SpecialTokenFiles &files)
{
    const Path file = folder / "vocab.json";
    if (!isThere(file) || !isThere(folder / "merges.txt"))
        return noVocabulary(folder, "a vocab.json with its merges.txt");
    const auto merges = readModelTextFile(folder / "merges.txt", largestFile);
    if (!merges)
        return merges.error();
    return sourceOf(file, readFile<TokenizerDefinition>(
                              file, [&](std::string_view text) { return bytePairDefinition(text, *merges, files); }));
}

Result<DefinitionSource> readSentencePieces(const Path &folder, TokenizerFamily family, const SpecialTokenFiles &files)
{
    for (const char *name : {"sentencepiece.bpe.model", "spiece.model", "tokenizer.model"}) {
        const Path file = folder / name;
        if (!isThere(file))
            continue;
        return sourceOf(file, readFile<TokenizerDefinition>(file, [&](std::string_view bytes) {
                            return sentencePieceDefinition(bytes, family, files);
                        }));
    }
    const bool isCalledByPairs = family == TokenizerFamily::XlmRoberta || family == TokenizerFamily::Camembert;
    return noVocabulary(folder, isCalledByPairs ? "a sentencepiece.bpe.model" : "a spiece.model");
}

// The classes of Hugging Face whose files, other than a tokenizer.json, are read as they read them; each also with "Fast" behind it.
constexpr std::array<std::string_view, 9> knownClasses{"BertTokenizer",      "DistilBertTokenizer", "ElectraTokenizer",
                                                       "RobertaTokenizer",   "GPT2Tokenizer",       "XLMRobertaTokenizer",
                                                       "CamembertTokenizer", "AlbertTokenizer",     "T5Tokenizer"};

// A class of its own reads the same files in another way, and what it is asked to put before a text is not in them.
Result<void> checkClass(const TokenizerConfig &config)
{
    std::string_view name = config.tokenizerClass;
    if (name.ends_with("Fast"))
        name.remove_suffix(std::string_view("Fast").size());
    const bool isKnown =
        name.empty() || name == "PreTrainedTokenizer" || std::ranges::find(knownClasses, name) != knownClasses.end();
    if (!isKnown)
        return badInput(
            fmt::format("its tokenizer is of the class {}, whose files are not read; save its tokenizer.json beside them",
                        quotedText(config.tokenizerClass)));
    if (config.addBosToken.value_or(false) && name == "GPT2Tokenizer")
        return badInput("\"add_bos_token\" is true, which is not read; save a tokenizer.json that puts the token there");
    return {};
}

Result<DefinitionSource> readDefinition(const Path &folder, TokenizerFamily family, const SpecialTokenFiles &files)
{
    if (const Path file = folder / "tokenizer.json"; isThere(file))
        return readTokenizerJson(file, files);
    if (const auto checked = checkClass(files.config); !checked)
        return inContext(pathText(folder / "tokenizer_config.json"), checked.error());
    switch (family) {
    case TokenizerFamily::Bert: return readWordPiece(folder, files);
    case TokenizerFamily::Roberta:
    case TokenizerFamily::Gpt2: return readBytePairs(folder, files);
    case TokenizerFamily::XlmRoberta:
    case TokenizerFamily::Camembert:
    case TokenizerFamily::Albert:
    case TokenizerFamily::T5: break;
    }
    return readSentencePieces(folder, family, files);
}

// A tokenizer.json says itself what stands around a text, unless tokenizer_config.json asks for it and it does not.
Result<void> setFrame(const DefinitionSource &source, const TokenizerRequest &request, const SpecialTokenFiles &files,
                      TokenizerDefinition &definition)
{
    const std::optional<bool> &asked = files.config.addSpecialTokens;
    if (!asked.value_or(request.addsSpecialTokens)) {
        definition.postProcessor = nullptr;
        return {};
    }
    const bool saysItself = source.file.filename() == "tokenizer.json";
    if (!definition.postProcessor.is_null() || (saysItself && !asked))
        return {};
    auto frame = familyFrame(request.family, files, vocabularyOf(definition.model));
    if (!frame)
        return frame.error();
    definition.postProcessor = *std::move(frame);
    return {};
}

Result<void> checkSize(const TokenizerDefinition &definition, int vocabularySize)
{
    const auto size = static_cast<long long>(vocabularyOf(definition.model).size());
    if (size > vocabularySize)
        return badInput(
            fmt::format("the vocabulary has {}, expected at most the model's {}", counted(size, "piece"), vocabularySize));
    for (const AddedToken &token : definition.addedTokens) {
        if (token.id.value >= vocabularySize)
            return badInput(fmt::format("the added token {} has the id {}, but the model has embeddings for {}; resize them "
                                        "or take the token out",
                                        quotedText(token.content), token.id.value, counted(vocabularySize, "piece")));
    }
    return {};
}

Result<std::shared_ptr<const Tokenizer>> makeFrom(DefinitionSource source, const TokenizerRequest &request,
                                                  const SpecialTokenFiles &files)
{
    TokenizerDefinition definition = std::move(source.definition);
    if (const auto added = addSpecialTokens(files, request.family, request.vocabularySize, definition); !added)
        return added.error();
    if (const auto checked = checkSize(definition, request.vocabularySize); !checked)
        return checked.error();
    if (const auto set = setFrame(source, request, files, definition); !set)
        return set.error();
    return makeTokenizer(std::move(definition));
}

}  // namespace

Result<std::shared_ptr<const Tokenizer>> loadTokenizer(const Path &modelDirectory, bool addSpecialTokensByDefault,
                                                       int vocabularySize, TokenizerFamily family)
{
    const auto files = readSpecialTokenFiles(modelDirectory);
    if (!files)
        return files.error();
    auto source = readDefinition(modelDirectory, family, *files);
    if (!source)
        return source.error();
    const std::string name = pathText(source->file);
    auto tokenizer = makeFrom(*std::move(source), {family, addSpecialTokensByDefault, vocabularySize}, *files);
    return tokenizer ? std::move(tokenizer) : Result<std::shared_ptr<const Tokenizer>>(inContext(name, tokenizer.error()));
}

}  // namespace core
