#include "app/command_line/info_options.h"

namespace app {

CommandDefinition defineInfo()
{
    return {.command = Command::Info,
            .name = "info",
            .arguments = "MODEL",
            .help = "architecture, parameters, tokenizer, checkpoint check",
            .options = {},
            .examples = {"info models/compact-bert-sst2"}};
}

}  // namespace app
