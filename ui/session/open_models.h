#pragma once

#include "ui/session/analysis_session.h"

#include <QObject>

#include <vector>

namespace ui {

using ModelPointer = std::shared_ptr<const core::LoadedModel>;

// A model and the path it was opened by, which the session's requests name.
struct OpenModel {
    std::filesystem::path path;
    ModelPointer model;

    bool operator==(const OpenModel &) const = default;
};

// The models opened so far, in that order; holding them keeps them ready. The primary one is what the session shows.
class OpenModels : public QObject
{
    Q_OBJECT

public:
    explicit OpenModels(AnalysisSession &session, QObject *parent = nullptr);

    const std::vector<OpenModel> &models() const { return m_models; }
    // Without a model until the first one is open.
    const OpenModel &primary() const { return m_primary; }

    // Opens a folder, or a .safetensors file, or makes it primary if it is open. It joins the list once it has answered.
    void open(const std::filesystem::path &path);
    // The last model stays. When the primary one goes, its neighbour takes over.
    void close(const std::filesystem::path &path);

signals:
    void changed();

private:
    void showSnapshot(const SnapshotPointer &snapshot);

    AnalysisSession &m_session;
    std::vector<OpenModel> m_models;
    OpenModel m_primary;
};

// The one spelling of a model's path: absolute, and the folder in place of its model.safetensors.
std::filesystem::path modelPath(const std::filesystem::path &path);

}  // namespace ui
