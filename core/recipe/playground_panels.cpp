#include "core/recipe/playground_panels.h"

#include "core/figure/playground/playground_curves.h"
#include "core/figure/playground/playground_maps.h"

#include <algorithm>

namespace core {

bool showsRealized(const FigurePanel &panel)
{
    return panel.kind == PanelKind::Playground || panel.kind == PanelKind::PlaygroundRealized ||
           panel.kind == PanelKind::PlaygroundDifference;
}

Figure playgroundPanel(const PanelView &view)
{
    const PlaygroundOptions &options = view.panel.options.playground;
    const PlaygroundTarget &target = view.answers.realized->target;
    const std::optional<int> modelHeadSize = view.answers.realized->modelHeadSize;
    // The target alone looks the same whether a search was made or not.
    static const FoundSizes nothing;
    const FoundSizes &found = showsRealized(view.panel) ? view.answers.realized->found : nothing;
    const RealizedChoice choice{.headSize =
                                    std::clamp(options.headSize.value_or(modelHeadSize.value_or(1)), 1, target.size()),
                                .scores = options.scores,
                                .measure = options.measure};
    switch (view.panel.kind) {
    case PanelKind::PlaygroundTarget: return targetFigure(target, found, choice, view.colors);
    case PanelKind::PlaygroundRealized: return realizedFigure(target, found, choice, view.colors);
    case PanelKind::PlaygroundDifference: return differenceFigure(target, found, choice);
    case PanelKind::PlaygroundSpectrum: return logSpectrumFigure(target, choice.headSize);
    default: return headSizeErrorFigure(target, found, choice, options.tolerance, modelHeadSize);
    }
}

}  // namespace core
