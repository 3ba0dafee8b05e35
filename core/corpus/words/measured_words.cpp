#include "core/corpus/words/measured_words.h"

#include "core/base/message_text.h"
#include "core/base/undefined.h"
#include "core/importance/importance_run.h"
#include "core/model/model_inputs.h"
#include "core/model/model_outputs.h"
#include "core/text/read_text.h"
#include "core/text/typed_words.h"
#include "core/text/word_spans.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace core {
namespace {

ForwardOptions passOptions(const LoadedModel &model, const WordMeasure &measure)
{
    ForwardOptions options{.kept = keptFor(measure.measure), .mask = measure.mask};
    // Nothing is read off the guesses then, which are the greater part of the pass.
    const bool readsAttentionAlone = !describe(measure.measure).needsTarget && measure.measure != ImportanceMeasure::Rollout;
    if (predictsPieces(model.config.task) && readsAttentionAlone)
        options.predictedPositions = {0};
    return options;
}

int predictionOf(const LoadedModel &model, const ForwardTrace &trace)
{
    const std::vector<double> logits = headLogits(model, trace);
    if (logits.empty())
        return noClass;
    const std::vector<double> probabilities = answerProbabilities(model.config.outputs, logits);
    return probabilities.empty() ? noClass
                                 : static_cast<int>(std::ranges::max_element(probabilities) - probabilities.begin());
}

Result<std::vector<double>> valuesOf(const ImportancePass &pass, const WordMeasure &measure,
                                     std::span<const TokenSpan> spans, const StopToken &stop)
{
    ImportanceOptions options = measure.options;
    options.unit = ImportanceUnit::Word;
    const std::optional<int> guessed = options.target.position;
    if (guessed && *guessed >= static_cast<int>(pass.text.tokens.size()))
        return std::vector<double>(spans.size(), undefined);
    const Result<WordImportance> importance = wordImportance(pass, measure.measure, options, stop);
    if (!importance)
        return importance.error();
    const bool isMissing = std::ranges::all_of(importance->values, [](double value) { return std::isnan(value); });
    // Whether there is a [MASK] to follow is a matter of the text, not of the model.
    if (isMissing && !importance->values.empty() && predictsPieces(pass.model.config.task))
        return std::vector<double>(spans.size(), undefined);
    const std::string absence = isMissing ? importanceAbsence(pass, measure.measure, options.target) : "";
    if (!absence.empty())
        return badInput(fmt::format("{} has no {}: {}", pass.model.name, describe(measure.measure).id, absence));
    return importanceOf(*importance, spans);
}

}  // namespace

Result<MeasuredWords> measuredWords(const LoadedModel &model, const std::string &text, const WordMeasure &measure,
                                    const StopToken &stop)
{
    if (const auto checked = checkText(model, text); !checked)
        return checked.error();
    const Result<TokenizedText> read = readText(*model.tokenizer, text, model.tokenLimit());
    if (!read)
        return inContext(quotedText(text), read.error());
    const TokenizedText &tokens = *read;
    MeasuredWords measured{.words = {}, .importance = {}, .isCut = tokens.droppedTokens > 0};
    const std::vector<TokenSpan> spans = wordSpans(tokens);
    if (spans.empty())
        return measured;
    const Result<ForwardTrace> trace = forward(model, tokenIds(tokens), passOptions(model, measure), stop);
    if (!trace)
        return inContext(quotedText(text), trace.error());
    const Result<std::vector<double>> values = valuesOf({model, tokens, *trace, measure.mask}, measure, spans, stop);
    if (!values)
        return values.error();
    measured.prediction = predictionOf(model, *trace);
    for (const TypedWord &word : typedWords(tokens))
        measured.words.push_back(model.tokenizer->normalizedWord(spelling(text, word)));
    measured.importance.assign(values->begin(), values->end());
    return measured;
}

}  // namespace core
