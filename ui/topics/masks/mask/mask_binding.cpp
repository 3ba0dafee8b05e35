#include "ui/topics/masks/mask/mask_binding.h"

#include "core/workbench/resolve.h"

#include <QObject>

namespace ui {

QString meansProblem(const ViewSources &sources)
{
    const core::MaskState &mask = sources.workbench.state().masks.mask;
    const bool isMissed =
        mask.ablated != core::AblatedHeads::None && core::hasMeansOfAnotherModel(mask, sources.session.snapshot().get());
    return isMissed ? QObject::tr("means are of another model: gather them again") : QString();
}

QString maskProblem(const ViewSources &sources)
{
    if (const QString problem = meansProblem(sources); !problem.isEmpty())
        return problem;
    const SnapshotPointer &snapshot = sources.session.snapshot();
    if (!snapshot)
        return {};
    const core::AttentionMask mask = core::maskOf(sources.workbench.state().masks.mask, shownHead(sources));
    const auto checked = core::checkMask(mask, snapshot->model->config, snapshot->model->learnedGates != nullptr);
    return checked ? QString() : QString::fromStdString(checked.error().message);
}

}  // namespace ui
