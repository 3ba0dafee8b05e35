#include "ui/session/open_names.h"

#include <algorithm>

namespace ui {

core::NamedFolder namedFolder(const core::LoadedModel &model)
{
    return {model.name, model.directory};
}

QString openName(const OpenModels &models, const core::NamedFolder &model)
{
    std::vector<core::NamedFolder> folders(models.models().size());
    std::ranges::transform(models.models(), folders.begin(), [](const OpenModel &open) { return namedFolder(*open.model); });
    folders.push_back(model);
    return QString::fromStdString(core::distinctNames(folders).back());
}

}  // namespace ui
