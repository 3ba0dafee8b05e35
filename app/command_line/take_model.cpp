#include "app/command_line/take_model.h"

#include <fmt/core.h>

namespace app {

namespace {

// "models/one/" is called "one" all the same.
std::filesystem::path folderNamed(std::string_view argument)
{
    const std::filesystem::path folder = argument;
    return folder.filename().empty() && folder.has_relative_path() ? folder.parent_path() : folder;
}

}  // namespace

core::Result<void> takeModel(CommandLine &line, std::string_view argument)
{
    if (!line.model.empty() && line.command != Command::Compare && line.command != Command::Merge) {
        const core::Result<void> exists = checkModelExists(line);
        return exists ? core::badInput(fmt::format("\"{}\" is one argument too many", argument)) : exists.error();
    }
    if (argument.empty())
        return core::badInput(line.command == Command::Merge ? "the name of a file is empty"
                                                             : "the model folder's name is empty");
    line.models.push_back(folderNamed(argument));
    line.model = line.models.front();
    return {};
}

}  // namespace app
