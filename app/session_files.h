#pragma once

#include "app/command_line.h"
#include "core/base/result.h"
#include "ui/session/workbench.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <string_view>

class QWidget;

namespace app {

// Sessions as files that the user names: opened in place of what is there, which is one step of undo, and saved.
class SessionFiles : public QObject
{
    Q_OBJECT

public:
    // Its dialogs belong to `window`.
    SessionFiles(ui::Workbench &workbench, QWidget &window);

    // What a new one is called until its user says otherwise. By this ending a desktop tells it from other JSON.
    static QString firstName() { return QStringLiteral("session.attnscope.json"); }

    void chooseAndOpen();
    void open(const std::filesystem::path &file);
    void save();    // where it was saved or opened last
    void saveAs();  // where the user says

signals:
    void used(const std::filesystem::path &file);  // opened or saved
    void saved(const QString &file);
    // One sentence on what went wrong or could not be had.
    void told(const QString &message);

private:
    ui::Workbench &m_workbench;
    QWidget &m_window;
    std::filesystem::path m_file;
};

// Whether the file may be a session, and not a file of attention that ends in .json as well. One that cannot be read is called a session,
// so that opening it says why.
bool isSessionFile(const std::filesystem::path &file);

// A session may be named where the window's model is, as a file manager does: then the line goes on with it.
void takeNamedSession(CommandLine &line);

struct TakenSession {
    QString told;                    // of models and masks that could not be had; empty: nothing
    bool showsAnotherModel = false;  // as the session's own is gone
};

// Takes the session's state in place of what is there, with the models that are open where none of its own is.
core::Result<TakenSession> takeSession(ui::Workbench &workbench, const std::filesystem::path &file);
// The same of a session file's text; models that are gone are looked for in `folder`, where there is one.
core::Result<TakenSession> takeSessionText(ui::Workbench &workbench, std::string_view text,
                                           const std::filesystem::path &folder = {});

}  // namespace app
