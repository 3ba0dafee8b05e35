#include "app/session_keeper.h"

#include "core/workbench/session/session_file.h"
#include "ui/session/written_files.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace app {

SessionKeeper::SessionKeeper(const ui::Workbench &workbench, std::filesystem::path file, QObject *parent)
    : QObject(parent), m_workbench(workbench), m_file(std::move(file))
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(delayMilliseconds);
    connect(&m_delay, &QTimer::timeout, this, &SessionKeeper::saveNow);
    connect(&workbench, &ui::Workbench::changed, this, [this] {
        if (!m_delay.isActive())  // or a long drag would never be saved
            m_delay.start();
    });
}

// Nobody asked for this file, so nobody is told where it cannot be written.
void SessionKeeper::saveNow()
{
    m_delay.stop();
    if (m_file.empty() || m_workbench.state().shownModel.empty())
        return;
    std::error_code ignored;
    std::filesystem::create_directories(m_file.parent_path(), ignored);
    (void)saveSession(m_workbench.state(), m_file);
}

std::filesystem::path lastSessionFile()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    if (folder.isEmpty())
        return {};
    return std::filesystem::path(QFile::encodeName(folder).toStdString()) / "last-session.json";
}

QString saveSession(const core::WorkbenchState &state, const std::filesystem::path &file)
{
    return ui::saveText(core::sessionText(state, ATTNSCOPE_VERSION), QFile::decodeName(file.c_str()));
}

}  // namespace app
