#pragma once

#include <QWidget>

#include <filesystem>
#include <functional>

namespace ui {

// From now on a single file of this computer may be dropped on `target`, and `receive` is given its path: one that ends in `suffix`
// ("npy"), or any where that is empty. Files of models are left to the window, which opens them.
void acceptFileDrop(QWidget &target, const QString &suffix, std::function<void(const std::filesystem::path &)> receive);

}  // namespace ui
