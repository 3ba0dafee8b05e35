#pragma once

#include "app/command_line/option.h"
#include "app/command_line/output_column.h"

#include <span>
#include <string_view>
#include <vector>

namespace app {

// All there is to say of a command of the command line. The window is one too, without a name.
struct CommandDefinition {
    Command command = Command::Window;
    std::string_view name;
    std::string_view arguments;  // the least it takes
    std::string_view help;
    std::vector<Option> options{};
    std::vector<std::string_view> examples{};  // without the program's name
    std::vector<OutputDescription> outputs{};  // what a script reads; told by --columns
};

constexpr std::string_view columnsName = "--columns";  // of every command that has outputs

// In the order of the help; the window is the last.
std::span<const CommandDefinition> commandDefinitions();

const CommandDefinition &windowDefinition();

// None for a word that is no command.
const CommandDefinition *definitionNamed(std::string_view name);

}  // namespace app
