#include "core/text/files/family_definition.h"

#include "core/base/json.h"
#include "core/base/message_text.h"
#include "core/base/text_file.h"
#include "core/text/files/component_json.h"
#include "core/text/files/model_json.h"
#include "core/text/files/piece_table.h"

#include <fmt/core.h>

namespace core {

namespace {

using Json = nlohmann::json;

Result<std::vector<std::pair<std::string, std::string>>> parseMerges(std::string_view text)
{
    if (!isUtf8(text))
        return badInput("merges.txt is not UTF-8 text");
    std::vector<std::pair<std::string, std::string>> merges;
    std::size_t number = 0;
    for (text = withoutByteOrderMark(text); !text.empty();) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        ++number;
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.empty() || line.starts_with("#version"))
            continue;
        auto merge = readMerge(line);
        if (!merge)
            return inContext(fmt::format("line {} of merges.txt", number), merge.error());
        merges.push_back(*std::move(merge));
    }
    return merges;
}

void setFlag(Json &component, const char *name, const std::optional<bool> &value)
{
    if (value)
        component[name] = *value;
}

}  // namespace

Result<TokenizerDefinition> wordPieceDefinition(std::string_view vocabulary, const SpecialTokenFiles &files)
{
    auto pieces = parseVocabulary(vocabulary);
    if (!pieces)
        return pieces.error();
    TokenizerDefinition definition{.normalizer = {{"type", "BertNormalizer"}},
                                   .preTokenizer = {{"type", "BertPreTokenizer"}},
                                   .model = WordPieceDefinition{*std::move(pieces)}};
    std::get<WordPieceDefinition>(definition.model).unknownPiece =
        rolesIn(files, TokenizerFamily::Bert).at("unk_token").content;
    applyConfiguration(files.config, definition);
    return definition;
}

Result<TokenizerDefinition> bytePairDefinition(std::string_view vocabularyText, std::string_view mergesText,
                                               const SpecialTokenFiles &files)
{
    const auto parsed = parseJson(vocabularyText);
    if (!parsed)
        return parsed.error();
    auto vocabulary = readVocabulary(*parsed);
    if (!vocabulary)
        return vocabulary.error();
    auto merges = parseMerges(mergesText);
    if (!merges)
        return merges.error();
    TokenizerDefinition definition{
        .preTokenizer = {{"type", "ByteLevel"}, {"add_prefix_space", false}},
        .model = BytePairDefinition{.vocabulary = *std::move(vocabulary), .merges = *std::move(merges)}};
    applyConfiguration(files.config, definition);
    return definition;
}

Result<Json> familyFrame(TokenizerFamily family, const SpecialTokenFiles &files, const Vocabulary &vocabulary)
{
    const TokenRoles roles = rolesIn(files, family);
    const auto token = [&](const char *role) -> Result<Json> {
        const std::string &piece = roles.at(role).content;
        if (const auto id = vocabulary.find(piece))
            return Json::array({piece, id->value});
        return badInput(fmt::format("the vocabulary has no piece {}, which the tokenizer needs", quotedText(piece)));
    };
    if (family == TokenizerFamily::Gpt2)
        return Json();
    if (family == TokenizerFamily::T5) {
        const auto end = token("eos_token");
        if (!end)
            return end.error();
        const Json name = (*end)[0];
        return Json{{"type", "TemplateProcessing"},
                    {"single", Json::array({{{"Sequence", {{"id", "A"}}}}, {{"SpecialToken", {{"id", name}}}}})},
                    {"special_tokens", {{name.get<std::string>(), {{"ids", Json::array({(*end)[1]})}}}}}};
    }
    const auto first = token("cls_token");
    if (!first)
        return first.error();
    const auto last = token("sep_token");
    if (!last)
        return last.error();
    return Json{{"type", "BertProcessing"}, {"cls", *first}, {"sep", *last}};
}

void applyConfiguration(const TokenizerConfig &config, TokenizerDefinition &definition)
{
    if (memberOf(definition.normalizer, "type") == "BertNormalizer") {
        setFlag(definition.normalizer, "lowercase", config.doLowerCase);
        setFlag(definition.normalizer, "strip_accents", config.stripAccents);
        setFlag(definition.normalizer, "handle_chinese_chars", config.tokenizeChineseChars);
    }
    if (memberOf(definition.preTokenizer, "type") == "ByteLevel")
        setFlag(definition.preTokenizer, "add_prefix_space", config.addPrefixSpace);
}

}  // namespace core
