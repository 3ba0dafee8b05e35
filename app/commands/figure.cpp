#include "app/commands/figure.h"

#include "app/commands/command_json.h"
#include "app/commands/command_output.h"
#include "app/commands/figure_files.h"
#include "app/commands/figure_gallery.h"
#include "app/commands/figure_template.h"
#include "app/start_application.h"
#include "core/base/input_file.h"
#include "core/base/text_file.h"
#include "core/recipe/figure_plan.h"
#include "core/recipe/recipe_json.h"
#include "ui/export/figure_formats.h"
#include "ui/export/figure_sidecar.h"
#include "ui/export/paper_font.h"
#include "ui/session/written_files.h"

#include <QHashSeed>

#include <iostream>

namespace app {
namespace {

using core::Result;

constexpr std::size_t recipeBytes = std::size_t(16) << 20;

void printKinds(std::ostream &out)
{
    for (const core::PanelKindDescription &kind : core::panelKinds())
        out << kind.id << '\n';
}

void printPresets(std::ostream &out)
{
    for (const core::VenuePreset &preset : core::venuePresets())
        out << preset.name << '\n';
}

std::string formatOf(const std::filesystem::path &file)
{
    const std::string extension = file.extension().string();
    return extension.empty() ? extension : extension.substr(1);
}

Result<core::LayerHeadCount> countOf(core::PanelAnswerer &answerer, const core::RecipeModel &recipeModel)
{
    const auto model = answerer.model(recipeModel);
    if (!model)
        return core::badInput("model: " + model.error().message);
    const bool isLama = (*model)->config.type == core::ModelType::Lama;
    return core::LayerHeadCount{isLama ? 1 : static_cast<int>((*model)->config.layers),
                                static_cast<int>((*model)->config.heads)};
}

Result<std::string> readStandardInput()
{
    std::string text(recipeBytes + 1, '\0');
    std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::cin.gcount()));
    return text.size() > recipeBytes ? Result<std::string>(core::badInput("the recipe is too long")) : text;
}

// "-" is the standard input.
Result<core::FigureRecipe> readRecipeFile(const std::filesystem::path &path)
{
    const auto text = path == "-" ? readStandardInput() : core::readTextFile(path, recipeBytes);
    if (!text)
        return text.error();
    auto recipe = core::readRecipe(*text);
    return recipe ? recipe : core::inContext(core::pathText(path), recipe.error());
}

// Either both files are there or neither is new.
Result<void> writeFigure(const core::PlannedFigure &planned, core::PanelAnswerer &answerer)
{
    const auto page = ui::drawnPage(planned.recipe, answerer, {});
    if (!page)
        return page.error();
    const auto bytes = ui::figureBytes(*page, planned.recipe, formatOf(planned.file));
    if (!bytes)
        return bytes.error();
    return ui::writeFiles({{ui::sidecarOf(planned.file), ui::sidecarText(planned.recipe)}, {planned.file, *bytes}});
}

void printProgress(std::size_t done, std::size_t all, std::ostream &errors)
{
    if (all > 1)
        errors << done << '/' << all << (done == all ? "\n" : "\r") << std::flush;
}

void printFontNote(const core::FigureRecipe &recipe, std::ostream &errors)
{
    const ui::PaperFont font = ui::paperFont(core::venuePreset(recipe.preset)->family);
    if (!font.missing.isEmpty())
        printNote({"the font " + font.missing.toStdString() + " is not installed, another one stands in for it"}, errors);
}

Result<void> drawRecipe(const CommandLine &line, std::ostream &errors)
{
    const auto recipe = readRecipeFile(line.model);
    if (!recipe)
        return recipe.error();
    if (!ui::isFigureFormat(formatOf(line.figure.output)))
        return core::badInput("-o is " + core::pathText(line.figure.output) + ", but must end in one of " +
                              ui::listOfFigureFormats());
    core::PanelAnswerer answerer;
    const auto planned = core::planFigures(*recipe, line.figure.output,
                                           [&](const core::RecipeModel &model) { return countOf(answerer, model); });
    if (!planned)
        return planned.error();
    for (const core::PlannedFigure &figure : *planned) {
        if (const auto apart = checkFigureFile(figure, line.model); !apart)
            return apart;
    }
    printNote(changedModelNotes(*recipe), errors);
    printFontNote(*recipe, errors);
    for (std::size_t index = 0; index < planned->size(); ++index) {
        if (const auto written = writeFigure((*planned)[index], answerer); !written)
            return written;
        printProgress(index + 1, planned->size(), errors);
    }
    return {};
}

Result<void> printTemplate(const CommandLine &line, std::ostream &out)
{
    const core::PanelKindDescription *kind = core::panelKind(line.figure.templateKind);
    if (!kind)
        return core::badInput("--template is \"" + line.figure.templateKind + "\", but must be one that --kinds lists");
    const auto recipe = figureTemplate(*kind, line.figure.model, line.text);
    if (!recipe)
        return recipe.error();
    if (kind->source == core::PanelSource::Text || kind->source == core::PanelSource::MaskedText) {
        core::PanelAnswerer answerer;
        if (const auto page = ui::drawnPage(*recipe, answerer, {}); !page)
            return page.error();
    }
    out << jsonText(core::recipeJson(*recipe)) << '\n';
    return {};
}

Result<void> runFigure(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    if (line.figure.listsKinds || line.figure.listsPresets) {
        (line.figure.listsKinds ? printKinds : printPresets)(out);
        return {};
    }
    if (!line.figure.gallery.empty())
        return drawGallery(line.figure.gallery, line.figure.galleryFormat, out);
    return line.figure.templateKind.empty() ? drawRecipe(line, errors) : printTemplate(line, out);
}

}  // namespace

int figureCommand(const CommandLine &line, int &argc, char **argv, std::ostream &out, std::ostream &errors)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("TZ", "UTC");                     // the zone stands in a PDF, behind a time that is always the same
    QHashSeed::setDeterministicGlobalSeed();  // the order of fonts in a PDF follows it
    const auto application = startApplication(argc, argv);
    const Result<void> done = runFigure(line, out, errors);
    if (done)
        return EXIT_SUCCESS;
    printError(done.error(), errors);
    return EXIT_FAILURE;
}

}  // namespace app
