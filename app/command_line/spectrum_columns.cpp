#include "app/command_line/spectrum_columns.h"

#include "core/analysis/measures/head_measures.h"
#include "core/pipeline/spectrum_table.h"

namespace app {

namespace {

std::vector<OutputColumn> placeColumns()
{
    return {{"layer", "layer, from 0"},
            {"head", "head, from 0; \"all\" for the one map of LAMA's heads"},
            {"matrix", "whose singular values", "scores, attention"},
            {"n", "length of the text", "tokens"}};
}

const OutputColumn textColumn{"text", "place of the text in the file, from 0"};

std::string inWords(std::string_view name, std::string_view formula)
{
    return std::string(name) + ": " + std::string(formula);
}

// As they are described in the window.
std::vector<OutputColumn> measureColumns()
{
    std::vector<OutputColumn> columns;
    for (const core::SpectrumMeasure measure : core::summarizedRanks()) {
        const core::SpectrumMeasureDescription &description = core::describe(measure);
        columns.push_back({std::string(description.id), inWords(description.name, description.formula)});
    }
    for (const core::HeadMeasure measure : core::summarizedMeasures()) {
        const core::HeadMeasureDescription &description = core::describe(measure);
        columns.push_back(
            {std::string(description.id), inWords(description.name, description.formula) + "; of the attention", "0 to 1"});
    }
    return columns;
}

std::vector<OutputColumn> nullColumns()
{
    std::vector<OutputColumn> columns{{"null", "with --null: which random maps", "rows, projections"},
                                      {"draws", "with --null: how many of them for each head"}};
    for (const core::SpectrumMeasure measure : core::summarizedRanks()) {
        const std::string id(core::describe(measure).id);
        columns.push_back({id + "_null", "median over the random maps"});
        columns.push_back({id + "_null_low", "5 % of them lie below"});
        columns.push_back({id + "_null_high", "5 % of them lie above"});
    }
    return columns;
}

std::vector<OutputColumn> summaryColumns()
{
    return joined({placeColumns(),
                   {{"head_size", "width of the head, dh; empty for LAMA"}},
                   measureColumns(),
                   {textColumn, {"dropped_tokens", "how many did not fit into the model's limit", "tokens"}},
                   nullColumns()});
}

std::vector<OutputColumn> spectraColumns()
{
    return joined({placeColumns(),
                   {{"index", "place of the singular value, from 0, the largest first"},
                    {"singular_value", "singular value"},
                    textColumn}});
}

std::vector<OutputColumn> objectColumns()
{
    const std::vector<OutputColumn> reading{{"texts", "how many texts were read"},
                                            {"cut_texts", "how many of them were cut at the model's limit"},
                                            {"token_limit", "that limit", "tokens"},
                                            {"notes", "how the file was read, a list of sentences"}};
    const std::vector<OutputColumn> values{{"singular_values", "singular values, the largest first, a list"}};
    return joined({provenanceColumns(), reading, under("rows[].", summaryColumns()),
                   under("spectra[].", joined({{textColumn}, placeColumns(), values}))});
}

}  // namespace

std::vector<OutputDescription> spectrumOutputs()
{
    return {{"--csv", spectraColumns()}, {"--summary", summaryColumns()}, {"--json", objectColumns()}};
}

}  // namespace app
