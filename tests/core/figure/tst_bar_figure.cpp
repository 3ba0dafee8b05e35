#include "core/figure/values/bar_figure.h"
#include "tests/support/test_program.h"

#include "core/figure/attention/cell_figure.h"
#include "core/figure/attention/offset_profile_figure.h"
#include "core/figure/masks/mask_figures.h"
#include "core/figure/values/head_strip_figure.h"
#include "core/figure/values/token_strip_figure.h"

#include <QTest>

using namespace core;

class TestBarFigure : public QObject
{
    Q_OBJECT

private slots:
    void barsShareTheRoomOfTheLargest()
    {
        std::vector<Bar> bars{{.label = "a", .value = -2}, {.label = "b", .value = 1}};
        shareRoom(bars);
        QCOMPARE(bars[0].share(), -1.0);
        QCOMPARE(bars[1].share(), 0.5);
        QCOMPARE(bars[1].shareOf(7), 1.0);  // never beyond its room
    }

    void nothingFillsNoRoom()
    {
        std::vector<Bar> bars{{.label = "a", .value = 0}};
        shareRoom(bars);
        QCOMPARE(bars[0].share(), 0.0);
        std::vector<Bar> none;
        shareRoom(none);
        QVERIFY(none.empty());
    }

    void printsLabelsNumbersAndReferences()
    {
        const BarFigure figure{.title = "Outputs",
                               .valueName = "probability",
                               .bars = {{.label = "negative", .value = 0.25, .number = "0.25", .reference = 0.5},
                                        {.label = "positive", .value = 0.75}}};
        QCOMPARE(QString::fromStdString(printFigure(figure)), QStringLiteral("Outputs: probability\n"
                                                                             "negative  0.25 was 0.500\n"
                                                                             "positive 0.750          \n"));
        QCOMPARE(printFigure(BarFigure{.absence = "Nothing yet."}), std::string("Nothing yet.\n"));
    }

    void offsetsAreNamedEveryFew()
    {
        const OffsetProfileFigure profile{
            .title = "Offsets", .explanation = {}, .reach = 9, .means = std::vector<double>(19, 0.1)};
        const BarFigure bars = offsetBars(profile, /*isMasked=*/true);
        QCOMPARE(bars.bars.size(), 19U);
        QCOMPARE(bars.bars[9].label, std::string("0"));
        QCOMPARE(bars.bars[5].label, std::string("−4"));
        QCOMPARE(bars.bars[17].label, std::string("+8"));
        QVERIFY(bars.bars[6].label.empty());
        QCOMPARE(bars.bars[6].number, std::string("0.100"));
        QVERIFY(bars.valueName.ends_with("under the mask"));
        QVERIFY(offsetBars({}, false).isEmpty());
    }

    void headNumbersBecomeSignedBars()
    {
        HeadStripFigure strips;
        strips.headNumbers = {-0.5, 0.25};
        strips.numbersName = "gain";
        const BarFigure bars = headBars(strips);
        QVERIFY(bars.isSigned);
        QCOMPARE(bars.valueName, std::string("gain"));
        QCOMPARE(bars.bars[0].number, std::string("−0.50"));
        QCOMPARE(bars.bars[1].share(), 0.5);
    }

    void contributionsBecomeSignedColumns()
    {
        CellFigure cell;
        QVERIFY(contributionBars(cell).isEmpty());
        cell.contributions = {1, -4};
        const BarFigure bars = contributionBars(cell);
        QVERIFY(bars.isSigned && bars.direction == BarDirection::Upward);
        QCOMPARE(bars.bars[0].share(), 0.25);
        QCOMPARE(bars.bars[1].share(), -1.0);
    }

    void changesKeepWhatWasBefore()
    {
        const std::vector<MaskChange> changes{{.name = "entropy", .before = 0.5, .after = -0.25, .most = 2, .decimals = 2}};
        const BarFigure bars = changeBars("selected head", changes);
        QCOMPARE(bars.valueName, std::string("selected head"));
        QCOMPARE(bars.bars[0].number, std::string("0.50 → −0.25"));
        QCOMPARE(bars.bars[0].share(), -0.125);
        QCOMPARE(bars.bars[0].shareOf(*bars.bars[0].reference), 0.25);
        QVERIFY(bars.isSigned);  // a fall is no rise
        QVERIFY(!changeBars("selected head", std::vector<MaskChange>{{.name = "entropy", .before = 0.5, .after = 0.2}})
                     .isSigned);
    }

    void sentencesRunAsTheirFirstLetterDoes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isRightToLeft");
        QTest::newRow("English") << "a film" << false;
        QTest::newRow("Hebrew") << "סרט טוב" << true;
        QTest::newRow("Arabic after digits") << "12. فيلم good" << true;
        QTest::newRow("Latin first") << "good סרט" << false;
        QTest::newRow("no letters") << "12 !" << false;
        QTest::newRow("empty") << "" << false;
    }
    void sentencesRunAsTheirFirstLetterDoes()
    {
        QFETCH(QString, text);
        QFETCH(bool, isRightToLeft);
        AnalysisSnapshot snapshot;
        snapshot.request.text = text.toStdString();
        QCOMPARE(runsRightToLeft(snapshot), isRightToLeft);
        QCOMPARE(text.isRightToLeft(), isRightToLeft);
        QCOMPARE(tokenStripFigure(snapshot, {}).isRightToLeft, isRightToLeft);
    }
};

ATTNSCOPE_TEST(TestBarFigure, tests::NoApplication)
#include "tst_bar_figure.moc"
