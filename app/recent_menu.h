#pragma once

#include "app/recent_files.h"

#include <QMenu>

#include <functional>

namespace app {

// Whenever the menu is shown, it offers what is recent above the actions that it has from the start. `open` is given the path.
void offerRecent(QMenu &menu, const RecentFiles &recent, const std::function<void(const std::filesystem::path &)> &openModel,
                 const std::function<void(const std::filesystem::path &)> &openSession);

}  // namespace app
