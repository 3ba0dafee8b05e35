#include "core/workbench/shown_figure.h"

#include "core/model/mask/mask_text.h"
#include "core/workbench/resolve.h"

namespace core {
namespace {

void takeTexts(FigureRecipe &figure, const FileChoice &choice)
{
    figure.data = choice.file;
    figure.limit = choice.limit;
}

// Those that are open and compared.
void takeComparedModels(FigureRecipe &figure, const WorkbenchState &state)
{
    figure.models.clear();
    for (const std::filesystem::path &model : state.openModels) {
        if (!state.rank.compared.excluded.contains(model))
            figure.models.push_back({model, {}});
    }
    figure.comparesModels = true;
    takeTexts(figure, state.rank.compared.corpus);
}

}  // namespace

FigureRecipe shownFigure(const WorkbenchState &state, const AnalysisSnapshot *snapshot, FigurePanel panel)
{
    FigureRecipe figure;
    figure.models = {{state.shownModel, {}}};
    figure.texts = {state.text};
    figure.masks = {maskText(resolve(state, snapshot).mask)};
    figure.display = displayOptions(state.display);
    const PanelKindDescription &kind = describe(panel.kind);
    switch (kind.source) {
    case PanelSource::Text:
    case PanelSource::MaskedText: break;
    case PanelSource::LabeledTexts:
        takeTexts(figure, state.masks.evaluation.texts);
        figure.sweep = state.masks.evaluation.sweep;
        break;
    case PanelSource::Texts: takeTexts(figure, state.masks.positions); break;
    case PanelSource::Models: takeComparedModels(figure, state); break;
    }
    // A head's other matrices have signs, whose colors cannot be chosen.
    if (kind.hasColors && (panel.matrix.empty() || panel.matrix == "attention")) {
        panel.look.colorMap = state.display.colorMap;
        panel.look.gamma = state.display.gamma;
    }
    figure.panels = {std::move(panel)};
    return figure;
}

}  // namespace core
