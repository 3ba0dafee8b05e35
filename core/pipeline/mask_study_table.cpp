#include "core/pipeline/mask_study_table.h"

#include "core/model/mask_text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace core {
namespace {

// The shortest text that gives the same number back.
std::string numberText(double number)
{
    std::array<char, 32> text{};
    const auto result = std::to_chars(text.data(), text.data() + text.size(), number);
    return {text.data(), result.ptr};
}

std::string numberText(const std::optional<double> &number)
{
    return number ? numberText(*number) : std::string();
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

std::string rangeCells(const std::optional<DrawRange> &range)
{
    if (!range)
        return ",,,,";
    const auto [leastAccuracy, mostAccuracy] = std::ranges::minmax(range->accuracies);
    const auto [leastLoss, mostLoss] = std::ranges::minmax(range->losses);
    return std::to_string(range->draws()) + "," + numberText(leastAccuracy) + "," + numberText(mostAccuracy) + "," +
           numberText(leastLoss) + "," + numberText(mostLoss);
}

bool isBaseline(const StudyRow &row)
{
    return row.trial.role == TrialRole::Unmasked || row.trial.role == TrialRole::OwnMask;
}

std::string csvLine(const MaskStudy &study, const StudyRow &row, const std::string &picked)
{
    const MaskComparison &comparison = row.comparison;
    const bool isPoint = !study.parameter.empty() && !isBaseline(row);
    const double changed = row.range ? row.range->changed : static_cast<double>(comparison.changed.size());
    return quotedCell(study.parameter) + "," + (isPoint ? numberText(row.trial.value) : "") + "," +
           std::string(idOf(row.trial.role)) + "," + quotedCell(maskText(row.trial.mask)) + "," + numberText(row.sparsity) +
           "," + std::to_string(comparison.evaluation.examples) + "," + numberText(comparison.evaluation.accuracy) + "," +
           numberText(comparison.evaluation.loss) + "," +
           (isBaseline(row) ? ",,,,,,"
                            : cells(comparison.accuracy) + "," + cells(comparison.loss) + "," + numberText(changed)) +
           "," + numberText(comparison.mcnemarP) + "," + numberText(row.holmP) + "," + picked + "," + rangeCells(row.range) +
           "\n";
}

}  // namespace

std::string studyCsv(const MaskStudy &study, std::span<const StudyRow> rows)
{
    std::string csv = "parameter,value,run,mask,sparsity,examples,accuracy,loss,accuracy_difference,"
                      "accuracy_difference_low,accuracy_difference_high,loss_difference,loss_difference_low,"
                      "loss_difference_high,changed_predictions,mcnemar_p,mcnemar_p_holm,picked,draws,accuracy_low,"
                      "accuracy_high,loss_low,loss_high\n";
    const auto picked = pickedRows(study, rows);
    for (std::size_t row = 0; row < rows.size(); ++row)
        csv += csvLine(study, rows[row], pickedText(picked, row));
    return csv;
}

}  // namespace core
