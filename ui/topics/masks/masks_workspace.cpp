#include "ui/topics/masks/masks_workspace.h"

#include "ui/topics/masks/evaluation/evaluation_page.h"
#include "ui/topics/masks/mask/mask_page.h"
#include "ui/topics/masks/positions/positions_page.h"

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
