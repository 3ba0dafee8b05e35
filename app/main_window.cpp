#include "app/main_window.h"

#include "app/actions.h"
#include "app/menu_row.h"
#include "app/session_files.h"
#include "app/window_size.h"
#include "app/workspaces.h"
#include "ui/export/figure_inputs.h"
#include "ui/export/weights_hash.h"
#include "ui/help/help_request.h"
#include "ui/help/help_window.h"
#include "ui/panels/analysis_status_bar.h"
#include "ui/panels/command_palette.h"
#include "ui/panels/inspector_view.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/models_panel.h"
#include "ui/panels/sentence_panel.h"
#include "ui/panels/texts_panel.h"
#include "ui/panels/token_controls.h"
#include "ui/panels/workspace_tabs.h"
#include "ui/session/diagnosis_run.h"
#include "ui/session/importance_desk.h"
#include "ui/session/open_names.h"
#include "ui/session/second_answer.h"
#include "ui/session/what_if_desk.h"
#include "ui/session/word_run.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"
#include "ui/topics/importance/contexts/concordance_model.h"
#include "ui/views/figure_menu.h"
#include "ui/views/token_strip_view.h"
#include "ui/views/view_sources.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QScrollArea>
#include <QSplitter>
#include <QStatusTipEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace app {

namespace {

constexpr int gap = 10;                              // between cards
constexpr std::chrono::milliseconds quietTime{500};  // between two writes of a checkpoint there is less
constexpr QSize firstSize{1280, 800};

std::filesystem::path toPath(const QString &path)
{
    return {path.toStdString()};
}

// The folders and files on this computer that the drag carries.
std::vector<std::filesystem::path> draggedPaths(const QMimeData &dragged)
{
    std::vector<std::filesystem::path> paths;
    for (const QUrl &url : dragged.urls()) {
        if (url.isLocalFile())
            paths.push_back(toPath(url.toLocalFile()));
    }
    return paths;
}

// So that saving a figure waits for no file of weights.
void rememberWeights(const core::FigureRecipe &figure)
{
    for (const core::RecipeModel &model : ui::modelsOf(figure))
        ui::weightsHash(model.path);
}

}  // namespace

MainWindow::MainWindow(WindowSetup setup)
    : m_theme(setup.theme), m_store(std::move(setup.models)), m_session(std::move(setup.analyzer)), m_workbench(m_session),
      m_figures(m_workbench, m_session, m_messages, m_store, rememberWeights), m_selection(m_workbench),
      m_models(m_workbench, m_session, std::move(setup.loader)),
      m_changedModels(m_models, std::move(setup.reloader), quietTime, this),
      m_comparison(m_workbench, m_session, m_models, std::move(setup.headSizeFamily)), m_history(m_workbench, m_session),
      m_preferences(setup.preferences), m_bundledModels(std::move(setup.bundledModels))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Attnscope"));
    setMinimumSize(smallestWindow);
    resize(firstSize);
    setAcceptDrops(true);
    createPanels(setup.examples);
    createWorkspaces();
    layOut();
    applyPreferences(m_preferences);
    m_sessions = new SessionFiles(m_workbench, *this);
    createActions();
    connectSession();
}

// The views go before what they look at.
MainWindow::~MainWindow()
{
    delete takeCentralWidget();
}

void MainWindow::start(const std::filesystem::path &model, const QString &text)
{
    m_workbench.change([&](core::WorkbenchState &state) {
        state.text = text.toStdString();
        if (model.empty())
            return;
        state.shownModel = ui::modelPath(model);
        state.openModels = {state.shownModel};
    });
}

core::Result<void> MainWindow::resume(const std::filesystem::path &session)
{
    const core::Result<TakenSession> taken = takeSession(m_workbench, session);
    if (!taken)
        return taken.error();
    if (!taken->told.isEmpty())
        m_message->keepMessage(taken->told);
    return {};
}

