#include "app/command_line/eval_options.h"

#include "app/command_line/eval_columns.h"
#include "app/command_line/shared_options.h"
#include "core/base/message_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

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

Result<void> takeLabelColumn(CommandLine &line, std::string_view value)
{
    line.columns.label = value;
    return {};
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
        return core::badInput(fmt::format("--labels is {}, but must be names, from-0 or from-1", core::quotedText(value)));
    line.labels = found->reading;
    return {};
}

}  // namespace

CommandDefinition defineEval()
{
    return {
        .command = Command::Eval,
        .name = "eval",
        .arguments = "MODEL --data F",
        .help = "accuracy and loss on labeled sentences or masked words",
        .options = {dataOption(),
                    textColumnOption(),
                    {"--label-column", "NAME|N", "the column of labels", takeLabelColumn},
                    {"--labels", "names|from-0|from-1", "what labels are, where a file can be read in two ways", takeLabels},
                    limitOption(),
                    jsonOption(),
                    maskOption(),
                    {"--sweep", "S", "the masks band:1..16, strength:0..1:0.1, control:1..10, ... or heads, one at a time",
                     takeSweep},
                    seedOption("of the first random control and the confidence intervals"),
                    {"--control-draws", "N", "how many random controls each mask is compared with, default 10; 0 for none",
                     takeControlDraws},
                    csvOption("write every mask's figures")},
        .examples = {"eval models/compact-bert-sst2 --data dev.tsv --json",
                     "eval models/compact-bert-sst2 --data dev.tsv --sweep heads --csv heads.csv"},
        .outputs = evalOutputs()};
}

}  // namespace app
