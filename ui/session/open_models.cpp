#include "ui/session/open_models.h"

#include "core/model/model_names.h"

#include <QMetaObject>

#include <algorithm>

namespace ui {

OpenModels::OpenModels(AnalysisSession &session, Loader loader, QObject *parent) : QObject(parent), m_session(session)
{
    auto load = [loader = std::move(loader)](const Paths &paths, const core::StopToken &stop) -> core::Result<Loaded> {
        Loaded loaded;
        for (const std::filesystem::path &path : paths) {
            if (!stop.stop_requested())
                loaded.emplace_back(path, loader(path));
        }
        return loaded;
    };
    auto deliver = [this](core::Result<Loaded> loaded) {
        QMetaObject::invokeMethod(
            this, [this, delivered = *std::move(loaded)] { receive(delivered); }, Qt::QueuedConnection);
    };
    m_worker = std::make_unique<core::LatestRequestWorker<Paths, Loaded>>(std::move(load), std::move(deliver));
    connect(&session, &AnalysisSession::snapshotChanged, this, &OpenModels::showSnapshot);
}

void OpenModels::open(const std::filesystem::path &path)
{
    core::AnalysisRequest request = m_session.request();
    request.modelDirectory = modelPath(path);
    m_session.submit(request);
}

void OpenModels::show(const ModelPointer &model)
{
    const auto known = std::ranges::find(m_models, model, &OpenModel::model);
    if (known != m_models.end())
        open(std::filesystem::path(known->path));
}

// A later call supersedes what still runs, so everything awaited is asked for again.
void OpenModels::add(const std::vector<std::filesystem::path> &paths)
{
    for (const std::filesystem::path &path : paths) {
        const std::filesystem::path spelling = modelPath(path);
        if (std::ranges::find(m_models, spelling, &OpenModel::path) == m_models.end() &&
            std::ranges::find(m_awaited, spelling) == m_awaited.end())
            m_awaited.push_back(spelling);
    }
    if (!m_awaited.empty())
        m_worker->submit(m_awaited);
}

void OpenModels::receive(const Loaded &loaded)
{
    for (const auto &[path, model] : loaded) {
        std::erase(m_awaited, path);
        const bool isOpen = std::ranges::find(m_models, path, &OpenModel::path) != m_models.end();
        if (!model)
            emit failed(QString::fromStdString(model.error().message));
        else if (!isOpen)
            m_models.push_back({path, *model});
    }
    emit changed();
}

void OpenModels::replace(const std::filesystem::path &path, const ModelPointer &model)
{
    const auto known = std::ranges::find(m_models, path, &OpenModel::path);
    if (known == m_models.end())
        return;
    known->model = model;
    if (m_primary.path == path)
        m_primary.model = model;
    if (m_session.request().modelDirectory == path)
        m_session.askAgain();
    emit changed();
}

void OpenModels::close(const std::filesystem::path &path)
{
    const auto closed = std::ranges::find(m_models, path, &OpenModel::path);
    if (closed == m_models.end() || m_models.size() == 1)
        return;
    const bool wasPrimary = *closed == m_primary;
    const auto neighbor = m_models.erase(closed);
    if (wasPrimary) {
        m_primary = neighbor == m_models.end() ? m_models.back() : *neighbor;
        open(m_primary.path);
    }
    emit changed();
}

void OpenModels::showSnapshot(const SnapshotPointer &snapshot)
{
    const OpenModel shown{snapshot->request.modelDirectory, snapshot->model};
    if (shown == m_primary)
        return;
    m_primary = shown;
    const auto known = std::ranges::find(m_models, shown.path, &OpenModel::path);
    if (known == m_models.end())
        m_models.push_back(shown);
    else
        *known = shown;
    emit changed();
}

std::vector<std::string> openNames(const std::vector<OpenModel> &models)
{
    std::vector<core::NamedFolder> folders(models.size());
    std::ranges::transform(models, folders.begin(), [](const OpenModel &open) {
        return core::NamedFolder{open.model->name, open.model->directory};
    });
    return core::distinctNames(folders);
}

std::filesystem::path modelPath(const std::filesystem::path &path)
{
    std::filesystem::path spelling = std::filesystem::absolute(path).lexically_normal();
    if (spelling.filename().empty() || spelling.filename() == "model.safetensors")
        spelling = spelling.parent_path();
    return spelling;
}

}  // namespace ui
