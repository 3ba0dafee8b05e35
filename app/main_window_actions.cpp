#include "app/about_dialog.h"
#include "app/actions.h"
#include "app/example_sessions.h"
#include "app/main_window.h"
#include "app/menu_row.h"
#include "app/recent_menu.h"
#include "app/session_files.h"
#include "app/shortcuts_dialog.h"
#include "app/workspaces.h"
#include "ui/help/help_request.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/sentence_panel.h"
#include "ui/panels/texts_panel.h"
#include "ui/theme/color_maps.h"
#include "ui/theme/plain_text.h"

// The window's action table, menu by menu.
namespace app {

namespace {

void append(std::vector<ActionEntry> &entries, std::vector<ActionEntry> more)
{
    std::move(more.begin(), more.end(), std::back_inserter(entries));
}

ActionEntry panelAction(const QString &id, const QString &text, const QKeySequence &shortcut, QWidget *panel,
                        std::function<void()> toggle)
{
    return {.id = id,
            .menu = QStringLiteral("View"),
            .text = text,
            .shortcut = shortcut,
            .toolTip = QObject::tr("Show this panel, or fold it away"),
            .handle = std::move(toggle),
            .isChecked = [panel] { return !panel->isHidden(); }};
}

}  // namespace

void MainWindow::createActions()
{
    std::vector<ActionEntry> entries;
    append(entries, fileActions());
    append(entries, editActions());
    append(entries, settingsActions());
    append(entries, workspaceActions());
    append(entries, viewActions());
    append(entries, navigationActions());
    append(entries, textSizeActions());
    append(entries, helpActions());
    append(entries, exampleActions());
    m_actions = new Actions(std::move(entries), m_menuRow->menus(), *this);
    openMenusByKey();
    offerRecent(
        *m_actions->menu(tr("File/Open Recent")), m_preferences.recent,
        [this](const std::filesystem::path &model) { m_models.open(model); },
        [this](const std::filesystem::path &session) { m_sessions->open(session); });
}

void MainWindow::openExample(const ExampleSession &example)
{
    const core::Result<TakenSession> taken = takeSessionText(m_workbench, example.session);
    if (!taken)
        m_message->keepMessage(QString::fromStdString(taken.error().message));
    else if (!taken->told.isEmpty())
        m_message->keepMessage(taken->told);
    else
        m_message->guide(example.lookAt);
}

void MainWindow::showCheckpoint()
{
    const auto go = [](core::WorkbenchState &state) {
        state.place.workspace = "rank";
        state.place.rank = core::RankPage::Weights;
    };
    m_workbench.change(go, ui::going());
}

std::vector<ActionEntry> MainWindow::fileActions()
{
    const QString menu = tr("File");
    std::vector<ActionEntry> entries{{.id = "openModel",
                                      .menu = menu,
                                      .text = tr("Open Model…"),
                                      .shortcut = QKeySequence::Open,
                                      .toolTip = tr("Choose a model folder"),
                                      .handle = [this] { chooseModel(); }},
                                     {.id = "openModelFile",
                                      .menu = menu,
                                      .text = tr("Open File…"),
                                      .shortcut = QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_O),
                                      .toolTip = tr("Choose a file of weights or of attention"),
                                      .handle = [this] { chooseModelFile(); }}};
    append(entries, bundledModelActions());
    entries.push_back({.id = "checkpoint",
                       .menu = menu,
                       .text = tr("Check Checkpoint"),
                       .toolTip = tr("Show every tensor of the shown model, and what is wrong with it"),
                       .handle = [this] { showCheckpoint(); }});
    append(entries, sessionActions());
    entries.push_back({.id = "quit",
                       .menu = menu,
                       .text = tr("Quit"),
                       .shortcut = QKeySequence(Qt::CTRL | Qt::Key_Q),
                       .toolTip = tr("Close the window"),
                       .handle = [this] { close(); }});
    return entries;
}