bool MainWindow::isGathering() const
{
    const bool isComparing = m_comparison.state() == ui::ComparisonSession::State::Running;
    const QList<ui::ImportanceDesk *> desks = findChildren<ui::ImportanceDesk *>();
    const QList<ui::WhatIfDesk *> tries = findChildren<ui::WhatIfDesk *>();
    const QList<ui::DiagnosisRun *> checks = findChildren<ui::DiagnosisRun *>();
    const auto isChecking = [](const ui::DiagnosisRun *run) { return run->state() == ui::DiagnosisRun::State::Running; };
    const QList<ui::SecondAnswer *> seconds = findChildren<ui::SecondAnswer *>();
    const QList<ui::WordRun *> words = findChildren<ui::WordRun *>();
    const QList<ui::ConcordanceModel *> lines = findChildren<ui::ConcordanceModel *>();
    return std::ranges::any_of(desks, &ui::ImportanceDesk::isRunning) || std::ranges::any_of(checks, isChecking) ||
           std::ranges::any_of(seconds, &ui::SecondAnswer::isRunning) ||
           std::ranges::any_of(words, &ui::WordRun::isRunning) || m_texts->browser().isRunning() ||
           std::ranges::any_of(lines, &ui::ConcordanceModel::isRunning) ||
           std::ranges::any_of(tries, &ui::WhatIfDesk::isRunning) || m_models.isLoading() || m_figures.isDrawing() ||
           (isComparing && !m_comparison.isRunningOverFile());
}

void MainWindow::showWorkspace(int index)
{
    const std::string id = workspaces()[static_cast<std::size_t>(index)].id;
    m_workbench.change([&id](core::WorkbenchState &state) { state.place.workspace = id; }, ui::going());
}

ui::ViewSources MainWindow::sources()
{
    return {.session = m_session, .selection = m_selection, .workbench = m_workbench, .figures = &m_figures};
}

void MainWindow::createPanels(const QStringList &examples)
{
    m_sentence = new ui::SentencePanel(m_workbench, m_session, m_models, examples);
    m_tokens = new ui::TokenStripView(sources());
    m_sentence->setTokenStrip(m_tokens);
    m_palette = new ui::CommandPalette(*this);
    ui::offerFigure(sources(), *m_tokens, [this] {
        core::FigurePanel panel{.kind = core::PanelKind::ColoredSentence};
        panel.measure = core::describe(m_workbench.state().display.importance).id;
        return std::optional(panel);
    });
    m_message = new ui::MessageBar(m_messages, m_session);
    auto *modelsPanel = new ui::ModelsPanel(m_models);
    connect(modelsPanel, &ui::ModelsPanel::openRequested, this, &MainWindow::chooseModel);
    m_modelsPanel = modelsPanel;
    m_inspector = new ui::InspectorView(sources());
    m_texts = new ui::TextsPanel(m_workbench, m_session, m_models, m_messages);
    m_texts->hide();
    m_dropHint = ui::plainLabel(tr("Drop to open this model"), this);
    m_dropHint->setObjectName(QStringLiteral("dropHint"));
    m_dropHint->setAlignment(Qt::AlignCenter);
    m_dropHint->setAttribute(Qt::WA_TransparentForMouseEvents);
    ui::setRole(*m_dropHint, ui::Role::DropArea);
    m_dropHint->hide();
}

void MainWindow::createWorkspaces()
{
    m_workspaces = new ui::WorkspaceTabs;
    for (const Workspace &workspace : workspaces())
        m_workspaces->addWorkspace(tr(workspace.title), [this, create = workspace.create] {
            return create({.views = sources(),
                           .models = m_models,
                           .comparison = m_comparison,
                           .messages = m_messages,
                           .figures = m_figures,
                           .store = m_store});
        });
}

