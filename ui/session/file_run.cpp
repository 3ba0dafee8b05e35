#include "ui/session/file_run.h"

namespace ui {

FileRun::FileRun(Workbench &workbench, AnalysisSession &session, QObject *parent)
    : QObject(parent), m_workbench(workbench), m_session(session)
{
    connect(&workbench, &Workbench::optionsChanged, this, [this](const core::WorkbenchState &before) {
        if (before.masks != m_workbench.state().masks || before.importance != m_workbench.state().importance)
            emit changed();
    });
}

void FileRun::setFile(const std::filesystem::path &file)
{
    m_workbench.change([&](core::WorkbenchState &state) { chosenIn(state).file = file; });
}

void FileRun::setLimit(std::size_t texts)
{
    m_workbench.change([&](core::WorkbenchState &state) { chosenIn(state).limit = texts; });
}

void FileRun::start()
{
    if (!hasTexts())
        return;
    if (snapshot())
        begin();
    else
        run().refuse(tr("Open a model first."));
}

void FileRun::runOver(const std::filesystem::path &file)
{
    setFile(file);
    start();
}

}  // namespace ui
