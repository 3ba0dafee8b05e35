#include "app/engine_analyzer.h"
#include "app/main_window.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/rewritten_model.h"
#include "tests/support/test_program.h"
#include "ui/session/changed_models.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using support::ModelVersion;

namespace {

constexpr int changePatience = 60'000;  // ms; a change is offered when the files have been still for a while

}  // namespace

// A model folder that is written anew while its model is shown.
class ReloadModelTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup()
    {
        m_looked.reset();
        m_window.reset();
    }
    void reloadShowsTheNewModelWithEverythingElseKept_data();
    void reloadShowsTheNewModelWithEverythingElseKept();
    void failedReloadSaysWhyAndKeepsTheOpenModel();
    void dismissedOfferComesBackWithTheNextChange();
    void touchedFileIsNoChange();

private:
    QLabel *message() const { return m_window->findChild<QLabel *>(QStringLiteral("messageText")); }
    QPushButton *button() const { return m_window->findChild<QPushButton *>(QStringLiteral("messageAction")); }
    std::string shownLabel() const { return m_window->session().snapshot()->model->config.labels[1]; }
    // At a file whose owner or rights change, not what is in it.
    bool looksOnceMore()
    {
        using std::filesystem::perms;
        std::filesystem::permissions(path() / "config.json", perms::owner_read | perms::owner_write);
        return m_looked->wait(changePatience);
    }
    std::filesystem::path path() const { return m_folder->path().toStdString(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<app::MainWindow> m_window;
    std::unique_ptr<QSignalSpy> m_looked;
};

void ReloadModelTest::init()
{
    failOnWarnings();
    m_folder = std::make_unique<QTemporaryDir>();
    support::writeVersion(path(), ModelVersion::Old);
    const auto models = std::make_shared<core::ModelStore>();
    m_window = std::make_unique<app::MainWindow>(
        app::WindowSetup{.analyzer = app::engineAnalyzer(models),
                         .loader = [models](const std::filesystem::path &folder) { return models->model(folder); },
                         .reloader = [models](const std::filesystem::path &folder) { return models->reload(folder); }});
    m_window->resize(1024, 700);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_window->start(path(), QStringLiteral("a b c"));
    QTRY_VERIFY(m_window->session().snapshot());
    m_looked = std::make_unique<QSignalSpy>(m_window->findChild<ui::ChangedModels *>(), &ui::ChangedModels::looked);
    QVERIFY(looksOnceMore());  // the watch is set
    QVERIFY(!message()->isVisible());
}

void ReloadModelTest::reloadShowsTheNewModelWithEverythingElseKept_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("written in place") << 0;
    QTest::newRow("replaced") << 1;
    QTest::newRow("removed and written") << 2;
}

void ReloadModelTest::reloadShowsTheNewModelWithEverythingElseKept()
{
    QFETCH(int, how);
    m_window->showWorkspace(2);
    m_window->selection().selectHead({{1}, {1}});
    core::WorkbenchState options = m_window->workbench().state();
    options.masks.mask.terms = {core::maskTerm(core::MaskKind::Diagonal)};
    m_window->workbench().set(options);
    m_window->workbench().change([](core::WorkbenchState &state) { state.text = "a b c a"; });
    QTRY_VERIFY(m_window->session().isUpToDate());
    QVERIFY(m_window->session().request().mask.isActive());
    const core::AnalysisRequest before = m_window->session().request();
    const std::vector<double> oldAnswer = m_window->session().snapshot()->outputs;

    if (how == 2) {
        std::filesystem::remove_all(path());
        QVERIFY(m_looked->wait(changePatience));
        std::filesystem::create_directory(path());
    }
    (how == 1 ? support::replaceByVersion : support::writeVersion)(path(), ModelVersion::New);
    QTRY_VERIFY_WITH_TIMEOUT(button()->isVisible(), changePatience);
    QCOMPARE(message()->text(), QString("%1 has changed on disk since it was opened.").arg(path().filename().c_str()));
    QCOMPARE(button()->text(), QStringLiteral("Reload"));
    QCOMPARE(shownLabel(), std::string("old yes"));

    QTest::mouseClick(button(), Qt::LeftButton);
    QTRY_COMPARE(shownLabel(), std::string("new yes"));
    QTRY_VERIFY(m_window->session().isUpToDate());
    QVERIFY(!message()->isVisible());
    QVERIFY(m_window->session().request() == before);
    QVERIFY(m_window->session().snapshot()->outputs != oldAnswer);
    QVERIFY(m_window->selection().cell().head == (core::HeadRef{{1}, {1}}));
    QVERIFY(looksOnceMore());
    QVERIFY(!message()->isVisible());
}

void ReloadModelTest::failedReloadSaysWhyAndKeepsTheOpenModel()
{
    support::writeVersion(path(), ModelVersion::New);
    std::filesystem::resize_file(path() / "model.safetensors", 1000);
    QTRY_VERIFY_WITH_TIMEOUT(button()->isVisible(), changePatience);
    QTest::mouseClick(button(), Qt::LeftButton);
    QTRY_VERIFY2(message()->text().contains("cut short"), qPrintable(message()->text()));
    QVERIFY(!button()->isVisible());
    QCOMPARE(shownLabel(), std::string("old yes"));
    auto *dismissButton = m_window->findChild<QToolButton *>(QStringLiteral("dismissMessage"));
    QTest::mouseClick(dismissButton, Qt::LeftButton);
    QVERIFY(button()->isVisible());  // what failed is gone, what it was about is not

    support::writeVersion(path(), ModelVersion::New);
    QVERIFY(m_looked->wait(changePatience) && m_looked->wait(changePatience));  // a change is one once it has settled
    QVERIFY(button()->isVisible());
    QTest::mouseClick(button(), Qt::LeftButton);
    QTRY_COMPARE(shownLabel(), std::string("new yes"));
}

void ReloadModelTest::dismissedOfferComesBackWithTheNextChange()
{
    support::writeVersion(path(), ModelVersion::New);
    QTRY_VERIFY_WITH_TIMEOUT(button()->isVisible(), changePatience);
    QTest::mouseClick(m_window->findChild<QToolButton *>(QStringLiteral("dismissMessage")), Qt::LeftButton);
    QVERIFY(!message()->isVisible());
    QVERIFY(looksOnceMore());
    QVERIFY(!message()->isVisible());
    support::writeVersion(path(), ModelVersion::New);
    QTRY_VERIFY_WITH_TIMEOUT(button()->isVisible(), changePatience);
}

void ReloadModelTest::touchedFileIsNoChange()
{
    QVERIFY(looksOnceMore() && looksOnceMore());
    QVERIFY(!message()->isVisible());
}

ATTNSCOPE_TEST(ReloadModelTest, QApplication)
#include "tst_reload_model.moc"
