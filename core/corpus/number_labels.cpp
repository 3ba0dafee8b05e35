#include "core/corpus/number_labels.h"

#include "core/base/message_text.h"

#include <charconv>
#include <cmath>
#include <optional>

namespace core {
namespace {

std::optional<double> finiteNumber(std::string_view label)
{
    if (label.starts_with('+'))
        label.remove_prefix(1);
    double number = 0;
    const auto [end, problem] = std::from_chars(label.data(), label.data() + label.size(), number);
    const bool isWhole = problem == std::errc() && end == label.data() + label.size();
    return isWhole && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

}  // namespace

Result<std::vector<double>> numberLabels(const TextTable &table)
{
    if (!table.hasLabels)
        return badInput(table.noLabels);
    std::vector<double> numbers;
    for (const TextRow &row : table.rows) {
        const auto number = finiteNumber(row.label);
        if (!number)
            return badInput("line " + std::to_string(row.line) + " has the label " + quotedText(row.label) +
                            ", expected a number, as the model is a regression");
        numbers.push_back(*number);
    }
    return numbers;
}

}  // namespace core
