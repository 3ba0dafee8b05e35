#include "core/corpus/listing/text_prediction.h"

#include "core/base/counted.h"
#include "core/base/message_text.h"
#include "core/corpus/evaluation/evaluation.h"
#include "core/corpus/evaluation/head_evaluation.h"
#include "core/corpus/evaluation/masked_evaluation.h"
#include "core/model/model_inputs.h"
#include "core/model/model_outputs.h"
#include "core/text/read_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <span>

namespace core {
namespace {

std::string likelyLabelsText(const ModelConfig &config, const std::vector<double> &outputs)
{
    std::string text;
    for (const std::size_t label : likelyLabels(config, outputs))
        text += (text.empty() ? "" : ", ") + className(config, label);
    return text.empty() ? "none" : text;
}

// The head's answer, whatever the label. A text without a word has no logits.
TextPrediction answerOf(const LoadedModel &model, const ForwardTrace &trace)
{
    const ModelConfig &config = model.config;
    const std::vector<double> logits = headLogits(model, trace);
    if (logits.empty())
        return {};
    if (config.outputs == OutputQuantity::Values)
        return {.answer = fmt::format("{:.3f}", logits.front()), .number = logits.front()};
    const std::vector<double> probabilities = answerProbabilities(config.outputs, logits);
    if (probabilities.empty())
        return {.answer = likelyLabelsText(config, modelOutputs(model, trace))};
    const auto likeliest = std::ranges::max_element(probabilities) - probabilities.begin();
    return {.answer = answerNames(config)[static_cast<std::size_t>(likeliest)],
            .probability = probabilities[static_cast<std::size_t>(likeliest)]};
}

// Against the label.
struct Judge {
    const LoadedModel &model;
    std::size_t index;
    const std::vector<double> &logits;
    TextPrediction &prediction;

    void operator()(const std::vector<LabeledText> &texts) const
    {
        const Verdict verdict = verdictOf(model, logits, texts[index].label);
        prediction.loss = verdict.loss;
        prediction.isCorrect = verdict.isCorrect;
    }
    void operator()(const std::vector<ValuedText> &texts) const
    {
        if (logits.size() == 1)
            prediction.loss = (logits.front() - texts[index].value) * (logits.front() - texts[index].value);
    }
    void operator()(const std::vector<MultiLabelText> &texts) const
    {
        const TextLogits answer{.logits = logits};
        const Verdict verdict = verdictsOf(model, std::span(&texts[index], 1), std::span(&answer, 1)).front();
        prediction.loss = verdict.loss;
        prediction.isCorrect = verdict.isCorrect;
    }
};

Result<TextPrediction> headPrediction(const LoadedModel &model, const AttentionMask &mask, const ListedTexts &texts,
                                      std::size_t index, const StopToken &stop)
{
    const std::string &text = texts.texts[index].text;
    const Result<TokenizedText> tokens = readText(*model.tokenizer, text, model.tokenLimit());
    if (!tokens)
        return inContext(quotedText(text), tokens.error());
    const ForwardOptions options{.kept = KeptTensors::none(), .mask = mask};
    const Result<ForwardTrace> trace = forward(model, tokenIds(*tokens), options, stop);
    if (!trace)
        return inContext(quotedText(text), trace.error());
    const std::vector<double> logits = headLogits(model, *trace);
    TextPrediction prediction = answerOf(model, *trace);
    prediction.isCut = tokens->droppedTokens > 0;
    const auto *labeled = std::get_if<HeadTexts>(&texts.material);
    if (labeled && !logits.empty())
        std::visit(Judge{model, index, logits, prediction}, *labeled);
    return prediction;
}

Result<TextPrediction> guessedPieces(const LoadedModel &model, const AttentionMask &mask,
                                     const std::vector<MaskedPart> &parts, const StopToken &stop)
{
    std::size_t right = 0;
    std::size_t pieces = 0;
    double loss = 0;
    for (const MaskedPart &part : parts) {
        const Result<std::vector<Verdict>> guessed = guesses(model, part, mask, stop);
        if (!guessed)
            return guessed.error();
        pieces += guessed->size();
        for (const Verdict &verdict : *guessed) {
            right += verdict.isCorrect ? 1 : 0;
            loss += verdict.loss;
        }
    }
    if (pieces == 0)
        return TextPrediction();
    const auto count = static_cast<double>(pieces);
    return TextPrediction{.answer = fmt::format("{} of {}", right, counted(pieces, "piece")),
                          .number = static_cast<double>(right) / count,
                          .loss = loss / count};
}

}  // namespace

bool hasPredictions(const ModelConfig &config)
{
    return config.task != ModelTask::EncoderOnly;
}

std::string_view lossName(const ModelConfig &config)
{
    const bool isRegression = config.task == ModelTask::Classification && config.outputs == OutputQuantity::Values;
    return isRegression ? "squared error" : "loss";
}

Result<TextPrediction> predictionOf(const LoadedModel &model, const AttentionMask &mask, const ListedTexts &texts,
                                    std::size_t index, const StopToken &stop)
{
    if (const auto *paragraphs = std::get_if<std::vector<std::vector<MaskedPart>>>(&texts.material))
        return guessedPieces(model, mask, (*paragraphs)[index], stop);
    return model.config.task == ModelTask::Classification ? headPrediction(model, mask, texts, index, stop)
                                                          : TextPrediction();
}

}  // namespace core
