#include "core/importance/importance_run.h"

#include "core/analysis/importance/attention_importance.h"
#include "core/analysis/importance/attention_rollout.h"
#include "core/analysis/importance/effective_attention.h"
#include "core/analysis/importance/lama_contributions.h"
#include "core/analysis/importance/value_weighted_attention.h"
#include "core/base/undefined.h"
#include "core/format/family/model_family.h"
#include "core/format/mechanism/attention_mechanism.h"
#include "core/importance/erasure.h"
#include "core/importance/gradient_measures.h"
#include "core/importance/importance_target.h"
#include "core/model/encoder.h"
#include "core/model/model_inputs.h"
#include "core/text/word_spans.h"

namespace core {
namespace {

constexpr const char *noTokenMap = "this model has no token-to-token attention";

ErasureForm formOf(ImportanceMeasure measure)
{
    switch (measure) {
    case ImportanceMeasure::ErasureMask: return ErasureForm::Replace;
    case ImportanceMeasure::ErasureKeys: return ErasureForm::HideKey;
    default: return ErasureForm::Delete;
    }
}

Result<std::vector<double>> erasure(const ImportancePass &pass, const WordImportance &importance, const StopToken &stop,
                                    const ImportanceListener &listener)
{
    ErasureListener ofFalls{.shown = listener.shown, .soFar = {}, .known = listener.known};
    if (listener.soFar) {
        ofFalls.soFar = [&listener, soFar = importance](const std::vector<double> &falls) mutable {
            soFar.values = falls;
            listener.soFar(soFar);
        };
    }
    const std::vector<TokenSpan> spans = importance.words.empty() ? tokenSpans(pass.text) : importance.words;
    return erasureFalls(pass, formOf(importance.measure), spans, *importance.target, stop, ofFalls);
}

// What each word adds to the class's logit, over all heads.
std::vector<double> contributions(const ImportancePass &pass, const ImportanceTarget &target)
{
    const auto weights = pass.model.linearClassifier->weight.row(static_cast<Eigen::Index>(target.output));
    const Eigen::RowVectorXd sums = lamaContributions(std::get<LamaTrace>(pass.trace.network),
                                                      {weights.data(), static_cast<std::size_t>(weights.size())})
                                        .colwise()
                                        .sum();
    return {sums.begin(), sums.end()};
}

bool hasTokenMap(const ModelConfig &config)
{
    return config.type == ModelType::Lama || mechanismOf(config.attention).columns != AttentionColumns::Features;
}

// The row of the last layer that the answer is read off: that of the guessed token, otherwise the first, or the last of a causal model.
Result<int> rowThatIsRead(const ImportancePass &pass, const ImportanceOptions &options)
{
    if (readsLastToken(pass.model.config))
        return static_cast<int>(pass.text.tokens.size()) - 1;
    if (pass.model.config.task != ModelTask::MaskedLanguageModel)
        return 0;
    const Result<TargetSearch> search = findTarget(pass, options.target);
    if (!search)
        return search.error();
    return search->target ? search->target->row : 0;
}

bool readsValues(ImportanceMeasure measure)
{
    return measure == ImportanceMeasure::ValueWeighted || measure == ImportanceMeasure::EffectiveAttention;
}

std::vector<double> measureOfValues(const LoadedModel &model, const ForwardTrace &trace, ImportanceMeasure measure)
{
    const auto projections = std::get<std::shared_ptr<const Encoder>>(model.network)->outputProjections();
    return measure == ImportanceMeasure::ValueWeighted ? valueWeightedAttention(trace, projections)
                                                       : effectiveAttention(trace, projections);
}

// Runs the pass again where it did not keep its values.
Result<std::vector<double>> measureOfValues(const ImportancePass &pass, ImportanceMeasure measure, const StopToken &stop)
{
    const auto &layers = std::get<EncoderTrace>(pass.trace.network).layers;
    if (layers.empty() || !layers.front().value.isEmpty())
        return measureOfValues(pass.model, pass.trace, measure);
    const ForwardOptions options{.kept = keptFor(measure),
                                 .maskedKeys = maskedKeys(pass.masksSpecialTokens, pass.text),
                                 .predictedPositions = {0},
                                 .mask = pass.mask};
    const Result<ForwardTrace> trace = forward(pass.model, tokenIds(pass.text), options, stop);
    if (!trace)
        return trace.error();
    return measureOfValues(pass.model, *trace, measure);
}

// A measure of the attention alone.
Result<std::vector<double>> attentionMeasure(const ImportancePass &pass, ImportanceMeasure measure,
                                             const ImportanceOptions &options, const StopToken &stop)
{
    if (measure == ImportanceMeasure::AttentionReceived)
        return attentionReceived(pass.trace);
    if (measure == ImportanceMeasure::AttentionFromFirst)
        return attentionFromFirst(pass.trace);
    if (measure == ImportanceMeasure::AttentionFromLast)
        return attentionFromLast(pass.trace);
    if (readsValues(measure))
        return measureOfValues(pass, measure, stop);
    const Result<int> row = rowThatIsRead(pass, options);
    if (!row)
        return row.error();
    return attentionRollout(pass.trace, options.residual, *row);
}

std::string absenceFromFirst(const ImportancePass &pass)
{
    if (pass.model.config.type == ModelType::Lama)
        return "the heads of LAMA attend from a context, not from a token";
    if (readsLastToken(pass.model.config))
        return "the answer is read off the last token";
    const std::vector<Token> &tokens = pass.text.tokens;
    return !tokens.empty() && tokens.front().isSpecial() ? "" : "the tokenizer puts no special token first";
}

std::string absenceFromLast(const ImportancePass &pass)
{
    return readsLastToken(pass.model.config) ? "" : "the answer is not read off the last token";
}

// Of measures that follow attention through an encoder.
std::string absenceThroughLayers(const ModelConfig &config, ImportanceMeasure measure)
{
    if (!hasTokenMap(config))
        return noTokenMap;
    if (config.type == ModelType::Lama)
        return "LAMA has one layer, whose heads attend from a context";
    if (!hasFamily(config) && measure != ImportanceMeasure::Rollout)
        return "a file of attention has no values";
    const bool isSigned = mechanismOf(config.attention).columns == AttentionColumns::Slots;
    return isSigned && measure != ImportanceMeasure::ValueWeighted ? "the effective map of Linformer is signed" : "";
}

std::string absenceOfKeyErasure(const ModelConfig &config)
{
    if (config.type == ModelType::Lama)
        return {};
    const AttentionMechanism &mechanism = mechanismOf(config.attention);
    return mechanism.hasScores() && mechanism.columns == AttentionColumns::Tokens
               ? ""
               : "this attention has no softmax over the text's tokens";
}

std::string absenceOfContributions(const LoadedModel &model)
{
    if (model.config.type != ModelType::Lama)
        return "only LAMA's logits are sums over its words";
    return model.linearClassifier ? "" : "the classifier has a hidden layer, so that words add to no logit by themselves";
}

std::string absenceOfReplacement(const LoadedModel &model)
{
    return !model.tokenizer || model.tokenizer->maskToken() || model.tokenizer->unknownToken()
               ? ""
               : "the vocabulary has neither [MASK] nor [UNK] to put in a token's place";
}

std::string absenceOfTarget(const ModelConfig &config)
{
    if (config.type == ModelType::StoredMaps)
        return "a file of attention has no weights that an answer could come from";
    return config.task == ModelTask::EncoderOnly ? "an encoder without a head has no class, label or value that could fall"
                                                 : "";
}

// Of the mechanism; whether there is a target is another question.
std::string absenceOfMechanism(const ImportancePass &pass, ImportanceMeasure measure)
{
    switch (measure) {
    case ImportanceMeasure::AttentionReceived: return hasTokenMap(pass.model.config) ? "" : noTokenMap;
    case ImportanceMeasure::AttentionFromFirst: return hasTokenMap(pass.model.config) ? absenceFromFirst(pass) : noTokenMap;
    case ImportanceMeasure::AttentionFromLast: return absenceFromLast(pass);
    case ImportanceMeasure::Rollout:
    case ImportanceMeasure::ValueWeighted:
    case ImportanceMeasure::EffectiveAttention: return absenceThroughLayers(pass.model.config, measure);
    case ImportanceMeasure::ErasureKeys: return absenceOfKeyErasure(pass.model.config);
    case ImportanceMeasure::Contributions: return absenceOfContributions(pass.model);
    case ImportanceMeasure::AttentionGradient: return absenceOfAttentionGradient(pass.model.config);
    case ImportanceMeasure::ErasureMask: return absenceOfReplacement(pass.model);
    case ImportanceMeasure::Erasure:
    case ImportanceMeasure::GradientTimesInput:
    case ImportanceMeasure::IntegratedGradients: break;
    }
    return {};
}

Result<std::vector<double>> followedValues(const ImportancePass &pass, const WordImportance &importance,
                                           const StopToken &stop, const ImportanceListener &listener)
{
    switch (importance.measure) {
    case ImportanceMeasure::GradientTimesInput: return gradientTimesInput(pass, *importance.target, stop);
    case ImportanceMeasure::AttentionGradient: return attentionGradient(pass, *importance.target, stop);
    case ImportanceMeasure::Contributions: return contributions(pass, *importance.target);
    default: return erasure(pass, importance, stop, listener);
    }
}

// A measure that follows the target.
Result<WordImportance> followedImportance(const ImportancePass &pass, WordImportance importance,
                                          const ImportanceOptions &options, const StopToken &stop,
                                          const ImportanceListener &listener)
{
    if (importance.measure == ImportanceMeasure::IntegratedGradients) {
        auto integrated = integratedGradients(pass, *importance.target, options, stop);
        if (!integrated)
            return integrated.error();
        importance.values = std::move(integrated->values);
        importance.completeness = integrated->completeness;
        return importance;
    }
    if (importance.measure == ImportanceMeasure::Contributions)
        importance.target->quantity = TargetQuantity::Logit;
    Result<std::vector<double>> values = followedValues(pass, importance, stop, listener);
    if (!values)
        return values.error();
    importance.values = *std::move(values);
    return importance;
}

}  // namespace

KeptTensors keptFor(ImportanceMeasure measure)
{
    KeptTensors kept = KeptTensors::none();
    const bool isReadOff = !describe(measure).needsTarget;
    kept.attention = isReadOff;
    kept.effective = isReadOff;
    kept.projections = readsValues(measure);
    return kept;
}

Result<WordImportance> wordImportance(const ImportancePass &pass, ImportanceMeasure measure,
                                      const ImportanceOptions &options, const StopToken &stop,
                                      const ImportanceListener &listener)
{
    WordImportance importance{.measure = measure, .values = {}};
    if (!absenceOfMechanism(pass, measure).empty())
        return importance;
    if (!describe(measure).needsTarget) {
        Result<std::vector<double>> values = attentionMeasure(pass, measure, options, stop);
        if (!values)
            return values.error();
        importance.values = *std::move(values);
        return importance;
    }
    if (!describe(measure).isAdditive && options.unit == ImportanceUnit::Word)
        importance.words = wordSpans(pass.text);
    const Result<TargetSearch> search = findTarget(pass, options.target);
    if (!search)
        return search.error();
    importance.target = search->target;
    if (importance.target)
        return followedImportance(pass, std::move(importance), options, stop, listener);
    importance.values.assign(importance.words.empty() ? pass.text.tokens.size() : importance.words.size(), undefined);
    return importance;
}

std::string importanceAbsence(const ImportancePass &pass, ImportanceMeasure measure, const AskedTarget &asked)
{
    const std::string ofModel = importanceAbsenceOfModel(pass, measure);
    if (!ofModel.empty() || !describe(measure).needsTarget)
        return ofModel;
    const Result<TargetSearch> search = findTarget(pass, asked);
    return search ? search->absence : "";
}

std::string importanceAbsenceOfModel(const ImportancePass &pass, ImportanceMeasure measure)
{
    const ModelConfig &config = pass.model.config;
    const std::string ofTarget = describe(measure).needsTarget ? absenceOfTarget(config) : "";
    const std::string ofMechanism = absenceOfMechanism(pass, measure);
    // Of a file of attention it is the weights that are missing, whatever the mechanism would need besides.
    return ofMechanism.empty() || (config.type == ModelType::StoredMaps && !ofTarget.empty()) ? ofTarget : ofMechanism;
}

ImportanceMeasure offeredImportance(const ImportancePass &pass, ImportanceMeasure asked)
{
    const bool isLacking = !absenceOfMechanism(pass, asked).empty();
    return isLacking && asked != ImportanceMeasure::AttentionReceived ? ImportanceMeasure::AttentionReceived : asked;
}

}  // namespace core
