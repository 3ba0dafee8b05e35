#include "app/command_line/spectrum_options.h"

#include "app/command_line/shared_options.h"
#include "app/command_line/spectrum_columns.h"

#include <fmt/core.h>

namespace app {

namespace {

using core::Result;

Result<void> takeSummary(CommandLine &line, std::string_view value)
{
    line.summary = value;
    return {};
}

Result<void> takeNull(CommandLine &line, std::string_view value)
{
    line.null = core::spectrumNullNamed(value);
    if (!line.null)
        return core::badInput(fmt::format("--null is \"{}\", but must be rows or projections", value));
    return {};
}

Result<void> takeDraws(CommandLine &line, std::string_view value)
{
    constexpr int most = 10000;
    const Result<int> draws = wholeNumber("--draws", value, 1, most);
    if (!draws)
        return draws.error();
    line.draws = *draws;
    return {};
}

}  // namespace

CommandDefinition defineSpectrum()
{
    return {.command = Command::Spectrum,
            .name = "spectrum",
            .arguments = "MODEL --text T",
            .help = "singular values of every head, as CSV",
            .options = {textOption(),
                        dataOption(),
                        textColumnOption(),
                        limitOption(),
                        shardOption(),
                        partialOption(),
                        jsonOption(),
                        csvOption("write every singular value"),
                        {"--summary", "F.csv", "write the rank measures of every head", takeSummary},
                        {"--null", "rows|projections",
                         "add the ranks of random maps to the summary: each row of attention permuted, or random queries "
                         "and keys",
                         takeNull},
                        {"--draws", "N", "how many random maps for each head, default 20", takeDraws},
                        seedOption("of the random maps")},
            .examples = {"spectrum models/wiki-32x4 --text \"a quiet gem\"",
                         "spectrum models/wiki-32x4 --data texts.txt --limit 100 --summary ranks.csv --null rows"},
            .outputs = spectrumOutputs()};
}

}  // namespace app
