#include "core/figure/importance/side_by_side_figure.h"

#include "core/base/csv_row.h"
#include "core/figure/importance/importance_number.h"
#include "core/figure/importance/word_measures_figure.h"
#include "core/figure/values/figure_text.h"
#include "core/figure/values/snapshot_maps.h"
#include "core/importance/importance_target.h"
#include "core/model/model_outputs.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace core {
namespace {

// One measure of one side.
struct MeasuredSide {
    const MeasuredImportance &measured;
    const DisplayUnits &units;
    std::vector<double> values;  // of each unit; none where there is no measure

    MeasuredSide(const MeasuredImportance &importance, const DisplayUnits &shown) : measured(importance), units(shown)
    {
        if (measured.importance)
            values = importanceOfUnits(*measured.importance, units);
    }

    std::optional<double> valueOf(const std::optional<int> &unit) const
    {
        if (!unit || values.empty() || std::isnan(values[static_cast<std::size_t>(*unit)]))
            return std::nullopt;
        return values[static_cast<std::size_t>(*unit)];
    }
};

std::optional<Bar> barOf(const std::optional<double> &value)
{
    return value ? std::optional(Bar{.label = {}, .value = *value, .number = formatImportance(*value)}) : std::nullopt;
}

SideBySideCell cellOf(const AlignedWords &row, const MeasuredSide &first, const MeasuredSide &second, bool areAlike)
{
    const std::optional<double> one = first.valueOf(row.first);
    const std::optional<double> other = second.valueOf(row.second);
    SideBySideCell cell{.first = barOf(one), .second = barOf(other), .difference = {}};
    if (areAlike && one && other)
        cell.difference = *other - *one;
    return cell;
}

// The bars of both sides fill their room by the same size.
void shareRoomOfCells(std::vector<SideBySideCell> &cells)
{
    double largest = 0;
    for (const SideBySideCell &cell : cells) {
        for (const std::optional<Bar> *bar : {&cell.first, &cell.second})
            largest = *bar ? std::max(largest, std::abs((*bar)->value)) : largest;
    }
    for (SideBySideCell &cell : cells) {
        for (std::optional<Bar> *bar : {&cell.first, &cell.second}) {
            if (*bar)
                (*bar)->full = largest < importanceRounding ? 0 : largest;
        }
    }
}

std::string absenceOf(const MeasuredImportance &first, const MeasuredImportance &second)
{
    const std::string_view name = describe(first.measure).name;
    if (!first.absence.empty() && first.absence == second.absence)
        return fmt::format("No {} on either side: {}.", name, first.absence);
    std::string absence;
    if (!first.absence.empty())
        absence = fmt::format("No {} on the first side: {}.", name, first.absence);
    if (!second.absence.empty())
        absence += fmt::format("{}No {} on the second side: {}.", absence.empty() ? "" : " ", name, second.absence);
    return absence;
}

bool isSameModel(const AnalysisSnapshot &first, const AnalysisSnapshot &second)
{
    return first.request.modelDirectory == second.request.modelDirectory;
}

// Whether the models answer the same question.
bool haveSameOutputs(const ModelConfig &one, const ModelConfig &other)
{
    return one.task == other.task && areComparable(one.outputs, other.outputs) && one.labels == other.labels;
}

ImportanceTarget targetOf(const ImportanceReport &report, ImportanceMeasure measure)
{
    ImportanceTarget target = *report.target;
    if (measure == ImportanceMeasure::Contributions)
        target.quantity = TargetQuantity::Logit;
    return target;
}

// Why the fall of one output has no difference from that of the other, a clause; empty where it has.
std::string unlikeOutputs(const ImportanceReport &first, const ImportanceReport &second, ImportanceMeasure measure)
{
    const auto &one = first.request.snapshot->model;
    const auto &other = second.request.snapshot->model;
    if (!first.target || !second.target || !one || !other)
        return {};
    const ImportanceTarget ofFirst = targetOf(first, measure);
    const ImportanceTarget ofSecond = targetOf(second, measure);
    if (haveSameOutputs(one->config, other->config) && ofFirst.quantity == ofSecond.quantity &&
        targetName(*one, ofFirst) == targetName(*other, ofSecond))
        return {};
    const std::string left = targetText(*one, ofFirst);
    const std::string right = targetText(*other, ofSecond);
    return left == right ? fmt::format("{} among other classes", left) : fmt::format("{} and {}", left, right);
}

SideBySideColumn columnOfSides(const ImportanceReport &report, const std::vector<AlignedWords> &rows,
                               const MeasuredSide &first, const MeasuredSide &second, std::string unlike)
{
    const ImportanceMeasure measure = first.measured.measure;
    const bool areAlike = unlike.empty();
    SideBySideColumn column{.measure = measure,
                            .name = std::string(describe(measure).name),
                            .explanation = measureExplanation(report, measure),
                            .absence = absenceOf(first.measured, second.measured),
                            .unlike = std::move(unlike),
                            .isPending = first.measured.isPending() || second.measured.isPending(),
                            .isSigned = describe(measure).isSigned,
                            .cells = {}};
    for (const AlignedWords &row : rows)
        column.cells.push_back(cellOf(row, first, second, areAlike));
    shareRoomOfCells(column.cells);
    return column;
}

std::string labelOf(const DisplayUnits &units, const std::optional<int> &unit)
{
    return unit ? units[*unit].label : std::string();
}

std::string mapClause(const DisplayUnits &first, const DisplayUnits &second)
{
    const char *units = first.areWords() && second.areWords() ? "words" : "tokens";
    if (first.size() == second.size())
        return fmt::format("the maps cell by cell, as their {} differ", units);
    return fmt::format("the maps cell by cell, as they are of {} and {} {}", first.size(), second.size(), units);
}

}  // namespace

