#include "app/commands/eval_texts.h"

#include "app/commands/command_output.h"
#include "core/corpus/number_labels.h"

namespace app {

core::Result<ValuedTexts> valuedTexts(const CommandLine &line)
{
    const auto table = core::readTextTable(line.data, line.columns);
    if (!table)
        return table.error();
    const auto values = core::numberLabels(*table);
    if (!values)
        return core::inContext(line.data.string(), values.error());
    ValuedTexts read{.texts = {}, .notes = table->notes};
    for (std::size_t row = 0; row < table->rows.size(); ++row)
        read.texts.push_back({table->rows[row].text, (*values)[row]});
    keepFirst(line.limit, read.texts);
    return read;
}

}  // namespace app
