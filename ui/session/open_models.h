#pragma once

#include "core/model/loaded_model.h"
#include "core/pipeline/latest_request_worker.h"
#include "ui/session/workbench.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace ui {

using ModelPointer = std::shared_ptr<const core::LoadedModel>;

// A model and the path it was opened by, which the session's requests name.
struct OpenModel {
    std::filesystem::path path;
    ModelPointer model;

    bool operator==(const OpenModel &) const = default;
};

// The models that the state names, once they are loaded, in that order; holding them keeps them ready. The primary one is what the
// session shows.
class OpenModels : public QObject
{
    Q_OBJECT

public:
    using Loader = std::function<core::Result<ModelPointer>(const std::filesystem::path &)>;

    // The loader runs on a thread of its own.
    OpenModels(Workbench &workbench, AnalysisSession &session, Loader loader = core::loadModel, QObject *parent = nullptr);

    const std::vector<OpenModel> &models() const { return m_models; }
    // Without a model until the first one is open.
    const OpenModel &primary() const { return m_primary; }

    // Opens a folder, or a file of weights, or makes it primary if it is open. It joins the list once it has answered.
    void open(const std::filesystem::path &path);
    // Makes an open model primary.
    void show(const ModelPointer &model);
    // Opens folders in the background, beside the one that is shown; each joins the list when it is loaded.
    void add(const std::vector<std::filesystem::path> &paths);
    // Puts what was loaded anew from a path in the place of what is open under it, and shows it where that is shown.
    void replace(const std::filesystem::path &path, const ModelPointer &model);
    // The last model stays. When the primary one goes, its neighbor takes over.
    void close(const std::filesystem::path &path);

    // Whether models that were opened beside the shown one are still to come.
    bool isLoading() const { return !m_awaited.empty(); }

signals:
    void changed();
    // A folder could not be added.
    void failed(const QString &message);

private:
    using Paths = std::vector<std::filesystem::path>;
    using Loaded = std::vector<std::pair<std::filesystem::path, core::Result<ModelPointer>>>;

    void follow(const core::WorkbenchState &before);
    void load();
    void showSnapshot(const SnapshotPointer &snapshot);
    void receive(const Loaded &loaded);
    void goBackTo(const std::filesystem::path &shown, const std::filesystem::path &refused);
    bool isLoaded(const std::filesystem::path &path) const;
    void sortAsOpened();

    Workbench &m_workbench;
    AnalysisSession &m_session;
    std::vector<OpenModel> m_models;
    OpenModel m_primary;
    Paths m_awaited;                                                     // by the state, but for what the session loads
    std::unique_ptr<core::LatestRequestWorker<Paths, Loaded>> m_worker;  // last
};

// What to call the open models beside each other, in their order: core::distinctNames().
std::vector<std::string> openNames(const std::vector<OpenModel> &models);

// The one spelling of a model's path: absolute, and the folder in place of the weights that it opens.
std::filesystem::path modelPath(const std::filesystem::path &path);

}  // namespace ui
