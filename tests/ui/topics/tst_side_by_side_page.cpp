#include "ui/topics/importance/side_by_side/side_by_side_page.h"

#include "core/figure/values/token_strip_figure.h"
#include "core/workbench/second_side.h"
#include "tests/support/engine_desk.h"
#include "tests/support/scripted_session.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"
#include "ui/plot/heat_map_plot.h"
#include "ui/session/workbench_history.h"
#include "ui/topics/importance/side_by_side/side_by_side_view.h"
#include "ui/views/token_strip_view.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/text_tab.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <QToolButton>

#include <cmath>

using namespace ui;

namespace {

// The page over the engine with two tiny models, the first of which is shown with the sentence "a b c d e f".
struct SideBySideBench : support::EngineDesk {
    support::TinyModel model{support::encoderConfig()};
    support::TinyModel another{support::encoderConfig({{"num_attention_heads", 2}}), 2};
    WorkbenchHistory history{workbench, session};
    SideBySidePage page{sources(), models, engine()};
    SideBySideView &table = *page.findChild<SideBySideView *>("sideBySide");
    QLineEdit &text = *page.findChild<QLineEdit *>("secondText");

    SideBySideBench()
    {
        ask(model.directory());
        models.add({another.directory()});
        support::waitUntil([this] { return models.models().size() == 2; });
        scripted::showAt(page, 780, 520);
        answered();
    }

    // Until both sides and their measures are there.
    void answered()
    {
        support::waitUntil([this] {
            const core::ImportanceReportPointer first = page.second().firstReport();
            const core::ImportanceReportPointer second = page.second().secondReport();
            return !page.second().isRunning() && session.isUpToDate() && first && second && first->isComplete() &&
                   second->isComplete();
        });
        QCoreApplication::processEvents();
    }

    void type(const char *sentence)
    {
        text.setFocus();
        text.selectAll();
        QTest::keyClicks(&text, sentence);
        answered();
    }

    void chooseModel(int choice)
    {
        page.findChild<ChoiceMenu *>("secondModel")->menu()->actions().at(choice)->trigger();
        answered();
    }

    QString caution() const { return page.findChild<QLabel *>("comparisonCaution")->text(); }
    TokenStripView &strip(const char *name) const { return *page.findChild<TokenStripView *>(name); }
    HeatMapPlot &map(const char *name)
    {
        QTest::mouseClick(page.findChild<TextTab *>("sideBySideMapsTab"), Qt::LeftButton);
        return *page.findChild<HeatMapPlot *>(name);
    }
};

}  // namespace

class SideBySidePageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { scripted::prepareGuiTest(); }
    void sameSidesAreSaidToBeTheSame();
    void typedSentenceIsAnsweredBeside();
    void secondModelAnswersTheSameSentence();
    void stripsShareTheirScale();
    void mapsShareTheirLimits();
    void rowSelectsItsWordOnBothSides();
    void swapExchangesTheSides();
    void typingIsOneStepOfUndo();
    void closedModelIsTheSameModel();
    void nothingIsAskedWhileNobodyLooks();
    void shownPictureIsPartOfTheSession();
    void pinnedAnswerStandsBesideTheMaskedOne();
};

void SideBySidePageTest::sameSidesAreSaidToBeTheSame()
{
    SideBySideBench bench;
    QVERIFY(bench.caution().startsWith("Both sides are the same"));
    QCOMPARE(bench.table.figure().rows.size(), std::size_t(8));
    for (const core::SideBySideCell &cell : bench.table.figure().columns.at(0).cells)
        QCOMPARE(cell.difference, std::optional(0.0));
    QVERIFY(!bench.page.findChild<QToolButton *>("swapSides")->isEnabled());
}

void SideBySidePageTest::typedSentenceIsAnsweredBeside()
{
    SideBySideBench bench;
    bench.type("a b d e f g");
    QCOMPARE(bench.workbench.state().importance.second.text, std::string("a b d e f g"));
    QCOMPARE(bench.workbench.state().text, std::string("a b c d e f"));
    const std::vector<core::SideBySideRow> &rows = bench.table.figure().rows;
    QCOMPARE(rows.size(), std::size_t(9));
    QVERIFY(rows[3].first == "c" && !rows[3].units.second);
    QVERIFY(rows[7].second == "g" && !rows[7].units.first);
    QVERIFY2(bench.caution().startsWith("Not comparable: the maps cell by cell"), qPrintable(bench.caution()));
}

