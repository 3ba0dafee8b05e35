#include "core/corpus/label_sets.h"

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

}  // namespace

Result<LabelSets> labelSets(const TextTable &table, const std::vector<std::string> &names, LabelReading reading)
{
    Result<ReadLabels> read =
        readLabels(table, names, reading, {.labelsOf = labelsOf, .hint = "; labels of one text are joined by commas"});
    if (!read)
        return read.error();
    LabelSets sets{.holds = {}, .readAs = std::move(read->readAs)};
    for (const TextRow &row : table.rows) {
        std::vector<bool> &holds = sets.holds.emplace_back(names.size());
        for (const std::string_view label : labelsOf(row.label))
            holds[static_cast<std::size_t>(read->classes.find(label)->second)] = true;
    }
    return sets;
}

}  // namespace core
