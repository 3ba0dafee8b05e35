#include "app/recent_files.h"

#include <QFile>

namespace app {

void remember(QStringList &list, const std::filesystem::path &path)
{
    const QString name = QFile::decodeName(path.c_str());
    list.removeAll(name);
    list.prepend(name);
    if (list.size() > RecentFiles::most)
        list.resize(RecentFiles::most);
}

}  // namespace app
