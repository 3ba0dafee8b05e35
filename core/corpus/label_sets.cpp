#include "core/corpus/label_sets.h"

#include "core/base/message_text.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace core {
namespace {

using Names = std::vector<std::string>;
using LabelIndex = std::optional<std::size_t> (*)(std::string_view label, const Names &names);

std::optional<std::size_t> byName(std::string_view label, const Names &names)
{
    const auto found = std::ranges::find(names, label);
    return found == names.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - names.begin()));
}

std::optional<std::size_t> byIndex(std::string_view label, const Names &names)
{
    std::size_t index = 0;
    const auto [end, problem] = std::from_chars(label.data(), label.data() + label.size(), index);
    const bool isNumber = problem == std::errc() && end == label.data() + label.size();
    return isNumber && index < names.size() ? std::optional(index) : std::nullopt;
}

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

// A file read in one way, or the first label that does not fit.
struct Reading {
    std::vector<std::vector<bool>> holds;
    const TextRow *unfit = nullptr;
    std::string label;
};

Reading readingOf(const TextTable &table, const Names &names, LabelIndex indexOf)
{
    Reading reading;
    for (const TextRow &row : table.rows) {
        std::vector<bool> &holds = reading.holds.emplace_back(names.size());
        for (const std::string_view label : labelsOf(row.label)) {
            const auto index = indexOf(label, names);
            if (!index) {
                reading.unfit = &row;
                reading.label = label;
                return reading;
            }
            holds[*index] = true;
        }
    }
    return reading;
}

std::string listed(const Names &names)
{
    constexpr std::size_t mostNames = 8;
    std::string text;
    for (std::size_t index = 0; index < std::min(names.size(), mostNames); ++index)
        text += (index == 0 ? "" : ", ") + quotedText(names[index]);
    return text + (names.size() > mostNames ? ", …" : "");
}

}  // namespace

Result<LabelSets> labelSets(const TextTable &table, const Names &names)
{
    if (!table.hasLabels)
        return badInput(table.noLabels);
    Reading named = readingOf(table, names, byName);
    Reading indexed = readingOf(table, names, byIndex);
    if (!named.unfit && !indexed.unfit && named.holds != indexed.holds)
        return badInput("the labels may be read as names or as indices from 0, which are other labels of the model");
    if (!named.unfit)
        return LabelSets{std::move(named.holds), "class names"};
    if (!indexed.unfit)
        return LabelSets{std::move(indexed.holds), "class indices from 0"};
    // What got further is what the file seems to mean.
    const Reading &closest = indexed.holds.size() > named.holds.size() ? indexed : named;
    return badInput("line " + std::to_string(closest.unfit->line) + " has the label " + quotedText(closest.label) +
                    ", expected names joined by commas, of " + listed(names) + ", in every line, or indices from 0 to " +
                    std::to_string(names.size() - 1) + " in every line");
}

}  // namespace core
