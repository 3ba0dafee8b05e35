#include "app/command_line/completion.h"

#include "app/command_line/command_definition.h"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>

namespace app {

namespace {

bool takesFolder(const Option &option)
{
    return option.value == "DIR";
}

// "F", "F.csv"; not the choices and numbers.
bool takesFile(const Option &option)
{
    return option.value == "F" || option.value.starts_with("F.");
}

bool takesMeasures(const Option &option)
{
    return option.name == "--importance" || option.name == "--measure";
}

// Of several between commas one is completed.
std::string measureChoices(const Option &option)
{
    std::string choices = option.value.starts_with("all|") ? "all" : "";
    for (const core::ImportanceDescription &description : core::importanceDescriptions())
        choices += (choices.empty() ? "" : " ") + std::string(description.id);
    return choices;
}

// Choices are written in small letters, "rows|projections"; "NAME|N" are two kinds of values.
bool takesChoice(const Option &option)
{
    if (takesMeasures(option))
        return true;
    return option.value.find('|') != std::string_view::npos &&
           std::islower(static_cast<unsigned char>(option.value.front()));
}

std::string choicesOf(const Option &option)
{
    if (takesMeasures(option))
        return measureChoices(option);
    std::string choices(option.value);
    std::ranges::replace(choices, '|', ' ');
    return choices;
}

std::string commandWords()
{
    std::string words;
    for (const CommandDefinition &definition : commandDefinitions()) {
        if (!definition.name.empty())
            words += std::string(words.empty() ? "" : " ") + std::string(definition.name);
    }
    return words;
}

std::string optionWords(const CommandDefinition &definition)
{
    std::string words;
    for (const Option &option : definition.options)
        words += std::string(option.name) + " ";
    if (!definition.outputs.empty())
        words += std::string(columnsName) + " ";
    return words + "--help" + (definition.name.empty() ? " --version" : "");
}

// A case for each command, where "*" is the window.
std::string commandPattern(const CommandDefinition &definition)
{
    return definition.name.empty() ? "*" : std::string(definition.name);
}

// --- bash ---------------------------------------------------------------------------------------------------------------------

// Options of one name take the same kind of value in every command.
std::string bashValueCases()
{
    std::string folders;
    std::string files;
    std::string others;
    std::string choices;
    std::string done = " ";
    for (const CommandDefinition &definition : commandDefinitions()) {
        for (const Option &option : definition.options) {
            const std::string name(option.name);
            if (option.value.empty() || done.find(" " + name + " ") != std::string::npos)
                continue;
            done += name + " ";
            if (takesChoice(option)) {
                choices +=
                    fmt::format("    {}) COMPREPLY=($(compgen -W '{}' -- \"$word\")); return ;;\n", name, choicesOf(option));
                continue;
            }
            std::string &names = takesFolder(option) ? folders : takesFile(option) ? files : others;
            names += (names.empty() ? "" : "|") + name;
        }
    }
    return fmt::format("{}    {}) COMPREPLY=($(compgen -d -- \"$word\")); return ;;\n    {}) COMPREPLY=($(compgen -f -- "
                       "\"$word\")); return ;;\n    {}) return ;;\n",
                       choices, folders, files, others);
}

std::string bashScript()
{
    std::string options;
    for (const CommandDefinition &definition : commandDefinitions())
        options += fmt::format("    {}) options='{}' ;;\n", commandPattern(definition), optionWords(definition));
    return "# bash completion of attnscope, as attnscope --completion bash prints it.\n"
           "_attnscope() {\n"
           "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} options\n"
           "    COMPREPLY=()\n"
           "    if [[ $word == = ]]; then\n        word=\n"
           "    elif [[ $before == = ]]; then\n        before=${COMP_WORDS[COMP_CWORD-2]}\n    fi\n"
           "    case $before in\n" +
           bashValueCases() + "    esac\n    case ${COMP_WORDS[1]} in\n" + options +
           "    esac\n"
           "    if [[ $word == -* ]]; then\n"
           "        COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
           "        return\n"
           "    fi\n"
           "    [[ $COMP_CWORD -ne 1 ]] || COMPREPLY=($(compgen -W '" +
           commandWords() +
           "' -- \"$word\"))\n"
           "    COMPREPLY+=($(compgen -d -- \"$word\"))\n"
           "}\n"
           "complete -o filenames -F _attnscope attnscope\n";
}

// --- zsh ----------------------------------------------------------------------------------------------------------------------

// Within single quotes, between the brackets of _arguments.
std::string zshText(std::string_view text)
{
    std::string escaped;
    for (const char letter : text) {
        if (letter == '\'')
            escaped += "'\\''";
        else if (letter == '[' || letter == ']' || letter == ':' || letter == '\\')
            escaped += std::string("\\") + letter;
        else
            escaped += letter;
    }
    return escaped;
}

std::string zshAction(const Option &option)
{
    if (takesChoice(option))
        return "(" + choicesOf(option) + ")";
    if (takesFolder(option))
        return "_files -/";
    return takesFile(option) ? "_files" : " ";
}

std::string zshArgument(const Option &option)
{
    const std::string equals = option.value.empty() ? "" : "=";
    std::string argument = fmt::format("'{}{}[{}]", option.name, equals, zshText(option.help));
    if (!option.value.empty())
        argument += fmt::format(":{}:{}", zshText(option.value), zshAction(option));
    return argument + "'";
}

std::string zshCase(const CommandDefinition &definition)
{
    std::string text = fmt::format("    {})\n        _arguments \\\n", commandPattern(definition));
    for (const Option &option : definition.options)
        text += fmt::format("            {} \\\n", zshArgument(option));
    if (!definition.outputs.empty())
        text += fmt::format("            '{}[what the command writes]' \\\n", columnsName);
    return text + "            '--help[what the command takes]' '*:model:_files -/' ;;\n";
}

std::string zshScript()
{
    std::string cases;
    for (const CommandDefinition &definition : commandDefinitions())
        cases += zshCase(definition);
    return "#compdef attnscope\n"
           "# zsh completion of attnscope, as attnscope --completion zsh prints it.\n"
           "_attnscope() {\n"
           "    if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n"
           "        compadd -- " +
           commandWords() +
           "\n"
           "        _files -/\n"
           "        return\n"
           "    fi\n"
           "    case $words[2] in\n" +
           cases +
           "    esac\n"
           "}\n"
           "# Autoloaded, the file is the function.\n"
           "if [[ $funcstack[1] == _attnscope ]]; then\n"
           "    _attnscope \"$@\"\n"
           "else\n"
           "    compdef _attnscope attnscope\n"
           "fi\n";
}

}  // namespace

std::string completionScript(std::string_view shell)
{
    if (shell == "bash")
        return bashScript();
    return shell == "zsh" ? zshScript() : std::string();
}

}  // namespace app
