#include "app/command_line/window_options.h"

#include "app/command_line/completion.h"
#include "app/command_line/shared_options.h"
#include "app/command_line/take_model.h"
#include "app/window_size.h"
#include "app/workspaces.h"
#include "core/base/message_text.h"
#include "core/base/number_in.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

namespace app {

namespace {

using core::Result;

Result<void> takeModelOption(CommandLine &line, std::string_view value)
{
    line.isModelAnOption = line.model.empty();
    return takeModel(line, value);
}

std::string workspaceIds(const char *between)
{
    std::string ids;
    for (const Workspace &workspace : workspaces())
        ids += fmt::format("{}{}", ids.empty() ? "" : between, workspace.id);
    return ids;
}

Result<void> takeWorkspace(CommandLine &line, std::string_view value)
{
    line.workspace = value;
    if (workspaceIndex(QString::fromStdString(line.workspace)) < 0)
        return core::badInput(fmt::format("there is no workspace \"{}\"; there are {}", line.workspace, workspaceIds(", ")));
    return {};
}

Result<void> takeTheme(CommandLine &line, std::string_view value)
{
    static const std::map<std::string_view, ui::ThemeChoice> choices{
        {"light", ui::ThemeChoice::Light},
        {"dark", ui::ThemeChoice::Dark},
        {"high-contrast", ui::ThemeChoice::HighContrast},
        {"dark-high-contrast", ui::ThemeChoice::DarkHighContrast},
    };
    const auto found = choices.find(value);
    if (found == choices.end())
        return core::badInput(
            fmt::format("--theme is \"{}\", but must be light, dark, high-contrast or dark-high-contrast", value));
    line.theme = found->second;
    return {};
}

Result<void> takeSize(CommandLine &line, std::string_view value)
{
    constexpr int largest = 16384;
    const std::size_t cross = std::min(value.find('x'), value.size());
    const auto width = core::numberIn<int>(value.substr(0, cross));
    const auto height = core::numberIn<int>(value.substr(std::min(cross + 1, value.size())));
    const auto isFit = [](std::optional<int> length, int least) { return length && *length >= least && *length <= largest; };
    const auto text = [](int first, int second) { return fmt::format("{}x{}", first, second); };
    if (!isFit(width, smallestWindow.width()) || !isFit(height, smallestWindow.height()))
        return core::badInput(fmt::format("--size is {}, but must be WIDTHxHEIGHT in pixels, from {} to {}",
                                          core::quotedText(value), text(smallestWindow.width(), smallestWindow.height()),
                                          text(largest, largest)));
    line.size = {*width, *height};
    return {};
}

Result<void> takeScreenshotFile(CommandLine &line, std::string_view value)
{
    if (!value.ends_with(".png"))
        return core::badInput(fmt::format("--screenshot is \"{}\", but must end in .png", value));
    line.screenshot = value;
    line.command = Command::Screenshot;
    return {};
}

Result<void> takeSession(CommandLine &line, std::string_view value)
{
    line.session = value;
    return {};
}

Result<void> takeSavedSession(CommandLine &line, std::string_view value)
{
    line.savedSession = value;
    return {};
}

Result<void> takeCompletion(CommandLine &line, std::string_view value)
{
    if (completionScript(value).empty())
        return core::badInput(fmt::format("--completion is {}, but must be bash or zsh", core::quotedText(value)));
    line.command = Command::Completion;
    line.completedShell = value;
    return {};
}

Result<void> takeManual(CommandLine &line, std::string_view)
{
    line.command = Command::ManualPage;
    return {};
}

Result<void> takeNew(CommandLine &line, std::string_view)
{
    line.startsAnew = true;
    return {};
}

}  // namespace

CommandDefinition defineWindow()
{
    static const std::string workspaceChoices = workspaceIds("|");
    return {
        .command = Command::Window,
        .name = "",
        .arguments = "[MODEL]",
        .help = "open the window",
        .options = {textOption(),
                    {"--model", "DIR", "the model to open", takeModelOption},
                    {"--workspace", workspaceChoices, "the workspace to show", takeWorkspace},
                    {"--theme", "light|dark|high-contrast|dark-high-contrast", "instead of the desktop's", takeTheme},
                    {"--size", "WxH", "of the window, in pixels", takeSize},
                    {"--screenshot", "F.png", "draw the window into a file, without a display", takeScreenshotFile},
                    {"--session", "F.json", "go on with a saved session", takeSession},
                    {"--save-session", "F.json", "write what is shown as a session, beside --screenshot", takeSavedSession},
                    {"--new", "", "start anew, not where the last session ended", takeNew},
                    {"--completion", completedShells, "print a script that completes the command line in this shell",
                     takeCompletion},
                    {"--man", "", "print the manual page: attnscope --man | man -l -", takeManual}},
        .examples = {}};
}

}  // namespace app
