#include "app/actions.h"
#include "app/main_window.h"
#include "tests/app/scripted_window.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/test_program.h"
#include "ui/help/help_browser.h"
#include "ui/help/help_window.h"
#include "ui/panels/command_palette.h"
#include "ui/panels/sentence_input.h"
#include "ui/theme/application_theme.h"
#include "ui/theme/text_scale.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QEnterEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QTest>
#include <QTimer>

// Through the window by the keyboard alone.
class NavigationTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_window.reset(); }
    void paletteSelectsAHead();
    void paletteRunsAnAction();
    void paletteGoesToAPage();
    void paletteOpensHelp();
    void paletteShowsAModel();
    void tokenIsFoundByItsLetters();
    void escapeLeavesEverythingAsItWas();
    void tabKeysSwitchModels();
    void fullScreenAndBack();
    void menusOpenByKey();
    void quittingAsksAboutWhatRuns();
    void textGrowsAndShrinks();
    void pointerIsToldWhatItCanDo();

private:
    // Opens it beside the first, and gives its path.
    std::filesystem::path showSecondModel();
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    void type(const char *keys) const { QTest::keyClicks(QApplication::focusWidget(), QString::fromUtf8(keys)); }
    QWidget *palette() const { return m_window->findChild<QWidget *>(QStringLiteral("commandPalette")); }
    QListWidget *list() const { return palette()->findChild<QListWidget *>(QStringLiteral("paletteList")); }

    std::unique_ptr<app::MainWindow> m_window;
};

void NavigationTest::init()
{
    failOnWarnings();
    m_window = scripted::answeredWindow();
    QVERIFY(m_window->session().snapshot());
    m_window->findChild<ui::SentenceInput *>(QStringLiteral("sentenceText"))->setFocus();
}

void NavigationTest::paletteSelectsAHead()
{
    press(Qt::Key_K, Qt::ControlModifier);
    QVERIFY(palette()->isVisible());
    type("L1 H2");
    QCOMPARE(list()->currentItem()->text(), QStringLiteral("L1 H2"));
    press(Qt::Key_Return);
    QVERIFY(palette()->isHidden());
    QVERIFY(m_window->selection().cell().head == (core::HeadRef{{1}, {2}}));
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("sentenceText"));
}

void NavigationTest::paletteRunsAnAction()
{
    press(Qt::Key_K, Qt::ControlModifier);
    type("inspector");
    press(Qt::Key_Return);
    QVERIFY(m_window->findChild<QWidget *>(QStringLiteral("inspector"))->isHidden());
    press(Qt::Key_K, Qt::ControlModifier);
    type("one scale");
    press(Qt::Key_Return);
    QVERIFY(m_window->workbench().state().attention.sharesScale);
}

void NavigationTest::paletteGoesToAPage()
{
    press(Qt::Key_K, Qt::ControlModifier);
    type("masks eval");
    press(Qt::Key_Return);
    QCOMPARE(m_window->workbench().state().place.workspace, std::string("masks"));
    QVERIFY(m_window->workbench().state().place.masks == core::MasksPage::Evaluation);
}

void NavigationTest::paletteOpensHelp()
{
    press(Qt::Key_K, Qt::ControlModifier);
    type("effective rank");
    press(Qt::Key_Return);
    auto *help = m_window->findChild<ui::HelpWindow *>();
    QVERIFY(help && help->isVisible());
}

std::filesystem::path NavigationTest::showSecondModel()
{
    const std::filesystem::path one = m_window->workbench().state().shownModel;
    const std::filesystem::path two = one.parent_path() / "two";
    m_window->workbench().change([&](core::WorkbenchState &state) {
        state.openModels = {one, two};
        state.shownModel = two;
    });
    [this] { QTRY_VERIFY(m_window->session().isUpToDate()); }();
    return two;
}

void NavigationTest::paletteShowsAModel()
{
    const std::filesystem::path one = m_window->workbench().state().shownModel;
    showSecondModel();
    press(Qt::Key_K, Qt::ControlModifier);
    type("one");
    QCOMPARE(list()->currentItem()->text(), QStringLiteral("one"));
    press(Qt::Key_Return);
    QCOMPARE(m_window->workbench().state().shownModel, one);
}

void NavigationTest::tokenIsFoundByItsLetters()
{
    press(Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(list()->count(), 4);  // [CLS] a film [SEP]
    type("fil");
    QCOMPARE(list()->count(), 1);
    press(Qt::Key_Return);
    QCOMPARE(m_window->selection().cell().query, std::optional(core::TokenPosition{2}));
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("tokenStrip"));
}

