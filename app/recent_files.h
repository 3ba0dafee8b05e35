#pragma once

#include <QStringList>

#include <filesystem>

namespace app {

// What was opened or saved last, the newest first.
struct RecentFiles {
    static constexpr qsizetype most = 10;  // of each

    QStringList models;
    QStringList sessions;

    bool operator==(const RecentFiles &) const = default;
};

// Puts the path first in the list.
void remember(QStringList &list, const std::filesystem::path &path);

}  // namespace app
