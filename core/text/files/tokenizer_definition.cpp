#include "core/text/files/tokenizer_definition.h"

#include "core/text/files/component_json.h"
#include "core/text/files/normalizer_json.h"
#include "core/text/files/piece_table.h"
#include "core/text/files/post_processor_json.h"
#include "core/text/files/pre_tokenizer_json.h"
#include "core/text/pipeline/pipeline_tokenizer.h"
#include "core/text/word_piece.h"

#include <algorithm>
#include <utility>

namespace core {

namespace {

using Json = nlohmann::json;
using ModelPointer = std::shared_ptr<const SubwordModel>;
using TokenizerPointer = std::shared_ptr<const Tokenizer>;

Result<ModelPointer> makeModel(WordPieceDefinition definition)
{
    return makeWordPieceModel(std::move(definition));
}
Result<ModelPointer> makeModel(BytePairDefinition definition)
{
    return makeBytePairModel(std::move(definition));
}
Result<ModelPointer> makeModel(UnigramDefinition definition)
{
    return makeUnigramModel(std::move(definition));
}
Result<ModelPointer> makeModel(WordLevelDefinition definition)
{
    return makeWordLevelModel(std::move(definition));
}

// Calls `visit` with a component and all that it is a sequence of.
template <typename Visit>
void forEachComponent(const Json &component, const char *parts, const Visit &visit)
{
    visit(component);
    for (const Json &part : memberOf(component, parts).is_array() ? memberOf(component, parts) : Json::array())
        forEachComponent(part, parts, visit);
}

PieceDisplay displayOf(const TokenizerDefinition &definition)
{
    PieceDisplay display;
    forEachComponent(definition.normalizer, "normalizers", [&display](const Json &normalizer) {
        display.isByteLevel = display.isByteLevel || memberOf(normalizer, "type") == "ByteLevel";
        if (memberOf(normalizer, "type") == "Replace" && memberOf(memberOf(normalizer, "pattern"), "String") == " " &&
            memberOf(normalizer, "content").is_string())
            display.blankMark = memberOf(normalizer, "content").get<std::string>();
    });
    forEachComponent(definition.preTokenizer, "pretokenizers", [&display](const Json &preTokenizer) {
        display.isByteLevel = display.isByteLevel || memberOf(preTokenizer, "type") == "ByteLevel";
        if (memberOf(preTokenizer, "type") == "Metaspace")
            display.blankMark = memberOf(preTokenizer, "replacement").is_string()
                                    ? memberOf(preTokenizer, "replacement").get<std::string>()
                                    : "▁";
    });
    if (std::holds_alternative<UnigramDefinition>(definition.model) && display.blankMark.empty() && !display.isByteLevel)
        display.blankMark = "▁";
    if (const auto *wordPiece = std::get_if<WordPieceDefinition>(&definition.model))
        display.continuationPrefix = wordPiece->continuationPrefix;
    if (const auto *bytePair = std::get_if<BytePairDefinition>(&definition.model)) {
        display.continuationPrefix = bytePair->continuationPrefix;
        display.wordSuffix = bytePair->wordSuffix;
    }
    return display;
}

Result<Vocabulary> allPieces(const TokenizerDefinition &definition)
{
    PieceTable table(vocabularyOf(definition.model));
    for (const AddedToken &token : definition.addedTokens) {
        if (const auto placed = table.place(token.content, token.id); !placed)
            return placed.error();
    }
    return std::move(table).vocabulary();
}

std::optional<TokenId> tokenOf(const TokenizerDefinition &definition, const Vocabulary &pieces, const std::string &role)
{
    const auto spelling = definition.roles.find(role);
    return spelling == definition.roles.end() ? std::nullopt : pieces.find(spelling->second);
}

// GPT-2 names as its unknown token the one that ends a text, which stands for no word.
std::optional<TokenId> unknownOf(const TokenizerDefinition &definition, const Vocabulary &pieces,
                                 std::optional<TokenId> ofModel)
{
    const auto named = tokenOf(definition, pieces, "unk_token");
    if (ofModel || !named || named == tokenOf(definition, pieces, "eos_token"))
        return ofModel;
    return named;
}

// Whether nothing but BERT's own parts are there, which WordPiece has in one pass: added tokens that are looked for as they are typed.
bool isPlainBert(const TokenizerDefinition &definition, const Vocabulary &pieces, const TextFrame &frame)
{
    const auto isPlain = [&](const AddedToken &token) {
        return !token.isSingleWord && !token.stripsLeft && !token.stripsRight && !token.isNormalized &&
               vocabularyOf(definition.model).find(token.content) == token.id;
    };
    const auto isAround = [&](const std::vector<TokenId> &ids, std::string_view piece) {
        return ids.size() == 1 && pieces.find(piece) == ids.front();
    };
    return std::holds_alternative<WordPieceDefinition>(definition.model) &&
           memberOf(definition.normalizer, "type") == "BertNormalizer" &&
           memberOf(definition.preTokenizer, "type") == "BertPreTokenizer" &&
           std::ranges::all_of(definition.addedTokens, isPlain) &&
           tokenOf(definition, pieces, "mask_token") == pieces.find("[MASK]") &&
           (frame.isEmpty() || (isAround(frame.before, "[CLS]") && isAround(frame.behind, "[SEP]")));
}

Result<TokenizerPointer> makePlainBert(TokenizerDefinition definition, const TextFrame &frame)
{
    const auto normalizer = readBertNormalizer(definition.normalizer);
    if (!normalizer)
        return normalizer.error();
    auto &model = std::get<WordPieceDefinition>(definition.model);
    WordPieceOptions options{.normalizer = *normalizer,
                             .addSpecialTokens = !frame.isEmpty(),
                             .unknownPiece = model.unknownPiece,
                             .continuationPrefix = model.continuationPrefix,
                             .longestWord = model.longestWord,
                             .keptWhole = {}};
    for (const AddedToken &token : definition.addedTokens)
        options.keptWhole.push_back(token.content);
    return makeWordPiece(std::move(model.vocabulary), std::move(options));
}

std::string caseNote(const TokenizerDefinition &definition)
{
    if (lowersCase(definition.normalizer))
        return ", lower-cased";
    return std::holds_alternative<WordPieceDefinition>(definition.model) ? ", cased" : "";
}

}  // namespace

const Vocabulary &vocabularyOf(const ModelDefinition &model)
{
    return std::visit([](const auto &definition) -> const Vocabulary & { return definition.vocabulary; }, model);
}

Result<TokenizerPointer> makeTokenizer(TokenizerDefinition definition)
{
    auto normalizer = readNormalizer(definition.normalizer);
    if (!normalizer)
        return normalizer.error();
    auto preTokenizer = readPreTokenizer(definition.preTokenizer);
    if (!preTokenizer)
        return preTokenizer.error();
    auto pieces = allPieces(definition);
    if (!pieces)
        return pieces.error();
    auto frame = readPostProcessor(definition.postProcessor, *pieces);
    if (!frame)
        return frame.error();
    if (isPlainBert(definition, *pieces, *frame))
        return makePlainBert(std::move(definition), *frame);
    PipelineParts parts{.addedTokens = definition.addedTokens,
                        .normalizer = *std::move(normalizer),
                        .preTokenizer = *std::move(preTokenizer),
                        .model = {},
                        .pieces = *std::move(pieces),
                        .frame = *std::move(frame),
                        .display = displayOf(definition)};
    parts.mask = tokenOf(definition, parts.pieces, "mask_token");
    parts.caseNote = caseNote(definition);
    auto model = std::visit([](auto &&known) { return makeModel(std::forward<decltype(known)>(known)); },
                            std::move(definition.model));
    if (!model)
        return model.error();
    parts.model = *std::move(model);
    parts.unknown = unknownOf(definition, parts.pieces, parts.model->unknown());
    return makePipelineTokenizer(std::move(parts));
}

}  // namespace core
