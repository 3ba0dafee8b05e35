#include "ui/session/changed_models.h"

#include "core/format/same_model_files.h"

#include <QFile>
#include <QGuiApplication>
#include <QStringList>

#include <algorithm>

namespace ui {
namespace {

// Settings and weights are there: a folder that is being replaced lacks them for a moment, one that is gone for good.
bool isComplete(const core::ModelStamp &stamp)
{
    return stamp.size() > 1 && stamp[0].size > 0 && stamp[1].size > 0;
}

// What is gone may come back: until then the nearest folder that is there tells of it.
std::filesystem::path nearestPresent(std::filesystem::path path)
{
    std::error_code ignored;
    while (!std::filesystem::exists(path, ignored) && path.has_relative_path())
        path = path.parent_path();
    return path;
}

QString nameOf(const std::filesystem::path &path)
{
    return QFile::decodeName(path.c_str());
}

}  // namespace

ChangedModels::ChangedModels(OpenModels &models, OpenModels::Loader loader, std::chrono::milliseconds quietTime,
                             QObject *parent)
    : QObject(parent), m_models(models),
      m_run(
          *this,
          [load = std::move(loader)](const Paths &paths, const core::RunListener<Loaded> &,
                                     const core::StopToken &stop) -> core::Result<Loaded> {
              Loaded loaded;
              for (const std::filesystem::path &path : paths) {
                  if (!stop.stop_requested())
                      loaded.emplace_back(path, load(path));
              }
              return loaded;
          },
          [this] { receive(); })
{
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(quietTime);
    const auto wait = [this] { m_quiet.start(); };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, wait);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, wait);
    connect(&m_models, &OpenModels::changed, this, wait);
    // Folders of other computers do not tell when they change.
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, wait);
    connect(&m_quiet, &QTimer::timeout, this, &ChangedModels::look);
}

// A file that was replaced is another one to the watcher, which forgets the old one; its folder tells of the new.
void ChangedModels::watch()
{
    QStringList wanted;
    for (const OpenModel &open : m_models.models()) {
        for (const std::filesystem::path &file : core::modelFiles(open.path)) {
            for (const std::filesystem::path &path : {file, file.parent_path()}) {
                const QString present = nameOf(nearestPresent(path));
                if (!wanted.contains(present))
                    wanted.append(present);
            }
        }
    }
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    for (const QString &path : watched) {
        if (!wanted.contains(path))
            m_watcher.removePath(path);
    }
    for (const QString &path : wanted) {
        if (!watched.contains(path))
            m_watcher.addPath(path);
    }
}

void ChangedModels::look()
{
    watch();
    const std::vector<OpenModel> &models = m_models.models();
    std::erase_if(m_seen, [&models](const auto &seen) {
        return std::ranges::find(models, seen.first, &OpenModel::path) == models.end();
    });
    std::vector<OpenModel> found;
    for (const OpenModel &open : models) {
        if (!open.model || open.model->stamp.empty())
            continue;
        const core::ModelStamp now = core::stampOfModel(open.path);
        if (!isComplete(now) || core::haveSameContent(now, open.model->stamp))
            m_seen.erase(open.path);
        else if (hasSettled(open.path, now))
            found.push_back(open);
    }
    if (std::exchange(m_changed, found) != found)
        emit changed();
    emit looked();
}

// Found the same twice in a row, a quiet time apart.
bool ChangedModels::hasSettled(const std::filesystem::path &path, const core::ModelStamp &stamp)
{
    if (std::exchange(m_seen[path], stamp) == stamp)
        return true;
    m_quiet.start();
    return false;
}

void ChangedModels::reload()
{
    Paths paths;
    std::ranges::transform(m_changed, std::back_inserter(paths), &OpenModel::path);
    if (!paths.empty())
        m_run.start(paths);
}

void ChangedModels::receive()
{
    if (m_run.isRunning())
        return;
    const Loaded loaded = m_run.answer().value_or(Loaded());
    m_run.forget();  // models may be closed
    for (const auto &[path, model] : loaded) {
        if (model)
            m_models.replace(path, *model);
        else
            emit failed(QString::fromStdString(model.error().message));
    }
    m_changed.clear();  // so that what has failed is told once more
    look();
}

}  // namespace ui
