#include "tests/support/fail_on_warnings.h"
#include "tests/support/scripted_desk.h"
#include "tests/support/test_program.h"
#include "ui/panels/state_chips.h"
#include "ui/widgets/chip.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using ui::LongRun;

class StateChipsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }
    void showsEveryChoiceAndKeepsItsRoom();
    void clickGoesToThePage();
    void crossAndDeleteTakeAway();
    void specialTokensAreChosenElsewhere();
    void codeIsCopied();
    void offHereIsSaid();
    void runShowsItsProgressAndItsEnd();
    void chipsWithoutRoomWaitInAMenu();
};

namespace {

struct ChipRoom {
    scripted::Desk desk;
    ui::StateChips chips{desk.workbench, desk.session};

    ChipRoom()
    {
        chips.resize(900, chips.sizeHint().height());
        chips.show();
        desk.show("a film");
        [this] { QTRY_VERIFY(desk.session.snapshot()); }();
    }

    void mask()
    {
        desk.workbench.change([](core::WorkbenchState &state) {
            state.masks.mask.terms = {core::maskTerm(core::MaskKind::Diagonal), core::maskTerm(core::MaskKind::Block, {4})};
        });
    }

    QStringList shown() const
    {
        QStringList texts;
        for (const ui::Chip *chip : chips.findChildren<ui::Chip *>()) {
            if (chip->isVisible())
                texts << chip->content().text;
        }
        return texts;
    }

    QToolButton *button(const char *name) const { return chips.findChild<QToolButton *>(QLatin1String(name)); }
};

}  // namespace

void StateChipsTest::showsEveryChoiceAndKeepsItsRoom()
{
    ChipRoom bench;
    QVERIFY(bench.shown().isEmpty());
    const int height = bench.chips.sizeHint().height();
    QVERIFY(height > 0);
    bench.mask();
    bench.desk.workbench.change([](core::WorkbenchState &state) {
        state.display.specialTokens = core::SpecialTokenMode::Hide;
        state.masks.mask.ablated = core::AblatedHeads::Layer;
    });
    QCOMPARE(bench.shown(), (QStringList{QStringLiteral("no diagonal or blocks of 4"), QStringLiteral("ablated: L0"),
                                         QStringLiteral("special tokens hidden")}));
    QCOMPARE(bench.chips.sizeHint().height(), height);
}

void StateChipsTest::clickGoesToThePage()
{
    ChipRoom bench;
    bench.mask();
    QTest::mouseClick(bench.button("maskChipButton"), Qt::LeftButton);
    QCOMPARE(bench.desk.workbench.state().place.workspace, std::string("masks"));
    QVERIFY(!bench.desk.workbench.state().masks.mask.terms.empty());
}

void StateChipsTest::crossAndDeleteTakeAway()
{
    ChipRoom bench;
    bench.mask();
    QTest::mouseClick(bench.button("maskChipClear"), Qt::LeftButton);
    QVERIFY(bench.desk.workbench.state().masks.mask.terms.empty());
    QVERIFY(bench.shown().isEmpty());
    bench.mask();
    QVERIFY(QTest::qWaitForWindowActive(&bench.chips));
    bench.button("maskChipButton")->setFocus();
    QTest::keyClick(bench.button("maskChipButton"), Qt::Key_Delete);
    QVERIFY(bench.shown().isEmpty());
}

void StateChipsTest::specialTokensAreChosenElsewhere()
{
    ChipRoom bench;
    bench.desk.workbench.change(
        [](core::WorkbenchState &state) { state.display.specialTokens = core::SpecialTokenMode::Mask; });
    QSignalSpy wanted(&bench.chips, &ui::StateChips::specialTokensWanted);
    QTest::mouseClick(bench.button("specialTokensChipButton"), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    QTest::mouseClick(bench.button("specialTokensChipClear"), Qt::LeftButton);
    QVERIFY(bench.desk.workbench.state().display.specialTokens == core::SpecialTokenMode::Show);
}

void StateChipsTest::codeIsCopied()
{
    ChipRoom bench;
    bench.mask();
    const auto *chip = bench.chips.findChild<ui::Chip *>(QStringLiteral("maskChip"));
    QVERIFY(bench.button("maskChipButton")->toolTip().contains(QStringLiteral("diagonal+block:4")));
    QCOMPARE(chip->choices().size(), 3);
    chip->choices()[1]->trigger();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("diagonal+block:4"));
}

void StateChipsTest::offHereIsSaid()
{
    ChipRoom bench;
    bench.mask();
    bench.desk.workbench.change([](core::WorkbenchState &state) { state.place.workspace = "figures"; });
    QCOMPARE(bench.shown(), QStringList(QStringLiteral("no diagonal or blocks of 4 · off here")));
    QCOMPARE(bench.chips.findChild<ui::Chip *>(QStringLiteral("maskChip"))->property("role").toString(),
             QStringLiteral("offChip"));
}

void StateChipsTest::runShowsItsProgressAndItsEnd()
{
    ChipRoom bench;
    QObject run;
    ui::BackgroundRuns::Status status{.state = LongRun::State::Running, .progress = core::RunProgress{.done = 1, .all = 4}};
    ui::BackgroundRuns &runs = bench.desk.workbench.runs();
    runs.add(run, {.title = QStringLiteral("evaluation"),
                   .goTo = [](core::Place &place) { place.workspace = "masks"; },
                   .status = [&status] { return status; },
                   .cancel =
                       [&] {
                           status.state = LongRun::State::Stopped;
                           runs.tell(run);
                       }});
    runs.tell(run);
    QCOMPARE(bench.shown(), QStringList(QStringLiteral("evaluation 25 %")));
    status.state = LongRun::State::Idle;
    runs.tell(run);
    QCOMPARE(bench.shown(), QStringList(QStringLiteral("✓ evaluation done")));
    QTest::mouseClick(bench.button("runChipButton"), Qt::LeftButton);
    QCOMPARE(bench.desk.workbench.state().place.workspace, std::string("masks"));
    QVERIFY(bench.shown().isEmpty());
    status.state = LongRun::State::Running;
    runs.tell(run);
    QTest::mouseClick(bench.button("runChipClear"), Qt::LeftButton);
    QVERIFY(status.state == LongRun::State::Stopped);
    QVERIFY(bench.shown().isEmpty());
}

void StateChipsTest::chipsWithoutRoomWaitInAMenu()
{
    ChipRoom bench;
    bench.mask();
    bench.desk.workbench.change([](core::WorkbenchState &state) {
        state.display.specialTokens = core::SpecialTokenMode::Hide;
        state.masks.mask.ablated = core::AblatedHeads::Layer;
    });
    bench.chips.resize(bench.chips.sizeHint().width() - 10, bench.chips.height());
    QCOMPARE(bench.shown().size(), 2);
    QCOMPARE(bench.button("moreChips")->text(), QStringLiteral("+1"));
    QTest::mouseClick(bench.button("moreChips"), Qt::LeftButton);
    auto *menu = bench.chips.findChild<QMenu *>(QStringLiteral("moreChipsMenu"));
    QVERIFY(menu && menu->isVisible());
    QMenu *waiting = menu->actions().front()->menu();
    QCOMPARE(waiting->title(), QStringLiteral("special tokens hidden"));
    waiting->actions().back()->trigger();
    menu->close();
    QVERIFY(bench.desk.workbench.state().display.specialTokens == core::SpecialTokenMode::Show);
    QCOMPARE(bench.shown().size(), 2);
    QVERIFY(bench.button("moreChips")->isHidden());
}

ATTNSCOPE_TEST(StateChipsTest, QApplication)
#include "tst_state_chips.moc"