void SideBySidePageTest::secondModelAnswersTheSameSentence()
{
    SideBySideBench bench;
    bench.chooseModel(1);
    QCOMPARE(bench.workbench.state().importance.second.model, modelPath(bench.another.directory()));
    const core::ImportanceReportPointer second = bench.page.second().secondReport();
    QCOMPARE(second->request.snapshot->model->directory, bench.another.directory());
    QCOMPARE(second->request.snapshot->request.text, bench.workbench.state().text);
    QVERIFY2(bench.caution().contains("heads of different models"), qPrintable(bench.caution()));
    const core::SideBySideColumn &column = bench.table.figure().columns.at(0);
    QVERIFY(std::ranges::any_of(column.cells, [](const auto &cell) { return std::abs(cell.difference.value()) > 1e-6; }));
}

void SideBySidePageTest::stripsShareTheirScale()
{
    SideBySideBench bench;
    bench.type("a");
    const auto fullOf = [&bench](const char *name) {
        for (const core::TokenChip &chip : bench.strip(name).figure().chips) {
            if (!chip.isSpecial && chip.share > 0 && chip.share < 1)
                return std::abs(chip.value) / chip.share;
        }
        return 0.0;
    };
    // The lone word takes more attention than any of six, and so draws them paler than they are in their own strip.
    const double first = fullOf("firstStrip");
    const std::vector<core::TokenChip> &chips = bench.strip("secondStrip").figure().chips;
    QVERIFY(first > 0);
    QVERIFY(std::abs(first - std::max(core::fullStrength(chips),
                                      core::fullStrength(bench.strip("firstStrip").figure().chips))) < 1e-9);
}

void SideBySidePageTest::mapsShareTheirLimits()
{
    SideBySideBench bench;
    bench.type("a b");
    const core::HeatMapFigure &first = bench.map("firstMapPlot").figure();
    const core::HeatMapFigure &second = bench.map("secondMapPlot").figure();
    QCOMPARE(first.values.rows(), Eigen::Index(8));
    QCOMPARE(second.values.rows(), Eigen::Index(4));
    QCOMPARE(first.scale, second.scale);
    QCOMPARE(first.scale.high, static_cast<double>(std::max(first.values.maxCoeff(), second.values.maxCoeff())));
}

void SideBySidePageTest::rowSelectsItsWordOnBothSides()
{
    SideBySideBench bench;
    bench.type("b a c d");
    const auto &rows = bench.table.figure().rows;
    const auto row = std::ranges::find_if(rows, [](const auto &each) { return each.first == "c" && each.units.second; });
    QVERIFY(row != rows.end());
    const QRect place = bench.table.rectOf(static_cast<int>(row - rows.begin()));
    QTest::mouseClick(bench.table.viewport(), Qt::LeftButton, {}, place.center());
    QCOMPARE(bench.selection.cell().query, std::optional(core::TokenPosition{3}));
    auto &second = bench.page.second();
    QCOMPARE(second.selection().cell().query, std::optional(core::TokenPosition{3}));
    // A click in the second strip selects in the window as well: "d", its fourth word, is the fourth there.
    QTest::mouseClick(bench.strip("secondStrip").viewport(), Qt::LeftButton, {},
                      bench.strip("secondStrip").rectOf(4).center());
    QCOMPARE(bench.selection.cell().query, std::optional(core::TokenPosition{4}));
    QTest::keyClick(&bench.table, Qt::Key_Escape);
    QVERIFY(!bench.selection.cell().query && !second.selection().cell().query);
}

void SideBySidePageTest::swapExchangesTheSides()
{
    SideBySideBench bench;
    bench.type("f e d");
    bench.chooseModel(1);
    QTest::mouseClick(bench.page.findChild<QToolButton *>("swapSides"), Qt::LeftButton);
    bench.answered();
    const core::WorkbenchState &state = bench.workbench.state();
    QCOMPARE(state.text, std::string("f e d"));
    QCOMPARE(state.shownModel, modelPath(bench.another.directory()));
    QCOMPARE(state.importance.second.text, std::string("a b c d e f"));
    QCOMPARE(state.importance.second.model, modelPath(bench.model.directory()));
    QCOMPARE(bench.text.text(), QStringLiteral("a b c d e f"));
}

