#include "core/text/files/family_definition.h"
#include "core/text/files/sentence_piece_file.h"

#include "core/base/message_text.h"
#include "core/text/pipeline/charsmap.h"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>

namespace core {

namespace {

using Json = nlohmann::json;

// A vocabulary while the families add to it.
struct ScoredPieces {
    std::vector<std::string> pieces;
    std::vector<double> scores;
    std::size_t shift = 0;  // from the file's ids to these

    void add(std::string piece, double score)
    {
        pieces.push_back(std::move(piece));
        scores.push_back(score);
    }

    void addFrom(const SentencePieceFile &file, std::size_t first)
    {
        for (std::size_t id = first; id < file.pieces.size(); ++id)
            add(file.pieces[id].text, static_cast<double>(file.pieces[id].score));
    }
};

// ALBERT's pieces of a digit and a comma count for little, so that a comma stands alone.
bool endsInNumberAndComma(const std::string &piece)
{
    return piece.size() >= 2 && piece.back() == ',' &&
           std::isdigit(static_cast<unsigned char>(piece[piece.size() - 2])) != 0;
}

ScoredPieces piecesOf(const SentencePieceFile &file, TokenizerFamily family)
{
    constexpr double unlikely = -100;
    ScoredPieces result;
    if (family == TokenizerFamily::XlmRoberta) {
        for (const char *piece : {"<s>", "<pad>", "</s>", "<unk>"})
            result.add(piece, 0);
        result.addFrom(file, 3);
        result.add("<mask>", 0);
    } else if (family == TokenizerFamily::Camembert) {
        for (const char *piece : {"<s>NOTUSED", "<pad>", "</s>NOTUSED", "<unk>"})
            result.add(piece, 0);
        result.add("<unk>NOTUSED", unlikely);
        result.addFrom(file, 1);
        result.add("<mask>", 0);
    } else {
        result.addFrom(file, 0);
    }
    for (std::size_t id = 0; family == TokenizerFamily::Albert && id < result.pieces.size(); ++id)
        result.scores[id] += endsInNumberAndComma(result.pieces[id]) ? unlikely : 0;
    constexpr int sentinels = 100;
    for (int number = sentinels - 1; family == TokenizerFamily::T5 && number >= 0; --number)
        result.add(fmt::format("<extra_id_{}>", number), 0);
    return result;
}

// Byte-pair models of SentencePiece have scores in the place of a list of merges: every way to put a piece together from two others,
// the best pieces first.
std::vector<std::pair<std::string, std::string>> mergesOf(const Vocabulary &vocabulary, const std::vector<double> &scores)
{
    struct ScoredMerge {
        std::string left;
        std::string right;
        double score;
    };
    std::vector<ScoredMerge> merges;
    for (int id = 0; id < static_cast<int>(vocabulary.size()); ++id) {
        const std::string &piece = vocabulary.piece({id});
        const std::size_t first = merges.size();
        for (std::size_t place = 1; place < piece.size(); ++place) {
            if (vocabulary.find(piece.substr(0, place)) && vocabulary.find(piece.substr(place)))
                merges.push_back({piece.substr(0, place), piece.substr(place), scores[static_cast<std::size_t>(id)]});
        }
        const auto ids = [&vocabulary](const ScoredMerge &merge) {
            return std::pair(vocabulary.find(merge.left)->value, vocabulary.find(merge.right)->value);
        };
        std::ranges::sort(merges.begin() + static_cast<std::ptrdiff_t>(first), merges.end(), {}, ids);
    }
    std::ranges::stable_sort(merges, [](const ScoredMerge &one, const ScoredMerge &other) {
        return std::tuple(one.score, characterCount(one.left), characterCount(one.right)) >
               std::tuple(other.score, characterCount(other.left), characterCount(other.right));
    });
    std::vector<std::pair<std::string, std::string>> result;
    for (ScoredMerge &merge : merges)
        result.emplace_back(std::move(merge.left), std::move(merge.right));
    return result;
}

Result<std::string> unknownPieceOf(const SentencePieceFile &file, TokenizerFamily family)
{
    if (family == TokenizerFamily::XlmRoberta || family == TokenizerFamily::Camembert)
        return std::string("<unk>");
    const auto unknown = std::ranges::find(file.pieces, SentencePieceType::Unknown, &SentencePiece::type);
    if (unknown == file.pieces.end())
        return badInput("the model has no unknown piece, which any text may need");
    return unknown->text;
}

Result<ModelDefinition> modelOf(const SentencePieceFile &file, TokenizerFamily family)
{
    if (file.model != SentencePieceModel::Unigram && file.model != SentencePieceModel::BytePair)
        return badInput("models of SentencePiece over words or characters are not supported");
    if (file.marksBlanksBehindWords)
        return badInput("models of SentencePiece that mark blanks behind words are not supported");
    ScoredPieces scored = piecesOf(file, family);
    auto vocabulary = Vocabulary::fromPieces(std::move(scored.pieces));
    if (!vocabulary)
        return vocabulary.error();
    auto unknown = unknownPieceOf(file, family);
    if (!unknown)
        return unknown.error();
    if (file.model == SentencePieceModel::Unigram) {
        const std::optional<TokenId> unknownId = vocabulary->find(*unknown);
        return ModelDefinition(
            UnigramDefinition{*std::move(vocabulary), std::move(scored.scores), unknownId, file.fallsBackToBytes});
    }
    auto merges = mergesOf(*vocabulary, scored.scores);
    return ModelDefinition(BytePairDefinition{.vocabulary = *std::move(vocabulary),
                                              .merges = std::move(merges),
                                              .unknownPiece = *std::move(unknown),
                                              .fusesUnknown = true,
                                              .fallsBackToBytes = file.fallsBackToBytes});
}

Json replaced(const char *kind, const char *pattern, const char *content)
{
    return {{"type", "Replace"}, {"pattern", {{kind, pattern}}}, {"content", content}};
}

std::string base64(std::string_view bytes)
{
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t place = 0; place < bytes.size(); place += 3) {
        std::uint32_t bits = 0;
        for (std::size_t byte = 0; byte < 3; ++byte)
            bits = (bits << 8U) | (place + byte < bytes.size() ? static_cast<unsigned char>(bytes[place + byte]) : 0U);
        const std::size_t count = std::min<std::size_t>(bytes.size() - place, 3) + 1;
        for (std::size_t letter = 0; letter < 4; ++letter)
            text += letter < count ? letters[(bits >> (18U - 6U * letter)) & 63U] : '=';
    }
    return text;
}

Json normalizerOf(const SentencePieceFile &file, TokenizerFamily family, const TokenizerConfig &config)
{
    Json parts = Json::array();
    const bool isAlbert = family == TokenizerFamily::Albert;
    if (isAlbert) {
        parts.push_back(replaced("String", "``", "\""));
        parts.push_back(replaced("String", "''", "\""));
        if (!config.keepAccents.value_or(false)) {
            parts.push_back({{"type", "NFKD"}});
            parts.push_back({{"type", "StripAccents"}});
        }
        if (config.doLowerCase.value_or(true))
            parts.push_back({{"type", "Lowercase"}});
    }
    if (!file.charsmap.empty())
        parts.push_back({{"type", "Precompiled"}, {"precompiled_charsmap", base64(file.charsmap)}});
    if (!isAlbert)
        parts.push_back({{"type", "Strip"}, {"strip_left", false}, {"strip_right", true}});
    parts.push_back(replaced("Regex", " {2,}", isAlbert ? " " : "▁"));
    return {{"type", "Sequence"}, {"normalizers", std::move(parts)}};
}

// ALBERT's own tokenizer strips what surrounds the words.
Json preTokenizerOf(TokenizerFamily family, bool addsPrefix)
{
    Json metaspace{{"type", "Metaspace"},
                   {"replacement", "▁"},
                   {"prepend_scheme", addsPrefix ? "always" : "never"},
                   {"add_prefix_space", addsPrefix}};
    if (family != TokenizerFamily::Albert)
        return metaspace;
    return {{"type", "Sequence"}, {"pretokenizers", Json::array({{{"type", "WhitespaceSplit"}}, std::move(metaspace)})}};
}

}  // namespace

Result<TokenizerDefinition> sentencePieceDefinition(std::string_view bytes, TokenizerFamily family,
                                                    const SpecialTokenFiles &files)
{
    const auto file = parseSentencePieceFile(bytes);
    if (!file)
        return file.error();
    auto model = modelOf(*file, family);
    if (!model)
        return model.error();
    TokenizerDefinition definition{.normalizer = normalizerOf(*file, family, files.config),
                                   .preTokenizer = preTokenizerOf(family, files.config.addPrefixSpace.value_or(true)),
                                   .model = *std::move(model)};
    const Vocabulary &vocabulary = vocabularyOf(definition.model);
    for (const SentencePiece &piece : file->pieces) {
        if (piece.type != SentencePieceType::Control)
            continue;
        if (const auto id = vocabulary.find(piece.text))
            definition.addedTokens.push_back({.content = piece.text, .id = *id, .isNormalized = false, .isSpecial = true});
    }
    return definition;
}

}  // namespace core
