#pragma once

#include <QWidget>

#include <filesystem>
#include <functional>

namespace ui {

// From now on a single file of this computer may be dropped on `target`, and `receive` is given its path.
void acceptFileDrop(QWidget &target, std::function<void(const std::filesystem::path &)> receive);

}  // namespace ui
