#include "app/command_line/info_options.h"

#include "app/command_line/info_columns.h"
#include "app/command_line/shared_options.h"

namespace app {

CommandDefinition defineInfo()
{
    return {.command = Command::Info,
            .name = "info",
            .arguments = "MODEL",
            .help = "architecture, parameters, tokenizer, checkpoint check",
            .options = {{"--check", "", "every tensor and every head: what is wrong with them, their numbers, their spectra",
                         [](CommandLine &line, std::string_view) {
                             line.checksTensors = true;
                             return core::Result<void>();
                         }},
                        jsonOption(),
                        csvOption("with --check, write a row for every tensor")},
            .examples = {"info models/compact-bert-sst2", "info models/compact-bert-sst2 --check",
                         "info models/compact-bert-sst2 --check --json --csv tensors.csv"},
            .outputs = infoOutputs()};
}

}  // namespace app