void MainWindow::layOut()
{
    auto *tokenControls = new ui::TokenControls(m_session, m_workbench);
    connect(m_sentence, &ui::SentencePanel::specialTokensWanted, tokenControls, &ui::TokenControls::chooseSpecialTokens);
    m_menuRow = new MenuRow(tokenControls);
    setMenuWidget(m_menuRow);

    m_body = new QSplitter(Qt::Horizontal);
    m_body->setObjectName(QStringLiteral("body"));
    m_body->setHandleWidth(gap);
    m_body->addWidget(m_modelsPanel);
    m_body->addWidget(m_workspaces);
    m_body->addWidget(m_inspector);
    m_body->setStretchFactor(1, 1);
    m_body->setCollapsible(1, false);

    // A window too small for its panels scrolls to them; a page that is too tall scrolls by itself.
    auto *bodyScroll = new QScrollArea;
    bodyScroll->setWidget(m_body);
    bodyScroll->setWidgetResizable(true);
    bodyScroll->setFocusPolicy(Qt::NoFocus);
    m_rows = new QSplitter(Qt::Vertical);
    m_rows->setObjectName(QStringLiteral("rows"));
    m_rows->setHandleWidth(gap);
    m_rows->addWidget(bodyScroll);
    m_rows->addWidget(m_texts);
    m_rows->setStretchFactor(0, 1);
    m_rows->setChildrenCollapsible(false);

    auto *middle = new QWidget;
    auto *middleLayout = new QVBoxLayout(middle);
    middleLayout->setContentsMargins(gap, gap, gap, gap);
    middleLayout->setSpacing(gap);
    middleLayout->addWidget(m_message);
    middleLayout->addWidget(m_rows, 1);

    auto *window = new QWidget;
    auto *layout = new QVBoxLayout(window);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_sentence);
    layout->addWidget(middle, 1);
    m_statusBar = new ui::AnalysisStatusBar(m_session);
    layout->addWidget(m_statusBar);
    connect(&m_messages, &ui::Messages::done, m_statusBar, &ui::AnalysisStatusBar::showDone);
    setCentralWidget(window);
    m_dropHint->raise();
    m_sentence->setFocus();
}

void MainWindow::connectSession()
{
    connect(&m_session, &ui::AnalysisSession::requestChanged, this,
            [this] { fitFonts(QString::fromStdString(m_session.request().text)); });
    connect(&m_models, &ui::OpenModels::changed, this, &MainWindow::showTitle);
    connect(&m_models, &ui::OpenModels::failed, &m_messages, &ui::Messages::say);
    connect(m_sessions, &SessionFiles::told, m_message, &ui::MessageBar::keepMessage);
    connect(m_sessions, &SessionFiles::saved, &m_messages, [this](const QString &file) { m_messages.saySaved({}, file); });
    connect(m_sessions, &SessionFiles::used, this,
            [this](const std::filesystem::path &file) { remember(m_preferences.recent.sessions, file); });
    connect(&m_changedModels, &ui::ChangedModels::failed, &m_messages, &ui::Messages::say);
    connect(&m_changedModels, &ui::ChangedModels::changed, this, &MainWindow::offerReload);
    connect(&m_history, &ui::WorkbenchHistory::changed, m_actions, &Actions::refresh);
    connect(&m_workbench, &ui::Workbench::optionsChanged, m_actions, &Actions::refresh);
    connect(&m_workbench, &ui::Workbench::changed, this, &MainWindow::showPlace);
    connect(m_workspaces, &ui::WorkspaceTabs::workspaceChosen, this, &MainWindow::showWorkspace);
}

void MainWindow::fitFonts(const QString &text)
{
    if (m_theme)
        m_theme->fitFontTo(text);
    if (const QString missing = m_fontNotice.about(text); !missing.isEmpty())
        m_message->guide(missing);
}

void MainWindow::showPlace()
{
    const int index = workspaceIndex(QString::fromStdString(m_workbench.state().place.workspace));
    m_workspaces->showWorkspace(std::max(0, index));
    const bool showsTexts = m_workbench.state().place.showsTexts;
    if (showsTexts == m_texts->isHidden()) {
        m_texts->setVisible(showsTexts);
        m_actions->refresh();
    }
}

