#include "app/command_line/help_text.h"

#include "app/command_line/exit_status.h"
#include "app/help_entry.h"

#include <fmt/core.h>

#include <algorithm>

namespace app {

namespace {

// "exit status: 0 done; 1 ..."
std::string exitStatusLine()
{
    std::string line;
    for (const ExitStatus &status : exitStatuses)
        line += fmt::format("{}{} {}", line.empty() ? "exit status: " : "; ", status.status, status.meaning);
    return line + "\n";
}

std::string commandEntry(std::string usage, std::string_view help)
{
    constexpr std::size_t helpColumn = 39;
    usage.resize(std::max(usage.size() + 2, helpColumn), ' ');
    return usage + std::string(help) + "\n";
}

std::string usageOf(const CommandDefinition &definition)
{
    std::string usage = "attnscope ";
    if (!definition.name.empty())
        usage += std::string(definition.name) + " ";
    return usage + std::string(definition.arguments);
}

std::string optionEntry(const Option &option, std::string_view help)
{
    constexpr std::size_t optionColumn = 26;
    std::string usage = "  " + std::string(option.name);
    if (!option.value.empty())
        usage += " " + std::string(option.value);
    usage.resize(std::max(usage.size() + 2, optionColumn), ' ');
    return helpEntry(usage, help, optionColumn);
}

// What the option says of itself in every command that takes it.
std::string helpEverywhere(std::string_view name)
{
    std::vector<std::string_view> helps;
    for (const CommandDefinition &definition : commandDefinitions()) {
        for (const Option &option : definition.options) {
            if (option.name == name && std::ranges::find(helps, option.help) == helps.end())
                helps.push_back(option.help);
        }
    }
    std::string text;
    for (const std::string_view help : helps)
        text += (text.empty() ? "" : "; ") + std::string(help);
    return text;
}

std::string everyOption()
{
    std::string text;
    std::vector<std::string_view> told;
    for (const CommandDefinition &definition : commandDefinitions()) {
        for (const Option &option : definition.options) {
            if (std::ranges::find(told, option.name) != told.end())
                continue;
            told.push_back(option.name);
            text += optionEntry(option, helpEverywhere(option.name));
        }
    }
    return text;
}

std::string exampleLines(const CommandDefinition &definition)
{
    std::string text = definition.examples.size() == 1 ? "\nexample:\n" : "\nexamples:\n";
    for (const std::string_view example : definition.examples)
        text += fmt::format("  attnscope {}\n", example);
    return definition.examples.empty() ? std::string() : text;
}

}  // namespace

std::string overviewHelp()
{
    std::string text = commandEntry(usageOf(windowDefinition()), windowDefinition().help);
    for (const CommandDefinition &definition : commandDefinitions()) {
        if (!definition.name.empty())
            text += commandEntry(usageOf(definition), definition.help);
    }
    text += commandEntry("attnscope --screenshot F.png", "draw the window into a file");
    text += commandEntry("attnscope NAME --help", "the options of one command, with examples");
    text += commandEntry("attnscope NAME --columns", "what one command writes: columns and keys, with their units");
    return fmt::format("{}\n{}\n{}", text, everyOption(), exitStatusLine());
}

std::string commandHelp(const CommandDefinition &definition)
{
    std::string text = commandEntry(usageOf(definition), definition.help) + "\n";
    for (const Option &option : definition.options)
        text += optionEntry(option, option.help);
    if (!definition.outputs.empty())
        text += optionEntry({columnsName, "", "", nullptr}, "names, meanings and units of all that it writes for scripts");
    text += optionEntry({"--help", "", "", nullptr}, "this text");
    return fmt::format("{}{}\n{}", text, exampleLines(definition), exitStatusLine());
}

}  // namespace app
