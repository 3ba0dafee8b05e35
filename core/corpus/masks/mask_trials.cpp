#include "core/corpus/masks/mask_trials.h"

#include "core/base/message_text.h"
#include "core/corpus/evaluation/masked_evaluation.h"
#include "core/corpus/evaluation/verdict_json.h"
#include "core/corpus/runs/for_each_text.h"
#include "core/model/model_inputs.h"
#include "core/model/model_outputs.h"
#include "core/text/read_text.h"

#include <algorithm>
#include <utility>

namespace core {
namespace {

// One text under every mask.
struct TrialOutcome {
    std::vector<std::vector<Verdict>> verdicts;
    std::vector<double> sparsities;
};

// NOLINTBEGIN(readability-identifier-naming): the library's names
void to_json(nlohmann::json &json, const TrialOutcome &outcome)
{
    json = nlohmann::json::array({outcome.verdicts, exactJson(outcome.sparsities)});
}

void from_json(const nlohmann::json &json, TrialOutcome &outcome)
{
    json.at(0).get_to(outcome.verdicts);
    outcome.sparsities = exactNumbers(json.at(1));
}
// NOLINTEND(readability-identifier-naming)

double sparsityOf(const LoadedModel &model, const AttentionMask &mask, int tokens)
{
    const LearnedGates *gates = model.learnedGates.get();
    const PatternInput input = patternInput(model, tokens);
    return MaskPlan(mask, input, trainedMask(model.config.attention.trainedMask, gates, tokens))
        .sparsity(model.config.layers);
}

struct TrialInput {
    std::size_t text = 0;
    std::span<const std::string> texts;
    const Judge &judge;
    std::span<const AttentionMask> masks;
};

Result<TrialOutcome> outcomeOf(const LoadedModel &model, const TrialInput &input, const StopToken &stop)
{
    const std::string &text = input.texts[input.text];
    const Result<TokenizedText> tokens = readText(*model.tokenizer, text, model.tokenLimit());
    if (!tokens)
        return inContext(quotedText(text), tokens.error());
    const std::vector<TokenId> ids = tokenIds(*tokens);
    TrialOutcome outcome;
    for (const AttentionMask &mask : input.masks) {
        const Result<ForwardTrace> trace = forward(model, ids, {.kept = KeptTensors::none(), .mask = mask}, stop);
        if (!trace)
            return inContext(quotedText(text), trace.error());
        Verdict verdict = input.judge(input.text, headLogits(model, *trace));
        verdict.isCut = tokens->droppedTokens > 0;
        outcome.verdicts.push_back({verdict});
        outcome.sparsities.push_back(sparsityOf(model, mask, static_cast<int>(ids.size())));
    }
    return outcome;
}

// Its sparsities are means over its parts.
Result<TrialOutcome> outcomeOf(const LoadedModel &model, std::span<const MaskedPart> paragraph,
                               std::span<const AttentionMask> masks, const StopToken &stop)
{
    TrialOutcome outcome;
    for (const AttentionMask &mask : masks) {
        std::vector<Verdict> &verdicts = outcome.verdicts.emplace_back();
        double sparsities = 0;
        for (const MaskedPart &part : paragraph) {
            const Result<std::vector<Verdict>> guessed = guesses(model, part, mask, stop);
            if (!guessed)
                return guessed.error();
            verdicts.insert(verdicts.end(), guessed->begin(), guessed->end());
            sparsities += sparsityOf(model, mask, static_cast<int>(part.ids.size()));
        }
        outcome.sparsities.push_back(sparsities / static_cast<double>(paragraph.size()));
    }
    return outcome;
}

void add(const TrialOutcome &outcome, MaskTrials &trials)
{
    const auto done = static_cast<double>(trials.texts());
    for (std::size_t mask = 0; mask < trials.verdicts.size(); ++mask) {
        std::vector<Verdict> &verdicts = trials.verdicts[mask];
        verdicts.insert(verdicts.end(), outcome.verdicts[mask].begin(), outcome.verdicts[mask].end());
        trials.sparsities[mask] += (outcome.sparsities[mask] - trials.sparsities[mask]) / (done + 1);
    }
}

// That there are as many verdicts under every mask, one where they are not grouped, and each of an answer that the model has.
bool fitsTrials(const TrialOutcome &outcome, const LoadedModel &model, std::size_t masks, bool isGrouped)
{
    if (outcome.verdicts.size() != masks || outcome.sparsities.size() != masks)
        return false;
    const std::size_t each = outcome.verdicts.front().size();
    return (isGrouped || each == 1) && std::ranges::all_of(outcome.verdicts, [&](const std::vector<Verdict> &verdicts) {
               return verdicts.size() == each &&
                      std::ranges::all_of(verdicts, [&](const Verdict &verdict) { return namesAnswer(model, verdict); });
           });
}

// of(text) runs one text under every mask. Grouped: each has as many verdicts as it likes.
template <typename Of>
Result<MaskTrials> runTrials(const LoadedModel &model, std::size_t texts, bool isGrouped, Of of,
                             std::span<const AttentionMask> masks, const TrialProgress &progress, const StopToken &stop,
                             TextOutcomes *outcomes)
{
    for (const AttentionMask &mask : masks) {
        if (const auto checked = checkMask(model, mask); !checked)
            return checked.error();
    }
    MaskTrials trials{.allTexts = texts, .verdicts = {}, .sparsities = std::vector<double>(masks.size())};
    trials.verdicts.resize(masks.size());
    const auto take = [&trials, isGrouped](std::size_t, const TrialOutcome &outcome) -> Result<void> {
        add(outcome, trials);
        if (isGrouped)
            trials.groups.push_back(outcome.verdicts.front().size());
        return {};
    };
    const auto tell = [&](std::size_t) {
        if (progress)
            progress(trials);
    };
    const auto fits = [&](const TrialOutcome &outcome) { return fitsTrials(outcome, model, masks.size(), isGrouped); };
    const auto done = forEachText(texts, BatchSize::Watched, of, take, tell, stop, outcomes, fits);
    return done ? Result(std::move(trials)) : done.error();
}

}  // namespace

Result<MaskTrials> runMaskTrials(const LoadedModel &model, std::span<const std::string> texts, const Judge &judge,
                                 std::span<const AttentionMask> masks, const TrialProgress &progress, const StopToken &stop,
                                 TextOutcomes *outcomes)
{
    const auto of = [&](std::size_t text) {
        return outcomeOf(model, {.text = text, .texts = texts, .judge = judge, .masks = masks}, stop);
    };
    return runTrials(model, texts.size(), /*isGrouped=*/false, of, masks, progress, stop, outcomes);
}

Result<MaskTrials> runMaskTrials(const LoadedModel &model, std::span<const std::vector<MaskedPart>> paragraphs,
                                 std::span<const AttentionMask> masks, const TrialProgress &progress, const StopToken &stop,
                                 TextOutcomes *outcomes)
{
    const auto of = [&](std::size_t paragraph) { return outcomeOf(model, paragraphs[paragraph], masks, stop); };
    return runTrials(model, paragraphs.size(), /*isGrouped=*/true, of, masks, progress, stop, outcomes);
}

Result<MaskTrials> runMaskTrials(const LoadedModel &model, std::span<const LabeledText> texts,
                                 std::span<const AttentionMask> masks, const TrialProgress &progress, const StopToken &stop,
                                 TextOutcomes *outcomes)
{
    if (const auto checked = checkClassifies(model); !checked)
        return checked.error();
    const std::vector<std::string> plain = plainTexts(texts);
    const Judge judge = [&](std::size_t text, const std::vector<double> &logits) {
        return verdictOf(model, logits, texts[text].label);
    };
    return runMaskTrials(model, plain, judge, masks, progress, stop, outcomes);
}

Result<MaskTrials> runMaskTrials(const LoadedModel &model, std::span<const ValuedText> texts,
                                 std::span<const AttentionMask> masks, const TrialProgress &progress, const StopToken &stop,
                                 TextOutcomes *outcomes)
{
    if (const auto checked = checkRegression(model); !checked)
        return checked.error();
    for (const ValuedText &text : texts) {
        if (model.tokenizer->tokenize(text.text, model.tokenLimit()).tokens.empty())
            return noValueOf(model, text.text);
    }
    const std::vector<std::string> plain = plainTexts(texts);
    const Judge judge = [texts](std::size_t text, const std::vector<double> &logits) {
        const double error = logits.front() - texts[text].value;
        return Verdict{.loss = error * error, .value = logits.front(), .label = texts[text].value};
    };
    return runMaskTrials(model, plain, judge, masks, progress, stop, outcomes);
}

}  // namespace core
