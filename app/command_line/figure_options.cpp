#include "app/command_line/figure_options.h"

#include "app/command_line/figure_columns.h"
#include "app/command_line/shared_options.h"

namespace app {

namespace {

using core::Result;

Result<void> takeOutput(CommandLine &line, std::string_view value)
{
    line.figure.output = value;
    return {};
}

Result<void> takeTemplate(CommandLine &line, std::string_view value)
{
    line.figure.templateKind = value;
    return {};
}

Result<void> takeTemplateModel(CommandLine &line, std::string_view value)
{
    line.figure.model = value;
    return {};
}

Result<void> takeGallery(CommandLine &line, std::string_view value)
{
    line.figure.gallery = value;
    return {};
}

Result<void> takeGalleryFormat(CommandLine &line, std::string_view value)
{
    line.figure.galleryFormat = value;
    return {};
}

Result<void> takeKinds(CommandLine &line, std::string_view)
{
    line.figure.listsKinds = true;
    return {};
}

Result<void> takeDescribe(CommandLine &line, std::string_view)
{
    line.figure.describesKinds = true;
    return {};
}

Result<void> takePresets(CommandLine &line, std::string_view)
{
    line.figure.listsPresets = true;
    return {};
}

}  // namespace

CommandDefinition defineFigure()
{
    return {
        .command = Command::Figure,
        .name = "figure",
        .arguments = "RECIPE.json -o F",
        .help = "a figure for a paper, as .pdf, .svg, .png, .tex, .csv or .html",
        .options = {{"-o", "F", "the file; with {model}, {text}, {mask}, {layer} and {head} one for each", takeOutput},
                    {"--template", "KIND", "print a recipe of this kind instead", takeTemplate},
                    {"--model", "DIR", "of the template", takeTemplateModel},
                    textOption(),
                    {"--gallery", "DIR", "draw a figure for each paper from the bundled models into a folder", takeGallery},
                    {"--format", "EXT", "of the gallery, default pdf", takeGalleryFormat},
                    {"--kinds", "", "list the kinds of panels, by name", takeKinds},
                    {"--describe", "", "list them with what each shows and the fields that its panels have", takeDescribe},
                    {"--presets", "", "list the venues", takePresets}},
        .examples = {"figure --template heat-map --model models/compact-bert-sst2 > map.json", "figure map.json -o map.pdf"},
        .outputs = figureOutputs()};
}

}  // namespace app
