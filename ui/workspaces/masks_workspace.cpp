#include "ui/workspaces/masks_workspace.h"

#include "ui/workspaces/evaluation_page.h"
#include "ui/workspaces/mask_page.h"
#include "ui/workspaces/positions_page.h"

namespace ui {

MasksWorkspace::MasksWorkspace(const ViewSources &sources, QWidget *parent) : TabbedPages(parent)
{
    setObjectName(QStringLiteral("masksWorkspace"));
    setAccessibleName(tr("Masks"));
    addPage(tr("Mask"), "maskTab", new MaskPage(sources));
    addPage(tr("Positions"), "positionsTab", new PositionsPage(sources));
    addPage(tr("Evaluation"), "evaluationTab", new EvaluationPage(sources));
}

}  // namespace ui
