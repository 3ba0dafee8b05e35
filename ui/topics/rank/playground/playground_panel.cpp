#include "ui/topics/rank/playground/playground_panel.h"

#include "ui/views/figure_menu.h"

namespace ui {
namespace {

std::vector<std::vector<double>> rowsOf(const core::DoubleMatrix &matrix)
{
    std::vector<std::vector<double>> rows;
    for (Eigen::Index row = 0; row < matrix.rows(); ++row)
        rows.emplace_back(matrix.row(row).begin(), matrix.row(row).end());
    return rows;
}

}  // namespace

core::FigurePanel playgroundPanel(const ViewSources &sources, const Playground &playground, core::PanelKind kind)
{
    const core::PlaygroundState &state = sources.workbench.state().rank.playground;
    core::FigurePanel panel = headPanel(sources, kind);
    core::PlaygroundOptions &options = panel.options.playground;
    options.target = playground.choice();
    options.target.source = playground.source();
    if (options.target.source == core::TargetSource::Painted)
        options.painting = rowsOf(state.painting);
    options.headSize = playground.headSize();
    options.scores = state.scores;
    options.measure = playground.measure();
    options.tolerance = playground.tolerance();
    return panel;
}

}  // namespace ui
