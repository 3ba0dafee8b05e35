#include "ui/views/mask_binding.h"

namespace ui {
namespace {

core::Result<void> checked(const ViewSources &sources, const core::AttentionMask &mask)
{
    const SnapshotPointer &snapshot = sources.session.snapshot();
    if (!snapshot)
        return {};
    return core::checkMask(mask, snapshot->model->config, snapshot->model->learnedGates != nullptr);
}

void setDerivedMask(const ViewSources &sources, MaskOptions &options)
{
    const core::AttentionMask mask = maskOf(options, shownHead(sources));
    options.mask = sources.session.snapshot() && checked(sources, mask) ? mask : core::AttentionMask();
}

}  // namespace

void bindMask(const ViewSources &sources, QObject *context)
{
    const auto update = [sources] {
        changeMask(sources, [](MaskOptions &) {});
    };
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

QString maskProblem(const ViewSources &sources)
{
    const core::Result<void> result = checked(sources, maskOf(sources.viewState.options().masks, shownHead(sources)));
    return result ? QString() : QString::fromStdString(result.error().message);
}

}  // namespace ui
