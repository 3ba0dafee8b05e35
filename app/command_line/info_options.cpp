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
            .options = {jsonOption()},
            .examples = {"info models/compact-bert-sst2", "info models/compact-bert-sst2 --json"},
            .outputs = infoOutputs()};
}

}  // namespace app
