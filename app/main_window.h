#pragma once

#include "app/font_notice.h"
#include "app/preferences.h"
#include "ui/help/help_topic.h"
#include "ui/session/analysis_session.h"
#include "ui/session/changed_models.h"
#include "ui/session/comparison_session.h"
#include "ui/session/figure_desk.h"
#include "ui/session/messages.h"
#include "ui/session/open_models.h"
#include "ui/session/selection.h"
#include "ui/session/workbench.h"
#include "ui/session/workbench_history.h"

#include <QMainWindow>
#include <QStringList>

#include <optional>
#include <vector>

class QLabel;
class QSplitter;

namespace ui {
class AnalysisStatusBar;
class CommandPalette;
class HelpWindow;
class MessageBar;
class SentencePanel;
class TextsPanel;
class TokenStripView;
struct ViewSources;
class WorkspaceTabs;
}  // namespace ui

namespace app {

class Actions;
class MenuRow;
class SessionFiles;
struct ActionEntry;
struct ExampleSession;

// What a window is made from.
struct WindowSetup {
    ui::AnalysisSession::Analyzer analyzer;
    Preferences preferences;
    QStringList examples = {};                               // sentences offered while there is no text
    std::vector<std::filesystem::path> bundledModels = {};   // offered in the menu
    std::vector<std::filesystem::path> headSizeFamily = {};  // of them, those that are offered as one set to compare
    std::shared_ptr<core::ModelStore> models = std::make_shared<core::ModelStore>();  // those that are open
    ui::OpenModels::Loader loader = core::loadModel;    // of models that are opened beside the shown one
    ui::OpenModels::Loader reloader = core::loadModel;  // of models whose files were written anew
    ui::ApplicationTheme *theme = nullptr;              // without one the window has no say in the theme
};

// Puts the window together and connects its parts; decides nothing itself.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(WindowSetup setup);
    ~MainWindow() override;

    // Asks for the first picture.
    void start(const std::filesystem::path &model, const QString &text);
    // Goes on with a session; what cannot be had of it is told in the message bar. Fails where the file is no session.
    core::Result<void> resume(const std::filesystem::path &session);
    void showWorkspace(int index);
    // Whether other open models, or what they say of the sentence beside each other, are still to come.
    bool isGathering() const;

    ui::AnalysisSession &session() { return m_session; }
    ui::Selection &selection() { return m_selection; }
    ui::Workbench &workbench() { return m_workbench; }
    const Actions &actions() const { return *m_actions; }
    // As they are now, to be remembered.
    Preferences preferences() const;

protected:
    bool event(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    ui::ViewSources sources();
    void createPanels(const QStringList &examples);
    void createWorkspaces();
    void layOut();
    std::vector<ActionEntry> fileActions();
    std::vector<ActionEntry> sessionActions();
    std::vector<ActionEntry> bundledModelActions();
    std::vector<ActionEntry> editActions();
    std::vector<ActionEntry> settingsActions();
    std::vector<ActionEntry> viewActions();
    std::vector<ActionEntry> navigationActions();
    std::vector<ActionEntry> textSizeActions();
    ActionEntry sharedScaleAction();
    ActionEntry textStepAction(const QString &id, const QString &text, Qt::Key key, int step);
    ActionEntry colorMapAction(const QString &name);
    std::vector<ActionEntry> workspaceActions();
    std::vector<ActionEntry> exampleActions();
    std::vector<ActionEntry> helpActions();
    void createActions();
    void showCheckpoint();
    void openExample(const ExampleSession &example);
    void connectSession();
    void fitFonts(const QString &text);
    void applyPreferences(const Preferences &preferences);
    void chooseAndExportSettings();
    void chooseAndImportSettings();
    // Says so, and offers to undo it.
    void takeSettings(const Preferences &settings, const QString &message);

    void foldPanels();
    void toggleModels();
    void toggleInspector();
    void toggleTexts();
    void openFiles(const std::vector<std::filesystem::path> &paths);
    bool mayClose();
    void showPlace();
    void showTitle();
    void offerReload();
    void chooseModel();
    void chooseModelFile();
    // Made when it is first asked for.
    void showHelp(const QString &address);
    void openMenusByKey();
    void showPalette();
    void findToken();
    void showNeighborModel(int step);
    void setTextSize(int percent);
    void setTheme(ui::ThemeChoice choice);
    void placeDropHint();

    ui::ApplicationTheme *m_theme;
    std::shared_ptr<core::ModelStore> m_store;
    ui::Messages m_messages;
    ui::AnalysisSession m_session;
    ui::Workbench m_workbench;
    ui::FigureDesk m_figures;
    ui::Selection m_selection;
    ui::OpenModels m_models;
    ui::ChangedModels m_changedModels;
    ui::ComparisonSession m_comparison;
    ui::WorkbenchHistory m_history;

    FontNotice m_fontNotice;
    Preferences m_preferences;
    std::optional<bool> m_showsModels;  // what the user chose
    std::optional<bool> m_showsInspector;
    std::vector<std::filesystem::path> m_bundledModels;
    Actions *m_actions = nullptr;
    SessionFiles *m_sessions = nullptr;
    ui::SentencePanel *m_sentence = nullptr;
    ui::TokenStripView *m_tokens = nullptr;
    MenuRow *m_menuRow = nullptr;
    ui::CommandPalette *m_palette = nullptr;
    ui::MessageBar *m_message = nullptr;
    QWidget *m_modelsPanel = nullptr;
    ui::WorkspaceTabs *m_workspaces = nullptr;
    QWidget *m_inspector = nullptr;
    ui::AnalysisStatusBar *m_statusBar = nullptr;
    QSplitter *m_body = nullptr;  // panels and workspaces beside each other
    QSplitter *m_rows = nullptr;  // that above the list of texts
    ui::TextsPanel *m_texts = nullptr;
    QLabel *m_dropHint = nullptr;
    ui::HelpWindow *m_help = nullptr;  // null until it is asked for
};

}  // namespace app
