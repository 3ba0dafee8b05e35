#include "app/commands/command_output.h"

#include "core/base/message_text.h"

#include <cmath>
#include <iomanip>
#include <ostream>

namespace app {

void printError(const core::Error &error, std::ostream &errors)
{
    errors << "attnscope: " << core::messageLine(error.message) << '\n';
}

void printNote(const std::vector<std::string> &parts, std::ostream &errors)
{
    std::string note;
    for (const std::string &part : parts)
        note += (note.empty() || part.empty() ? "" : "; ") + part;
    if (!note.empty())
        errors << "attnscope: note: " << core::messageLine(note) << '\n';
}

void printCell(double number, std::size_t width, std::ostream &out)
{
    out << std::setw(static_cast<int>(width));
    if (std::isnan(number))
        out << "-";
    else
        out << number;
}

}  // namespace app
