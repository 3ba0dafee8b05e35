#include "core/text/tokenizer_json.h"

#include "core/base/json.h"
#include "core/base/message_text.h"
#include "core/text/json_value.h"

#include <fmt/core.h>

#include <string>
#include <utility>
#include <vector>

namespace core {

namespace {

using Json = nlohmann::json;

const Json &memberOf(const Json &object, const char *name)
{
    static const Json absent;
    const auto member = object.find(name);
    return member == object.end() ? absent : *member;
}

// Puts pieces at their ids, in any order. Ids that nothing claims hold an empty piece, which no text ever matches.
class PieceTable
{
public:
    Result<void> place(const std::string &piece, const Json &id)
    {
        if (!isId(id)) {
            return badInput(fmt::format("the piece {} has the id {}, expected a whole number from 0 to {}",
                                        quotedText(piece), shownValue(id), Vocabulary::largestSize - 1));
        }
        const auto row = id.get<std::size_t>();
        if (row >= m_pieces.size()) {
            m_pieces.resize(row + 1);
            m_isTaken.resize(row + 1);
        }
        if (m_isTaken[row] && m_pieces[row] != piece) {
            return badInput(
                fmt::format("the pieces {} and {} have the same id {}", quotedText(m_pieces[row]), quotedText(piece), row));
        }
        m_pieces[row] = piece;
        m_isTaken[row] = true;
        return {};
    }

    Result<Vocabulary> vocabulary() && { return Vocabulary::fromPieces(std::move(m_pieces)); }

private:
    static bool isId(const Json &id) { return id.is_number_unsigned() && id.get<std::size_t>() < Vocabulary::largestSize; }

    std::vector<std::string> m_pieces;
    std::vector<bool> m_isTaken;
};

Result<void> checkType(const Json &object, const std::string &what, const std::string &expected)
{
    if (!object.is_object() && !object.is_null())
        return badInput(fmt::format("the file gives {} for the {}, expected an object", shownValue(object), what));
    const Json &type = memberOf(object, "type");
    if (type == expected)
        return {};
    if (type.is_null())
        return badInput(fmt::format("the file names no {}, expected {}", what, quotedText(expected)));
    return badInput(fmt::format("the {} {} is not supported, expected {}", what, shownValue(type), quotedText(expected)));
}

// Files of the first tokenizers releases leave the model's type out; there only WordPiece has a prefix but no merges.
Result<void> checkModelType(const Json &model)
{
    if (model.is_object() && !model.contains("type") && !model.contains("merges") &&
        memberOf(model, "continuing_subword_prefix").is_string())
        return {};
    return checkType(model, "tokenizer type", "WordPiece");
}

Result<void> checkTypes(const Json &file)
{
    if (!file.is_object())
        return badInput(fmt::format("the file holds {}, expected a JSON object", shownValue(file)));
    if (auto checked = checkModelType(memberOf(file, "model")); !checked)
        return checked;
    if (auto checked = checkType(memberOf(file, "normalizer"), "normalizer", "BertNormalizer"); !checked)
        return checked;
    return checkType(memberOf(file, "pre_tokenizer"), "pre-tokenizer", "BertPreTokenizer");
}

Result<NormalizerOptions> readNormalizer(const Json &normalizer)
{
    NormalizerOptions options;
    for (const auto &[name, option] :
         {std::pair{"clean_text", &NormalizerOptions::cleanText}, std::pair{"lowercase", &NormalizerOptions::doLowerCase},
          std::pair{"handle_chinese_chars", &NormalizerOptions::tokenizeChineseChars}}) {
        const auto flag = flagIn(normalizer, name);
        if (!flag)
            return flag.error();
        options.*option = flag->value_or(options.*option);
    }
    const auto stripAccents = flagIn(normalizer, "strip_accents");
    if (!stripAccents)
        return stripAccents.error();
    options.stripAccents = *stripAccents;
    return options;
}

// Leaves `value` as it is where the model has no such member.
Result<void> readText(const Json &model, const char *name, std::string &value)
{
    const Json &text = memberOf(model, name);
    if (text.is_string())
        value = text.get<std::string>();
    else if (!text.is_null())
        return badInput(fmt::format("{} is {}, expected a text", quotedText(name), shownValue(text)));
    return {};
}

Result<void> readLongestWord(const Json &model, std::size_t &longestWord)
{
    constexpr std::size_t largest = 10'000;  // matching a word takes time in proportion to the square of this
    const Json &count = memberOf(model, "max_input_chars_per_word");
    if (count.is_null())
        return {};
    if (!count.is_number_unsigned() || count.get<std::size_t>() > largest) {
        return badInput(fmt::format("\"max_input_chars_per_word\" is {}, expected a whole number from 0 to {}",
                                    shownValue(count), largest));
    }
    longestWord = count.get<std::size_t>();
    return {};
}

Result<WordPieceOptions> readOptions(const Json &file)
{
    WordPieceOptions options;
    const auto normalizer = readNormalizer(file["normalizer"]);
    if (!normalizer)
        return normalizer.error();
    options.normalizer = *normalizer;
    const Json &model = file["model"];
    if (const auto read = readText(model, "unk_token", options.unknownPiece); !read)
        return read.error();
    if (const auto read = readText(model, "continuing_subword_prefix", options.continuationPrefix); !read)
        return read.error();
    if (const auto read = readLongestWord(model, options.longestWord); !read)
        return read.error();
    return options;
}

Result<void> placeVocabulary(const Json &vocabulary, PieceTable &table)
{
    if (!vocabulary.is_object())
        return badInput(fmt::format("\"vocab\" is {}, expected an object of pieces and their ids", shownValue(vocabulary)));
    for (const auto &[piece, id] : vocabulary.items()) {
        if (auto placed = table.place(piece, id); !placed)
            return placed;
    }
    return {};
}

Result<std::vector<std::string>> placeAddedTokens(const Json &addedTokens, PieceTable &table)
{
    std::vector<std::string> spellings;
    if (!addedTokens.is_array() && !addedTokens.is_null())
        return badInput(fmt::format("\"added_tokens\" is {}, expected a list", shownValue(addedTokens)));
    for (const Json &token : addedTokens) {
        const Json &spelling = token.is_object() ? memberOf(token, "content") : token;
        if (!token.is_object() || !spelling.is_string() || spelling.get_ref<const std::string &>().empty())
            return badInput(fmt::format("an added token is {}, expected a text that is not empty", shownValue(spelling)));
        spellings.push_back(spelling.get<std::string>());
        if (const auto placed = table.place(spellings.back(), memberOf(token, "id")); !placed)
            return placed.error();
    }
    return spellings;
}

}  // namespace

Result<WordPieceDefinition> parseTokenizerJson(std::string_view json)
{
    const auto parsed = parseJson(json, {.acceptsNonFinite = true});
    if (!parsed)
        return parsed.error();
    const Json &file = *parsed;
    if (const auto checked = checkTypes(file); !checked)
        return checked.error();
    auto options = readOptions(file);
    if (!options)
        return options.error();
    PieceTable table;
    if (const auto placed = placeVocabulary(memberOf(file["model"], "vocab"), table); !placed)
        return placed.error();
    auto addedTokens = placeAddedTokens(memberOf(file, "added_tokens"), table);
    if (!addedTokens)
        return addedTokens.error();
    options->keptWhole = *std::move(addedTokens);
    auto vocabulary = std::move(table).vocabulary();
    if (!vocabulary)
        return vocabulary.error();
    return WordPieceDefinition{*std::move(vocabulary), *std::move(options)};
}

}  // namespace core