std::vector<ActionEntry> MainWindow::sessionActions()
{
    const QString menu = tr("File");
    return {{.id = "openSession",
             .menu = menu,
             .text = tr("Open Session…"),
             .shortcut = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O),
             .toolTip = tr("Go on where a saved session was"),
             .handle = [this] { m_sessions->chooseAndOpen(); }},
            {.id = "clearRecent",
             .menu = menu + tr("/Open Recent"),
             .text = tr("Clear List"),
             .toolTip = tr("Forget recent models and sessions"),
             .handle = [this] { m_preferences.recent = {}; }},
            {.id = "saveSession",
             .menu = menu,
             .text = tr("Save Session"),
             .shortcut = QKeySequence(Qt::CTRL | Qt::Key_S),
             .toolTip = tr("Keep models, sentence and every choice in a file"),
             .handle = [this] { m_sessions->save(); }},
            {.id = "saveSessionAs",
             .menu = menu,
             .text = tr("Save Session As…"),
             .shortcut = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S),
             .toolTip = tr("Keep them in another file"),
             .handle = [this] { m_sessions->saveAs(); }}};
}

std::vector<ActionEntry> MainWindow::bundledModelActions()
{
    std::vector<ActionEntry> entries;
    for (const std::filesystem::path &model : m_bundledModels) {
        const QString name = QString::fromStdString(model.filename().string());
        entries.push_back({.id = QStringLiteral("bundledModel:") + name,
                           .menu = tr("File/Bundled Models"),
                           .text = ui::menuText(name),
                           .toolTip = tr("Open this model, which comes with Attnscope"),
                           .handle = [this, model] { m_models.open(model); }});
    }
    return entries;
}

std::vector<ActionEntry> MainWindow::editActions()
{
    const QString menu = tr("Edit");
    return {
        {.id = "undo",
         .menu = menu,
         .text = tr("Undo"),
         .shortcut = QKeySequence(Qt::CTRL | Qt::Key_Z),
         .toolTip = tr("Undo the last change"),
         .handle = [this] { m_history.undo(); },
         .isEnabled = [this] { return m_history.canUndo(); }},
        {.id = "redo",
         .menu = menu,
         .text = tr("Redo"),
         .shortcut = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z),
         .toolTip = tr("Redo the undone change"),
         .handle = [this] { m_history.redo(); },
         .isEnabled = [this] { return m_history.canRedo(); }},
        {.id = "editSentence",
         .menu = menu,
         .text = tr("Edit Sentence"),
         .shortcut = QKeySequence(Qt::CTRL | Qt::Key_L),
         .toolTip = tr("Edit the sentence"),
         .handle = [this] { m_sentence->focusText(); }},
        {.id = "clearSelection",
         .menu = menu,
         .text = tr("Clear Selection"),
         .shortcut = QKeySequence(Qt::Key_Escape),
         .toolTip = tr("Unlock the selected tokens"),
         .handle = [this] { m_selection.clear(); }},
    };
}

std::vector<ActionEntry> MainWindow::workspaceActions()
{
    std::vector<ActionEntry> entries;
    for (const Workspace &workspace : workspaces()) {
        const auto index = static_cast<int>(entries.size());
        entries.push_back({.id = QStringLiteral("workspace:") + QLatin1String(workspace.id),
                           .menu = tr("View/Workspace"),
                           .text = tr(workspace.title),
                           .shortcut = QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + index)),
                           .toolTip = tr("Show this workspace"),
                           .handle = [this, index] { showWorkspace(index); }});
    }
    return entries;
}

