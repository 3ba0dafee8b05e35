#include "app/commands/figure.h"

#include "app/commands/command_json.h"
#include "app/commands/command_output.h"
#include "app/commands/figure_files.h"
#include "app/commands/figure_gallery.h"
#include "app/commands/figure_kinds.h"
#include "app/commands/figure_template.h"
#include "app/start_application.h"
#include "core/base/input_file.h"
#include "core/base/text_file.h"
#include "core/recipe/figure_plan.h"
#include "core/recipe/recipe_json.h"
#include "ui/export/figure_formats.h"
#include "ui/export/figure_sidecar.h"
#include "ui/export/page_check.h"
#include "ui/export/paper_font.h"
#include "ui/export/readable_text.h"
#include "ui/session/written_files.h"

#include <QHashSeed>

#include <iostream>
#include <set>

namespace app {
namespace {

using core::Result;

constexpr std::size_t recipeBytes = std::size_t(16) << 20;

void printPresets(std::ostream &out)
{
    for (const core::VenuePreset &preset : core::venuePresets())
        out << preset.name << '\n';
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
    const auto recipe = core::readRecipe(*text);
    if (!recipe)
        return core::inContext(core::pathText(path), recipe.error());
    return ui::withFoundPaths(*recipe, path);
}

// How many of many figures are written, in one line that is ended before anything else is printed.
class FigureProgress
{
public:
    FigureProgress(std::size_t all, std::ostream &errors) : m_all(all), m_errors(errors) {}
    ~FigureProgress() { end(); }

    FigureProgress(const FigureProgress &) = delete;
    FigureProgress &operator=(const FigureProgress &) = delete;

    void show(std::size_t done)
    {
        if (m_all < 2)
            return;
        m_errors << '\r' << done << '/' << m_all << std::flush;
        m_isOpen = true;
    }

    void end()
    {
        if (m_isOpen)
            m_errors << std::endl;
        m_isOpen = false;
    }

private:
    std::size_t m_all;
    std::ostream &m_errors;
    bool m_isOpen = false;
};

// What is to be said once of all figures.
struct FigureNotes {
    std::set<char32_t> missing;     // characters that no font has
    std::set<std::string> content;  // such as texts that are cut
};

// All files of a figure are there or none is new.
Result<void> writeFigure(const core::PlannedFigure &planned, core::PanelAnswerer &answerer, FigureNotes &notes)
{
    const auto page = ui::drawnPage(planned.recipe, answerer, {});
    if (!page)
        return page.error();
    auto files = ui::figureFiles(*page, planned.recipe, planned.file);
    if (!files)
        return files.error();
    std::vector<ui::FileContent> contents;
    for (ui::FigureFile &file : *files)
        contents.push_back({std::move(file.path), std::move(file.bytes)});
    notes.missing.insert(page->missing.begin(), page->missing.end());
    notes.content.insert(page->notes.begin(), page->notes.end());
    for (const ui::PageRemark &remark : ui::labelRemarks(*page))
        notes.content.insert("panels[" + std::to_string(remark.panel) + "] " + remark.text.chopped(1).toStdString());
    return ui::writeFiles(contents);
}

bool areOfSameSources(const core::FigureRecipe &first, const core::FigureRecipe &second)
{
    return first.models == second.models && first.texts == second.texts && first.masks == second.masks;
}

// Of many figures the first of every model, text and mask, as far as it goes without writing: what is wrong with a later one is
// said before there are files.
Result<void> checkFigures(const std::vector<core::PlannedFigure> &planned, core::PanelAnswerer &answerer)
{
    for (const core::PlannedFigure &figure : planned) {
        if (auto checked = ui::checkPlace(figure.file); !checked)
            return checked;
    }
    for (std::size_t index = 0; planned.size() > 1 && index < planned.size(); ++index) {
        if (index > 0 && areOfSameSources(planned[index - 1].recipe, planned[index].recipe))
            continue;
        if (const auto page = ui::drawnPage(planned[index].recipe, answerer, {}); !page)
            return page.error();
    }
    return {};
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
    if (const auto checked = checkFigures(*planned, answerer); !checked)
        return checked;
    FigureNotes notes;
    FigureProgress progress(planned->size(), errors);
    for (std::size_t index = 0; index < planned->size(); ++index) {
        if (const auto written = writeFigure((*planned)[index], answerer, notes); !written)
            return written;
        progress.show(index + 1);
    }
    progress.end();
    printNote({ui::missingNote(notes.missing).toStdString()}, errors);
    printNote({notes.content.begin(), notes.content.end()}, errors);
    return {};
}

Result<void> printTemplate(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const core::PanelKindDescription &kind = *core::panelKind(line.figure.templateKind);
    const auto recipe = figureTemplate(kind, line.figure.model, line.text);
    if (!recipe)
        return recipe.error();
    if (core::isOfText(kind.source)) {
        core::PanelAnswerer answerer;
        if (const auto page = ui::drawnPage(*recipe, answerer, {}); !page)
            return page.error();
    }
    out << jsonText(core::recipeJson(*recipe)) << '\n';
    printNote({missingInTemplate(*recipe)}, errors);
    return {};
}

Result<void> runFigure(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    if (line.figure.listsKinds || line.figure.describesKinds || line.figure.listsPresets) {
        (line.figure.describesKinds ? describeKinds : line.figure.listsKinds ? printKinds : printPresets)(out);
        return {};
    }
    if (!line.figure.gallery.empty())
        return drawGallery(line.figure.gallery, line.figure.galleryFormat.value_or("pdf"), out);
    return line.figure.templateKind.empty() ? drawRecipe(line, errors) : printTemplate(line, out, errors);
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
