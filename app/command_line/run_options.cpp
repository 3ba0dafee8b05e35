#include "app/command_line/run_options.h"

#include "app/command_line/run_columns.h"
#include "app/command_line/shared_options.h"

#include <fmt/core.h>

namespace app {

namespace {

using core::Result;

Result<void> takeUnit(CommandLine &line, std::string_view value)
{
    if (value != "token" && value != "word")
        return core::badInput(fmt::format("--unit is \"{}\", but must be token or word", value));
    line.unit = value == "word" ? core::ImportanceUnit::Word : core::ImportanceUnit::Token;
    return {};
}

Result<void> takeTrace(CommandLine &line, std::string_view value)
{
    line.trace = value;
    return {};
}

}  // namespace

CommandDefinition defineRun()
{
    return {.command = Command::Run,
            .name = "run",
            .arguments = "MODEL --text T",
            .help = "analyze one sentence",
            .options = {textOption(),
                        jsonOption(),
                        maskOption(),
                        {"--trace", "F.safetensors", "write every intermediate tensor", takeTrace},
                        {"--unit", "token|word",
                         "importance of every token, or of every word: erasure then deletes all of its pieces", takeUnit}},
            .examples = {"run models/compact-bert-sst2 --text \"a quiet gem\" --unit word",
                         "run models/compact-bert-sst2 --text \"a quiet gem\" --mask 'diagonal~0.5@0' --json"},
            .outputs = runOutputs()};
}

}  // namespace app
