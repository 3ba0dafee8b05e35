#include "app/command_line/run_options.h"

#include "app/command_line/importance_options.h"
#include "app/command_line/run_columns.h"
#include "app/command_line/shared_options.h"

#include <utility>

namespace app {

namespace {

using core::Result;

Result<void> takeTrace(CommandLine &line, std::string_view value)
{
    line.trace = value;
    return {};
}

}  // namespace

CommandDefinition defineRun()
{
    std::vector<Option> options{textOption(),
                                jsonOption(),
                                maskOption(),
                                {"--trace", "F.safetensors", "write every intermediate tensor", takeTrace}};
    const std::vector<Option> ofImportance = importanceOptions();
    options.insert(options.end(), ofImportance.begin(), ofImportance.end());
    return {.command = Command::Run,
            .name = "run",
            .arguments = "MODEL --text T",
            .help = "analyze one sentence",
            .options = std::move(options),
            .examples = {"run models/compact-bert-sst2 --text \"a quiet gem\" --unit word",
                         "run models/compact-bert-sst2 --text \"a quiet gem\" --importance all --class negative",
                         "run models/compact-bert-sst2 --text \"a quiet gem\" --mask 'diagonal~0.5@0' --json"},
            .outputs = runOutputs()};
}

}  // namespace app
