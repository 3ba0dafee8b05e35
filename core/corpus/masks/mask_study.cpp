#include "core/corpus/masks/mask_study.h"

#include "core/analysis/statistics/paired_test.h"
#include "core/analysis/statistics/regression_measures.h"
#include "core/corpus/evaluation/head_evaluation.h"
#include "core/corpus/evaluation/held_out_mask.h"
#include "core/model/mask/mask_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace core {
namespace {

void addTrials(const SweepPoint &point, MaskStudy &study)
{
    study.trials.push_back({TrialRole::Masked, point.name, point.value, point.mask});
    for (int draw = 0; draw < study.options.controlDraws; ++draw) {
        const std::uint32_t seed = study.options.seed + static_cast<std::uint32_t>(draw);
        if (auto control = controlOf(point.mask, seed))
            study.trials.push_back({TrialRole::Control, point.name, point.value, *std::move(control)});
    }
}

MaskStudy emptyStudy(std::string parameter, const StudyOptions &options)
{
    StudyTrial baseline;
    baseline.role = options.baseline;
    return {.parameter = std::move(parameter), .options = options, .trials = {baseline}};
}

// The first trial behind those of the same control; the next one for any other.
std::size_t endOfRow(const MaskStudy &study, std::size_t first)
{
    std::size_t end = first + 1;
    while (study.trials[first].role == TrialRole::Control && end < study.trials.size() &&
           study.trials[end].role == TrialRole::Control)
        ++end;
    return end;
}

Correlations correlationsOf(std::span<const Verdict> verdicts)
{
    std::vector<double> values(verdicts.size());
    std::vector<double> labels(verdicts.size());
    std::ranges::transform(verdicts, values.begin(), &Verdict::value);
    std::ranges::transform(verdicts, labels.begin(), &Verdict::label);
    return {.pearson = pearsonCorrelation(values, labels), .spearman = spearmanCorrelation(values, labels)};
}

std::optional<double> meanOf(std::span<const Correlations> draws, std::optional<double> Correlations::*which)
{
    double sum = 0;
    for (const Correlations &draw : draws) {
        if (!(draw.*which))
            return std::nullopt;
        sum += *(draw.*which);
    }
    return sum / static_cast<double>(draws.size());
}

// Means over the runs of a row.
Correlations correlationsOf(std::span<const std::vector<Verdict>> runs)
{
    std::vector<Correlations> all;
    for (const std::vector<Verdict> &run : runs)
        all.push_back(correlationsOf(run));
    return {.pearson = meanOf(all, &Correlations::pearson), .spearman = meanOf(all, &Correlations::spearman)};
}

StudyRow controlRow(const MaskStudy &study, const MaskTrials &trials, std::size_t first, std::size_t end)
{
    DrawsComparison draws = compareDraws(trials.verdicts.front(), std::span(trials.verdicts).subspan(first, end - first),
                                         study.options.seed, trials.groups);
    if (study.isOfErrors())
        draws.mean.mcnemarP.reset();
    return {.trial = study.trials[first],
            .sparsity = trials.sparsities[first],
            .comparison = std::move(draws.mean),
            .range = std::move(draws.range)};
}

StudyRow singleRow(const MaskStudy &study, const MaskTrials &trials, std::size_t index)
{
    StudyRow row{.trial = study.trials[index],
                 .sparsity = trials.sparsities[index],
                 .comparison =
                     compareVerdicts(trials.verdicts.front(), trials.verdicts[index], study.options.seed, trials.groups)};
    if (index == 0 || study.isOfErrors())  // nothing is compared with itself, and errors are neither right nor wrong
        row.comparison.mcnemarP.reset();
    return row;
}

// All masks of a sweep are one family of tests; their controls are no tests of it.
void correctForSweep(std::vector<StudyRow> &rows)
{
    std::vector<double> pValues;
    for (const StudyRow &row : rows) {
        if (row.trial.role == TrialRole::Masked)
            pValues.push_back(*row.comparison.mcnemarP);
    }
    const std::vector<double> adjusted = holmAdjusted(pValues);
    auto next = adjusted.begin();
    for (StudyRow &row : rows) {
        if (row.trial.role == TrialRole::Masked)
            row.holmP = *next++;
    }
}

// Sorted from the worst to the best. No accuracy of a regression differs from another.
auto merit(const StudyRow &row)
{
    return std::pair(row.comparison.evaluation.accuracy, -row.comparison.evaluation.loss);
}

}  // namespace

