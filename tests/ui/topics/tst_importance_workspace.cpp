#include "tests/support/test_program.h"
#include "ui/topics/importance/importance_workspace.h"

#include "tests/support/engine_desk.h"
#include "tests/support/scripted_session.h"
#include "tests/support/tiny_model.h"
#include "ui/session/workbench_history.h"
#include "ui/topics/importance/guesses_view.h"
#include "ui/topics/importance/measures_menu.h"
#include "ui/topics/importance/reading_view.h"
#include "ui/topics/importance/word_measures_view.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/text_tab.h"

#include <QApplication>
#include <QJsonArray>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QTest>

using namespace ui;

namespace {

// The workspace over the engine with a tiny model, and undo as in the window.
struct ImportanceBench : support::EngineDesk {
    support::TinyModel tiny;
    WorkbenchHistory history{workbench, session};
    ImportanceWorkspace page{sources(), models, messages, engine()};

    explicit ImportanceBench(const QJsonObject &config = support::encoderConfig()) : tiny(config)
    {
        ask(tiny.directory());
        scripted::showAt(page, 860, 620);
        settleMeasures();
    }

    template <typename View>
    View &view() const
    {
        return *page.findChild<View *>();
    }
    void settleMeasures()
    {
        settle();
        const auto *desk = page.findChild<ImportanceDesk *>();
        support::waitUntil([desk] { return desk->report() && desk->report()->isComplete() && !desk->isRunning(); });
    }
    void type(const std::string &text)
    {
        workbench.change([&text](core::WorkbenchState &state) { state.text = text; });
        settleMeasures();
    }
    core::ImportanceReportPointer report() const { return page.findChild<ImportanceDesk *>()->report(); }
};

}  // namespace

class ImportanceWorkspaceTest : public QObject
{
    Q_OBJECT

private slots:
    void everyWordHasItsMeasures();
    void clickOnAWordSelectsItEverywhere();
    void clickOnANameSortsByIt();
    void tokensWithoutASayComeLast();
    void arrowsGoThroughTheWords();
    void tickedMeasureIsWorkedOut();
    void menuStaysWhileMeasuresAreTicked();
    void textWithoutWordsHasNothingToCompare();
    void deletionCurvesAreNamedBelow();
    void followedClassIsChosen();
    void newTextHasNewMeasures();
    void nothingIsWorkedOutUnseen();
    void readingViewSelectsWords();
    void longTextScrollsToTheSelectedWord();
    void guessBecomesWhatIsFollowed();
    void tooFewStepsAreSaid();
    void namesOfTheMatrixAreWhole();
};

void ImportanceWorkspaceTest::everyWordHasItsMeasures()
{
    const ImportanceBench bench;
    const core::WordMeasuresFigure &figure = bench.view<WordMeasuresView>().figure();
    QCOMPARE(figure.labels.size(), bench.session.snapshot()->text->tokens.size());
    QCOMPARE(figure.columns.size(), 2U);
    for (const core::WordMeasuresColumn &column : figure.columns) {
        QVERIFY(column.absence.empty() && !column.isPending);
        QCOMPARE(column.bars.bars.size(), figure.labels.size());
    }
    // Special tokens cannot be erased.
    QCOMPARE(figure.columns[1].bars.bars.front().number, std::string("–"));
}

void ImportanceWorkspaceTest::clickOnAWordSelectsItEverywhere()
{
    const ImportanceBench bench;
    auto &view = bench.view<WordMeasuresView>();
    const auto click = [&view](int row) {
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.pictureLayout().rowAt(row, 300).center().toPoint());
    };
    click(2);
    QCOMPARE(bench.workbench.state().selected.query, std::optional(core::TokenPosition{2}));
    click(2);
    QVERIFY(!bench.workbench.state().selected.query);
}

