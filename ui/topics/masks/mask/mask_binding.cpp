#include "ui/topics/masks/mask/mask_binding.h"

#include "core/model/mask/fitting_mask.h"

namespace ui {
namespace {

core::Result<void> checked(const ViewSources &sources, const core::AttentionMask &mask)
{
    const SnapshotPointer &snapshot = sources.session.snapshot();
    if (!snapshot)
        return {};
    return core::checkMask(mask, snapshot->model->config, snapshot->model->learnedGates != nullptr);
}

bool hasMeansOfAnotherModel(const ViewSources &sources, const MaskOptions &options)
{
    const SnapshotPointer &snapshot = sources.session.snapshot();
    return options.means.heads && snapshot &&
           (options.means.model != snapshot->model->directory || options.means.stamp != snapshot->model->stamp);
}

void setDerivedMask(const ViewSources &sources, MaskOptions &options)
{
    options.mask = {};
    const SnapshotPointer &snapshot = sources.session.snapshot();
    if (!snapshot)
        return;
    options.mask = core::fittingPart(maskOf(options, shownHead(sources)), snapshot->model->config,
                                     snapshot->model->learnedGates != nullptr);
    if (hasMeansOfAnotherModel(sources, options))
        options.mask.ablation = {};
}

}  // namespace

void bindMask(const ViewSources &sources, QObject *context)
{
    const auto update = [sources] { changeMask(sources, [](MaskOptions &) {}); };
    QObject::connect(&sources.session, &AnalysisSession::snapshotChanged, context, update);
    QObject::connect(&sources.selection, &Selection::changed, context, update);
    QObject::connect(&sources.viewState, &ViewState::changed, context, update);
}

void changeMask(const ViewSources &sources, const std::function<void(MaskOptions &)> &change)
{
    ViewOptions options = sources.viewState.options();
    change(options.masks);
    setDerivedMask(sources, options.masks);
    sources.viewState.setOptions(options);
}

QString meansProblem(const ViewSources &sources)
{
    const MaskOptions &options = sources.viewState.options().masks;
    const bool isMissed = options.ablated != AblatedHeads::None && hasMeansOfAnotherModel(sources, options);
    return isMissed ? QObject::tr("means are of another model: gather them again") : QString();
}

QString maskProblem(const ViewSources &sources)
{
    const MaskOptions &options = sources.viewState.options().masks;
    if (const QString problem = meansProblem(sources); !problem.isEmpty())
        return problem;
    const core::Result<void> result = checked(sources, maskOf(options, shownHead(sources)));
    return result ? QString() : QString::fromStdString(result.error().message);
}

}  // namespace ui
