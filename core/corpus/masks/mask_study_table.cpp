#include "core/corpus/masks/mask_study_table.h"

#include "core/base/csv_cell.h"
#include "core/model/mask/mask_text.h"

#include <vector>

namespace core {
namespace {

struct Field {
    std::string name;  // of its column
    std::string text;  // empty for what the row does not have
};

using Line = std::vector<Field>;

void addInterval(const std::string &name, const ConfidenceInterval *interval, Line &line)
{
    line.push_back({name, interval ? csvCell(interval->mean) : ""});
    line.push_back({name + "_low", interval ? csvCell(interval->low) : ""});
    line.push_back({name + "_high", interval ? csvCell(interval->high) : ""});
}

void addRange(const std::string &name, const std::optional<DrawRange> &range, std::vector<double> DrawRange::*figure,
              Line &line)
{
    line.push_back({name + "_low", range ? csvCell(range->limits(figure).low) : ""});
    line.push_back({name + "_high", range ? csvCell(range->limits(figure).high) : ""});
}

std::string drawsText(const StudyRow &row)
{
    return row.range ? std::to_string(row.range->draws()) : "";
}

bool isBaseline(const StudyRow &row)
{
    return row.trial.role == TrialRole::Unmasked || row.trial.role == TrialRole::OwnMask;
}

Line trialCells(const MaskStudy &study, const StudyRow &row)
{
    const bool isPoint = !study.parameter.empty() && !isBaseline(row);
    return {{"parameter", csvCell(study.parameter)},    {"value", isPoint ? csvCell(row.trial.value) : ""},
            {"run", std::string(idOf(row.trial.role))}, {"mask", csvCell(maskText(row.trial.mask))},
            {"sparsity", csvCell(row.sparsity)},        {"examples", std::to_string(row.comparison.evaluation.examples)}};
}

void addAnswers(const StudyRow &row, const std::string &picked, Line &line)
{
    const MaskComparison &comparison = row.comparison;
    const bool isCompared = !isBaseline(row);
    const double changed = row.range ? row.range->changed : static_cast<double>(comparison.changed.size());
    line.push_back({"accuracy", csvCell(comparison.evaluation.accuracy)});
    line.push_back({"loss", csvCell(comparison.evaluation.loss)});
    addInterval("accuracy_difference", isCompared ? &comparison.accuracy : nullptr, line);
    addInterval("loss_difference", isCompared ? &comparison.loss : nullptr, line);
    line.push_back({"changed_predictions", isCompared ? csvCell(changed) : ""});
    line.push_back({"mcnemar_p", csvCell(comparison.mcnemarP)});
    line.push_back({"mcnemar_p_holm", csvCell(row.holmP)});
    line.push_back({"picked", picked});
    line.push_back({"draws", drawsText(row)});
    addRange("accuracy", row.range, &DrawRange::accuracies, line);
    addRange("loss", row.range, &DrawRange::losses, line);
}

void addSquaredErrors(const StudyRow &row, const std::string &picked, Line &line)
{
    line.push_back({"mean_squared_error", csvCell(row.comparison.evaluation.loss)});
    addInterval("squared_error_difference", isBaseline(row) ? nullptr : &row.comparison.loss, line);
    line.push_back({"picked", picked});
    line.push_back({"draws", drawsText(row)});
    addRange("mean_squared_error", row.range, &DrawRange::losses, line);
    line.push_back({"pearson", csvCell(row.correlations.pearson)});
    line.push_back({"spearman", csvCell(row.correlations.spearman)});
}

Line lineOf(const MaskStudy &study, const StudyRow &row, const std::string &picked)
{
    Line line = trialCells(study, row);
    if (study.isOfErrors())
        addSquaredErrors(row, picked, line);
    else
        addAnswers(row, picked, line);
    return line;
}

std::string joined(const Line &line, std::string Field::*part)
{
    std::string text;
    for (const Field &field : line)
        text += (&field == &line.front() ? "" : ",") + field.*part;
    return text + "\n";
}

}  // namespace

std::string studyCsv(const MaskStudy &study, std::span<const StudyRow> rows)
{
    std::string csv = joined(lineOf(study, StudyRow(), ""), &Field::name);
    const auto picked = pickedRows(study, rows);
    for (std::size_t row = 0; row < rows.size(); ++row)
        csv += joined(lineOf(study, rows[row], pickedText(picked, row)), &Field::text);
    return csv;
}

}  // namespace core
