#include "app/commands/eval_texts.h"

#include "app/commands/command_output.h"
#include "core/base/input_file.h"
#include "core/base/message_text.h"
#include "core/corpus/texts/cut_note.h"
#include "core/corpus/texts/number_labels.h"

#include <iomanip>
#include <ostream>

namespace app {

void printReading(const FileReading &reading, int nameWidth, std::ostream &out)
{
    const auto print = [&](std::string_view name, const std::string &text) {
        out << std::left << std::setw(nameWidth) << name << ' ' << core::onOneLine(text) << '\n';
    };
    if (!reading.labelsReadAs.empty())
        print("labels", "read as " + reading.labelsReadAs);
    for (const std::string &note : reading.notes)
        print("file", note);
    if (const std::string cut = core::cutNote(reading.cutTexts, reading.texts, reading.tokenLimit); !cut.empty())
        print("cut", cut);
}

core::Result<ValuedTexts> valuedTexts(const CommandLine &line)
{
    const auto table = core::readTextTable(line.data, line.columns);
    if (!table)
        return table.error();
    const auto values = core::numberLabels(*table);
    if (!values)
        return core::inContext(core::pathText(line.data), values.error());
    ValuedTexts read{.texts = {}, .notes = table->notes};
    for (std::size_t row = 0; row < table->rows.size(); ++row)
        read.texts.push_back({table->rows[row].text, (*values)[row]});
    keepFirst(line.limit, read.texts);
    return read;
}

}  // namespace app
