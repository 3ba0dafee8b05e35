#pragma once

#include "ui/session/workbench.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <filesystem>

namespace app {

// Writes the state to a file a second after it has changed, so that a crash loses no more than that.
class SessionKeeper : public QObject
{
    Q_OBJECT

public:
    static constexpr int delayMilliseconds = 1000;

    // Writes nothing where `file` is empty.
    SessionKeeper(const ui::Workbench &workbench, std::filesystem::path file, QObject *parent = nullptr);

    void saveNow();

private:
    const ui::Workbench &m_workbench;
    std::filesystem::path m_file;
    QTimer m_delay;
};

// Where the last session is kept, from one start to the next.
std::filesystem::path lastSessionFile();

// Gives the problem as one sentence, or nothing. The file is whole or as it was before.
QString saveSession(const core::WorkbenchState &state, const std::filesystem::path &file);

}  // namespace app
