#include "core/recipe/figure_content.h"

#include "core/base/input_file.h"
#include "core/recipe/figure_caption.h"
#include "core/recipe/panel_figure.h"
#include "core/recipe/panel_look.h"
#include "core/recipe/panel_sources.h"

#include <algorithm>

namespace core {
namespace {

std::string placeOf(std::size_t panel)
{
    return "panels[" + std::to_string(panel) + "].";
}

// The recipe is that of one figure: whoever makes many of them has chosen.
Result<void> checkOneHead(const FigureRecipe &recipe, std::size_t panel)
{
    const FigurePanel &asked = recipe.panels[panel];
    if (!describe(asked.kind).hasHead)
        return {};
    if (asked.layers.size() != 1)
        return badInput(placeOf(panel) + "layer: expected one number in a single figure");
    return asked.heads.size() == 1 ? Result<void>()
                                   : badInput(placeOf(panel) + "head: expected one number in a single figure");
}

Result<void> checkNoOwnLimits(const FigureRecipe &recipe)
{
    const auto own =
        std::ranges::find_if(recipe.panels, [](const FigurePanel &panel) { return panel.look.limits.has_value(); });
    if (own == recipe.panels.end())
        return {};
    return badInput(placeOf(static_cast<std::size_t>(own - recipe.panels.begin())) +
                    "limits: \"share_limits\" takes their place, expected none");
}

void addCutNote(const PanelAnswers &answers, std::vector<std::string> &notes)
{
    const std::size_t dropped = answers.snapshot ? answers.snapshot->text->droppedTokens : 0;
    if (dropped == 0)
        return;
    std::string note = "a text is cut at the model's limit of " + std::to_string(answers.snapshot->model->tokenLimit()) +
                       " tokens, " + std::to_string(dropped) + " more are left out";
    if (std::ranges::find(notes, note) == notes.end())
        notes.push_back(std::move(note));
}

// A file of attention has one text, which the recipe cannot change.
void addTextNote(const FigureRecipe &recipe, const PanelAnswers &answers, std::vector<std::string> &notes)
{
    const std::string given = recipe.texts.empty() ? std::string() : recipe.texts.front();
    if (given.empty() || !answers.snapshot || !answers.snapshot->model || !answers.snapshot->model->onlyText)
        return;
    std::string note =
        "\"text\" is not read: " + pathText(recipe.models.front().path) + " is a file of attention with its own";
    if (given != *answers.snapshot->model->onlyText && std::ranges::find(notes, note) == notes.end())
        notes.push_back(std::move(note));
}

// While the answer holds the models.
Result<void> addModels(const FigureRecipe &recipe, PanelAnswerer &answerer, std::vector<DrawnModel> &models)
{
    for (const RecipeModel &each : recipe.models) {
        if (std::ranges::find(models, each.path, &DrawnModel::path) != models.end())
            continue;
        const auto model = answerer.model(each);
        if (!model)
            return model.error();
        models.push_back({each.path, (*model)->stamp});
    }
    return {};
}

}  // namespace

FigureRecipe contentPart(FigureRecipe recipe)
{
    const FigureRecipe usual;
    recipe.preset = usual.preset;
    recipe.width = usual.width;
    recipe.columns = usual.columns;
    recipe.dotsPerInch = usual.dotsPerInch;
    recipe.textForm = usual.textForm;
    recipe.caption = usual.caption;
    for (FigurePanel &panel : recipe.panels) {
        if (panel.kind != PanelKind::ColoredSentence)  // which refuses a height
            panel.look.height.reset();
    }
    return recipe;
}

Result<FigureContent> figureContent(const FigureRecipe &recipe, PanelAnswerer &answerer, const StopToken &stop)
{
    FigureContent content;
    std::vector<PanelAnswers> answers;
    for (std::size_t panel = 0; panel < recipe.panels.size(); ++panel) {
        if (const auto checked = checkOneHead(recipe, panel); !checked)
            return checked.error();
        auto answer = answerer.answer(recipe, panel, stop);
        if (!answer)
            return answer.error();
        auto figure = panelFigure(recipe, panel, *answer, stop);
        if (!figure)
            return figure.error();
        content.figures.push_back(*std::move(figure));
        if (const auto added = addModels(recipeOfPanel(recipe, panel), answerer, content.models); !added)
            return added.error();
        addCutNote(*answer, content.notes);
        addTextNote(recipeOfPanel(recipe, panel), *answer, content.notes);
        answers.push_back(*std::move(answer));
    }
    if (recipe.sharesLimits) {
        if (const auto checked = checkNoOwnLimits(recipe); !checked)
            return checked.error();
        if (const auto shared = shareLimits(content.figures); !shared)
            return shared.error();
    }
    content.title = figureTitle(recipe, answers);
    content.caption = figureCaption(recipe, answers);
    return content;
}

}  // namespace core
