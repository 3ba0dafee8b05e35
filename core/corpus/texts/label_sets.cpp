#include "core/corpus/texts/label_sets.h"

#include "core/base/message_text.h"

#include <fmt/core.h>

#include <algorithm>

namespace core {
namespace {

std::vector<std::string_view> labelsOf(std::string_view cell)
{
    std::vector<std::string_view> labels;
    while (!cell.empty()) {
        const std::size_t comma = std::min(cell.find(','), cell.size());
        if (const std::string_view label = trimmed(cell.substr(0, comma)); !label.empty())
            labels.push_back(label);
        cell.remove_prefix(std::min(comma + 1, cell.size()));
    }
    return labels;
}

bool hasRepeat(std::vector<std::string_view> labels)
{
    std::ranges::sort(labels);
    return std::ranges::adjacent_find(labels) != labels.end();
}

// "1,0,1": whether each label of the model holds, in its order.
bool areFlags(const std::vector<std::string_view> &labels, std::size_t count)
{
    return labels.size() == count &&
           std::ranges::all_of(labels, [](std::string_view label) { return label == "0" || label == "1"; });
}

bool holdsFlags(const TextTable &table, std::size_t count)
{
    return std::ranges::all_of(table.rows, [count](const TextRow &row) { return areFlags(labelsOf(row.label), count); });
}

LabelSets setsOfFlags(const TextTable &table)
{
    LabelSets sets{.holds = {}, .readAs = "one 0 or 1 for each label of the model"};
    for (const TextRow &row : table.rows) {
        std::vector<bool> &holds = sets.holds.emplace_back();
        for (const std::string_view label : labelsOf(row.label))
            holds.push_back(label == "1");
    }
    return sets;
}

}  // namespace

Result<LabelSets> labelSets(const TextTable &table, const std::vector<std::string> &names, LabelReading reading)
{
    const auto repeated =
        std::ranges::find_if(table.rows, [](const TextRow &row) { return hasRepeat(labelsOf(row.label)); });
    const bool mayBeFlags = table.hasLabels && reading == LabelReading::Unambiguous && holdsFlags(table, names.size());
    const bool isOneLabel = names.size() == 1;  // of which an index could only say that it holds
    if (mayBeFlags && (isOneLabel || repeated != table.rows.end()))
        return setsOfFlags(table);
    if (mayBeFlags)
        return badInput(fmt::format("line {} has the labels {}, which with all others may be read as class indices or as "
                                    "one 0 or 1 for each label of the model; write class names",
                                    table.rows.front().line, quotedText(table.rows.front().label)));
    if (table.hasLabels && repeated != table.rows.end())
        return badInput(
            fmt::format("line {} has the labels {}, one of them twice; expected each label once, joined by commas",
                        repeated->line, quotedText(repeated->label)));
    Result<ReadLabels> read =
        readLabels(table, names, reading, {.labelsOf = labelsOf, .hint = "; labels of one text are joined by commas"});
    if (!read)
        return read.error();
    const auto joined =
        std::ranges::find_if(names, [](const std::string &name) { return name.find(',') != std::string::npos; });
    if (joined != names.end() && read->readAs.starts_with("class names"))
        return badInput(fmt::format(
            "the model's label {} has a comma in it, as stands between names; expected class indices", quotedText(*joined)));
    LabelSets sets{.holds = {}, .readAs = std::move(read->readAs)};
    for (const TextRow &row : table.rows) {
        std::vector<bool> &holds = sets.holds.emplace_back(names.size());
        for (const std::string_view label : labelsOf(row.label))
            holds[static_cast<std::size_t>(read->classes.find(label)->second)] = true;
    }
    return sets;
}

}  // namespace core
