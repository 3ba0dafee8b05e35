#include "app/command_line/eval_options.h"

#include "app/command_line/eval_columns.h"
#include "app/command_line/shared_options.h"

namespace app {

namespace {

using core::Result;

Result<void> takeSweep(CommandLine &line, std::string_view value)
{
    line.sweep = value;
    return {};
}

Result<void> takeControlDraws(CommandLine &line, std::string_view value)
{
    constexpr int most = 1000;
    const Result<int> draws = wholeNumber("--control-draws", value, 0, most);
    if (!draws)
        return draws.error();
    line.controlDraws = *draws;
    return {};
}

Result<void> takeAgainst(CommandLine &line, std::string_view value)
{
    line.against = value;
    return {};
}

Result<void> takePredictions(CommandLine &line, std::string_view value)
{
    line.predictions = value;
    return {};
}

}  // namespace

CommandDefinition defineEval()
{
    return {.command = Command::Eval,
            .name = "eval",
            .arguments = "MODEL --data F",
            .help = "accuracy and loss on labeled sentences or masked words",
            .options = {dataOption(),
                        textColumnOption(),
                        labelColumnOption(),
                        labelsOption(),
                        limitOption(),
                        shardOption(),
                        partialOption(),
                        jsonOption(),
                        maskOption(),
                        {"--sweep", "S",
                         "the masks band:1..16, offset:0..8, strength:0..1:0.1, control:1..10, ... or heads, one at a time",
                         takeSweep},
                        seedOption("of the first random control and the confidence intervals"),
                        {"--control-draws", "N",
                         "how many random controls each mask is compared with, default 10; 0 for none", takeControlDraws},
                        csvOption("write every mask's figures"),
                        {"--against", "DIR", "another model on the same texts: the paired difference", takeAgainst},
                        {"--predictions", "F.csv",
                         "write each text's label, prediction and probabilities; with --mask those under the mask",
                         takePredictions}},
            .examples = {"eval models/compact-bert-sst2 --data dev.tsv --json",
                         "eval models/compact-bert-sst2 --data dev.tsv --sweep heads --csv heads.csv",
                         "eval models/compact-bert-sst2 --data dev.tsv --against models/shared-sst2"},
            .outputs = evalOutputs()};
}

}  // namespace app