void MainWindow::showTitle()
{
    const ui::ModelPointer &model = m_models.primary().model;
    if (!model)
        return;
    remember(m_preferences.recent.models, m_models.primary().path);
    setWindowTitle(ui::titleText(tr("%1 – Attnscope").arg(ui::openName(m_models, ui::namedFolder(*model)))));
}

void MainWindow::offerReload()
{
    const std::vector<ui::OpenModel> &changed = m_changedModels.models();
    if (changed.empty()) {
        m_message->withdrawOffer();
        return;
    }
    const QString message = changed.size() == 1
                                ? tr("%1 has changed on disk since it was opened.")
                                      .arg(ui::openName(m_models, ui::namedFolder(*changed.front().model)))
                                : tr("%1 open models have changed on disk since they were opened.").arg(changed.size());
    m_message->offer(message, tr("Reload"), [this] { m_changedModels.reload(); });
}

void MainWindow::chooseModel()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a model folder"), m_preferences.lastModel);
    if (!folder.isEmpty())
        m_models.open(toPath(folder));
}

void MainWindow::chooseModelFile()
{
    const QString file = QFileDialog::getOpenFileName(
        this, tr("Open a file of weights or of attention"), m_preferences.lastModel,
        tr("Weights and attention (*.safetensors *.bin *.pt *.pth *.ckpt *.npy *.npz *.json);;All files (*)"));
    if (!file.isEmpty())
        openFiles({toPath(file)});
}

void MainWindow::showHelp(const QString &address)
{
    if (!m_help) {
        m_help = new ui::HelpWindow(this);
        m_help->restoreGeometry(m_preferences.helpGeometry);
    }
    m_help->showAddress(address);
}

bool MainWindow::event(QEvent *event)
{
    if (m_actions && event->type() == QEvent::WindowStateChange)
        m_actions->refresh();
    if (m_statusBar && event->type() == QEvent::StatusTip) {
        m_statusBar->showTip(static_cast<QStatusTipEvent *>(event)->tip());
        return true;
    }
    if (event->type() != ui::HelpRequest::eventType())
        return QMainWindow::event(event);
    showHelp(ui::addressOf(static_cast<ui::HelpRequest *>(event)->topic()));
    return true;
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (draggedPaths(*event->mimeData()).empty())
        return;
    event->acceptProposedAction();
    placeDropHint();
    m_dropHint->show();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent *)
{
    m_dropHint->hide();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_dropHint->hide();
    event->acceptProposedAction();
    openFiles(draggedPaths(*event->mimeData()));
}

// Sessions, and models, of which the first is shown and the others stand beside it.
void MainWindow::openFiles(const std::vector<std::filesystem::path> &paths)
{
    std::vector<std::filesystem::path> models;
    for (const std::filesystem::path &path : paths) {
        if (isSessionFile(path))
            m_sessions->open(path);
        else
            models.push_back(path);
    }
    if (models.empty())
        return;
    m_models.open(models.front());
    models.erase(models.begin());
    m_models.add(models);
}

// What is chosen is kept anyway, what a run has found so far is not.
void MainWindow::closeEvent(QCloseEvent *event)
{
    event->setAccepted(mayClose());
}

bool MainWindow::mayClose()
{
    QStringList unfinished;
    for (const ui::BackgroundRuns::News &news : m_workbench.runs().news()) {
        if (news.phase == ui::BackgroundRuns::Phase::Running)
            unfinished << news.title;
    }
    if (unfinished.isEmpty())
        return true;
    const QString question = tr("Still running: %1. Stop and quit?").arg(unfinished.join(QStringLiteral(", ")));
    return QMessageBox::question(this, tr("Quit"), question) == QMessageBox::Yes;
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    foldPanels();
    placeDropHint();
}

void MainWindow::placeDropHint()
{
    m_dropHint->resize(280, 96);
    m_dropHint->move(rect().center() - m_dropHint->rect().center());
}

}  // namespace app
