#include "core/text/files/model_json.h"

#include "core/base/message_text.h"
#include "core/text/files/component_json.h"
#include "core/text/files/piece_table.h"

#include <fmt/core.h>

namespace core {

namespace {

using Json = nlohmann::json;

constexpr std::size_t longestWordLimit = 10'000;  // matching a word takes time in proportion to the square of this
constexpr std::size_t mostMerges = 4'000'000;

Result<WordPieceDefinition> readWordPiece(const ComponentJson &model)
{
    if (const auto allowed = model.allow({"unk_token", "continuing_subword_prefix", "max_input_chars_per_word", "vocab"});
        !allowed)
        return allowed.error();
    auto unknown = model.text("unk_token", "[UNK]");
    if (!unknown)
        return unknown.error();
    auto prefix = model.text("continuing_subword_prefix", "##");
    if (!prefix)
        return prefix.error();
    const auto longestWord = model.number("max_input_chars_per_word", 100, longestWordLimit);
    if (!longestWord)
        return longestWord.error();
    auto vocabulary = readVocabulary(model.member("vocab"));
    if (!vocabulary)
        return vocabulary.error();
    return WordPieceDefinition{*std::move(vocabulary), *std::move(unknown), *std::move(prefix), *longestWord};
}

// A text "a b", or a list of both pieces, which may have spaces in them.
Result<std::vector<std::pair<std::string, std::string>>> readMerges(const Json &list)
{
    if (!list.is_array())
        return badInput(fmt::format("\"merges\" is {}, expected a list", shownValue(list)));
    if (list.size() > mostMerges)
        return badInput(fmt::format("\"merges\" has {} entries, expected at most {}", list.size(), mostMerges));
    std::vector<std::pair<std::string, std::string>> merges;
    for (const Json &entry : list) {
        if (entry.is_array() && entry.size() == 2 && entry[0].is_string() && entry[1].is_string()) {
            merges.emplace_back(entry[0].get<std::string>(), entry[1].get<std::string>());
            continue;
        }
        if (!entry.is_string())
            return badInput(fmt::format("a merge is {}, expected two pieces", shownValue(entry)));
        auto merge = readMerge(entry.get_ref<const std::string &>());
        if (!merge)
            return merge.error();
        merges.push_back(*std::move(merge));
    }
    return merges;
}

Result<void> readBytePairFlags(const ComponentJson &model, BytePairDefinition &definition)
{
    for (const auto &[name, member] : {std::pair{"fuse_unk", &BytePairDefinition::fusesUnknown},
                                       std::pair{"byte_fallback", &BytePairDefinition::fallsBackToBytes},
                                       std::pair{"ignore_merges", &BytePairDefinition::ignoresMerges}}) {
        const auto flag = model.flag(name, false);
        if (!flag)
            return flag.error();
        definition.*member = *flag;
    }
    if (const Json &dropout = model.member("dropout"); !dropout.is_null() && dropout != 0)
        return badInput(
            fmt::format("\"dropout\" is {}, expected null: merges at random are not supported", shownValue(dropout)));
    return {};
}

Result<BytePairDefinition> readBytePair(const ComponentJson &model)
{
    if (const auto allowed = model.allow({"dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix",
                                          "fuse_unk", "byte_fallback", "ignore_merges", "vocab", "merges"});
        !allowed)
        return allowed.error();
    auto vocabulary = readVocabulary(model.member("vocab"));
    if (!vocabulary)
        return vocabulary.error();
    auto merges = readMerges(model.member("merges"));
    if (!merges)
        return merges.error();
    BytePairDefinition definition{.vocabulary = *std::move(vocabulary), .merges = *std::move(merges)};
    auto prefix = model.text("continuing_subword_prefix", {});
    if (!prefix)
        return prefix.error();
    definition.continuationPrefix = *std::move(prefix);
    auto suffix = model.text("end_of_word_suffix", {});
    if (!suffix)
        return suffix.error();
    definition.wordSuffix = *std::move(suffix);
    auto unknown = model.text("unk_token", {});
    if (!unknown)
        return unknown.error();
    if (!model.member("unk_token").is_null())
        definition.unknownPiece = *std::move(unknown);
    if (const auto read = readBytePairFlags(model, definition); !read)
        return read.error();
    return definition;
}

// [["piece", score], ...], the id being the place.
Result<UnigramDefinition> readScoredPieces(const Json &list)
{
    if (!list.is_array())
        return badInput(fmt::format("\"vocab\" is {}, expected a list of pieces and their scores", shownValue(list)));
    std::vector<std::string> pieces;
    std::vector<double> scores;
    for (const Json &entry : list) {
        if (!entry.is_array() || entry.size() != 2 || !entry[0].is_string() || !entry[1].is_number())
            return badInput(
                fmt::format("the piece {} is {}, expected its spelling and its score", pieces.size(), shownValue(entry)));
        pieces.push_back(entry[0].get<std::string>());
        scores.push_back(entry[1].get<double>());
    }
    auto vocabulary = Vocabulary::fromPieces(std::move(pieces));
    if (!vocabulary)
        return vocabulary.error();
    return UnigramDefinition{.vocabulary = *std::move(vocabulary), .scores = std::move(scores)};
}

Result<UnigramDefinition> readUnigram(const ComponentJson &model)
{
    if (const auto allowed = model.allow({"unk_id", "vocab", "byte_fallback"}); !allowed)
        return allowed.error();
    auto definition = readScoredPieces(model.member("vocab"));
    if (!definition)
        return definition.error();
    const auto fallsBack = model.flag("byte_fallback", false);
    if (!fallsBack)
        return fallsBack.error();
    definition->fallsBackToBytes = *fallsBack;
    if (!model.member("unk_id").is_null()) {
        const auto unknown = model.number("unk_id", 0, Vocabulary::largestSize);
        if (!unknown)
            return unknown.error();
        definition->unknown = TokenId{static_cast<int>(*unknown)};
    }
    return *std::move(definition);
}

Result<WordLevelDefinition> readWordLevel(const ComponentJson &model)
{
    if (const auto allowed = model.allow({"unk_token", "vocab"}); !allowed)
        return allowed.error();
    auto unknown = model.text("unk_token", "<unk>");
    if (!unknown)
        return unknown.error();
    auto vocabulary = readVocabulary(model.member("vocab"));
    if (!vocabulary)
        return vocabulary.error();
    return WordLevelDefinition{*std::move(vocabulary), *std::move(unknown)};
}

template <typename Definition>
Result<ModelDefinition> asModel(Result<Definition> definition)
{
    if (!definition)
        return definition.error();
    return ModelDefinition(*std::move(definition));
}

// Files of the first releases leave the type out; what a model has tells which one it is.
const char *typeByMembers(const Json &model)
{
    if (!memberOf(model, "merges").is_null())
        return "BPE";
    if (memberOf(model, "vocab").is_array())
        return "Unigram";
    return memberOf(model, "continuing_subword_prefix").is_null() ? "WordLevel" : "WordPiece";
}

}  // namespace

Result<std::pair<std::string, std::string>> readMerge(std::string_view line)
{
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos || space == 0 || space + 1 == line.size() ||
        line.find(' ', space + 1) != std::string_view::npos)
        return badInput(fmt::format("the merge {} is not two pieces with a space between", quotedText(line)));
    return std::pair(std::string(line.substr(0, space)), std::string(line.substr(space + 1)));
}

Result<ModelDefinition> readModel(const Json &model)
{
    if (model.is_null())
        return badInput("the file has no tokenizer model");
    if (model.is_object() && !model.contains("type")) {
        Json typed = model;
        typed["type"] = typeByMembers(model);
        return readModel(typed);
    }
    const auto component = ComponentJson::read(model, "tokenizer model");
    if (!component)
        return component.error();
    if (component->type() == "WordPiece")
        return asModel(readWordPiece(*component));
    if (component->type() == "BPE")
        return asModel(readBytePair(*component));
    if (component->type() == "Unigram")
        return asModel(readUnigram(*component));
    return component->type() == "WordLevel" ? asModel(readWordLevel(*component)) : component->unsupported();
}

}  // namespace core
