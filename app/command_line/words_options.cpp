#include "app/command_line/words_options.h"

#include "app/command_line/importance_options.h"
#include "app/command_line/shared_options.h"
#include "app/command_line/words_columns.h"
#include "core/base/message_text.h"
#include "core/corpus/texts/text_decoding.h"

#include <fmt/core.h>

#include <algorithm>

namespace app {

namespace {

using core::Result;

Result<void> takeMeasure(CommandLine &line, std::string_view value)
{
    const auto measure = measureNamed("--measure", value);
    if (!measure)
        return measure.error();
    line.importance = {*measure};
    return {};
}

Result<void> takeWord(CommandLine &line, std::string_view value)
{
    line.word = value;
    return core::checkUtf8("--word", value);
}

Result<void> takeBy(CommandLine &line, std::string_view value)
{
    if (value != "prediction" && value != "label")
        return core::badInput(fmt::format("--by is {}, but must be prediction or label", core::quotedText(value)));
    line.grouping = value == "label" ? core::WordGrouping::Label : core::WordGrouping::Prediction;
    return {};
}

}  // namespace

CommandDefinition defineWords()
{
    CommandDefinition words{
        .command = Command::Words,
        .name = "words",
        .arguments = "MODEL --data F --measure NAME",
        .help = "importance of every word over many texts",
        .options = {dataOption(),
                    {"--measure", "NAME", "the measure of importance, as run --importance has it", takeMeasure},
                    maskOption(),
                    {"--word", "W", "only this word: its occurrences, and how they are spread by class", takeWord},
                    {"--by", "prediction|label", "what classes are of: the model's answers or the file's labels", takeBy},
                    classOption(),
                    quantityOption(),
                    positionOption(),
                    residualOption(),
                    textColumnOption(),
                    labelColumnOption(),
                    labelsOption(),
                    limitOption(),
                    shardOption(),
                    partialOption(),
                    jsonOption(),
                    csvOption("write a row for every word, or with --word for every occurrence")},
        .examples = {"words models/lama-sst2 --data dev.tsv --measure contributions --csv words.csv",
                     "words models/lama-sst2 --data dev.tsv --measure erasure --word funny"},
        .outputs = wordsOutputs()};
    const auto behindResidual = std::ranges::find(words.options, "--text-column", &Option::name);
    const std::vector<Option> path = pathOptions();
    words.options.insert(behindResidual, path.begin(), path.end());
    return words;
}

}  // namespace app