void ImportanceWorkspaceTest::clickOnANameSortsByIt()
{
    ImportanceBench bench;
    auto &view = bench.view<WordMeasuresView>();
    const QPoint name = view.pictureLayout().headingAt(0).center().toPoint();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, name);
    QCOMPARE(bench.workbench.state().importance.sorted, std::optional(core::ImportanceMeasure::AttentionReceived));
    const auto &bars = view.figure().columns.front().bars.bars;
    QVERIFY(std::ranges::is_sorted(bars, std::ranges::greater(), &core::Bar::value));
    bench.history.undo();
    QVERIFY(!bench.workbench.state().importance.sorted);
    QCOMPARE(view.figure().units.front(), 0);
    QTest::keyClick(&view, Qt::Key_2);
    QCOMPARE(bench.workbench.state().importance.sorted, std::optional(core::ImportanceMeasure::Erasure));
}

// Special tokens keep their vectors on the whole way, so that integrated gradients are 0 of them.
void ImportanceWorkspaceTest::tokensWithoutASayComeLast()
{
    ImportanceBench bench;
    bench.workbench.change([](core::WorkbenchState &state) {
        state.importance.measures = {core::ImportanceMeasure::IntegratedGradients};
        state.importance.sorted = core::ImportanceMeasure::IntegratedGradients;
    });
    bench.settleMeasures();
    const core::WordMeasuresFigure &figure = bench.view<WordMeasuresView>().figure();
    QCOMPARE(figure.units.size(), 8U);
    QCOMPARE(figure.units[6], 0);
    QCOMPARE(figure.units[7], 7);
    QVERIFY(figure.columns[0].bars.bars[0].value >= figure.columns[0].bars.bars[5].value);
}

void ImportanceWorkspaceTest::arrowsGoThroughTheWords()
{
    const ImportanceBench bench;
    auto &view = bench.view<WordMeasuresView>();
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(bench.workbench.state().selected.query, std::optional(core::TokenPosition{0}));
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(bench.workbench.state().selected.query, std::optional(core::TokenPosition{1}));
    QTest::keyClick(&view, Qt::Key_End);
    QCOMPARE(bench.workbench.state().selected.query, std::optional(core::TokenPosition{7}));
    QTest::keyClick(&view, Qt::Key_Escape);
    QVERIFY(!bench.workbench.state().selected.query);
}

void ImportanceWorkspaceTest::tickedMeasureIsWorkedOut()
{
    ImportanceBench bench;
    const auto &menu = bench.view<MeasuresMenu>();
    const auto action = [&menu](const char *name) {
        for (QAction *each : menu.menu()->actions()) {
            if (each->text() == QLatin1String(name))
                return each;
        }
        return static_cast<QAction *>(nullptr);
    };
    QVERIFY(!action("contributions")->isEnabled());
    QVERIFY(action("contributions")->toolTip().contains("Not here"));
    action("erasure by [MASK]")->trigger();
    bench.settleMeasures();
    QCOMPARE(bench.view<WordMeasuresView>().figure().columns.size(), 3U);
    QCOMPARE(bench.report()->measured.back().measure, core::ImportanceMeasure::ErasureMask);
    QVERIFY(bench.report()->measured.back().importance);
    action("erasure by [MASK]")->trigger();
    bench.settleMeasures();
    QCOMPARE(bench.view<WordMeasuresView>().figure().columns.size(), 2U);
}

void ImportanceWorkspaceTest::menuStaysWhileMeasuresAreTicked()
{
    ImportanceBench bench;
    auto &button = bench.view<MeasuresMenu>();
    QCOMPARE(button.text(), QStringLiteral("2 measures"));
    QTest::mouseClick(&button, Qt::LeftButton);
    QMenu &menu = *button.menu();
    QTRY_VERIFY(menu.isVisible());
    const auto tick = [&](int action) {
        menu.setActiveAction(menu.actions().at(action));
        QTest::keyClick(&menu, Qt::Key_Space);
        return menu.isVisible() && menu.actions().at(action)->isChecked();
    };
    QVERIFY(tick(1) && tick(3));
    QTest::keyClick(&menu, Qt::Key_Return);
    QVERIFY(menu.isVisible() && !menu.actions().at(3)->isChecked());
    QTest::mouseClick(&menu, Qt::LeftButton, {}, menu.actionGeometry(menu.actions().at(4)).center());
    QVERIFY(menu.isVisible() && menu.actions().at(4)->isChecked());
    QCOMPARE(button.text(), QStringLiteral("4 measures"));
    QTest::keyClick(&menu, Qt::Key_Escape);
    QVERIFY(!menu.isVisible());
}

