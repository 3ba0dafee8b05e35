#include "core/corpus/texts/number_labels.h"

#include "core/base/decimal_number.h"
#include "core/base/message_text.h"

#include <fmt/core.h>

namespace core {

Result<std::vector<double>> numberLabels(const TextTable &table)
{
    if (!table.hasLabels)
        return badInput(table.noLabels);
    std::vector<double> numbers;
    for (const TextRow &row : table.rows) {
        const auto number = decimalNumber(row.label);
        if (!number)
            return badInput(fmt::format("line {} has the label {}, expected a number, as the model is a regression",
                                        row.line, quotedText(row.label)));
        numbers.push_back(*number);
    }
    return numbers;
}

}  // namespace core
