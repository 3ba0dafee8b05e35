#include "core/figure/attention/cell_figure.h"
#include "core/figure/attention/head_lines_figure.h"
#include "core/figure/attention/offset_profile_figure.h"
#include "core/figure/lama/relative_strip_figure.h"
#include "core/figure/values/attention_figure.h"
#include "core/figure/values/token_strip_figure.h"

#include "tests/support/scripted_snapshot.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

using namespace core;

namespace {

Matrix threeByThree()
{
    Matrix map(3, 3);
    map << 0.70F, 0.20F, 0.10F, 0.00F, 0.25F, 0.75F, 0.50F, 0.50F, 0.00F;
    return map;
}

scripted::SnapshotPointer smallSnapshot()
{
    return scripted::encoder({"[CLS]", "go", "##od"}, {{threeByThree()}});
}

void compareText(const std::string &actual, const std::string &expected)
{
    QCOMPARE(QString::fromStdString(actual), QString::fromStdString(expected));
}

}  // namespace

class TestFigures : public QObject
{
    Q_OBJECT

private slots:
    void heatMapShowsOneHead()
    {
        const auto snapshot = smallSnapshot();
        compareText(printFigure(attentionFigure(*snapshot, {}, displayUnits(*snapshot, {}), {})),
                    "L0 H0\n"
                    "query token x key token\n"
                    "      [CLS]   go  ·od\n"
                    "[CLS]  0.70 0.20 0.10\n"
                    "   go  0.00 0.25 0.75\n"
                    "  ·od  0.50 0.50 0.00\n"
                    "attention 0.00 to 0.75 (gamma 0.6)\n");
    }

    void heatMapSaysWhatWasDoneToIt()
    {
        const auto snapshot = smallSnapshot();
        const DisplayUnits units =
            displayUnits(*snapshot, {.mergesWords = true, .specialTokens = SpecialTokenMode::Renormalize});
        compareText(printFigure(attentionFigure(*snapshot, {}, units, {.colorMap = "viridis", .gamma = 1})),
                    "L0 H0\n"
                    "query (word) x key (word)\n"
                    "     good\n"
                    "good 1.00\n"
                    "attention 0.00 to 1.00 (renormalized · words)\n");
    }

    void missingMapIsAnEmptyFigure()
    {
        const auto snapshot = smallSnapshot();
        QVERIFY(attentionFigure(*snapshot, {{3}, {0}}, displayUnits(*snapshot, {}), {}).isEmpty());
        QVERIFY(attentionFigure(AnalysisSnapshot(), {}, {}, {}).isEmpty());
        QVERIFY(headLinesFigure(AnalysisSnapshot(), {}, {}).isEmpty());
        QVERIFY(relativeStripFigure(*snapshot, displayUnits(*snapshot, {}), {}).isEmpty());
        QVERIFY(!cellFigure(AnalysisSnapshot(), {}, {}, 0, 0));
    }

    void strongLinesComeLast()
    {
        const auto snapshot = smallSnapshot();
        compareText(printFigure(headLinesFigure(*snapshot, {}, displayUnits(*snapshot, {}))), "L0 H0: lines from 0.010\n"
                                                                                              "[CLS] -> ·od 0.10\n"
                                                                                              "[CLS] -> go 0.20\n"
                                                                                              "go -> go 0.25\n"
                                                                                              "·od -> [CLS] 0.50\n"
                                                                                              "·od -> go 0.50\n"
                                                                                              "[CLS] -> [CLS] 0.70\n"
                                                                                              "go -> ·od 0.75\n");
    }

    void manyLinesAreCutAtTheWeakEnd()
    {
        const auto snapshot = scripted::randomEncoder(1, 1, 200);
        const HeadLinesFigure figure = headLinesFigure(*snapshot, {}, displayUnits(*snapshot, {}));
        QCOMPARE(static_cast<int>(figure.lines.size()), mostLines);
        QVERIFY(figure.threshold > 0.01);
        QCOMPARE(static_cast<float>(figure.threshold), figure.lines.front().weight);
    }

    void tokenStripCarriesImportance()
    {
        const auto snapshot = smallSnapshot();
        compareText(printFigure(tokenStripFigure(*snapshot, displayUnits(*snapshot, {}))), "Tokens: attention received\n"
                                                                                           "[CLS] (special) 0.400\n"
                                                                                           "go 0.317\n"
                                                                                           "·od 0.283\n");
        const TokenStripFigure figure = tokenStripFigure(*snapshot, displayUnits(*snapshot, {}));
        QVERIFY(std::abs(figure.chips[0].share - 0.4 / (2.5 * 0.3)) < 1e-6);
    }

