#include "app/commands/figure_files.h"

#include "app/commands/command_json.h"
#include "app/commands/provenance.h"
#include "app/output_files.h"
#include "core/base/input_file.h"
#include "core/figure/any/figure_table.h"
#include "core/format/model_folder.h"
#include "core/recipe/figure_caption.h"
#include "core/recipe/panel_figure.h"
#include "core/recipe/recipe_json.h"
#include "ui/export/html_file.h"
#include "ui/export/page_files.h"
#include "ui/export/tex_file.h"
#include "ui/theme/color_maps.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace app {
namespace {

constexpr std::array<std::string_view, 6> formats{"pdf", "svg", "png", "tex", "csv", "html"};
constexpr std::size_t hashBeginning = 12;
constexpr int pointsPerInch = 72;
constexpr int mostDots = 32767;  // along a side that Qt paints

std::string tableOf(const ui::FigurePage &page)
{
    std::vector<core::Figure> figures;
    std::ranges::transform(page.panels, std::back_inserter(figures), &ui::PagePanel::figure);
    return core::figureTable(figures);
}

}  // namespace

bool isFigureFormat(std::string_view extension)
{
    return std::ranges::find(formats, extension) != formats.end();
}

std::string listOfFigureFormats()
{
    std::string list;
    for (const std::string_view format : formats)
        list += (list.empty() ? "." : ", .") + std::string(format);
    return list;
}

core::Result<ui::FigurePage> drawnPage(const core::FigureRecipe &recipe, core::PanelAnswerer &answerer,
                                       const core::StopToken &stop)
{
    const auto answers = answerer.answer(recipe, stop);
    if (!answers)
        return answers.error();
    std::vector<core::Figure> figures;
    for (std::size_t panel = 0; panel < recipe.panels.size(); ++panel) {
        const auto &colorMap = recipe.panels[panel].look.colorMap;
        if (const QStringList known = ui::sequentialColorMaps();
            colorMap && !known.contains(QString::fromStdString(*colorMap)))
            return core::badInput("panels[" + std::to_string(panel) + "].color_map: expected one of " +
                                  known.join(QStringLiteral(", ")).toStdString());
        auto figure = core::panelFigure(recipe, panel, *answers, stop);
        if (!figure)
            return figure.error();
        figures.push_back(*std::move(figure));
    }
    ui::FigurePage page = ui::figurePage(recipe, std::move(figures));
    page.title = QString::fromStdString(core::figureTitle(recipe, *answers));
    page.description = QString::fromStdString(core::figureCaption(recipe, *answers));
    return page;
}

core::Result<std::string> figureBytes(const ui::FigurePage &page, const core::FigureRecipe &recipe, std::string_view format)
{
    const auto outlines = [&recipe](core::TextForm usual) {
        return recipe.textForm.value_or(usual) == core::TextForm::Outlines;
    };
    if (format == "pdf")
        return ui::pdfFile(page, outlines(core::TextForm::Letters)).toStdString();
    if (format == "svg")
        return ui::svgFile(page, outlines(core::TextForm::Outlines)).toStdString();
    if (format == "png") {
        const double longest = std::max(page.size.width(), page.size.height()) / pointsPerInch * recipe.dotsPerInch;
        if (longest > mostDots)
            return core::badInput("dpi: the picture would be " + std::to_string(std::lround(longest)) +
                                  " dots long, expected at most " + std::to_string(mostDots));
        return ui::pngFile(page, recipe.dotsPerInch).toStdString();
    }
    if (format == "tex")
        return ui::texFile(page).toStdString();
    if (format == "html")
        return ui::htmlFile(page).toStdString();
    return tableOf(page);
}

std::filesystem::path sidecarOf(const std::filesystem::path &file)
{
    std::filesystem::path sidecar = file;
    return sidecar += ".json";
}

std::string sidecarText(core::FigureRecipe recipe)
{
    std::error_code ignored;
    for (core::RecipeModel &model : recipe.models) {
        model.sha256 = weightsHash(model.path).value_or(std::string());
        model.path = std::filesystem::absolute(model.path, ignored).lexically_normal();
    }
    if (!recipe.data.empty())
        recipe.data = std::filesystem::absolute(recipe.data, ignored).lexically_normal();
    return jsonText(core::recipeJson(recipe)) + '\n';
}

core::Result<void> checkFigureFile(const core::PlannedFigure &figure, const std::filesystem::path &recipe)
{
    const auto overwriting = [](const std::filesystem::path &input) {
        return core::badInput("the figure would write over " + core::pathText(input) + ", which it is made of");
    };
    if (areOneFile(figure.file, recipe))  // its sidecar it may be
        return overwriting(recipe);
    std::vector<std::filesystem::path> inputs;
    if (!figure.recipe.data.empty())
        inputs.push_back(figure.recipe.data);
    for (const core::RecipeModel &model : figure.recipe.models)
        std::ranges::copy(core::modelFiles(model.path), std::back_inserter(inputs));
    for (const std::filesystem::path &input : inputs) {
        if (areOneFile(figure.file, input) || areOneFile(sidecarOf(figure.file), input))
            return overwriting(input);
    }
    return {};
}

std::vector<std::string> changedModelNotes(const core::FigureRecipe &recipe)
{
    std::vector<std::string> notes;
    for (const core::RecipeModel &model : recipe.models) {
        const std::string now = weightsHash(model.path).value_or(std::string());
        if (!model.sha256.empty() && !now.empty() && model.sha256 != now)
            notes.push_back(core::pathText(model.path) + " is not the model of the recipe: its weights have the SHA-256 " +
                            now.substr(0, hashBeginning) + "…, the recipe's " + model.sha256.substr(0, hashBeginning) + "…");
    }
    return notes;
}

}  // namespace app
