#include "app/command_line/arguments.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <map>
#include <string_view>

namespace app {

namespace {

using core::Result;

constexpr const char *modelName = "MODEL";
constexpr const char *helpNames = "-h,--help";

// CLI11 takes "--text=" as an option without a value and "[a,b]" for a list, and here any bytes are a value. So every value goes
// through it behind a mark of its own, and only words that look like options do not.
constexpr char mark = '\x01';

bool looksLikeOption(std::string_view argument)
{
    return argument.size() > 1 && argument.front() == '-';
}

std::string marked(std::string_view argument)
{
    if (!looksLikeOption(argument))
        return mark + std::string(argument);
    const std::size_t equals = argument.find('=');
    if (equals == std::string_view::npos || !argument.starts_with("--"))
        return std::string(argument);
    return std::string(argument.substr(0, equals + 1)) + mark + std::string(argument.substr(equals + 1));
}

// Takes the mark away again, also out of a value that looks like an option, "--text --a=b".
std::string unmarked(std::string argument)
{
    if (const std::size_t at = argument.find(mark); at == 0 || (at != std::string::npos && argument[at - 1] == '='))
        argument.erase(at, 1);
    return argument;
}

std::string nameIn(std::string_view argument)
{
    return std::string(argument.substr(0, argument.find('=')));
}

// CLI11's view of the definition: names and how many values. What the values mean is ours.
void declare(const CommandDefinition &definition, CLI::App &parser)
{
    parser.set_help_flag();  // its own would print
    parser.add_flag(helpNames);
    if (!definition.outputs.empty())
        parser.add_flag(std::string(columnsName));
    for (const Option &option : definition.options) {
        const std::string name(option.name);
        CLI::Option *declared = option.value.empty() ? parser.add_flag(name) : parser.add_option(name);
        declared->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);  // Arguments tells of every one
    }
    parser.add_option(modelName)->allow_extra_args()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    parser.allow_extras();  // so that the error can suggest a name
}

const Option *optionFor(const CommandDefinition &definition, const CLI::Option &parsed)
{
    const auto found = std::ranges::find(definition.options, parsed.get_name(), &Option::name);
    return found == definition.options.end() ? nullptr : &*found;
}

// CLI11 gives a flag without a value this one.
bool isPlainFlag(const std::string &result)
{
    return result == "true";
}

Arguments argumentsOf(const CommandDefinition &definition, const CLI::App &parser)
{
    Arguments arguments;
    std::map<const CLI::Option *, std::size_t> seen;
    for (const CLI::Option *parsed : parser.parse_order()) {
        const std::string &result = parsed->results()[seen[parsed]++];
        if (parsed->check_name("--help")) {
            arguments.asksForHelp = true;
            continue;
        }
        if (parsed->check_name(std::string(columnsName))) {
            arguments.asksForColumns = true;
            continue;
        }
        const Option *option = optionFor(definition, *parsed);
        const bool standsAlone = option && option->value.empty() && isPlainFlag(result);
        arguments.given.push_back({option, standsAlone ? std::nullopt : std::optional(unmarked(result))});
    }
    for (const std::string &unknown : parser.remaining()) {
        if (unknown != "--")  // which CLI11 leaves over
            arguments.unknown.push_back(nameIn(unknown));
    }
    return arguments;
}

}  // namespace

const std::string *Arguments::firstModel() const
{
    const auto first = std::ranges::find(given, nullptr, &Given::option);
    return first == given.end() ? nullptr : &first->value.value();
}

Result<Arguments> readArguments(const CommandDefinition &definition, std::span<const char *const> rest)
{
    CLI::App parser;
    declare(definition, parser);
    std::vector<std::string> backwards;  // as CLI11 wants them
    for (const char *argument : rest)
        backwards.insert(backwards.begin(), marked(argument));
    try {
        parser.parse(backwards);
    } catch (const CLI::ArgumentMismatch &) {
        // Every value is taken as it comes, so that only the last option can lack its own.
        const std::string last = rest.back();
        const auto option = std::ranges::find(definition.options, last, &Option::name);
        return core::badInput(last + " needs a value: " +
                              std::string(option == definition.options.end() ? std::string_view() : option->value));
    }
    return argumentsOf(definition, parser);
}

}  // namespace app