    void outstandingTokenIsDrawnWithFullStrength()
    {
        AnalysisSnapshot snapshot = *scripted::randomEncoder(1, 1, 5);
        snapshot.importance =
            std::make_shared<const WordImportance>(WordImportance{ImportanceMeasure::Erasure, {0.9, 0.01, -0.4, 0.02, 0.9}});
        const TokenStripFigure figure = tokenStripFigure(snapshot, displayUnits(snapshot, {}));
        QCOMPARE(figure.chips[2].share, 1.0);
        QVERIFY(figure.chips[1].share < 0.05);
        QCOMPARE(figure.chips[0].share, 1.0);
    }

    void importanceOfAnotherSentenceIsNotShown()
    {
        AnalysisSnapshot snapshot = *smallSnapshot();
        snapshot.importance = std::make_shared<const WordImportance>(WordImportance{ImportanceMeasure::Erasure, {1.0}});
        const TokenStripFigure figure = tokenStripFigure(snapshot, displayUnits(snapshot, {}));
        QVERIFY(std::isnan(figure.chips[0].value));
        QCOMPARE(figure.chips[0].share, 0.0);
    }

    void lamaIsDrawnRelativeToUniform()
    {
        const auto snapshot = scripted::randomLama(4, {"a", "fine", "little", "film"});
        const HeadStripFigure figure = relativeStripFigure(*snapshot, displayUnits(*snapshot, {}), {});
        QCOMPARE(figure.heads.values.rows(), 4);
        QVERIFY((figure.heads.values.rowwise().mean().array() - 1).abs().maxCoeff() < 1e-5F);
        QCOMPARE(figure.heads.scale.kind, ScaleKind::Logarithmic);
        QVERIFY(std::abs(figure.heads.scale.low * figure.heads.scale.high - 1) < 1e-9);
        QCOMPARE(figure.heads.scale, figure.together.scale);
        QVERIFY(figure.heads.scale.high >= figure.heads.values.maxCoeff() * 0.999);
        QCOMPARE(figure.headNumbers.size(), std::size_t(4));
    }

    void cellExplainsItsScore()
    {
        const auto snapshot = scripted::randomEncoder(2, 3, 6);
        const HeadRef head{{1}, {2}};
        const auto cell = cellFigure(*snapshot, head, displayUnits(*snapshot, {}), 1, 4);
        QVERIFY(cell && cell->score && cell->product);
        QCOMPARE(cell->title, std::string("word1 → word4"));
        QCOMPARE(cell->headSize, 8);
        QCOMPARE(cell->contributions.size(), std::size_t(8));
        QVERIFY(std::abs(*cell->product / std::sqrt(8.0) - *cell->score) < 1e-5);
        QVERIFY(std::abs((*attentionMap(*snapshot, head))(1, 4) - cell->value) < 1e-7);
    }

    void wordOfSeveralPiecesHasNoScore()
    {
        const auto snapshot = scripted::randomEncoder(1, 1, {"[CLS]", "go", "##od", "[SEP]"});
        const auto cell = cellFigure(*snapshot, {}, displayUnits(*snapshot, {.mergesWords = true}), 1, 0);
        QVERIFY(cell && !cell->score && !cell->product && !cell->note.empty());
        const Matrix words =
            attentionBetweenUnits(*attentionMap(*snapshot, {}), displayUnits(*snapshot, {.mergesWords = true}));
        QVERIFY(std::abs(words(1, 0) - cell->value) < 1e-6);
    }

    void headWordOfLama()
    {
        const auto snapshot = scripted::randomLama(3, {"a", "fine", "film"});
        const auto word = headWordFigure(*snapshot, HeadIndex{1}, displayUnits(*snapshot, {}), 2);
        QVERIFY(word && word->score);
        QCOMPARE(word->title, std::string("film"));
        QCOMPARE(word->relativeToUniform, word->attention * 3);
        QVERIFY(!headWordFigure(*snapshot, HeadIndex{3}, displayUnits(*snapshot, {}), 2));
    }

    void offsetProfileIsTheMeanOfADiagonal()
    {
        const auto snapshot = smallSnapshot();
        compareText(printFigure(offsetProfileFigure(*snapshot, {}, displayUnits(*snapshot, {}))), "Offset profile\n"
                                                                                                  "-2 0.500\n"
                                                                                                  "-1 0.250\n"
                                                                                                  "0 0.317\n"
                                                                                                  "1 0.475\n"
                                                                                                  "2 0.100\n");
    }
};

ATTNSCOPE_TEST(TestFigures, tests::NoApplication)
#include "tst_figures.moc"
