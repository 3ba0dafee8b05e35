#include "core/pipeline/squared_error_study.h"

#include "core/base/message_text.h"
#include "core/model/mask_text.h"
#include "core/pipeline/head_means.h"

#include <algorithm>
#include <numeric>

namespace core {
namespace {

// Rows without their figures, and the masks of each: one, or the draws of a control.
struct Plan {
    std::string parameter;
    std::vector<ErrorRow> rows;
    std::vector<AttentionMask> masks;
};

void addPoint(const SweepPoint &point, const ErrorStudyRequest &request, Plan &plan)
{
    plan.rows.push_back({.role = TrialRole::Masked, .name = point.name, .value = point.value, .mask = point.mask});
    plan.masks.push_back(point.mask);
    const auto firstDraw = controlOf(point.mask, request.seed);
    if (!firstDraw || request.controlDraws < 1)
        return;
    plan.rows.push_back({.role = TrialRole::Control,
                         .name = point.name,
                         .value = point.value,
                         .mask = *firstDraw,
                         .draws = static_cast<std::size_t>(request.controlDraws)});
    for (int draw = 0; draw < request.controlDraws; ++draw)
        plan.masks.push_back(*controlOf(point.mask, request.seed + static_cast<std::uint32_t>(draw)));
}

// Means that ablated heads are to give are those over the same texts.
Result<AttentionMask> maskWithMeans(const LoadedModel &model, std::span<const std::string> texts, AttentionMask mask,
                                    const StopToken &stop)
{
    if (!mask.ablation.usesMeans)
        return mask;
    auto means = headMeans(model, texts, stop);
    if (!means)
        return means.error();
    mask.ablation.means = means->heads;
    return mask;
}

Result<Plan> planFor(const LoadedModel &model, std::span<const std::string> texts, const ErrorStudyRequest &request,
                     const StopToken &stop)
{
    const Result<AttentionMask> mask = maskWithMeans(model, texts, request.mask, stop);
    if (!mask)
        return mask.error();
    Plan plan{.parameter = {}, .rows = {ErrorRow()}, .masks = {AttentionMask()}};
    if (request.sweep.empty()) {
        addPoint({.name = maskText(*mask), .value = 0, .mask = *mask}, request, plan);
        return plan;
    }
    const Result<MaskSweep> sweep = maskSweep(request.sweep, *mask, model);
    if (!sweep)
        return sweep.error();
    plan.parameter = sweep->parameter;
    for (const SweepPoint &point : sweep->points)
        addPoint(point, request, plan);
    return plan;
}

// Of every text, the mean over the masks of a row.
std::vector<double> squaredErrors(const MaskTrials &trials, std::size_t firstMask, std::size_t masks)
{
    std::vector<double> errors(trials.texts());
    for (std::size_t mask = firstMask; mask < firstMask + masks; ++mask) {
        for (std::size_t text = 0; text < errors.size(); ++text)
            errors[text] += trials.verdicts[mask][text].loss / static_cast<double>(masks);
    }
    return errors;
}

void addFigures(const MaskTrials &trials, std::uint32_t seed, std::vector<ErrorRow> &rows)
{
    const std::vector<double> unmasked = squaredErrors(trials, 0, 1);
    std::size_t mask = 0;
    for (ErrorRow &row : rows) {
        const std::vector<double> errors = squaredErrors(trials, mask, row.draws);
        row.meanSquaredError = std::accumulate(errors.begin(), errors.end(), 0.0) / static_cast<double>(errors.size());
        for (std::size_t draw = 0; draw < row.draws; ++draw)
            row.sparsity += trials.sparsities[mask + draw] / static_cast<double>(row.draws);
        std::vector<double> differences(errors.size());
        std::ranges::transform(errors, unmasked, differences.begin(), std::minus());
        row.difference = bootstrapMean(differences, {.seed = seed});
        mask += row.draws;
    }
}

Result<void> checkTexts(const LoadedModel &model, std::span<const std::string> texts)
{
    for (const std::string &text : texts) {
        if (model.tokenizer->tokenize(text, model.tokenLimit()).tokens.empty())
            return badInput(quotedText(text) + " has no word for " + model.name + " to read, and so no value");
    }
    return {};
}

}  // namespace

Result<ErrorStudy> squaredErrorStudy(const LoadedModel &model, std::span<const ValuedText> texts,
                                     const ErrorStudyRequest &request, const TrialProgress &progress, const StopToken &stop)
{
    if (const auto checked = checkRegression(model); !checked)
        return checked.error();
    std::vector<std::string> plain(texts.size());
    std::ranges::transform(texts, plain.begin(), &ValuedText::text);
    if (const auto checked = checkTexts(model, plain); !checked)
        return checked.error();
    Result<Plan> plan = planFor(model, plain, request, stop);
    if (!plan)
        return plan.error();
    const Judge judge = [texts](std::size_t text, const std::vector<double> &logits) {
        const double error = logits.front() - texts[text].value;
        return Verdict{.loss = error * error};
    };
    const auto trials = runMaskTrials(model, plain, judge, plan->masks, progress, stop);
    if (!trials)
        return trials.error();
    if (!trials->isComplete())
        return cancelled();
    ErrorStudy study{.parameter = std::move(plan->parameter), .rows = std::move(plan->rows), .examples = texts.size()};
    addFigures(*trials, request.seed, study.rows);
    study.cutExamples = static_cast<std::size_t>(std::ranges::count(trials->verdicts.front(), true, &Verdict::isCut));
    return study;
}

}  // namespace core
