#include "app/command_line/compare_options.h"

#include "app/command_line/compare_columns.h"
#include "app/command_line/shared_options.h"

namespace app {

CommandDefinition defineCompare()
{
    return {.command = Command::Compare,
            .name = "compare",
            .arguments = "MODEL... --data F",
            .help = "rank measures of several models' heads on the same texts",
            .options = {textOption(), dataOption(), textColumnOption(), limitOption(), shardOption(), partialOption(),
                        jsonOption(), csvOption("write everything that is compared")},
            .examples = {"compare models/wiki-1x128 models/wiki-32x4 --text \"a quiet gem\"",
                         "compare models/wiki-1x128 models/wiki-32x4 --data texts.txt --limit 100 --csv ranks.csv"},
            .outputs = compareOutputs()};
}

}  // namespace app
