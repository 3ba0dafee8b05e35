#include "ui/workspaces/masks_workspace.h"

#include "ui/workspaces/mask_page.h"

namespace ui {

MasksWorkspace::MasksWorkspace(const ViewSources &sources, QWidget *parent) : TabbedPages(parent)
{
    setObjectName(QStringLiteral("masksWorkspace"));
    setAccessibleName(tr("Masks"));
    addPage(tr("Mask"), "maskTab", new MaskPage(sources));
}

}  // namespace ui
