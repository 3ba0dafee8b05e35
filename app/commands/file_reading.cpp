#include "app/commands/file_reading.h"

#include "core/base/message_text.h"
#include "core/corpus/texts/cut_note.h"

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

core::TextFile dataOf(const CommandLine &line)
{
    return {.path = line.data, .columns = line.columns, .limit = static_cast<std::size_t>(line.limit.value_or(0))};
}

}  // namespace app
