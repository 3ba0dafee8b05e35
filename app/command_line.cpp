#include "app/command_line.h"

#include "app/command_line/arguments.h"
#include "app/command_line/command_definition.h"
#include "app/command_line/help_text.h"
#include "app/command_line/suggestion.h"
#include "app/command_line/take_model.h"
#include "app/command_line_check.h"
#include "core/base/message_text.h"
#include "core/model/mask/mask_file.h"

#include <algorithm>
#include <string_view>

namespace app {

namespace {

using core::Result;

// Only the first argument is a command, so that a model or a text may have the name of one.
const CommandDefinition &definitionFor(std::span<const char *const> arguments)
{
    const CommandDefinition *named = arguments.empty() ? nullptr : definitionNamed(arguments.front());
    return named ? *named : windowDefinition();
}

std::vector<std::string_view> commandNames()
{
    std::vector<std::string_view> names;
    for (const CommandDefinition &definition : commandDefinitions()) {
        if (!definition.name.empty())
            names.push_back(definition.name);
    }
    return names;
}

core::Error unknownOption(const CommandDefinition &definition, const std::string &name)
{
    std::vector<std::string_view> names{"--help"};
    if (!definition.outputs.empty())
        names.push_back(columnsName);
    for (const Option &option : definition.options)
        names.push_back(option.name);
    return core::badInput("unknown option " + name + suggestion(name, names));
}

// A mistyped command comes with options that the window does not know; then the command is what is wrong.
core::Error refuseUnknown(const CommandDefinition &definition, const Arguments &arguments)
{
    CommandLine line;
    line.command = definition.command;
    if (const std::string *model = arguments.firstModel()) {
        line.model = *model;
        if (const Result<void> exists = checkModelExists(line); !exists)
            return exists.error();
    }
    return unknownOption(definition, arguments.unknown.front());
}

// Only a text may be empty, which is one without words.
Result<void> takeOption(CommandLine &line, const Option &option, const std::optional<std::string> &value)
{
    const std::string name(option.name);
    const bool takesNone = option.value.empty();
    if (takesNone && value)
        return core::badInput(name + " takes no value");
    if (!takesNone && value->empty() && name != "--text")
        return core::badInput(name + " needs a value: " + std::string(option.value));
    return option.take(line, value ? std::string_view(*value) : std::string_view());
}

Result<void> takeAll(CommandLine &line, const Arguments &arguments)
{
    std::vector<const Option *> taken;
    for (const Arguments::Given &given : arguments.given) {
        const bool isTwice = given.option && !given.option->value.empty() && std::ranges::count(taken, given.option) > 0;
        if (isTwice)
            return core::badInput(std::string(given.option->name) + " is given twice");
        taken.push_back(given.option);
        const Result<void> done =
            given.option ? takeOption(line, *given.option, given.value) : takeModel(line, *given.value);
        if (!done)
            return done;
    }
    return {};
}

// In one spelling and order, so that those of the shards of one run are the same.
std::vector<std::string> plainArguments(const CommandDefinition &definition, const Arguments &arguments)
{
    std::vector<std::string> options;
    std::vector<std::string> models{"--"};
    for (const Arguments::Given &given : arguments.given) {
        if (!given.option)
            models.push_back(*given.value);
        else if (given.option->name != "--shard" && given.option->name != "--partial")
            options.push_back(std::string(given.option->name) + (given.value ? '=' + *given.value : std::string()));
    }
    std::ranges::sort(options);
    options.insert(options.begin(), std::string(definition.name));
    options.insert(options.end(), models.begin(), models.end());
    return options;
}

bool asksForVersion(std::span<const char *const> arguments)
{
    return !arguments.empty() && arguments.front() == std::string_view("--version");
}

bool asksForHelp(std::span<const char *const> arguments)
{
    return !arguments.empty() &&
           (arguments.front() == std::string_view("--help") || arguments.front() == std::string_view("-h"));
}

core::Error oneTooMany(const char *argument)
{
    return core::badInput(core::quotedText(argument) + " is one argument too many");
}

// Of what is named behind --help, a command.
Result<CommandLine> helpLine(std::string_view topic, std::span<const char *const> behind)
{
    CommandLine line;
    line.command = Command::Help;
    line.helpTopic = topic;
    if (behind.empty())
        return line;
    if (!topic.empty() || behind.size() > 1)
        return oneTooMany(behind[topic.empty() ? 1 : 0]);
    const CommandDefinition *named = definitionNamed(behind.front());
    if (!named)
        return core::badInput("there is no command " + core::quotedText(behind.front()) +
                              suggestion(behind.front(), commandNames()));
    line.helpTopic = named->name;
    return line;
}

}  // namespace

Result<CommandLine> parseCommandLine(std::span<const char *const> arguments)
{
    CommandLine line;
    if (asksForVersion(arguments)) {
        line.command = Command::Version;
        return arguments.size() == 1 ? Result<CommandLine>(line) : oneTooMany(arguments[1]);
    }
    const CommandDefinition &definition = definitionFor(arguments);
    line.command = definition.command;
    if (!definition.name.empty()) {
        arguments = arguments.subspan(1);
        line.columns.advice = line.command == Command::Eval || line.command == Command::Words ? core::Advice::EveryOption
                                                                                              : core::Advice::TextOption;
    }
    if (asksForHelp(arguments))
        return helpLine(definition.name, arguments.subspan(1));
    const Result<Arguments> read = readArguments(definition, arguments);
    if (!read)
        return read.error();
    if (read->asksForHelp) {
        line.command = Command::Help;
        line.helpTopic = definition.name;
        return line;
    }
    if (read->asksForColumns) {
        line.command = Command::Columns;
        line.helpTopic = definition.name;
        return line;
    }
    if (!read->unknown.empty())
        return refuseUnknown(definition, *read);
    if (Result<void> taken = takeAll(line, *read); !taken)
        return taken.error();
    line.arguments = plainArguments(definition, *read);
    if (Result<void> complete = checkComplete(line, std::string(definition.name)); !complete)
        return complete.error();
    return line;
}

Result<void> checkModelExists(const CommandLine &line)
{
    std::error_code ignored;
    const bool isWindow = line.command == Command::Window || line.command == Command::Screenshot;
    if (!isWindow || line.model.empty() || std::filesystem::exists(line.model, ignored))
        return {};
    const std::string model = core::quotedText(line.model.string());
    if (line.isModelAnOption)
        return core::badInput("there is no model folder " + model);
    return core::badInput("there is no command or model folder " + model + suggestion(line.model.string(), commandNames()));
}

Result<void> readMaskFiles(CommandLine &line)
{
    const Result<void> read = line.mask.pattern ? core::readMaskFiles(*line.mask.pattern, {}) : Result<void>();
    return read ? read : core::inContext("--mask", read.error());
}

std::string columnsText(std::string_view command)
{
    const CommandDefinition *definition = definitionNamed(command);
    return definition ? columnReference(definition->name, definition->outputs) : std::string();
}

std::string helpText(std::string_view topic)
{
    const CommandDefinition *command = definitionNamed(topic);
    return command ? commandHelp(*command) : overviewHelp();
}

}  // namespace app
