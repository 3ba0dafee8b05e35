#include "core/corpus/masks/mask_study_table.h"

#include "core/base/csv_row.h"
#include "core/model/mask/mask_text.h"

#include <vector>

namespace core {
namespace {

// A line, and the names of its columns.
struct NamedCells {
    CsvRow names;
    CsvRow cells;

    template <typename Value>
    void add(const std::string &name, const Value &value)
    {
        names.add(name);
        cells.add(value);
    }
};

void addInterval(const std::string &name, const ConfidenceInterval *interval, NamedCells &line)
{
    const auto cell = [interval](double ConfidenceInterval::*part) {
        return interval ? std::optional(interval->*part) : std::nullopt;
    };
    line.add(name, cell(&ConfidenceInterval::mean));
    line.add(name + "_low", cell(&ConfidenceInterval::low));
    line.add(name + "_high", cell(&ConfidenceInterval::high));
}

void addRange(const std::string &name, const std::optional<DrawRange> &range, std::vector<double> DrawRange::*figure,
              NamedCells &line)
{
    line.add(name + "_low", range ? std::optional(range->limits(figure).low) : std::nullopt);
    line.add(name + "_high", range ? std::optional(range->limits(figure).high) : std::nullopt);
}

std::string drawsText(const StudyRow &row)
{
    return row.range ? std::to_string(row.range->draws()) : "";
}

bool isBaseline(const StudyRow &row)
{
    return row.trial.role == TrialRole::Unmasked || row.trial.role == TrialRole::OwnMask;
}

void addTrial(const MaskStudy &study, const StudyRow &row, NamedCells &line)
{
    const bool isPoint = !study.parameter.empty() && !isBaseline(row);
    line.add("parameter", study.parameter);
    line.add("value", isPoint ? std::optional(row.trial.value) : std::nullopt);
    line.add("run", idOf(row.trial.role));
    line.add("mask", maskText(row.trial.mask));
    line.add("sparsity", row.sparsity);
    line.add("examples", row.comparison.evaluation.examples);
}

void addAnswers(const MaskStudy &study, const StudyRow &row, const std::string &picked, NamedCells &line)
{
    const std::string test = testName(study);
    const MaskComparison &comparison = row.comparison;
    const bool isCompared = !isBaseline(row);
    const double changed = row.range ? row.range->changed : static_cast<double>(comparison.changed.size());
    line.add("accuracy", comparison.evaluation.accuracy);
    line.add("loss", comparison.evaluation.loss);
    addInterval("accuracy_difference", isCompared ? &comparison.accuracy : nullptr, line);
    addInterval("loss_difference", isCompared ? &comparison.loss : nullptr, line);
    line.add("changed_predictions", isCompared ? std::optional(changed) : std::nullopt);
    line.add(test, comparison.mcnemarP);
    line.add(test + "_holm", row.holmP);
    line.add("picked", picked);
    line.add("draws", drawsText(row));
    addRange("accuracy", row.range, &DrawRange::accuracies, line);
    addRange("loss", row.range, &DrawRange::losses, line);
}

void addSquaredErrors(const StudyRow &row, const std::string &picked, NamedCells &line)
{
    line.add("mean_squared_error", row.comparison.evaluation.loss);
    addInterval("squared_error_difference", isBaseline(row) ? nullptr : &row.comparison.loss, line);
    line.add("picked", picked);
    line.add("draws", drawsText(row));
    addRange("mean_squared_error", row.range, &DrawRange::losses, line);
    line.add("pearson", row.correlations.pearson);
    line.add("spearman", row.correlations.spearman);
}

NamedCells lineOf(const MaskStudy &study, const StudyRow &row, const std::string &picked)
{
    NamedCells line;
    addTrial(study, row, line);
    if (study.isOfErrors())
        addSquaredErrors(row, picked, line);
    else
        addAnswers(study, row, picked, line);
    return line;
}

}  // namespace

std::string testName(const MaskStudy &study)
{
    return study.isOfPieces() ? "sign_test_p" : "mcnemar_p";
}

std::string studyCsv(const MaskStudy &study, std::span<const StudyRow> rows)
{
    std::string csv = lineOf(study, StudyRow(), "").names.line();
    const auto picked = pickedRows(study, rows);
    for (std::size_t row = 0; row < rows.size(); ++row)
        csv += lineOf(study, rows[row], pickedText(picked, row)).cells.line();
    return csv;
}

}  // namespace core
