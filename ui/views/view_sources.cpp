#include "ui/views/view_sources.h"

#include "core/workbench/resolve.h"

namespace ui {
namespace {

std::optional<core::TokenPosition> positionOf(const core::DisplayUnits &units, std::optional<int> unit)
{
    return unit ? std::optional(units.positionOf(*unit)) : std::nullopt;
}

}  // namespace

core::DisplayUnits shownUnits(const ViewSources &sources)
{
    const SnapshotPointer &snapshot = sources.session.snapshot();
    return snapshot ? core::displayUnits(*snapshot, core::displayOptions(sources.workbench.state().display))
                    : core::DisplayUnits();
}

core::HeadRef shownHead(const ViewSources &sources)
{
    return core::shownHead(sources.workbench.state(), sources.session.snapshot().get());
}

core::HeadPicture shownPicture(const ViewSources &sources)
{
    const SnapshotPointer &snapshot = sources.session.snapshot();
    const core::HeadPicture chosen = sources.workbench.state().attention.picture;
    return snapshot ? core::pictureWithin(*snapshot, chosen) : chosen;
}

void lockUnits(Selection &selection, const core::DisplayUnits &units, std::optional<int> query, std::optional<int> key,
               const core::PictureIndices &indices)
{
    selection.lock(positionOf(units, query), positionOf(units, key), indices);
}

void hoverUnits(Selection &selection, const core::DisplayUnits &units, std::optional<int> query, std::optional<int> key,
                const core::PictureIndices &indices)
{
    selection.hover(positionOf(units, query), positionOf(units, key), indices);
}

}  // namespace ui
