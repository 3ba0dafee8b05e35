#include "core/workbench/shown_figure.h"

#include "core/model/mask/mask_text.h"
#include "core/recipe/used_fields.h"
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
    if (!snapshot || !snapshot->model || !snapshot->model->onlyText)
        figure.texts = {state.text};
    const AttentionMask asked = resolve(state, snapshot).mask;
    figure.masks = {maskText(asked)};
    figure.display = displayOptions(state.display);
    const PanelKindDescription &kind = describe(panel.kind);
    switch (kind.source) {
    case PanelSource::Weights:
    case PanelSource::Target: figure.masks = {""}; break;  // such a picture is of the pass without the mask
    case PanelSource::Text:
    case PanelSource::TruncatedText:
    case PanelSource::MaskedText: break;
    case PanelSource::LabeledTexts:
        takeTexts(figure, state.masks.evaluation.texts);
        figure.sweep = state.masks.evaluation.sweep;
        break;
    case PanelSource::Texts: takeTexts(figure, state.masks.positions); break;
    case PanelSource::TextMeans: takeTexts(figure, state.rank.compared.corpus); break;
    case PanelSource::WordTexts: takeTexts(figure, state.importance.contexts.texts); break;
    case PanelSource::Models: takeComparedModels(figure, state); break;
    }
    if (!isOfText(kind.source) && kind.source != PanelSource::LabeledTexts)
        figure.masks = {""};
    if (asked.ablation.usesMeans && kind.source != PanelSource::LabeledTexts && !figure.masks.front().empty())
        figure.data = state.masks.mask.means.texts;
    // A head's other matrices have signs, whose colors cannot be chosen.
    if (kind.hasColors && (panel.matrix.empty() || panel.matrix == "attention")) {
        panel.look.colorMap = state.display.colorMap;
        panel.look.gamma = state.display.gamma;
    }
    figure.panels = {std::move(panel)};
    return withoutUnusedFields(std::move(figure));
}

}  // namespace core
