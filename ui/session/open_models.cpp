#include "ui/session/open_models.h"

#include "core/format/model_paths.h"
#include "core/model/model_names.h"

#include <QMetaObject>

#include <algorithm>

namespace ui {

OpenModels::OpenModels(Workbench &workbench, AnalysisSession &session, Loader loader, QObject *parent)
    : QObject(parent), m_workbench(workbench), m_session(session)
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
    connect(&workbench, &Workbench::changed, this, &OpenModels::follow);
    connect(&session, &AnalysisSession::snapshotChanged, this, &OpenModels::showSnapshot);
    connect(&session, &AnalysisSession::modelRefused, this,
            [this](const std::filesystem::path &refused, const std::filesystem::path &shown) { goBackTo(shown, refused); });
}

void OpenModels::open(const std::filesystem::path &path)
{
    m_workbench.change([spelling = modelPath(path)](core::WorkbenchState &state) {
        state.shownModel = spelling;
        if (std::ranges::find(state.openModels, spelling) == state.openModels.end())
            state.openModels.push_back(spelling);
    });
    m_session.submit(m_session.request());  // which asks once more where the model was refused: it may have been mended
}

void OpenModels::show(const ModelPointer &model)
{
    const auto known = std::ranges::find(m_models, model, &OpenModel::model);
    if (known != m_models.end())
        open(std::filesystem::path(known->path));
}

void OpenModels::add(const std::vector<std::filesystem::path> &paths)
{
    m_workbench.change([&paths](core::WorkbenchState &state) {
        for (const std::filesystem::path &path : paths) {
            const std::filesystem::path spelling = modelPath(path);
            if (std::ranges::find(state.openModels, spelling) == state.openModels.end())
                state.openModels.push_back(spelling);
        }
    });
}

void OpenModels::follow(const core::WorkbenchState &before)
{
    const core::WorkbenchState &state = m_workbench.state();
    if (state.openModels == before.openModels && state.shownModel == before.shownModel)
        return;
    load();
    if (state.openModels == before.openModels)
        return;
    std::erase_if(m_models, [&state](const OpenModel &open) {
        return std::ranges::find(state.openModels, open.path) == state.openModels.end();
    });
    const auto shown = std::ranges::find(m_models, state.shownModel, &OpenModel::path);
    if (shown != m_models.end())
        m_primary = *shown;
    emit changed();
}

bool OpenModels::isLoaded(const std::filesystem::path &path) const
{
    return std::ranges::find(m_models, path, &OpenModel::path) != m_models.end();
}

// The session loads what it shows. A later call supersedes what still runs, so everything awaited is asked for again.
void OpenModels::load()
{
    const core::WorkbenchState &state = m_workbench.state();
    m_awaited.clear();
    for (const std::filesystem::path &path : state.openModels) {
        if (path != state.shownModel && !isLoaded(path))
            m_awaited.push_back(path);
    }
    if (!m_awaited.empty())
        m_worker->submit(m_awaited);
}

void OpenModels::receive(const Loaded &loaded)
{
    Paths refused;
    for (const auto &[path, model] : loaded) {
        const bool isWanted = std::erase(m_awaited, path) > 0;
        if (!model)
            refused.push_back(path);
        else if (isWanted && !isLoaded(path))
            m_models.push_back({path, *model});
    }
    sortAsOpened();
    emit changed();
    for (const auto &[path, model] : loaded) {
        if (!model)
            emit failed(QString::fromStdString(model.error().message));
    }
    m_workbench.change(
        [&refused](core::WorkbenchState &state) {
            for (const std::filesystem::path &path : refused)
                std::erase(state.openModels, path);
        },
        going());
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
    if (m_models.size() == 1 || !isLoaded(path))
        return;
    m_workbench.change([&path](core::WorkbenchState &state) {
        const auto neighbor = state.openModels.erase(std::ranges::find(state.openModels, path));
        if (state.shownModel == path)
            state.shownModel = neighbor == state.openModels.end() ? state.openModels.back() : *neighbor;
    });
}

void OpenModels::goBackTo(const std::filesystem::path &shown, const std::filesystem::path &refused)
{
    m_workbench.change(
        [&](core::WorkbenchState &state) {
            state.shownModel = shown;
            if (!isLoaded(refused))
                std::erase(state.openModels, refused);
        },
        going());
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
    sortAsOpened();
    emit changed();
}

// They are loaded in any order.
void OpenModels::sortAsOpened()
{
    const auto place = [&state = m_workbench.state()](const OpenModel &open) {
        return std::ranges::find(state.openModels, open.path) - state.openModels.begin();
    };
    std::ranges::sort(m_models, {}, place);
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
    if (spelling.filename().empty() || (core::isNamedAsWeights(spelling) && core::areOwnWeights(spelling)))
        spelling = spelling.parent_path();
    return spelling;
}

}  // namespace ui