std::string_view idOf(TrialRole role)
{
    switch (role) {
    case TrialRole::Unmasked: return "unmasked";
    case TrialRole::OwnMask: return "own_mask";
    case TrialRole::Masked: return "masked";
    case TrialRole::Control: return "control";
    }
    return {};
}

TrialRole baselineOf(const ModelConfig &config)
{
    return config.attention.trainedMask == TrainedMask::Full ? TrialRole::Unmasked : TrialRole::OwnMask;
}

Result<StudyQuantity> studyQuantityOf(const LoadedModel &model)
{
    if (predictsPieces(model.config.task)) {
        const Result<void> guesses = checkGuesses(model);
        return guesses ? Result(StudyQuantity::HiddenPieces) : guesses.error();
    }
    if (model.config.task != ModelTask::Classification)
        return badInput(model.name + " does not classify and guesses no pieces, so masks cannot be compared by its "
                                     "accuracy");
    const bool isRegression = model.config.outputs == OutputQuantity::Values;
    const Result<void> checked = isRegression ? checkRegression(model) : checkClassifies(model);
    if (!checked)
        return checked.error();
    return isRegression ? StudyQuantity::SquaredErrors : StudyQuantity::Answers;
}

std::vector<AttentionMask> MaskStudy::masks() const
{
    std::vector<AttentionMask> masks(trials.size());
    std::ranges::transform(trials, masks.begin(), &StudyTrial::mask);
    return masks;
}

MaskStudy maskStudy(const AttentionMask &mask, const StudyOptions &options)
{
    MaskStudy study = emptyStudy("", options);
    addTrials({.name = maskText(mask), .value = 0, .mask = mask}, study);
    return study;
}

MaskStudy maskStudy(const MaskSweep &sweep, const StudyOptions &options)
{
    MaskStudy study = emptyStudy(sweep.parameter, options);
    for (const SweepPoint &point : sweep.points)
        addTrials(point, study);
    return study;
}

Result<MaskStudy> maskStudy(const AttentionMask &mask, std::string_view sweep, const LoadedModel &model,
                            const StudyOptions &options)
{
    if (sweep.empty())
        return maskStudy(mask, options);
    const Result<MaskSweep> read = maskSweep(sweep, mask, model);
    return read ? Result<MaskStudy>(maskStudy(*read, options)) : read.error();
}

std::vector<StudyRow> studyRows(const MaskStudy &study, const MaskTrials &trials)
{
    std::vector<StudyRow> rows;
    for (std::size_t first = 0; first < study.trials.size(); first = endOfRow(study, first)) {
        const std::size_t end = endOfRow(study, first);
        rows.push_back(study.trials[first].role == TrialRole::Control ? controlRow(study, trials, first, end)
                                                                      : singleRow(study, trials, first));
        if (study.isOfErrors())
            rows.back().correlations = correlationsOf(std::span(trials.verdicts).subspan(first, end - first));
    }
    if (!study.parameter.empty() && !study.isOfErrors())
        correctForSweep(rows);
    return rows;
}

std::optional<PickedRows> pickedRows(const MaskStudy &study, std::span<const StudyRow> rows)
{
    if (study.parameter.empty())
        return std::nullopt;
    PickedRows picked{.what = study.parameter == "head" ? "heads" : study.parameter == "control" ? "draws" : "masks"};
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (rows[row].trial.role != TrialRole::Masked)
            continue;
        if (picked.count == 0 || merit(rows[row]) > merit(rows[picked.best]))
            picked.best = row;
        if (picked.count == 0 || merit(rows[row]) < merit(rows[picked.worst]))
            picked.worst = row;
        ++picked.count;
    }
    return picked.count > 1 ? std::optional(picked) : std::nullopt;
}

std::string pickedText(const std::optional<PickedRows> &picked, std::size_t row)
{
    if (!picked || picked->best == picked->worst || (row != picked->best && row != picked->worst))
        return {};
    return fmt::format("{}{} {}", row == picked->best ? "best of " : "worst of ", picked->count, picked->what);
}

}  // namespace core
