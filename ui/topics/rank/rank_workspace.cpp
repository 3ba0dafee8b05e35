#include "ui/topics/rank/rank_workspace.h"

#include "ui/topics/rank/head_sizes/head_sizes_page.h"
#include "ui/topics/rank/playground/playground_page.h"
#include "ui/topics/rank/spectra/spectra_page.h"

namespace ui {

RankWorkspace::RankWorkspace(const ViewSources &sources, QWidget *parent) : TabbedPages(parent)
{
    setObjectName(QStringLiteral("rankWorkspace"));
    setAccessibleName(tr("Rank"));
    addPage(tr("Spectra"), "spectraTab", new SpectraPage(sources));
    addPage(tr("Head sizes"), "headSizesTab", new HeadSizesPage(sources));
    addPage(tr("Playground"), "playgroundTab", new PlaygroundPage(sources));
}

}  // namespace ui
