#include "ui/session/open_models.h"

#include <algorithm>

namespace ui {

OpenModels::OpenModels(AnalysisSession &session, QObject *parent) : QObject(parent), m_session(session)
{
    connect(&session, &AnalysisSession::snapshotChanged, this, &OpenModels::showSnapshot);
}

void OpenModels::open(const std::filesystem::path &path)
{
    core::AnalysisRequest request = m_session.request();
    request.modelDirectory = modelPath(path);
    m_session.submit(request);
}

void OpenModels::close(const std::filesystem::path &path)
{
    const auto closed = std::ranges::find(m_models, path, &OpenModel::path);
    if (closed == m_models.end() || m_models.size() == 1)
        return;
    const bool wasPrimary = *closed == m_primary;
    const auto neighbour = m_models.erase(closed);
    if (wasPrimary) {
        m_primary = neighbour == m_models.end() ? m_models.back() : *neighbour;
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

std::filesystem::path modelPath(const std::filesystem::path &path)
{
    std::filesystem::path spelling = std::filesystem::absolute(path).lexically_normal();
    if (spelling.filename().empty() || spelling.filename() == "model.safetensors")
        spelling = spelling.parent_path();
    return spelling;
}

}  // namespace ui