void ImportanceWorkspaceTest::textWithoutWordsHasNothingToCompare()
{
    ImportanceBench bench;
    bench.type("");
    const auto *note = bench.page.findChild<QLabel *>(QStringLiteral("agreementAbsence"));
    QVERIFY2(note->isVisible() && note->text().startsWith("Of the chosen measures only one is defined"),
             qPrintable(note->text()));
}

void ImportanceWorkspaceTest::deletionCurvesAreNamedBelow()
{
    ImportanceBench bench;
    QTest::mouseClick(bench.page.findChild<TextTab *>(QStringLiteral("deletionTab")), Qt::LeftButton);
    bench.settleMeasures();
    const auto *names = bench.page.findChild<QWidget *>(QStringLiteral("deletionNames"));
    QTRY_VERIFY(names->accessibleName().contains("erasure, mean "));
    QVERIFY(names->isVisible());
    constexpr int narrow = 120;
    constexpr int wide = 2000;
    QVERIFY(names->heightForWidth(narrow) > names->heightForWidth(wide));
}

void ImportanceWorkspaceTest::followedClassIsChosen()
{
    ImportanceBench bench;
    auto *classes = bench.page.findChild<ChoiceMenu *>(QStringLiteral("targetName"));
    QCOMPARE(classes->menu()->actions().size(), 3);
    const auto valueOf = [&bench](int row) {
        return bench.view<WordMeasuresView>().figure().columns[1].bars.bars[row].value;
    };
    classes->menu()->actions().at(1)->trigger();
    bench.settleMeasures();
    QCOMPARE(bench.report()->target->output, 0U);
    const double ofFirst = valueOf(2);
    classes->menu()->actions().at(2)->trigger();
    bench.settleMeasures();
    // Of two classes what one loses the other gains.
    QVERIFY(std::abs(valueOf(2) + ofFirst) < 1e-6);
    bench.page.findChild<ChoiceMenu *>(QStringLiteral("targetQuantity"))->menu()->actions().at(1)->trigger();
    bench.settleMeasures();
    QCOMPARE(bench.report()->target->quantity, core::TargetQuantity::Logit);
}

void ImportanceWorkspaceTest::newTextHasNewMeasures()
{
    ImportanceBench bench;
    bench.type("a b");
    QCOMPARE(bench.view<WordMeasuresView>().figure().labels.size(), 4U);
    QCOMPARE(bench.report()->request.snapshot, bench.session.snapshot());
}

void ImportanceWorkspaceTest::nothingIsWorkedOutUnseen()
{
    ImportanceBench bench;
    const auto before = bench.report();
    bench.page.hide();
    bench.workbench.change([](core::WorkbenchState &state) { state.text = "c d"; });
    bench.settle();
    QCoreApplication::processEvents();
    QCOMPARE(bench.report(), before);
    QVERIFY(!bench.page.findChild<ImportanceDesk *>()->isRunning());
    bench.page.show();
    bench.settleMeasures();
    QCOMPARE(bench.report()->request.snapshot, bench.session.snapshot());
}

void ImportanceWorkspaceTest::readingViewSelectsWords()
{
    ImportanceBench bench;
    QTest::mouseClick(bench.page.findChild<TextTab *>(QStringLiteral("importanceReadingTab")), Qt::LeftButton);
    QCOMPARE(bench.workbench.state().place.importance, core::ImportancePage::Reading);
    auto &view = bench.view<ReadingView>();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.rectOf(3).center());
    QCOMPARE(bench.workbench.state().selected.query, std::optional(core::TokenPosition{3}));
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(bench.workbench.state().selected.query, std::optional(core::TokenPosition{4}));
    QTest::keyClick(&view, Qt::Key_Escape);
    QVERIFY(!bench.workbench.state().selected.query);
}

