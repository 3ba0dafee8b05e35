#pragma once

#include "ui/session/analysis_session.h"

#include <QObject>

#include <vector>

namespace ui {

using ModelPointer = std::shared_ptr<const core::LoadedModel>;

// The models opened so far, in that order; holding them keeps them ready. The primary one is what the session shows.
class OpenModels : public QObject
{
    Q_OBJECT

public:
    explicit OpenModels(AnalysisSession &session, QObject *parent = nullptr);

    const std::vector<ModelPointer> &models() const { return m_models; }
    // Null until the first model is open.
    ModelPointer primary() const { return m_primary; }

    // Opens the model in `path`: a folder, or a file within it. It joins the list once it has answered.
    void open(const std::filesystem::path &path);
    void makePrimary(const std::filesystem::path &directory);
    // The last model stays. When the primary one goes, its neighbour takes over.
    void close(const std::filesystem::path &directory);

signals:
    void changed();

private:
    void showSnapshot(const SnapshotPointer &snapshot);

    AnalysisSession &m_session;
    std::vector<ModelPointer> m_models;
    ModelPointer m_primary;
};

} // namespace ui
