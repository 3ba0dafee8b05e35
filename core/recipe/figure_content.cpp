#include "core/recipe/figure_content.h"

#include "core/recipe/figure_caption.h"
#include "core/recipe/panel_figure.h"
#include "core/recipe/panel_look.h"

namespace core {

Result<FigureContent> figureContent(const FigureRecipe &recipe, PanelAnswerer &answerer, const StopToken &stop)
{
    FigureContent content;
    std::vector<PanelAnswers> answers;
    for (std::size_t panel = 0; panel < recipe.panels.size(); ++panel) {
        auto answer = answerer.answer(recipe, panel, stop);
        if (!answer)
            return answer.error();
        auto figure = panelFigure(recipe, panel, *answer, stop);
        if (!figure)
            return figure.error();
        content.figures.push_back(*std::move(figure));
        answers.push_back(*std::move(answer));
    }
    if (recipe.sharesLimits) {
        if (const auto shared = shareLimits(content.figures); !shared)
            return shared.error();
    }
    content.title = figureTitle(recipe, answers);
    content.caption = figureCaption(recipe, answers);
    return content;
}

}  // namespace core
