#include "app/workspaces.h"

#include "app/engine_analyzer.h"
#include "ui/topics/attention/attention_workspace.h"
#include "ui/topics/figures/figures_workspace.h"
#include "ui/topics/importance/importance_workspace.h"
#include "ui/topics/lama/lama_page.h"
#include "ui/topics/masks/masks_workspace.h"
#include "ui/topics/rank/rank_workspace.h"

namespace app {

namespace {

QWidget *createAttention(const WorkspaceSources &sources)
{
    return new ui::AttentionWorkspace(sources.views, new ui::LamaPage(sources.views));
}

QWidget *createRank(const WorkspaceSources &sources)
{
    return new ui::RankWorkspace(sources.views, sources.models, sources.comparison, sources.messages);
}

QWidget *createMasks(const WorkspaceSources &sources)
{
    return new ui::MasksWorkspace(sources.views, sources.models, sources.messages);
}

QWidget *createImportance(const WorkspaceSources &sources)
{
    return new ui::ImportanceWorkspace(sources.views, sources.models, sources.messages, engineAnalyzer(sources.store));
}

QWidget *createFigures(const WorkspaceSources &sources)
{
    return new ui::FiguresWorkspace(sources.views, sources.figures);
}

constexpr Workspace table[] = {
    {"attention", "Attention", createAttention},    {"rank", "Rank", createRank},          {"masks", "Masks", createMasks},
    {"importance", "Importance", createImportance}, {"figures", "Figures", createFigures},
};

}  // namespace

std::span<const Workspace> workspaces()
{
    return table;
}

int workspaceIndex(const QString &id)
{
    for (std::size_t index = 0; index < std::size(table); ++index) {
        if (id.compare(QLatin1String(table[index].id), Qt::CaseInsensitive) == 0)
            return static_cast<int>(index);
    }
    return -1;
}

}  // namespace app
