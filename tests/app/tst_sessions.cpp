#include "app/actions.h"
#include "app/engine_analyzer.h"
#include "app/main_window.h"
#include "app/session_files.h"
#include "app/session_keeper.h"
#include "app/workspaces.h"
#include "core/workbench/session/session_file.h"
#include "tests/support/scripted_session.h"
#include "tests/support/test_program.h"
#include "ui/panels/analysis_status_bar.h"
#include "ui/topics/importance/contexts/concordance_model.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

// Sessions as their user meets them: kept while one works, saved, opened and gone on with.
class SessionsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void windowComesBackAsItWas_data();
    void windowComesBackAsItWas();
    void contextsAreWholeOnceGathered();
    void changesAreKeptByThemselves();
    void openedSessionIsOneStepOfUndo();
    void missingModelLeavesTheRest();
    void problemsStayInSight();
    void damagedSessionLeavesTheWindow();
    void recentFilesAreOffered();

private:
    using Window = std::unique_ptr<app::MainWindow>;

    static Window newWindow();
    static void settle(app::MainWindow &window);
    static QImage picture(app::MainWindow &window);
    static core::WorkbenchState chosenState();
    std::filesystem::path file(const char *name) const { return m_folder->filePath(QLatin1String(name)).toStdString(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

constexpr int patience = 60'000;  // ms, for a busy machine under a sanitizer
static_assert(app::SessionKeeper::delayMilliseconds < 2000);

std::filesystem::path tinyModel(const char *name)
{
    return std::filesystem::path(ATTNSCOPE_TEST_DATA) / "tiny" / name;
}

QString message(const app::MainWindow &window)
{
    const auto *label = window.findChild<QLabel *>(QStringLiteral("messageText"));
    return label->isVisible() ? label->text() : QString();
}

}  // namespace

void SessionsTest::init()
{
    scripted::prepareGuiTest();
    m_folder = std::make_unique<QTemporaryDir>();
}

SessionsTest::Window SessionsTest::newWindow()
{
    auto window = std::make_unique<app::MainWindow>(app::WindowSetup{.analyzer = app::engineAnalyzer()});
    window->resize(1280, 800);
    window->findChild<ui::AnalysisStatusBar *>()->hide();  // its times are other ones in every pass
    window->show();
    return window;
}

void SessionsTest::settle(app::MainWindow &window)
{
    static const QRegularExpression modelRow(QStringLiteral("^model:"));
    const auto isAnswered = [&window] { return window.session().snapshot() && window.session().isUpToDate(); };
    const auto areModelsOpen = [&window] {
        const auto rows = static_cast<std::size_t>(window.findChildren<QWidget *>(modelRow).size());
        return rows == window.workbench().state().openModels.size();
    };
    QVERIFY(QTest::qWaitFor([&] { return isAnswered() && !window.isGathering(); }, patience));
    QVERIFY(areModelsOpen());
    for (int round = 0; round < 5; ++round)
        QApplication::processEvents();
}

QImage SessionsTest::picture(app::MainWindow &window)
{
    if (QWidget *focused = window.focusWidget())
        focused->clearFocus();  // a caret blinks
    return window.grab().toImage();
}

// Everything that shows in some workspace, and nothing that is still being searched when the picture is taken.
core::WorkbenchState SessionsTest::chosenState()
{
    core::WorkbenchState state;
    state.text = "a fine film";
    state.openModels = {ui::modelPath(tinyModel("bert-classifier")), ui::modelPath(tinyModel("structured"))};
    state.shownModel = state.openModels.front();
    state.selected = {.head = {{1}, {1}}, .query = {{1}}, .key = {{2}}, .indices = {}};
    state.display = {.unit = core::TokenUnit::Word,
                     .specialTokens = core::SpecialTokenMode::Hide,
                     .importance = core::ImportanceMeasure::Erasure,
                     .colorMap = "viridis",
                     .gamma = 1.0};
    state.attention.cornerMeasure = core::HeadMeasure::Entropy;
    state.attention.order = core::HeadOrder::MeasureDescending;
    state.attention.picture = core::HeadPicture::Lines;
    state.rank.spectrum.isLogarithmic = false;
    state.rank.spectrum.showsPermuted = true;
    state.rank.spectrum.beside = {{{0}, {1}}};
    state.rank.measure = core::SpectrumMeasure::StableRank;
    state.rank.k = 2;
    state.rank.truncated = core::TruncatedHeads::Layer;
    state.rank.playground.target.source = core::TargetSource::Band;
    state.rank.playground.scores = core::RealizedScores::Truncation;
    state.masks.mask.terms = {core::maskTerm(core::MaskKind::Band, {1})};
    state.masks.mask.strength = 0.5;
    state.masks.mask.heads = core::MaskedHeads::Head;
    state.masks.evaluation.sweep = "heads";
    return state;
}

void SessionsTest::windowComesBackAsItWas_data()
{
    QTest::addColumn<QString>("workspace");
    for (const app::Workspace &workspace : app::workspaces())
        QTest::newRow(workspace.id) << workspace.id;
}

void SessionsTest::windowComesBackAsItWas()
{
    QFETCH(QString, workspace);
    core::WorkbenchState state = chosenState();
    state.place.workspace = workspace.toStdString();
    Window window = newWindow();
    window->workbench().set(state);
    settle(*window);
    state = window->workbench().state();
    const QImage before = picture(*window);
    QCOMPARE(app::saveSession(state, file("session.json")), QString());
    window = newWindow();
    QVERIFY(window->resume(file("session.json")));
    settle(*window);
    QCOMPARE(message(*window), QString());
    QVERIFY(window->workbench().state() == state);
    const bool isSame = QTest::qWaitFor([&] { return picture(*window) == before; }, patience);
    if (!isSame) {
        before.save(QStringLiteral("session-before.png"));
        picture(*window).save(QStringLiteral("session-after.png"));
    }
    QVERIFY2(isSame, "see session-before.png and session-after.png");
}

// As a screenshot is taken.
void SessionsTest::contextsAreWholeOnceGathered()
{
    core::WorkbenchState state = chosenState();
    state.place.workspace = "importance";
    state.place.importance = core::ImportancePage::Contexts;
    state.importance.contexts.kept = {"a fine film", "a film"};
    state.importance.contexts.word = "film";
    const Window window = newWindow();
    window->workbench().set(state);
    settle(*window);
    const auto &lines = *window->findChild<ui::ConcordanceModel *>();
    QCOMPARE(lines.rowCount(), 2);
    for (int row = 0; row < lines.rowCount(); ++row)
        QVERIFY(!lines.lineAt(row).importance.empty());
}

void SessionsTest::changesAreKeptByThemselves()
{
    const Window window = newWindow();
    const app::SessionKeeper keeper(window->workbench(), file("kept/last.json"));
    window->start(tinyModel("bert-classifier"), QStringLiteral("a film"));
    const auto keptText = [this] {
        QFile kept(QString::fromStdString(file("kept/last.json").string()));
        if (!kept.open(QIODevice::ReadOnly))
            return std::string();
        const auto session = core::readSession(kept.readAll().toStdString(), {});
        return session ? session->state.text : std::string();
    };
    QVERIFY(QTest::qWaitFor([&] { return keptText() == "a film"; }, patience));
    window->workbench().change([](core::WorkbenchState &state) { state.text = "a fine film"; });
    QVERIFY(QTest::qWaitFor([&] { return keptText() == "a fine film"; }, patience));
}

void SessionsTest::openedSessionIsOneStepOfUndo()
{
    const Window window = newWindow();
    window->start(tinyModel("bert-classifier"), QStringLiteral("a film"));
    settle(*window);
    const core::WorkbenchState before = window->workbench().state();
    QCOMPARE(app::saveSession(chosenState(), file("other.json")), QString());
    QVERIFY(window->resume(file("other.json")));
    QVERIFY(window->workbench().state() != before);
    window->actions().action(QStringLiteral("undo"))->trigger();
    QVERIFY(window->workbench().state() == before);
    QVERIFY(!window->actions().action(QStringLiteral("undo"))->isEnabled());
}

void SessionsTest::missingModelLeavesTheRest()
{
    const Window window = newWindow();
    window->start(tinyModel("bert-classifier"), QStringLiteral("a film"));
    settle(*window);
    core::WorkbenchState state;
    state.text = "another film";
    state.openModels = {"/gone"};
    state.shownModel = "/gone";
    QCOMPARE(app::saveSession(state, file("gone.json")), QString());
    QVERIFY(window->resume(file("gone.json")));
    settle(*window);
    QCOMPARE(window->session().snapshot()->request.text, std::string("another film"));
    QCOMPARE(window->workbench().state().shownModel, ui::modelPath(tinyModel("bert-classifier")));
    QCOMPARE(message(*window), QStringLiteral("\"/gone\" is not there any more · shown in its place, with the session's "
                                              "sentence and mask: bert-classifier"));
}

// Also where the session is the first thing that the window shows.
void SessionsTest::problemsStayInSight()
{
    core::WorkbenchState state = chosenState();
    state.openModels.emplace_back("/gone");
    QCOMPARE(app::saveSession(state, file("gone.json")), QString());
    const Window window = newWindow();
    QVERIFY(window->resume(file("gone.json")));
    settle(*window);
    window->workbench().change([](core::WorkbenchState &changed) { changed.text = "another film"; });
    settle(*window);
    QCOMPARE(message(*window), QStringLiteral("\"/gone\" is not there any more"));
}

void SessionsTest::damagedSessionLeavesTheWindow()
{
    const Window window = newWindow();
    window->start(tinyModel("bert-classifier"), QStringLiteral("a film"));
    settle(*window);
    const core::WorkbenchState before = window->workbench().state();
    QFile damaged(QString::fromStdString(file("damaged.json").string()));
    QVERIFY(damaged.open(QIODevice::WriteOnly) && damaged.write("{\"session\": ") > 0);
    damaged.close();
    QVERIFY(!window->resume(file("damaged.json")));
    QVERIFY(!window->resume(file("nowhere.json")));
    QVERIFY(window->workbench().state() == before);
}

void SessionsTest::recentFilesAreOffered()
{
    const Window window = newWindow();
    window->start(tinyModel("bert-classifier"), QStringLiteral("a film"));
    settle(*window);
    QMenu *menu = window->actions().menu(QStringLiteral("File/Open Recent"));
    const auto names = [menu] {
        emit menu->aboutToShow();
        QStringList texts;
        for (const QAction *action : menu->actions())
            texts << action->text().remove(QLatin1Char('&'));  // its key
        return texts;
    };
    QCOMPARE(names(), (QStringList{"Models", "bert-classifier", "Clear List"}));
    window->actions().action(QStringLiteral("clearRecent"))->trigger();
    QCOMPARE(names(), QStringList{"Clear List"});
}

ATTNSCOPE_TEST(SessionsTest, QApplication)
#include "tst_sessions.moc"