void ImportanceWorkspaceTest::longTextScrollsToTheSelectedWord()
{
    ImportanceBench bench(support::lamaConfig());
    std::string text;
    for (int word = 0; word < 3000; ++word)
        text += "word57 ";
    bench.workbench.change([&text](core::WorkbenchState &state) {
        state.text = text;
        state.place.importance = core::ImportancePage::Reading;
        state.importance.measures = {core::ImportanceMeasure::AttentionReceived};
    });
    bench.settleMeasures();
    auto &view = bench.view<ReadingView>();
    QCOMPARE(view.figure().chips.size(), 3000U);
    bench.selection.lock({}, core::TokenPosition{10});
    view.setFocus();
    for (int line = 0; line < 40; ++line)
        QTest::keyClick(&view, Qt::Key_Down);
    QVERIFY(view.verticalScrollBar()->value() > 0);
    const auto key = bench.workbench.state().selected.key;
    QVERIFY(key && view.viewport()->rect().contains(view.rectOf(key->value)));
}

void ImportanceWorkspaceTest::guessBecomesWhatIsFollowed()
{
    ImportanceBench bench(support::encoderConfig({{"architectures", QJsonArray{"CompactBertForMaskedLM"}}}));
    auto &guesses = bench.view<GuessesView>();
    auto *tab = bench.page.findChild<TextTab *>(QStringLiteral("guessesTab"));
    QVERIFY(!guesses.hasGuesses() && !tab->isVisible());
    bench.type("word57 [MASK] word60");
    QVERIFY(guesses.hasGuesses() && tab->isVisible());
    QTest::mouseClick(tab, Qt::LeftButton);
    QVERIFY(guesses.isVisible());
    QTest::mouseClick(guesses.viewport(), Qt::LeftButton, {}, guesses.rectOf(2).center());
    bench.settleMeasures();
    QCOMPARE(bench.workbench.state().importance.target.name, guesses.figure().bars[2].label);
    QCOMPARE(core::TokenId{static_cast<int>(bench.report()->target->output)},
             bench.session.snapshot()->model->tokenizer->find(guesses.figure().bars[2].label).value());
    QTest::mouseClick(guesses.viewport(), Qt::LeftButton, {}, guesses.rectOf(2).center());
    QVERIFY(bench.workbench.state().importance.target.name.empty());
}

void ImportanceWorkspaceTest::tooFewStepsAreSaid()
{
    ImportanceBench bench;
    const auto *note = bench.page.findChild<QLabel *>("incompletenessNote");
    QVERIFY(!note->isVisible());
    bench.workbench.change([](core::WorkbenchState &state) {
        state.importance.measures = {core::ImportanceMeasure::IntegratedGradients};
        state.importance.steps = 1;
    });
    bench.settleMeasures();
    QVERIFY2(note->text().startsWith("Integrated gradients with 1 step sum to "), qPrintable(note->text()));
    QVERIFY(note->isVisible());
    bench.workbench.change([](core::WorkbenchState &state) { state.importance.steps = 64; });
    bench.settleMeasures();
    QVERIFY(!note->isVisible());
}

void ImportanceWorkspaceTest::namesOfTheMatrixAreWhole()
{
    const FigureStyle style = FigureStyle::forScreen(QApplication::font(), QApplication::palette());
    const QFontMetricsF metrics(fontOfSize(style.body, style.map.largestText));
    for (const core::ImportanceDescription &measure : core::importanceDescriptions()) {
        const QString name = QString::fromStdString(std::string(measure.briefName));
        QVERIFY2(metrics.horizontalAdvance(name) <= style.map.longestLabel, qPrintable(name));
    }
}

ATTNSCOPE_TEST(ImportanceWorkspaceTest, QApplication)
#include "tst_importance_workspace.moc"