std::string unlikeness(const ImportanceReport &first, const ImportanceReport &second, ImportanceMeasure measure)
{
    if (describe(measure).needsTarget)
        return unlikeOutputs(first, second, measure);
    const AnalysisSnapshot &one = *first.request.snapshot;
    const AnalysisSnapshot &other = *second.request.snapshot;
    if (measure == ImportanceMeasure::ValueWeighted && !isSameModel(one, other))
        return "in units of each model's own hidden state";
    if (importanceFormula(measure, attentionColumns(one)) != importanceFormula(measure, attentionColumns(other)))
        return "of an effective map on one side alone";
    return {};
}

std::string sideBySideTable(const SideBySideFigure &figure)
{
    const auto valueOf = [](const std::optional<Bar> &bar) { return bar ? std::optional(bar->value) : std::nullopt; };
    std::string table = "row,first_word,second_word,measure,first,second,difference\n";
    for (std::size_t row = 0; row < figure.rows.size(); ++row) {
        for (const SideBySideColumn &column : figure.columns) {
            const SideBySideCell &cell = column.cells[row];
            CsvRow cells;
            cells.add(row).addQuoted(figure.rows[row].first).addQuoted(figure.rows[row].second);
            cells.add(describe(column.measure).id).add(valueOf(cell.first)).add(valueOf(cell.second)).add(cell.difference);
            table += cells.line();
        }
    }
    return table;
}

std::vector<AlignedWords> alignUnits(const DisplayUnits &first, const DisplayUnits &second)
{
    return alignWords(first.labels(), second.labels());
}

SideBySideFigure sideBySideFigure(const ImportanceReport &first, const DisplayUnits &firstUnits,
                                  const ImportanceReport &second, const DisplayUnits &secondUnits)
{
    SideBySideFigure figure;
    const std::vector<AlignedWords> rows = alignUnits(firstUnits, secondUnits);
    for (const AlignedWords &row : rows)
        figure.rows.push_back(
            {.units = row, .first = labelOf(firstUnits, row.first), .second = labelOf(secondUnits, row.second)});
    for (const MeasuredImportance &measured : first.measured) {
        const auto beside = std::ranges::find(second.measured, measured.measure, &MeasuredImportance::measure);
        if (beside != second.measured.end())
            figure.columns.push_back(columnOfSides(first, rows, MeasuredSide(measured, firstUnits),
                                                   MeasuredSide(*beside, secondUnits),
                                                   unlikeness(first, second, measured.measure)));
    }
    return figure;
}

// Measures with the same reason share it.
std::string differenceNote(const SideBySideFigure &figure)
{
    std::vector<std::pair<std::string, std::string>> reasons;  // and their measures
    for (const SideBySideColumn &column : figure.columns) {
        if (column.unlike.empty() || !column.absence.empty())
            continue;
        const auto known = std::ranges::find(reasons, column.unlike, &std::pair<std::string, std::string>::first);
        if (known == reasons.end())
            reasons.emplace_back(column.unlike, column.name);
        else
            known->second += ", " + column.name;
    }
    std::string note;
    for (const auto &[reason, measures] : reasons)
        note += fmt::format("{}{}: {}", note.empty() ? "No Δ of " : "; of ", measures, reason);
    return note.empty() ? note : note + '.';
}

void shareLimits(HeatMapFigure &first, HeatMapFigure &second)
{
    if (first.isEmpty() || second.isEmpty() || first.valueName != second.valueName || first.scale.kind != second.scale.kind)
        return;
    first.scale.low = second.scale.low = std::min(first.scale.low, second.scale.low);
    first.scale.high = second.scale.high = std::max(first.scale.high, second.scale.high);
}

std::string comparisonCaution(const AnalysisSnapshot &first, const DisplayUnits &firstUnits, const AnalysisSnapshot &second,
                              const DisplayUnits &secondUnits, HeadRef head)
{
    std::vector<std::string> clauses;
    const auto haveMaps = [](const AnalysisSnapshot &snapshot) { return !isLama(snapshot); };
    if (haveMaps(first) && haveMaps(second) && firstUnits.labels() != secondUnits.labels())
        clauses.push_back(mapClause(firstUnits, secondUnits));
    if (!isSameModel(first, second))
        clauses.push_back(fmt::format("{} and {}, heads of different models", headName(first, headWithin(first, head)),
                                      headName(second, headWithin(second, head))));
    if (first.model && second.model && !haveSameOutputs(first.model->config, second.model->config))
        clauses.emplace_back("the models' outputs differ in kind");
    std::string sentence;
    for (const std::string &clause : clauses)
        sentence += (sentence.empty() ? "Not comparable: " : "; ") + clause;
    return sentence.empty() ? sentence : sentence + '.';
}

}  // namespace core
