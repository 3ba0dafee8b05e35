#include "app/command_line/manual_page.h"

#include "app/command_line/command_definition.h"
#include "app/command_line/exit_status.h"

#include <fmt/core.h>

namespace app {

namespace {

// As man prints it, letter by letter: a bare "-" may become a hyphen, and a line that begins with a dot is an order to man.
std::string roffText(std::string_view text)
{
    std::string escaped;
    for (const char letter : text) {
        const bool beginsLine = escaped.empty() || escaped.back() == '\n';
        if (beginsLine && (letter == '.' || letter == '\''))
            escaped += "\\&";
        if (letter == '\\')
            escaped += "\\e";
        else if (letter == '-')
            escaped += "\\-";
        else
            escaped += letter;
    }
    return escaped;
}

std::string roffUsage(const CommandDefinition &definition)
{
    const std::string command = definition.name.empty() ? "attnscope" : fmt::format("attnscope {}", definition.name);
    return fmt::format("\\fB{}\\fR {}\n", command, roffText(definition.arguments));
}

// A heading with what belongs to it indented below.
std::string taggedParagraph(const std::string &tag, std::string_view text)
{
    return fmt::format(".TP\n{}\n{}\n", tag, roffText(text));
}

std::string roffOption(const Option &option)
{
    std::string tag = fmt::format("\\fB{}\\fR", roffText(option.name));
    if (!option.value.empty())
        tag += fmt::format(" \\fI{}\\fR", roffText(option.value));
    return taggedParagraph(tag, option.help);
}

std::string roffOptions(const CommandDefinition &definition)
{
    std::string text;
    for (const Option &option : definition.options)
        text += roffOption(option);
    if (!definition.outputs.empty())
        text += roffOption({columnsName, "", "names, meanings and units of all that it writes for scripts", nullptr});
    return text;
}

std::string roffExamples(const CommandDefinition &definition)
{
    std::string lines;
    for (const std::string_view example : definition.examples)
        lines += fmt::format("attnscope {}\n", roffText(example));
    return lines.empty() ? lines : fmt::format(".PP\nExamples:\n.PP\n.nf\n.RS\n{}.RE\n.fi\n", lines);
}

std::string synopsis()
{
    std::string text = ".SH SYNOPSIS\n.nf\n" + roffUsage(windowDefinition());
    for (const CommandDefinition &definition : commandDefinitions()) {
        if (!definition.name.empty())
            text += roffUsage(definition);
    }
    return text + ".fi\n";
}

std::string commandSections()
{
    std::string text = ".SH COMMANDS\n";
    for (const CommandDefinition &definition : commandDefinitions()) {
        if (!definition.name.empty())
            text += fmt::format(".SS {}\n{}.PP\n{}.\n{}{}", definition.name, roffUsage(definition),
                                roffText(definition.help), roffOptions(definition), roffExamples(definition));
    }
    return text;
}

std::string statusSection()
{
    std::string text = ".SH EXIT STATUS\n";
    for (const ExitStatus &status : exitStatuses)
        text += taggedParagraph(fmt::format("{}", status.status), status.meaning);
    return text;
}

std::string placeSections()
{
    return ".SH ENVIRONMENT\n" +
           taggedParagraph("\\fBXDG_CONFIG_HOME\\fR, \\fBXDG_DATA_HOME\\fR",
                           "where settings and the last session are kept, in place of ~/.config and ~/.local/share") +
           taggedParagraph("\\fBQT_SCALE_FACTOR\\fR", "enlarges the window, 1.5 for instance, where the desktop does not") +
           taggedParagraph("\\fBQT_QPA_PLATFORM\\fR", "xcb for a window by X11, wayland for one by Wayland") +
           ".SH FILES\n" + taggedParagraph("\\fI~/.config/attnscope/attnscope.conf\\fR", "settings of the window") +
           taggedParagraph("\\fI~/.local/share/attnscope/attnscope/last\\-session.json\\fR",
                           "what the window showed last, and goes on with at its next start") +
           taggedParagraph("\\fI/usr/share/attnscope/models\\fR",
                           "the bundled models; of a program elsewhere, share/attnscope/models beside its bin");
}

}  // namespace

std::string manualPage()
{
    return ".TH ATTNSCOPE 1 \"\" \"attnscope " ATTNSCOPE_VERSION "\" \"User Commands\"\n"
           ".SH NAME\n"
           "attnscope \\- see what every attention head of a model does\n" +
           synopsis() +
           ".SH DESCRIPTION\n"
           "Reads checkpoints of compact\\-attention models as they lie on disk and runs them on the CPU, without a "
           "network.\n"
           "Without a command it opens a window: type a sentence, and every head answers. The commands compute the same\n"
           "numbers and figures without a window. Layers and heads count from 0. Errors are one line on standard error.\n"
           ".PP\n"
           "A model is a folder with config.json, weights and a tokenizer, or a file of attention; a session takes its "
           "place.\n"
           "Help in the window (F1) defines every mechanism, measure, mask and file.\n"
           ".SH OPTIONS\n" +
           roffOptions(windowDefinition()) +
           roffOption({"--help", "", "what all commands take; behind a command, what that one takes", nullptr}) +
           roffOption({"--version", "", "the version", nullptr}) + commandSections() + statusSection() + placeSections();
}

}  // namespace app
