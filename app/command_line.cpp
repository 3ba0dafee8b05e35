#include "app/command_line.h"

#include "app/command_line_check.h"
#include "app/help_entry.h"
#include "app/window_size.h"
#include "app/workspaces.h"
#include "core/base/message_text.h"
#include "core/base/number_in.h"
#include "core/corpus/texts/text_decoding.h"
#include "core/model/mask/mask_file.h"
#include "core/model/mask/mask_text.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

namespace app {

namespace {

using core::Result;

// The value is empty for an option that takes none.
using TakeOption = Result<void> (*)(CommandLine &line, std::string_view value);

constexpr unsigned bit(Command command)
{
    return 1U << static_cast<unsigned>(command);
}

constexpr unsigned window = bit(Command::Window) | bit(Command::Screenshot);
constexpr unsigned run = bit(Command::Run);
constexpr unsigned eval = bit(Command::Eval);
constexpr unsigned spectrum = bit(Command::Spectrum);
constexpr unsigned compare = bit(Command::Compare);

constexpr int mostDraws = 10000;
constexpr int largestInt = std::numeric_limits<int>::max();

struct Option {
    std::string_view name;
    std::string_view value;  // what its value is called; empty if it takes none
    unsigned commands;       // a bit for each command that takes it
    std::string_view help;
    TakeOption take;
};

Result<void> takeTheme(CommandLine &line, std::string_view value)
{
    if (value != "light" && value != "dark")
        return core::badInput("--theme is \"" + std::string(value) + "\", but must be light or dark");
    line.theme = value == "dark" ? ui::ThemeChoice::Dark : ui::ThemeChoice::Light;
    return {};
}

Result<void> takeSize(CommandLine &line, std::string_view value)
{
    constexpr int largest = 16384;
    const std::size_t cross = std::min(value.find('x'), value.size());
    const auto width = core::numberIn<int>(value.substr(0, cross));
    const auto height = core::numberIn<int>(value.substr(std::min(cross + 1, value.size())));
    const auto isFit = [](std::optional<int> length, int least) { return length && *length >= least && *length <= largest; };
    const auto text = [](int first, int second) { return std::to_string(first) + "x" + std::to_string(second); };
    if (!isFit(width, smallestWindow.width()) || !isFit(height, smallestWindow.height()))
        return core::badInput("--size is " + core::quotedText(value) + ", but must be WIDTHxHEIGHT in pixels, from " +
                              text(smallestWindow.width(), smallestWindow.height()) + " to " + text(largest, largest));
    line.size = {*width, *height};
    return {};
}

Result<void> takeWorkspace(CommandLine &line, std::string_view value)
{
    line.workspace = value;
    if (workspaceIndex(QString::fromStdString(line.workspace)) < 0)
        return core::badInput("there is no workspace \"" + line.workspace + "\"; there are attention, rank and masks");
    return {};
}

Result<void> takeScreenshotFile(CommandLine &line, std::string_view value)
{
    if (!value.ends_with(".png"))
        return core::badInput("--screenshot is \"" + std::string(value) + "\", but must end in .png");
    line.screenshot = value;
    return {};
}

Result<void> takeLimit(CommandLine &line, std::string_view value)
{
    line.limit = core::numberIn<int>(value);
    if (!line.limit || *line.limit < 1)
        return core::badInput("--limit is \"" + std::string(value) + "\", but must be a whole number from 1 to " +
                              std::to_string(largestInt));
    return {};
}

// "models/one/" is called "one" all the same.
std::filesystem::path folderNamed(std::string_view argument)
{
    const std::filesystem::path folder = argument;
    return folder.filename().empty() && folder.has_relative_path() ? folder.parent_path() : folder;
}

Result<void> takeSeed(CommandLine &line, std::string_view value)
{
    const auto seed = core::numberIn<int>(value);
    if (!seed || *seed < 0)
        return core::badInput("--seed is \"" + std::string(value) + "\", but must be a whole number from 0 to " +
                              std::to_string(largestInt));
    line.seed = static_cast<std::uint32_t>(*seed);
    return {};
}

Result<void> takeControlDraws(CommandLine &line, std::string_view value)
{
    constexpr int most = 1000;
    const auto draws = core::numberIn<int>(value);
    if (!draws || *draws < 0 || *draws > most)
        return core::badInput("--control-draws is \"" + std::string(value) + "\", but must be a whole number from 0 to " +
                              std::to_string(most));
    line.controlDraws = *draws;
    return {};
}

Result<void> takeNull(CommandLine &line, std::string_view value)
{
    line.null = core::spectrumNullNamed(value);
    if (!line.null)
        return core::badInput("--null is \"" + std::string(value) + "\", but must be rows or projections");
    return {};
}

Result<void> takeDraws(CommandLine &line, std::string_view value)
{
    line.draws = core::numberIn<int>(value);
    if (!line.draws || *line.draws < 1 || *line.draws > mostDraws)
        return core::badInput("--draws is \"" + std::string(value) + "\", but must be a whole number from 1 to " +
                              std::to_string(mostDraws));
    return {};
}

Result<void> takeModel(CommandLine &line, std::string_view argument)
{
    if (!line.model.empty() && line.command != Command::Compare) {
        const Result<void> exists = checkModelExists(line);
        return exists ? core::badInput("\"" + std::string(argument) + "\" is one argument too many") : exists.error();
    }
    if (argument.empty())
        return core::badInput("the model folder's name is empty");
    line.models.push_back(folderNamed(argument));
    line.model = line.models.front();
    return {};
}

Result<void> takeModelOption(CommandLine &line, std::string_view value)
{
    line.isModelAnOption = line.model.empty();
    return takeModel(line, value);
}

Result<void> takeUnit(CommandLine &line, std::string_view value)
{
    if (value != "token" && value != "word")
        return core::badInput("--unit is \"" + std::string(value) + "\", but must be token or word");
    line.unit = value == "word" ? core::ImportanceUnit::Word : core::ImportanceUnit::Token;
    return {};
}

Result<void> takeMask(CommandLine &line, std::string_view value)
{
    auto mask = core::parseMaskForm(value);
    if (!mask)
        return core::inContext("--mask", mask.error());
    line.mask = *std::move(mask);
    return {};
}

Result<void> takeText(CommandLine &line, std::string_view value)
{
    line.text = value;
    return core::checkUtf8("--text", value);
}

Result<void> takeLabels(CommandLine &line, std::string_view value)
{
    struct Reading {
        std::string_view name;
        core::LabelReading reading;
    };
    constexpr std::array readings{Reading{"names", core::LabelReading::Names},
                                  Reading{"from-0", core::LabelReading::IndicesFrom0},
                                  Reading{"from-1", core::LabelReading::IndicesFrom1}};
    const auto *found = std::ranges::find(readings, value, &Reading::name);
    if (found == readings.end())
        return core::badInput("--labels is " + core::quotedText(value) + ", but must be names, from-0 or from-1");
    line.labels = found->reading;
    return {};
}

constexpr Option options[] = {
    {"--text", "T", window | run | spectrum | compare, "the sentence to analyze", takeText},
    {"--model", "DIR", window, "the model to open", takeModelOption},
    {"--workspace", "attention|rank|masks", window, "the workspace to show", takeWorkspace},
    {"--theme", "light|dark", window, "instead of the desktop's", takeTheme},
    {"--size", "WxH", window, "of the window, in pixels", takeSize},
    {"--screenshot", "F.png", window, "draw the window into a file, without a display", takeScreenshotFile},
    {"--session", "F.json", window, "go on with a saved session",
     [](CommandLine &line, std::string_view value) {
         line.session = value;
         return Result<void>();
     }},
    {"--save-session", "F.json", window, "write what is shown as a session, beside --screenshot",
     [](CommandLine &line, std::string_view value) {
         line.savedSession = value;
         return Result<void>();
     }},
    {"--new", "", window, "start anew, not where the last session ended",
     [](CommandLine &line, std::string_view) {
         line.startsAnew = true;
         return Result<void>();
     }},
    {"--json", "", run | eval, "print one JSON object",
     [](CommandLine &line, std::string_view) {
         line.wantsJson = true;
         return Result<void>();
     }},
    {"--mask", "M", run | eval,
     "what attention may look at: none, diagonal, band:W, ... or ablate, then ~how and @scope; "
     "file:\"F.npy\" keeps where 1 in a file of 0 and 1, where 0 in one of 0 and -inf",
     takeMask},
    {"--trace", "F.safetensors", run, "write every intermediate tensor",
     [](CommandLine &line, std::string_view value) {
         line.trace = value;
         return Result<void>();
     }},
    {"--unit", "token|word", run, "importance of every token, or of every word: erasure then deletes all of its pieces",
     takeUnit},
    {"--sweep", "S", eval, "the masks band:1..16, strength:0..1:0.1, control:1..10, ... or heads, one at a time",
     [](CommandLine &line, std::string_view value) {
         line.sweep = value;
         return Result<void>();
     }},
    {"--seed", "N", eval | spectrum, "of the first random control and the confidence intervals, or of the random maps",
     takeSeed},
    {"--control-draws", "N", eval, "how many random controls each mask is compared with, default 10; 0 for none",
     takeControlDraws},
    {"--null", "rows|projections", spectrum,
     "add the ranks of random maps to the summary: each row of attention permuted, or random queries and keys", takeNull},
    {"--draws", "N", spectrum, "how many random maps for each head, default 20", takeDraws},
    {"--csv", "F.csv", eval | spectrum | compare,
     "write every mask's figures, every singular value, or everything that is compared",
     [](CommandLine &line, std::string_view value) {
         line.csv = value;
         return Result<void>();
     }},
    {"--summary", "F.csv", spectrum, "write the rank measures of every head",
     [](CommandLine &line, std::string_view value) {
         line.summary = value;
         return Result<void>();
     }},
    {"--data", "F", eval | spectrum | compare,
     "texts, one a line: text<TAB>label, or a TSV or CSV table with a heading; UTF-8, or UTF-16 with its mark",
     [](CommandLine &line, std::string_view value) {
         line.data = value;
         return Result<void>();
     }},
    {"--text-column", "NAME|N", eval | spectrum | compare,
     "the column of texts, by its name or number from 1; 0: whole lines",
     [](CommandLine &line, std::string_view value) {
         line.columns.text = value;
         return Result<void>();
     }},
    {"--label-column", "NAME|N", eval, "the column of labels",
     [](CommandLine &line, std::string_view value) {
         line.columns.label = value;
         return Result<void>();
     }},
    {"--labels", "names|from-0|from-1", eval, "what labels are, where a file can be read in two ways", takeLabels},
    {"--limit", "N", eval | spectrum | compare, "only the first N sentences or paragraphs", takeLimit},
};

bool isFlag(std::string_view argument)
{
    return argument.size() > 1 && argument.front() == '-';
}

bool accepts(Command command, const Option &option)
{
    return (option.commands & bit(command)) != 0;
}

struct CommandDescription {
    Command command;
    std::string_view name;
    std::string_view arguments;
    std::string_view help;
};

// What the first argument may be, and the help lists as "attnscope NAME ...", from where ./dev knows them.
constexpr CommandDescription commands[] = {
    {Command::Info, "info", "MODEL", "architecture, parameters, tokenizer, checkpoint check"},
    {Command::Run, "run", "MODEL --text T", "analyze one sentence"},
    {Command::Eval, "eval", "MODEL --data F", "accuracy and loss on labeled sentences or masked words"},
    {Command::Spectrum, "spectrum", "MODEL --text T", "singular values of every head, as CSV"},
    {Command::Compare, "compare", "MODEL... --data F", "rank measures of several models' heads on the same texts"},
};

bool asksForHelp(std::string_view argument)
{
    return argument == "--help" || argument == "-h";
}

// The command, if the first argument names one.
std::optional<Command> commandNamed(std::string_view argument)
{
    if (asksForHelp(argument))
        return Command::Help;
    if (argument == "--version")
        return Command::Version;
    const auto *known = std::ranges::find(commands, argument, &CommandDescription::name);
    return known == std::end(commands) ? std::nullopt : std::optional(known->command);
}

// What stands behind the "=" of the argument, or the next of the rest; nothing where there is neither.
std::optional<std::string_view> takeValue(std::string_view argument, std::span<const char *const> &rest)
{
    if (const std::size_t equals = argument.find('='); equals != std::string_view::npos)
        return argument.substr(equals + 1);
    if (rest.empty())
        return std::nullopt;
    const std::string_view value = rest.front();
    rest = rest.subspan(1);
    return value;
}

// Takes the option at the front of `rest`, with its value, unless it is among those `given`.
Result<void> takeOption(CommandLine &line, std::span<const char *const> &rest, std::vector<std::string> &given)
{
    const std::string_view argument = rest.front();
    const std::size_t equals = std::min(argument.find('='), argument.size());
    const std::string name(argument.substr(0, equals));
    const auto *option = std::ranges::find(options, name, &Option::name);
    if (option == std::end(options) || !accepts(line.command, *option))
        return core::badInput("unknown option " + name);
    rest = rest.subspan(1);
    if (option->value.empty()) {
        if (equals < argument.size())
            return core::badInput(name + " takes no value");
        return option->take(line, {});
    }
    if (std::ranges::find(given, name) != given.end())
        return core::badInput(name + " is given twice");
    given.push_back(name);
    const auto value = takeValue(argument, rest);
    const bool mayBeEmpty = name == "--text";
    if (!value || (value->empty() && !mayBeEmpty))
        return core::badInput(name + " needs a value: " + std::string(option->value));
    return option->take(line, *value);
}

// Empty for the window and what only tells about the program.
std::string_view nameOf(Command command)
{
    const auto *known = std::ranges::find(commands, command, &CommandDescription::command);
    return known == std::end(commands) ? std::string_view() : known->name;
}

}  // namespace

Result<CommandLine> parseCommandLine(std::span<const char *const> arguments)
{
    CommandLine line;
    std::span<const char *const> rest = arguments;
    if (const auto command = rest.empty() ? std::nullopt : commandNamed(rest.front())) {
        line.command = *command;
        rest = rest.subspan(1);
        line.columns.advice = *command == Command::Eval ? core::Advice::EveryOption : core::Advice::TextOption;
    }
    std::vector<std::string> given;
    while (!rest.empty()) {
        if (asksForHelp(rest.front())) {  // behind a command too, where there is one help for all
            line.command = Command::Help;
            return line;
        }
        Result<void> taken;
        if (isFlag(rest.front())) {
            taken = takeOption(line, rest, given);
        } else {
            taken = takeModel(line, rest.front());
            rest = rest.subspan(1);
        }
        if (!taken)
            return taken.error();
    }
    if (!line.screenshot.empty())
        line.command = Command::Screenshot;
    if (Result<void> complete = checkComplete(line, std::string(nameOf(line.command))); !complete)
        return complete.error();
    return line;
}

Result<void> checkModelExists(const CommandLine &line)
{
    std::error_code ignored;
    const bool isWindow = line.command == Command::Window || line.command == Command::Screenshot;
    if (!isWindow || line.model.empty() || std::filesystem::exists(line.model, ignored))
        return {};
    return core::badInput((line.isModelAnOption ? "there is no model folder " : "there is no command or model folder ") +
                          core::quotedText(line.model.string()));
}

Result<void> readMaskFiles(CommandLine &line)
{
    const Result<void> read = line.mask.pattern ? core::readMaskFiles(*line.mask.pattern, {}) : Result<void>();
    return read ? read : core::inContext("--mask", read.error());
}

std::string usageText()
{
    constexpr std::size_t optionColumn = 26;
    const auto entry = [](std::string usage, std::string_view help) {
        constexpr std::size_t helpColumn = 39;
        usage.resize(std::max(usage.size() + 2, helpColumn), ' ');
        return usage + std::string(help) + "\n";
    };
    std::string text = entry("attnscope [MODEL]", "open the window");
    for (const CommandDescription &command : commands)
        text += entry("attnscope " + std::string(command.name) + " " + std::string(command.arguments), command.help);
    text += entry("attnscope --screenshot F.png", "draw the window into a file") + "\n";
    for (const Option &option : options) {
        std::string usage = "  " + std::string(option.name);
        if (!option.value.empty())
            usage += " " + std::string(option.value);
        usage.resize(std::max(usage.size() + 2, optionColumn), ' ');
        text += helpEntry(usage, option.help, optionColumn);
    }
    return text + "\nexit status: 0 done; 1 what was named cannot be read, computed or written; 2 wrong command line\n";
}

}  // namespace app
