#include "ui/topics/masks/masks_workspace.h"

#include "ui/topics/masks/evaluation/evaluation_page.h"
#include "ui/topics/masks/mask/mask_page.h"
#include "ui/topics/masks/positions/positions_page.h"

namespace ui {

MasksWorkspace::MasksWorkspace(const ViewSources &sources, const OpenModels &models, Messages &messages, QWidget *parent)
    : TabbedPages(parent)
{
    setObjectName(QStringLiteral("masksWorkspace"));
    setAccessibleName(tr("Masks"));
    addPage(tr("Mask"), "maskTab", new MaskPage(sources, messages));
    addPage(tr("Positions"), "positionsTab", new PositionsPage(sources, models));
    addPage(tr("Evaluation"), "evaluationTab", new EvaluationPage(sources, models, messages));
    connect(this, &TabbedPages::pageChosen, this, [&workbench = sources.workbench](int page) {
        workbench.change([page](core::WorkbenchState &state) { state.place.masks = static_cast<core::MasksPage>(page); },
                         going());
    });
    connect(&sources.workbench, &Workbench::changed, this,
            [this, &workbench = sources.workbench] { showPage(static_cast<int>(workbench.state().place.masks)); });
    showPage(static_cast<int>(sources.workbench.state().place.masks));
}

}  // namespace ui