std::vector<ActionEntry> MainWindow::viewActions()
{
    const auto themeAction = [this](const QString &id, const QString &text, ui::ThemeChoice choice) -> ActionEntry {
        return {.id = id,
                .menu = tr("View/Theme"),
                .text = text,
                .toolTip = tr("Colors of the window"),
                .handle = [this, choice] { setTheme(choice); },
                .isChecked = [this, choice] { return m_theme && m_theme->choice() == choice; }};
    };
    std::vector<ActionEntry> entries{
        panelAction("showModels", tr("Models"), QKeySequence(Qt::Key_F7), m_modelsPanel, [this] { toggleModels(); }),
        panelAction("showInspector", tr("Inspector"), QKeySequence(Qt::Key_F8), m_inspector, [this] { toggleInspector(); }),
        panelAction("showTexts", tr("Texts of a File"), QKeySequence(Qt::Key_F9), m_texts, [this] { toggleTexts(); }),
        textStepAction("nextText", tr("Next Text of the File"), Qt::Key_Down, 1),
        textStepAction("previousText", tr("Previous Text of the File"), Qt::Key_Up, -1),
        themeAction("themeSystem", tr("Follow Desktop"), ui::ThemeChoice::System),
        themeAction("themeLight", tr("Light"), ui::ThemeChoice::Light),
        themeAction("themeDark", tr("Dark"), ui::ThemeChoice::Dark),
        themeAction("themeHighContrast", tr("High Contrast"), ui::ThemeChoice::HighContrast),
        themeAction("themeDarkHighContrast", tr("High Contrast, Dark"), ui::ThemeChoice::DarkHighContrast),
    };
    entries.push_back(sharedScaleAction());
    for (const QString &name : ui::sequentialColorMaps())
        entries.push_back(colorMapAction(name));
    return entries;
}

ActionEntry MainWindow::textStepAction(const QString &id, const QString &text, Qt::Key key, int step)
{
    return {.id = id,
            .menu = tr("View"),
            .text = text,
            .shortcut = QKeySequence(Qt::ALT | key),
            .toolTip = step > 0 ? tr("Show the next text of the list") : tr("Show the previous text of the list"),
            .handle = [this, step] { m_texts->step(step); },
            .isEnabled = [this] { return m_workbench.state().place.showsTexts; }};
}

ActionEntry MainWindow::sharedScaleAction()
{
    return {.id = "sharedScale",
            .menu = tr("View"),
            .text = tr("One Scale for All Heads"),
            .toolTip = tr("The pictures of all heads in colors that can be compared, not each up to its own largest value"),
            .handle =
                [this] {
                    m_workbench.change(
                        [](core::WorkbenchState &state) { state.attention.sharesScale = !state.attention.sharesScale; });
                },
            .isChecked = [this] { return m_workbench.state().attention.sharesScale; }};
}

ActionEntry MainWindow::colorMapAction(const QString &name)
{
    return {.id = QStringLiteral("colorMap:") + name,
            .menu = tr("View/Color Map"),
            .text = name,
            .toolTip = tr("Colors of the maps, from low to high"),
            .handle =
                [this, name] {
                    m_workbench.change(
                        [&name](core::WorkbenchState &state) { state.display.colorMap = name.toStdString(); });
                },
            .isChecked = [this, name] { return m_workbench.state().display.colorMap == name.toStdString(); }};
}

std::vector<ActionEntry> MainWindow::exampleActions()
{
    std::vector<ActionEntry> entries;
    for (const ExampleSession &example : exampleSessions()) {
        entries.push_back({.id = QStringLiteral("example:%1").arg(entries.size()),
                           .menu = tr("Help/Examples"),
                           .text = ui::menuText(example.title),
                           .toolTip = example.lookAt,
                           .handle = [this, example] { openExample(example); }});
    }
    return entries;
}

std::vector<ActionEntry> MainWindow::helpActions()
{
    const QString menu = tr("Help");
    return {
        {.id = "help",
         .menu = menu,
         .text = tr("Attnscope Help"),
         .shortcut = QKeySequence(Qt::Key_F1),
         .toolTip = tr("What the window shows, about the card that has the focus"),
         .handle = [this] { showHelp(ui::addressOf(ui::helpTopicAround(focusWidget()).value_or(ui::HelpTopic::Start))); }},
        {.id = "shortcuts",
         .menu = menu,
         .text = tr("Keyboard and Mouse"),
         .shortcut = QKeySequence(Qt::CTRL | Qt::Key_F1),
         .toolTip = tr("Every key and every mouse gesture, by task"),
         .handle = [this] { showShortcuts(*m_actions, *this); }},
        {.id = "about",
         .menu = menu,
         .text = tr("About Attnscope"),
         .toolTip = tr("Version and license"),
         .handle = [this] { showAbout(*this); }},
    };
}

}  // namespace app
