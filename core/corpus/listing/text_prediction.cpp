#include "core/corpus/listing/text_prediction.h"

#include "core/base/counted.h"
#include "core/corpus/evaluation/evaluation.h"
#include "core/corpus/evaluation/head_evaluation.h"
#include "core/corpus/evaluation/masked_evaluation.h"
#include "core/model/model_inputs.h"
#include "core/model/model_outputs.h"
#include "core/text/read_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
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

std::string shownValue(double value)
{
    const std::string digits = fmt::format("{:.3f}", std::abs(value));
    return (value < 0 && digits != "0.000" ? "−" : "") + digits;
}

// "score 0.612, length −1.200", of a regression of several values.
TextPrediction valuesOf(const ModelConfig &config, const std::vector<double> &values)
{
    if (values.size() == 1)
        return {.answer = shownValue(values.front()), .number = values.front()};
    TextPrediction prediction;
    for (std::size_t index = 0; index < values.size(); ++index)
        prediction.answer +=
            fmt::format("{}{} {}", index == 0 ? "" : ", ", className(config, index), shownValue(values[index]));
    return prediction;
}

// The head's answer, whatever the label.
TextPrediction answerOf(const LoadedModel &model, const ForwardTrace &trace)
{
    const ModelConfig &config = model.config;
    const std::vector<double> logits = headLogits(model, trace);
    if (config.outputs == OutputQuantity::Values)
        return valuesOf(config, logits);
    if (config.outputs == OutputQuantity::Sigmoids)
        return {.answer = likelyLabelsText(config, modelOutputs(model, trace))};
    const std::vector<std::string> names = answerNames(config);
    const std::vector<double> probabilities = probabilitiesOf(config.outputs, names.size(), logits);
    const auto likeliest = static_cast<std::size_t>(std::ranges::max_element(probabilities) - probabilities.begin());
    return {.answer = names[likeliest], .probability = probabilities[likeliest]};
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

Result<TextPrediction> headPrediction(const LoadedModel &model, const PredictionOptions &asked, const ListedTexts &texts,
                                      std::size_t index, const StopToken &stop)
{
    const Result<TokenizedText> tokens = readText(*model.tokenizer, texts.texts[index].text, model.tokenLimit());
    if (!tokens)
        return tokens.error();
    const ForwardOptions options{
        .kept = KeptTensors::none(), .maskedKeys = maskedKeys(asked.masksSpecialTokens, *tokens), .mask = asked.mask};
    const Result<ForwardTrace> trace = forward(model, tokenIds(*tokens), options, stop);
    if (!trace)
        return trace.error();
    const std::vector<double> logits = headLogits(model, *trace);
    TextPrediction prediction = answerOf(model, *trace);
    prediction.isCut = tokens->droppedTokens > 0;
    const auto *labeled = std::get_if<HeadTexts>(&texts.material);
    if (labeled)
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

TextPrediction predictionOf(const LoadedModel &model, const PredictionOptions &options, const ListedTexts &texts,
                            std::size_t index, const StopToken &stop)
{
    const auto *paragraphs = std::get_if<std::vector<std::vector<MaskedPart>>>(&texts.material);
    Result<TextPrediction> prediction = TextPrediction();
    if (paragraphs)
        prediction = guessedPieces(model, options.mask, (*paragraphs)[index], stop);
    else if (model.config.task == ModelTask::Classification)
        prediction = headPrediction(model, options, texts, index, stop);
    return prediction ? *std::move(prediction) : TextPrediction{.problem = prediction.error().message};
}

}  // namespace core
