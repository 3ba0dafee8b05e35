#include "app/session_files.h"

#include "app/session_keeper.h"
#include "core/base/text_file.h"
#include "core/workbench/session/session_file.h"
#include "ui/theme/color_maps.h"
#include "ui/widgets/chosen_file.h"

#include <QFile>
#include <QFileDialog>
#include <fmt/core.h>

#include <utility>

namespace app {

namespace {

constexpr std::size_t largestSession = std::size_t(64) << 20;

QString filter()
{
    return SessionFiles::tr("Sessions of Attnscope (*.attnscope.json);;JSON files (*.json);;All files (*)");
}

// "This and 2 more."
QString summary(const std::vector<std::string> &problems)
{
    if (problems.empty())
        return {};
    const QString first = QString::fromStdString(problems.front());
    const auto others = static_cast<int>(problems.size()) - 1;
    return others == 0 ? first : SessionFiles::tr("%1 (and %n more)", nullptr, others).arg(first);
}

void takeKnownColors(core::ReadSession &session)
{
    std::string &colorMap = session.state.display.colorMap;
    if (ui::sequentialColorMaps().contains(QString::fromStdString(colorMap)))
        return;
    session.problems.push_back(fmt::format("there is no color map named \"{}\"", colorMap));
    colorMap = core::DisplayState().colorMap;
}

}  // namespace

bool isSessionFile(const std::filesystem::path &file)
{
    if (file.extension() != ".json")
        return false;
    const core::Result<std::string> text = core::readTextFile(file, largestSession);
    if (!text || text->find("\"session\"") != std::string::npos)
        return true;
    return !text->starts_with('[') && text->find("\"attention") == std::string::npos;
}

void takeNamedSession(CommandLine &line)
{
    const bool isWindow = line.command == Command::Window || line.command == Command::Screenshot;
    const bool isSession = line.model.filename() != "config.json" && isSessionFile(line.model);
    if (!isWindow || !line.session.empty() || !isSession)
        return;
    line.session = std::exchange(line.model, {});
    line.models.clear();
}

core::Result<TakenSession> takeSession(ui::Workbench &workbench, const std::filesystem::path &file)
{
    const core::Result<std::string> text = core::readTextFile(file, largestSession);
    if (!text)
        return text.error();
    const core::Result<TakenSession> taken =
        takeSessionText(workbench, *text, std::filesystem::absolute(file).parent_path());
    return taken ? taken : core::Result<TakenSession>(core::inContext(file.string(), taken.error()));
}

core::Result<TakenSession> takeSessionText(ui::Workbench &workbench, std::string_view text,
                                           const std::filesystem::path &folder)
{
    core::Result<core::ReadSession> session = core::readSession(text, {}, folder);
    if (!session)
        return session.error();
    takeKnownColors(*session);
    if (session->state.openModels.empty()) {
        session->state.openModels = workbench.state().openModels;
        session->state.shownModel = workbench.state().shownModel;
    }
    workbench.set(session->state);
    QString told = summary(session->problems);
    if (session->showsAnotherModel && !session->state.shownModel.empty())
        told += SessionFiles::tr(" · shown in its place, with the session's sentence and mask: %1")
                    .arg(QString::fromStdString(session->state.shownModel.filename().string()));
    return TakenSession{.told = told, .showsAnotherModel = session->showsAnotherModel};
}

SessionFiles::SessionFiles(ui::Workbench &workbench, QWidget &window)
    : QObject(&window), m_workbench(workbench), m_window(window)
{
}

void SessionFiles::chooseAndOpen()
{
    const QString file = QFileDialog::getOpenFileName(&m_window, tr("Open a session"), {}, filter());
    if (!file.isEmpty())
        open(QFile::encodeName(file).toStdString());
}

void SessionFiles::open(const std::filesystem::path &file)
{
    const core::Result<TakenSession> taken = takeSession(m_workbench, file);
    if (!taken) {
        emit told(QString::fromStdString(taken.error().message));
        return;
    }
    if (!taken->told.isEmpty())
        emit told(taken->told);
    // What shows another model is another session, which does not take the place of the file unasked.
    m_file = taken->showsAnotherModel ? std::filesystem::path() : file;
    emit used(file);
}

void SessionFiles::save()
{
    if (m_file.empty())
        return saveAs();
    const QString problem = saveSession(m_workbench.state(), m_file);
    if (problem.isEmpty()) {
        emit used(m_file);
        emit saved(QString::fromStdString(m_file.string()));
    } else {
        emit told(problem);
    }
}

void SessionFiles::saveAs()
{
    const QString file = ui::chosenSaveFile(m_window, tr("Save the session"), firstName(), filter());
    if (file.isEmpty())
        return;
    m_file = QFile::encodeName(file).toStdString();
    save();
}

}  // namespace app
