#include "app/command_line/merge_options.h"

#include "app/command_line/shared_options.h"

namespace app {

CommandDefinition defineMerge()
{
    return {.command = Command::Merge,
            .name = "merge",
            .arguments = "F...",
            .help = "the answer to all texts, from the files that the shards of one run wrote",
            .options = {jsonOption(),
                        csvOption("as the command that was shared out writes it"),
                        {"--summary", "F.csv", "of spectrum: write the rank measures of every head",
                         [](CommandLine &line, std::string_view value) {
                             line.summary = value;
                             return core::Result<void>();
                         }},
                        {"--predictions", "F.csv", "of eval: write each text's label, prediction and probabilities",
                         [](CommandLine &line, std::string_view value) {
                             line.predictions = value;
                             return core::Result<void>();
                         }}},
            .examples = {"eval models/lama-sst2 --data dev.tsv --shard 1/2 --partial 1.part",
                         "eval models/lama-sst2 --data dev.tsv --shard 2/2 --partial 2.part", "merge 1.part 2.part --json"}};
}

}  // namespace app
