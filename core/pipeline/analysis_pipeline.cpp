#include "core/pipeline/analysis_pipeline.h"

#include "core/analysis/measures/measure_heads.h"
#include "core/base/stopclock.h"
#include "core/importance/importance_run.h"
#include "core/model/model_inputs.h"
#include "core/model/model_outputs.h"
#include "core/pipeline/importance_of_snapshot.h"
#include "core/pipeline/spectrum_baselines.h"

#include <algorithm>

namespace core {
namespace {

bool haveSameIds(const TokenizedText &left, const TokenizedText &right)
{
    return std::ranges::equal(left.tokens, right.tokens, {}, &Token::id, &Token::id);
}

// What the forward stage reads of a snapshot; equal inputs have the same trace.
bool haveSameForwardInputs(const AnalysisSnapshot &left, const AnalysisSnapshot &right)
{
    return left.model == right.model && haveSameIds(*left.text, *right.text) &&
           left.request.masksSpecialTokens == right.request.masksSpecialTokens && left.request.kept == right.request.kept;
}

// Of two snapshots of the same trace. Other words may come to the same tokens.
bool haveSameImportance(const AnalysisSnapshot &last, const AnalysisSnapshot &next, ImportanceMeasure measure)
{
    if (last.importance->measure != measure)
        return false;
    ImportanceOptions lastOptions = last.request.importanceOptions;
    const ImportanceOptions &options = next.request.importanceOptions;
    if (describe(measure).isAdditive)
        lastOptions.unit = options.unit;
    const bool hasSameWords =
        describe(measure).isAdditive || options.unit == ImportanceUnit::Token || last.text == next.text;
    return lastOptions == options && hasSameWords;
}

ForwardOptions wholeOptions(const AnalysisSnapshot &next)
{
    return {.kept = next.request.kept, .maskedKeys = maskedKeys(next.request.masksSpecialTokens, *next.text)};
}

// Of a pass beside the whole one only the attention is looked at.
ForwardOptions besideOptions(const AnalysisSnapshot &next)
{
    ForwardOptions options = wholeOptions(next);
    options.mask = next.mask;
    options.kept = KeptTensors::none();
    options.kept.attention = next.request.kept.attention;
    return options;
}

ForwardOptions truncatedOptions(const AnalysisSnapshot &next)
{
    ForwardOptions options = besideOptions(next);
    options.truncation = next.request.truncation;
    return options;
}

ForwardOptions maskedOptions(const AnalysisSnapshot &next)
{
    ForwardOptions options = wholeOptions(next);
    options.mask = next.request.mask;
    return options;
}

// Each pass is refused by itself where it is too large; here those that are held at once are counted together. Random maps are
// not counted: they come and go a few at a time.
Result<void> checkAllPasses(const AnalysisSnapshot &next)
{
    const ModelConfig &config = next.model->config;
    const AnalysisRequest &request = next.request;
    const bool shuffles = request.baselines.shufflesTokens && !next.model->onlyText;
    if (config.type == ModelType::Lama || !(request.truncation.isActive() || request.mask.isActive() || shuffles))
        return {};
    const std::size_t tokens = next.text->tokens.size();
    const auto bytesIf = [&](bool isAsked, const ForwardOptions &options) {
        return isAsked ? estimateTraceBytes(config, tokens, options) : 0;
    };
    return checkTraceBytes(
        tokens, bytesIf(true, wholeOptions(next)) + bytesIf(request.truncation.isActive(), truncatedOptions(next)) +
                    bytesIf(request.mask.isActive(), maskedOptions(next)) + bytesIf(shuffles, besideOptions(next)));
}

// Roughly what the spectra of a pass cost, in operations: a Gram matrix and its eigenvalues for every head.
double spectraOperations(const ForwardTrace &trace)
{
    const auto *encoder = std::get_if<EncoderTrace>(&trace.network);
    if (!encoder || encoder->layers.empty())
        return 0;
    const HeadMatrices &maps = encoder->layers.front().attention;
    constexpr double operationsPerCube = 4;
    return operationsPerCube * static_cast<double>(encoder->layers.size() * maps.size()) *
           std::min(maps.rows(), maps.columns());
}

// From some 50 ms on.
bool isWorthWaitingFor(const ForwardTrace &trace)
{
    constexpr double worthTelling = 1e10;
    return spectraOperations(trace) > worthTelling;
}

// What the answer under the mask has in common with the one beside it.
std::shared_ptr<AnalysisSnapshot> maskedAnswer(const AnalysisSnapshot &next)
{
    auto answer = std::make_shared<AnalysisSnapshot>();
    answer->request = next.request;
    answer->model = next.model;
    answer->text = next.text;
    answer->mask = next.request.mask;
    return answer;
}

const AnalysisSnapshot *maskedAnswerOf(const AnalysisSnapshot *snapshot)
{
    return snapshot && snapshot->masked ? snapshot->masked->answer.get() : nullptr;
}

SpectraOptions spectraOptions(const AnalysisSnapshot &next)
{
    return {.centeredAttention = next.request.spectra.centersAttention,
            .centeredLog = next.request.spectra.findsNeededHeadSize,
            .residuals = next.request.spectra.findsResiduals,
            .scoresAreProducts = scoresAreProducts(next.model->config)};
}

using SpectraPointer = std::shared_ptr<const SpectrumSet>;
using NullPointer = std::shared_ptr<const NullSpectra>;

// In the way that the text's own attention is decomposed.
Result<SpectraPointer> shuffledSpectra(const AnalysisSnapshot &next, const StopToken &stop)
{
    Result<ForwardTrace> trace = forward(*next.model, shuffledIds(*next.text), besideOptions(next), stop);
    if (!trace)
        return trace.error();
    Result<SpectrumSet> set = spectra(
        *trace, {.scores = false, .centeredAttention = next.request.spectra.centersAttention, .effective = false}, stop);
    if (!set)
        return set.error();
    return std::make_shared<const SpectrumSet>(*std::move(set));
}

NullOptions nullOptions(const AnalysisSnapshot &next)
{
    const BaselineRequest &baselines = next.request.baselines;
    return {.draws = baselines.draws, .seed = baselines.seed, .centersAttention = next.request.spectra.centersAttention};
}

// Of those that have a map the one that is asked for, or all; a smaller model may have come since it was chosen.
std::vector<HeadRef> nullHeads(const AnalysisSnapshot &next)
{
    std::vector<HeadRef> heads = headsWithAttention(*next.trace);
    if (const std::optional<HeadRef> &only = next.request.baselines.head; only && heads.size() > 1)
        std::erase_if(heads, [&only](HeadRef head) { return head != *only; });
    return heads;
}

Result<NullPointer> drawnSpectra(const AnalysisSnapshot &next, const StopToken &stop)
{
    const auto *own = std::get_if<EncoderTrace>(&next.trace->network);
    if (!own || !canDrawProjections(next.model->config))
        return NullPointer();
    Result<NullSpectra> drawn = projectionNull({*next.model, *own, maskedKeys(next.request.masksSpecialTokens, *next.text)},
                                               nullHeads(next), nullOptions(next), stop);
    if (!drawn)
        return drawn.error();
    return std::make_shared<const NullSpectra>(*std::move(drawn));
}

Result<NullPointer> permutedSpectra(const AnalysisSnapshot &next, const StopToken &stop)
{
    Result<NullSpectra> permuted = rowPermutationNull(*next.trace, nullHeads(next), nullOptions(next), stop);
    if (!permuted)
        return permuted.error();
    return std::make_shared<const NullSpectra>(*std::move(permuted));
}

bool haveSameNullOptions(const BaselineRequest &left, const BaselineRequest &right)
{
    return left.head == right.head && left.draws == right.draws && left.seed == right.seed;
}

// A part of the last answer where there is one that still holds, or what `compute` makes of the next.
template <typename Pointer>
Result<void> keepOrCompute(const AnalysisSnapshot *last, Pointer AnalysisSnapshot::*part, AnalysisSnapshot &next,
                           Result<Pointer> (*compute)(const AnalysisSnapshot &, const StopToken &), const StopToken &stop)
{
    if (last && last->*part) {
        next.*part = last->*part;
        return {};
    }
    Result<Pointer> computed = compute(next, stop);
    if (!computed)
        return computed.error();
    next.*part = *std::move(computed);
    return {};
}

}  // namespace

Result<AnalysisPipeline::SnapshotPointer> AnalysisPipeline::run(const AnalysisRequest &request, const StopToken &stop,
                                                                const std::function<void(SnapshotPointer)> &soFar)
{
    auto next = std::make_shared<AnalysisSnapshot>();
    next->request = request;
    Result<ModelStore::ModelPointer> loaded = m_models->model(request.modelDirectory);
    if (!loaded)
        return loaded.error();
    next->model = *std::move(loaded);
    if (next->model->onlyText)
        next->request.text = *next->model->onlyText;
    if (stop.stop_requested())
        return cancelled();

    const Stopclock tokenizing;
    next->text = tokenize(*next);
    if (!next->text->failure.empty())
        return badInput(next->text->failure);
    next->milliseconds.tokenize = tokenizing.milliseconds();

    const Stopclock forwarding;
    if (const Result<void> checked = checkAllPasses(*next); !checked)
        return checked.error();
    if (const Result<void> done = runForward(*next, stop); !done)
        return done.error();
    const std::shared_ptr<AnalysisSnapshot> masked = next->request.mask.isActive() ? maskedAnswer(*next) : nullptr;
    if (const Result<void> done = runMasked(*next, masked.get(), stop); !done)
        return done.error();
    // Under the mask, where there is one, as what stands beside the pass that is shown.
    const AnalysisSnapshot *lastMasked = maskedAnswerOf(m_last.get());
    if (const Result<void> done = masked ? runTruncated(*masked, lastMasked, stop) : runTruncated(*next, m_last.get(), stop);
        !done)
        return done.error();
    next->milliseconds.forward = forwarding.milliseconds();

    const Stopclock analyzing;
    if (soFar && !(m_last && m_last->trace == next->trace) && isWorthWaitingFor(*next->trace)) {
        const Result<SnapshotPointer> pass = passAlone(*next, masked.get(), stop);
        if (!pass)
            return pass.error();
        soFar(*pass);
    }
    if (const Result<void> done = analyze(*next, m_last.get(), stop); !done)
        return done.error();
    if (const Result<void> done = masked ? runBaselines(*masked, lastMasked, stop) : runBaselines(*next, m_last.get(), stop);
        !done)
        return done.error();
    if (const Result<void> done = analyzeMasked(*next, masked, stop); !done)
        return done.error();
    if (const Result<void> done = weigh(*next, m_last.get(), masked ? std::function<void(SnapshotPointer)>() : soFar, stop);
        !done)
        return done.error();
    next->milliseconds.analyze = analyzing.milliseconds();
    m_last = next;
    return m_last;
}

Result<AnalysisPipeline::SnapshotPointer> AnalysisPipeline::passAlone(AnalysisSnapshot &next, const AnalysisSnapshot *masked,
                                                                      const StopToken &stop) const
{
    const ImportanceMeasure measure = offeredImportance(importancePass(next), next.request.importance);
    if (describe(measure).cost == ImportanceCost::OnePass) {
        if (const Result<void> done = weigh(next, m_last.get(), {}, stop); !done)
            return done.error();
    }
    auto pass = std::make_shared<AnalysisSnapshot>(next);
    if (masked)
        pass->masked = std::make_shared<const MaskedPass>(
            MaskedPass{std::make_shared<const AnalysisSnapshot>(*masked), attentionDivergence(*next.trace, *masked->trace)});
    return SnapshotPointer(std::move(pass));
}

std::shared_ptr<const TokenizedText> AnalysisPipeline::tokenize(const AnalysisSnapshot &next) const
{
    if (m_last && m_last->model == next.model && m_last->request.text == next.request.text)
        return m_last->text;
    return std::make_shared<const TokenizedText>(
        next.model->tokenizer->tokenize(next.request.text, next.model->tokenLimit()));
}

Result<void> AnalysisPipeline::runForward(AnalysisSnapshot &next, const StopToken &stop) const
{
    if (m_last && haveSameForwardInputs(*m_last, next)) {
        next.trace = m_last->trace;
        next.outputs = m_last->outputs;
        return {};
    }
    Result<ForwardTrace> trace = forward(*next.model, tokenIds(*next.text), wholeOptions(next), stop);
    if (!trace)
        return trace.error();
    next.outputs = modelOutputs(*next.model, *trace);
    next.trace = std::make_shared<const ForwardTrace>(*std::move(trace));
    return {};
}

Result<void> AnalysisPipeline::runTruncated(AnalysisSnapshot &next, const AnalysisSnapshot *last, const StopToken &stop)
{
    const RankTruncation &truncation = next.request.truncation;
    if (!truncation.isActive())
        return {};
    if (last && last->trace == next.trace && last->truncated && last->truncated->truncation == truncation) {
        next.truncated = last->truncated;
        return {};
    }
    Result<ForwardTrace> trace = forward(*next.model, tokenIds(*next.text), truncatedOptions(next), stop);
    if (!trace)
        return trace.error();
    std::vector<double> probabilities = modelOutputs(*next.model, *trace);
    next.truncated =
        std::make_shared<const TruncatedPass>(TruncatedPass{truncation, *std::move(trace), std::move(probabilities)});
    return {};
}

Result<void> AnalysisPipeline::runMasked(const AnalysisSnapshot &next, AnalysisSnapshot *masked, const StopToken &stop) const
{
    if (!masked)
        return {};
    const AnalysisSnapshot *last = maskedAnswerOf(m_last.get());
    if (last && m_last->trace == next.trace && last->mask == masked->mask) {
        masked->trace = last->trace;
        masked->outputs = last->outputs;
        return {};
    }
    Result<ForwardTrace> trace = forwardMasked(*next.model, tokenIds(*next.text), *next.trace, maskedOptions(next), stop);
    if (!trace)
        return trace.error();
    masked->outputs = modelOutputs(*next.model, *trace);
    masked->trace = std::make_shared<const ForwardTrace>(*std::move(trace));
    return {};
}

Result<void> AnalysisPipeline::analyzeMasked(AnalysisSnapshot &next, const std::shared_ptr<AnalysisSnapshot> &masked,
                                             const StopToken &stop) const
{
    if (!masked)
        return {};
    const AnalysisSnapshot *last = maskedAnswerOf(m_last.get());
    if (const Result<void> done = analyze(*masked, last, stop); !done)
        return done;
    if (const Result<void> done = weigh(*masked, last, {}, stop); !done)
        return done;
    const bool isAsBefore = last && last->trace == masked->trace && m_last->trace == next.trace;
    AttentionDivergence divergence =
        isAsBefore ? m_last->masked->divergence : attentionDivergence(*next.trace, *masked->trace);
    next.masked = std::make_shared<const MaskedPass>(MaskedPass{masked, std::move(divergence)});
    return {};
}

Result<void> AnalysisPipeline::decompose(AnalysisSnapshot &next, const AnalysisSnapshot *last, const StopToken &stop)
{
    if (last && last->trace == next.trace && last->request.spectra == next.request.spectra) {
        next.spectra = last->spectra;
        return {};
    }
    Result<SpectrumSet> set = spectra(*next.trace, spectraOptions(next), stop);
    if (!set)
        return set.error();
    next.spectra = std::make_shared<const SpectrumSet>(*std::move(set));
    return {};
}

Result<void> AnalysisPipeline::runBaselines(AnalysisSnapshot &next, const AnalysisSnapshot *last, const StopToken &stop)
{
    const bool hasSameInputs =
        last && last->trace == next.trace && last->request.spectra.centersAttention == next.request.spectra.centersAttention;
    const BaselineRequest &wanted = next.request.baselines;
    const AnalysisSnapshot *lastShuffled = hasSameInputs ? last : nullptr;
    const AnalysisSnapshot *lastDrawn =
        hasSameInputs && haveSameNullOptions(last->request.baselines, wanted) ? lastShuffled : nullptr;
    Result<void> done;
    // The shuffled text would have to be run.
    if (wanted.shufflesTokens && !next.model->onlyText)
        done = keepOrCompute(lastShuffled, &AnalysisSnapshot::shuffledSpectra, next, shuffledSpectra, stop);
    if (done && wanted.drawsProjections)
        done = keepOrCompute(lastDrawn, &AnalysisSnapshot::drawnSpectra, next, drawnSpectra, stop);
    if (done && wanted.permutesRows)
        done = keepOrCompute(lastDrawn, &AnalysisSnapshot::permutedSpectra, next, permutedSpectra, stop);
    return done;
}

Result<void> AnalysisPipeline::analyze(AnalysisSnapshot &next, const AnalysisSnapshot *last, const StopToken &stop)
{
    if (const Result<void> done = decompose(next, last, stop); !done)
        return done;
    if (last && last->trace == next.trace) {
        next.measures = last->measures;
        return {};
    }
    Result<HeadMeasureTable> measures = measureHeads(*next.trace, *next.spectra, stop);
    if (!measures)
        return measures.error();
    next.measures = std::make_shared<const HeadMeasureTable>(*std::move(measures));
    return {};
}

Result<void> AnalysisPipeline::weigh(AnalysisSnapshot &next, const AnalysisSnapshot *last,
                                     const std::function<void(SnapshotPointer)> &soFar, const StopToken &stop)
{
    if (next.importance)
        return {};
    const bool hasSameTrace = last && last->trace == next.trace;
    const ImportancePass pass = importancePass(next);
    const ImportanceMeasure measure = offeredImportance(pass, next.request.importance);
    if (hasSameTrace && haveSameImportance(*last, next, measure)) {
        next.importance = last->importance;
        return {};
    }
    ImportanceListener listener;
    if (soFar) {
        listener.soFar = [&next, &soFar](const WordImportance &known) {
            auto part = std::make_shared<AnalysisSnapshot>(next);
            part->importance = std::make_shared<const WordImportance>(known);
            soFar(std::move(part));
        };
    }
    Result<WordImportance> importance = wordImportance(pass, measure, next.request.importanceOptions, stop, listener);
    if (!importance)
        return importance.error();
    next.importance = std::make_shared<const WordImportance>(*std::move(importance));
    return {};
}

}  // namespace core
