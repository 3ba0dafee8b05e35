#pragma once

#include "core/format/model_files.h"
#include "ui/session/background_run.h"
#include "ui/session/open_models.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <filesystem>
#include <map>
#include <utility>
#include <vector>

namespace ui {

// Notices when the files of open models are written anew, as by a training run that goes on, and loads these models again when it is
// asked to. Until then everything goes on with what was loaded.
class ChangedModels : public QObject
{
    Q_OBJECT

public:
    // Whether a file changed is looked at once the files have been left alone for `quietTime`. The loader reads a folder anew, on a
    // thread of its own.
    ChangedModels(OpenModels &models, OpenModels::Loader loader, std::chrono::milliseconds quietTime,
                  QObject *parent = nullptr);

    // Those of the open models whose files are complete and not the ones that were loaded.
    const std::vector<OpenModel> &models() const { return m_changed; }

    // Loads them again. Each takes the place of the old one, or stays as it is and says why it failed.
    void reload();

signals:
    void changed();
    void looked();  // at all files; also where nothing has changed
    void failed(const QString &message);

private:
    using Paths = std::vector<std::filesystem::path>;
    using Loaded = std::vector<std::pair<std::filesystem::path, core::Result<ModelPointer>>>;

    void watch();
    void look();
    bool hasSettled(const std::filesystem::path &path, const core::ModelStamp &stamp);
    void receive();

    OpenModels &m_models;
    std::vector<OpenModel> m_changed;
    std::map<std::filesystem::path, core::ModelStamp> m_seen;  // when last looked at and found changed
    QFileSystemWatcher m_watcher;
    QTimer m_quiet;
    BackgroundRun<Paths, Loaded> m_run;  // last
};

}  // namespace ui
