#include "ui/session/open_models.h"

#include <algorithm>

namespace ui {

namespace {

auto findModel(const std::vector<ModelPointer> &models, const std::filesystem::path &directory)
{
    return std::ranges::find(models, directory, [](const ModelPointer &model) { return model->directory; });
}

} // namespace

OpenModels::OpenModels(AnalysisSession &session, QObject *parent) : QObject(parent), m_session(session)
{
    connect(&session, &AnalysisSession::snapshotChanged, this, &OpenModels::showSnapshot);
}

void OpenModels::open(const std::filesystem::path &path)
{
    std::error_code ignored;
    const bool isFile = std::filesystem::is_regular_file(path, ignored);
    makePrimary(isFile ? path.parent_path() : path);
}

void OpenModels::makePrimary(const std::filesystem::path &directory)
{
    core::AnalysisRequest request = m_session.request();
    request.modelDirectory = directory;
    m_session.submit(request);
}

void OpenModels::close(const std::filesystem::path &directory)
{
    const auto closed = findModel(m_models, directory);
    if (closed == m_models.end() || m_models.size() == 1)
        return;
    const bool wasPrimary = *closed == m_primary;
    const auto neighbour = m_models.erase(closed);
    if (wasPrimary) {
        m_primary = neighbour == m_models.end() ? m_models.back() : *neighbour;
        makePrimary(m_primary->directory);
    }
    emit changed();
}

void OpenModels::showSnapshot(const SnapshotPointer &snapshot)
{
    if (snapshot->model == m_primary)
        return;
    m_primary = snapshot->model;
    const auto known = findModel(m_models, m_primary->directory);
    if (known == m_models.end())
        m_models.push_back(m_primary);
    else
        m_models[known - m_models.begin()] = m_primary;
    emit changed();
}

} // namespace ui