void SideBySidePageTest::typingIsOneStepOfUndo()
{
    SideBySideBench bench;
    bench.type("a b c");
    bench.history.undo();
    QCOMPARE(bench.workbench.state().importance.second.text, std::string());
    QCOMPARE(bench.text.text(), QString());
}

void SideBySidePageTest::closedModelIsTheSameModel()
{
    SideBySideBench bench;
    bench.chooseModel(1);
    bench.models.close(modelPath(bench.another.directory()));
    bench.answered();
    QCOMPARE(bench.page.second().secondReport()->request.snapshot->model->directory, bench.model.directory());
    QCOMPARE(bench.page.findChild<ChoiceMenu *>("secondModel")->current(), 0);
}

void SideBySidePageTest::nothingIsAskedWhileNobodyLooks()
{
    SideBySideBench bench;
    bench.page.hide();
    bench.workbench.change([](core::WorkbenchState &state) { state.importance.second.text = "a"; });
    auto &second = bench.page.second();
    QCOMPARE(second.workbench().state().text, std::string("a b c d e f"));
    bench.page.show();
    bench.answered();
    QCOMPARE(second.workbench().state().text, std::string("a"));
}

void SideBySidePageTest::shownPictureIsPartOfTheSession()
{
    SideBySideBench bench;
    bench.map("firstMap");
    QCOMPARE(bench.workbench.state().place.sideBySide, core::SideBySidePicture::Maps);
    QVERIFY(!bench.table.isVisible());
    bench.workbench.change([](core::WorkbenchState &state) { state.place.sideBySide = core::SideBySidePicture::Words; });
    QVERIFY(bench.table.isVisible());
    QVERIFY(bench.page.findChild<TextTab *>("sideBySideWordsTab")->isChecked());
}

void SideBySidePageTest::pinnedAnswerStandsBesideTheMaskedOne()
{
    SideBySideBench bench;
    const SnapshotPointer plain = bench.session.snapshot();
    bench.workbench.change([&plain](core::WorkbenchState &state) {
        state.pinned = core::pinOf(core::predictionOf(*plain), state, plain.get());
        state.masks.mask.terms = {core::maskTerm(core::MaskKind::Diagonal)};
    });
    bench.answered();
    bench.chooseModel(2);
    QVERIFY(bench.workbench.state().importance.second.isPinned);
    QVERIFY(!bench.text.isEnabled());
    QCOMPARE(bench.text.text(), QStringLiteral("a b c d e f"));
    const core::HeatMapFigure &first = bench.map("firstMapPlot").figure();
    const core::HeatMapFigure &second = bench.map("secondMapPlot").figure();
    const core::HeatMapFigure &change = bench.map("mapChangePlot").figure();
    QCOMPARE(first.values(2, 2), 0.0F);
    QVERIFY(second.values(2, 2) > 0);
    QVERIFY((second.values - first.values - change.values).isZero(0));
    QCOMPARE(bench.page.findChild<QLabel *>("firstModelName")->text().section(QStringLiteral(" · "), 1),
             QStringLiteral("no diagonal"));
    QCOMPARE(bench.page.findChild<QLabel *>("secondModelName")->text().section(QStringLiteral(" · "), 1),
             QStringLiteral("no mask"));
    const auto *measures = bench.page.findChild<QLabel *>("headChange");
    QVERIFY2(measures->text().startsWith("L0 H0: entropy "), qPrintable(measures->text()));
    QVERIFY2(measures->text().contains("diagonal mass 0.00 → "), qPrintable(measures->text()));
    QTest::mouseClick(bench.page.findChild<QToolButton *>("swapSides"), Qt::LeftButton);
    QVERIFY(bench.workbench.state().masks.mask.terms.empty());
    bench.answered();
    QVERIFY(bench.caution().startsWith("The shown answer is the pinned one"));
}

ATTNSCOPE_TEST(SideBySidePageTest, QApplication)
#include "tst_side_by_side_page.moc"