void NavigationTest::escapeLeavesEverythingAsItWas()
{
    m_window->selection().lock(core::TokenPosition{1}, std::nullopt);
    const core::WorkbenchState before = m_window->workbench().state();
    press(Qt::Key_K, Qt::ControlModifier);
    type("dark");
    press(Qt::Key_Escape);
    QVERIFY(palette()->isHidden());
    QVERIFY(m_window->workbench().state() == before);
}

void NavigationTest::tabKeysSwitchModels()
{
    const std::filesystem::path one = m_window->workbench().state().shownModel;
    const std::filesystem::path two = showSecondModel();
    press(Qt::Key_Tab, Qt::ControlModifier);
    QTRY_COMPARE(m_window->workbench().state().shownModel, one);
    QTRY_VERIFY(m_window->session().isUpToDate());
    press(Qt::Key_Tab, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(m_window->workbench().state().shownModel, two);
}

void NavigationTest::fullScreenAndBack()
{
    press(Qt::Key_F11);
    QTRY_VERIFY(m_window->isFullScreen());
    QTRY_VERIFY(m_window->actions().action(QStringLiteral("fullScreen"))->isChecked());
    press(Qt::Key_F11);
    QTRY_VERIFY(!m_window->isFullScreen());
}

void NavigationTest::menusOpenByKey()
{
    press(Qt::Key_F10);
    QVERIFY(m_window->findChild<QMenuBar *>()->activeAction());
    QCOMPARE(m_window->findChild<QMenuBar *>()->activeAction()->iconText(), QStringLiteral("File"));
    press(Qt::Key_Escape);
    for (const QMenu *menu : m_window->findChild<QMenuBar *>()->findChildren<QMenu *>()) {
        QStringList letters;
        for (const QAction *action : menu->actions()) {
            const qsizetype mark = action->text().indexOf(u'&');
            if (mark < 0 || action->text()[mark + 1] == u'&')
                continue;
            const QString letter = action->text().mid(mark + 1, 1).toLower();
            QVERIFY2(!letters.contains(letter), qPrintable(menu->objectName() + u' ' + action->text()));
            letters << letter;
        }
    }
}

void NavigationTest::quittingAsksAboutWhatRuns()
{
    QObject run;
    ui::BackgroundRuns::Status status{.state = ui::LongRun::State::Running};
    ui::BackgroundRuns &runs = m_window->workbench().runs();
    runs.add(run, {.title = QStringLiteral("evaluation"),
                   .goTo = [](core::Place &place) { place.workspace = "masks"; },
                   .status = [&status] { return status; },
                   .cancel = [] {}});
    runs.tell(run);
    QString asked;
    const auto answerWith = [&asked](QMessageBox::StandardButton button) {
        QTimer::singleShot(0, qApp, [&asked, button] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            asked = box->text();
            box->button(button)->click();
        });
    };
    answerWith(QMessageBox::No);
    QVERIFY(!m_window->close());
    QCOMPARE(asked, QStringLiteral("Still running: evaluation. Stop and quit?"));
    answerWith(QMessageBox::Yes);
    QVERIFY(m_window->close());
    m_window->show();
    status.state = ui::LongRun::State::Stopped;
    runs.tell(run);
    QVERIFY(m_window->close());
}

void NavigationTest::textGrowsAndShrinks()
{
    ui::ApplicationTheme theme(*qApp, ui::ThemeChoice::Light);
    app::MainWindow window({.analyzer = scripted::analyze, .theme = &theme});
    window.actions().action(QStringLiteral("textLarger"))->trigger();
    QCOMPARE(window.preferences().textSize, 110);
    QCOMPARE(ui::textScale(), 1.1);
    window.actions().action(QStringLiteral("textSize100"))->trigger();
    window.actions().action(QStringLiteral("textSmaller"))->trigger();
    QCOMPARE(window.preferences().textSize, 90);
    for (int step = 0; step < 20; ++step)
        window.actions().action(QStringLiteral("textSmaller"))->trigger();
    QCOMPARE(window.preferences().textSize, 80);
    window.actions().action(QStringLiteral("textSize100"))->trigger();
    QCOMPARE(ui::textScale(), 1.0);
}

void NavigationTest::pointerIsToldWhatItCanDo()
{
    auto *map = m_window->findChild<QWidget *>(QStringLiteral("heatMapPlot"));
    const auto *tip = m_window->findChild<QLabel *>(QStringLiteral("statusTip"));
    QEnterEvent enter(QPointF(5, 5), QPointF(5, 5), map->mapToGlobal(QPointF(5, 5)));
    QCoreApplication::sendEvent(map, &enter);
    QCOMPARE(tip->text(), map->statusTip());
    QVERIFY(tip->text().contains(QStringLiteral("wheel zooms")));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(map, &leave);
    QCOMPARE(tip->text(), QString());
}

ATTNSCOPE_TEST(NavigationTest, QApplication)
#include "tst_navigation.moc"
