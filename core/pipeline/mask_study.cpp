#include "core/pipeline/mask_study.h"

#include "core/model/mask_text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace core {
namespace {

void addTrials(const SweepPoint &point, MaskStudy &study)
{
    study.trials.push_back({TrialRole::Masked, point.name, point.value, point.mask});
    if (auto control = controlOf(point.mask, study.seed))
        study.trials.push_back({TrialRole::Control, point.name, point.value, *std::move(control)});
}

// The shortest text that gives the same number back.
std::string numberText(double number)
{
    std::array<char, 32> text{};
    const auto result = std::to_chars(text.data(), text.data() + text.size(), number);
    return {text.data(), result.ptr};
}

// A cell with a comma or a quote in it goes into quotes, as in RFC 4180.
std::string quotedCell(const std::string &text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char character : text)
        quoted += character == '"' ? std::string("\"\"") : std::string(1, character);
    return quoted + '"';
}

std::string cells(const ConfidenceInterval &interval)
{
    return numberText(interval.mean) + "," + numberText(interval.low) + "," + numberText(interval.high);
}

std::string csvLine(const MaskStudy &study, const StudyRow &row)
{
    const Evaluation &evaluation = row.comparison.evaluation;
    const bool isPoint = !study.parameter.empty() && row.trial.role != TrialRole::Unmasked;
    return quotedCell(study.parameter) + "," + (isPoint ? numberText(row.trial.value) : "") + "," +
           std::string(idOf(row.trial.role)) + "," + quotedCell(maskText(row.trial.mask)) + "," + numberText(row.sparsity) +
           "," + std::to_string(evaluation.examples) + "," + numberText(evaluation.accuracy) + "," +
           numberText(evaluation.loss) + "," + cells(row.comparison.accuracy) + "," + cells(row.comparison.loss) + "," +
           std::to_string(row.comparison.changed.size()) + "\n";
}

}  // namespace

std::string_view idOf(TrialRole role)
{
    switch (role) {
    case TrialRole::Unmasked: return "unmasked";
    case TrialRole::Masked: return "masked";
    case TrialRole::Control: return "control";
    }
    return {};
}

std::vector<AttentionMask> MaskStudy::masks() const
{
    std::vector<AttentionMask> masks(trials.size());
    std::ranges::transform(trials, masks.begin(), &StudyTrial::mask);
    return masks;
}

MaskStudy maskStudy(const AttentionMask &mask, std::uint32_t seed)
{
    MaskStudy study{.parameter = "", .seed = seed, .trials = {StudyTrial()}};
    addTrials({.name = maskText(mask), .value = 0, .mask = mask}, study);
    return study;
}

MaskStudy maskStudy(const MaskSweep &sweep, std::uint32_t seed)
{
    MaskStudy study{.parameter = sweep.parameter, .seed = seed, .trials = {StudyTrial()}};
    for (const SweepPoint &point : sweep.points)
        addTrials(point, study);
    return study;
}

std::vector<StudyRow> studyRows(const MaskStudy &study, const MaskTrials &trials)
{
    std::vector<StudyRow> rows;
    for (std::size_t index = 0; index < study.trials.size(); ++index)
        rows.push_back({.trial = study.trials[index],
                        .sparsity = trials.sparsities[index],
                        .comparison = compareVerdicts(trials.verdicts.front(), trials.verdicts[index], study.seed)});
    return rows;
}

std::string studyCsv(const MaskStudy &study, std::span<const StudyRow> rows)
{
    std::string csv =
        "parameter,value,run,mask,sparsity,examples,accuracy,loss,accuracy_difference,accuracy_low,accuracy_high,"
        "loss_difference,loss_low,loss_high,changed_predictions\n";
    for (const StudyRow &row : rows)
        csv += csvLine(study, row);
    return csv;
}

}  // namespace core
