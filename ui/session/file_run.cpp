#include "ui/session/file_run.h"

#include "core/workbench/resolve.h"

#include <utility>

namespace ui {

FileRun::FileRun(Workbench &workbench, AnalysisSession &session, const QString &title, void (*goTo)(core::Place &place),
                 QObject *parent)
    : QObject(parent), m_workbench(workbench), m_session(session)
{
    const auto status = [this]() -> BackgroundRuns::Status {
        const std::optional<Progress> done = progress();
        return {.state = state(),
                .progress = done ? std::optional(done->texts) : std::nullopt,
                .file = QString::fromStdString(file().filename().string()),
                .problem = problem()};
    };
    workbench.runs().add(*this, {.title = title, .goTo = goTo, .status = status, .cancel = [this] { cancel(); }});
    connect(this, &FileRun::changed, &workbench.runs(), [this] { m_workbench.runs().tell(*this); });
    connect(&session, &AnalysisSession::snapshotChanged, this, [this] {
        if (snapshot() && std::exchange(m_lacksModel, false))
            run().refuse({});
    });
    connect(&workbench, &Workbench::changed, this, [this](const core::WorkbenchState &before) {
        const core::WorkbenchState &now = m_workbench.state();
        const bool hasOtherTarget = core::importanceOptions(before) != core::importanceOptions(now);
        const bool hasOtherFile = before.masks != now.masks || before.importance.contexts != now.importance.contexts ||
                                  before.texts.texts != now.texts.texts;
        if (hasOtherFile || hasOtherTarget)
            emit changed();
    });
}

void FileRun::setFile(const std::filesystem::path &file)
{
    m_workbench.change([&](core::WorkbenchState &state) {
        chosenIn(state).file = file;
        takeFileIn(state);
    });
}

void FileRun::setLimit(std::size_t texts)
{
    m_workbench.change([&](core::WorkbenchState &state) { chosenIn(state).limit = texts; });
}

void FileRun::start()
{
    if (!hasTexts())
        return;
    m_lacksModel = !snapshot();
    if (m_lacksModel)
        run().refuse(tr("Open a model first."));
    else
        begin();
}

void FileRun::runOver(const std::filesystem::path &file)
{
    setFile(file);
    start();
}

}  // namespace ui
