#include "core/pipeline/text_answers.h"

#include "core/importance/importance_pass.h"
#include "core/importance/importance_target.h"
#include "core/importance/piece_guesses.h"
#include "core/model/model_inputs.h"
#include "core/model/model_outputs.h"
#include "core/text/read_text.h"

#include <algorithm>
#include <set>

namespace core {
namespace {

bool guessesPieces(const LoadedModel &model)
{
    return predictsPieces(model.config.task);
}

std::string listOf(const std::vector<std::string> &names)
{
    std::string list;
    for (const std::string &name : names)
        list += (list.empty() ? "" : ", ") + name;
    return list;
}

// The guess for each [MASK].
std::string guessesOf(const LoadedModel &model, const ForwardTrace &trace)
{
    std::vector<std::string> pieces;
    for (int row = 0; row < static_cast<int>(trace.logits.rows()); ++row)
        pieces.push_back(pieceGuesses(model, trace, row, 1).front().shown);
    return listOf(pieces);
}

std::string predictionOf(const LoadedModel &model, const ForwardTrace &trace)
{
    if (guessesPieces(model))
        return guessesOf(model, trace);
    const std::vector<double> outputs = modelOutputs(model, trace);
    if (const auto name = predictionName(model.config, outputs))
        return *name;
    std::vector<std::string> labels;
    for (const std::size_t label : likelyLabels(model.config, outputs))
        labels.push_back(className(model.config, label));
    return listOf(labels);
}

// In a trace whose first row is that of the first [MASK].
std::optional<ImportanceTarget> guessTarget(const LoadedModel &model, const ForwardTrace &trace, const AskedTarget &asked)
{
    if (trace.logits.rows() == 0)
        return std::nullopt;
    const auto named = asked.name.empty() ? std::nullopt : model.tokenizer->find(asked.name);
    const TokenId piece = named && named->value < trace.logits.cols() ? *named : pieceGuesses(model, trace, 0, 1).front().id;
    return ImportanceTarget{.output = static_cast<std::size_t>(piece.value), .quantity = asked.quantity};
}

// The output that the text by itself is asked about; its row is the first of the trace.
Result<std::optional<ImportanceTarget>> targetOf(const LoadedModel &model, const TokenizedText &text,
                                                 const ForwardTrace &trace, const AskedTarget &asked)
{
    if (guessesPieces(model))
        return guessTarget(model, trace, asked);
    const AttentionMask none;
    const Result<TargetSearch> search = findTarget({.model = model, .text = text, .trace = trace, .mask = none}, asked);
    return search ? Result(search->target) : search.error();
}

double firstRowValue(const LoadedModel &model, const ForwardTrace &trace, const ImportanceTarget &target)
{
    return targetValue(model, {trace.logits.row(0).data(), static_cast<std::size_t>(trace.logits.cols())}, target);
}

std::string followedName(const LoadedModel &model, const ImportanceTarget &target)
{
    if (!guessesPieces(model))
        return targetText(model, target);
    const std::string piece = shownTargetName(model, target);
    return target.quantity == TargetQuantity::Probability ? "p(" + piece + ")" : "logit of " + piece;
}

}  // namespace

bool TextAnswers::isComplete() const
{
    return std::ranges::all_of(answers, &std::optional<TextAnswer>::has_value);
}

// Of another model, and of texts that nobody asks for any longer.
void TextAnswerer::forgetOthers(const TextAnswersRequest &request)
{
    if (m_model != request.model || m_masksSpecialTokens != request.masksSpecialTokens || m_mask != request.mask)
        m_passes.clear();
    m_model = request.model;
    m_masksSpecialTokens = request.masksSpecialTokens;
    m_mask = request.mask;
    const std::set<std::string> texts(request.texts.begin(), request.texts.end());
    std::erase_if(m_passes, [&texts](const auto &known) { return !texts.contains(known.first); });
}

Result<TextAnswerer::PassPointer> TextAnswerer::passOf(const TextAnswersRequest &request, const std::string &text,
                                                       const StopToken &stop)
{
    if (const auto known = m_passes.find(text); known != m_passes.end())
        return known->second;
    const LoadedModel &model = *request.model;
    if (const auto checked = checkText(model, text); !checked)
        return checked.error();
    auto pass = std::make_shared<Pass>();
    Result<TokenizedText> tokens = readText(*model.tokenizer, text, model.tokenLimit());
    if (!tokens)
        return tokens.error();
    pass->text = *std::move(tokens);
    ForwardOptions options{.kept = KeptTensors::none(),
                           .maskedKeys = maskedKeys(request.masksSpecialTokens, pass->text),
                           .predictedPositions = guessedPositions(model, pass->text),
                           .mask = request.mask};
    // Without a [MASK] there is nothing to guess.
    if (!guessesPieces(model) || !options.predictedPositions.empty()) {
        Result<ForwardTrace> trace = forward(model, tokenIds(pass->text), options, stop);
        if (!trace)
            return trace.error();
        pass->trace = *std::move(trace);
    }
    m_passes.emplace(text, pass);
    return PassPointer(std::move(pass));
}

Result<TextAnswersPointer> TextAnswerer::run(const TextAnswersRequest &request,
                                             const std::function<void(TextAnswersPointer)> &soFar, const StopToken &stop)
{
    forgetOthers(request);
    const LoadedModel &model = *request.model;
    auto answers = std::make_shared<TextAnswers>();
    answers->request = request;
    answers->answers.resize(request.texts.size());
    std::optional<std::size_t> followed;
    for (std::size_t index = 0; index < request.texts.size(); ++index) {
        const bool isKnown = m_passes.contains(request.texts[index]);
        const Result<PassPointer> pass = passOf(request, request.texts[index], stop);
        if (!pass)
            return pass.error();
        const ForwardTrace &trace = (*pass)->trace;
        TextAnswer &answer = answers->answers[index].emplace(TextAnswer{.prediction = predictionOf(model, trace)});
        Result<std::optional<ImportanceTarget>> search = targetOf(model, (*pass)->text, trace, request.target);
        if (!search)
            return search.error();
        if (std::optional<ImportanceTarget> &target = *search) {
            target->output = followed.value_or(target->output);
            followed = target->output;
            answers->followed = followedName(model, *target);
            answers->isProbability = target->quantity == TargetQuantity::Probability;
            answer.followed = firstRowValue(model, trace, *target);
        }
        if (soFar && !isKnown && index + 1 < request.texts.size())
            soFar(std::make_shared<const TextAnswers>(*answers));
    }
    return TextAnswersPointer(std::move(answers));
}

}  // namespace core
