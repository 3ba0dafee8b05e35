#include "core/figure/masks/position_figures.h"

#include "core/corpus/positions/position_importance.h"
#include "core/model/mask/mask_text.h"
#include "tests/support/scripted_snapshot.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

namespace {

using namespace core;

std::vector<std::string> curveNames(const CurveFigure &figure)
{
    std::vector<std::string> names;
    for (const Curve &curve : figure.curves)
        names.push_back(curve.name);
    return names;
}

AnalysisRequest masked(const char *mask)
{
    AnalysisRequest request;
    request.text = "the film is not very good";
    request.mask = *parseMask(mask);
    return request;
}

// Two layers of two heads; in head h of layer l group g has the mean 4 l + 2 h + g + 1.
PositionReport report()
{
    auto model = std::make_shared<LoadedModel>();
    model->name = "tiny";
    CorpusSummary summary{.layers = 2,
                          .heads = 2,
                          .perHead = static_cast<int>(positionGroupCount),
                          .texts = 3,
                          .allTexts = 9,
                          .all = {},
                          .byLength = {}};
    for (int head = 0; head < 4; ++head) {
        for (int group = 0; group < summary.perHead; ++group) {
            const double value = 2 * head + group + 1;
            summary.all.values.push_back({.count = 3, .mean = value, .low = value - 1, .median = value, .high = value + 1});
        }
    }
    return {.request = {.model = model},
            .notes = {},
            .summary = std::move(summary),
            .progress = {.done = 3, .all = 9, .seconds = 1}};
}

}  // namespace

class PositionFiguresTest : public QObject
{
    Q_OBJECT

private slots:
    void everyHeadHasItsDiagonalMass();
    void maskStandsBesideTheModelAsItIs();
    void attentionWithoutPairsSaysWhy_data();
    void attentionWithoutPairsSaysWhy();
    void groupsShowHeadsMedianAndSelection();
    void groupWithoutATextIsAGap();
    void nothingDoneYetIsOneSentence();
    void gatesAreShownByGroup();
    void modelWithoutGatesHasNoPicture();
    void onlyHeadsPointsStandForHeads();
};

void PositionFiguresTest::everyHeadHasItsDiagonalMass()
{
    const auto snapshot = scripted::randomEncoder(2, 3, 5);
    const CurveFigure figure = diagonalMassFigure(*snapshot);
    QCOMPARE(figure.curves.size(), 1U);
    QCOMPARE(figure.curves[0].y.size(), 6U);
    QCOMPARE(figure.curves[0].y[4], snapshot->measures->at({{1}, {1}}, HeadMeasure::DiagonalMass));
    QCOMPARE(figure.x.ticks.at(4).label, std::string("L1 H1"));
    QCOMPARE(figure.bounds.at(0).at, 0.2);
    QCOMPARE(figure.bounds.at(0).label, std::string("uniform: 1/n = 0.200"));
}

void PositionFiguresTest::maskStandsBesideTheModelAsItIs()
{
    const CurveFigure figure = diagonalMassFigure(*scripted::tinyModel("bert-classifier", masked("diagonal")));
    QCOMPARE(curveNames(figure), (std::vector<std::string>{"change", "under the mask", "unmasked"}));
    for (const double mass : figure.curves[1].y)
        QCOMPARE(mass, 0.0);
    QCOMPARE(figure.curves[0].y[0], figure.curves[2].y[0]);
    QCOMPARE(figure.curves[0].y[1], 0.0);
    QVERIFY(std::isnan(figure.curves[0].y[2]));
}

void PositionFiguresTest::attentionWithoutPairsSaysWhy_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("word");
    QTest::newRow("LAMA") << "lama-learned"
                          << "LAMA";
    QTest::newRow("Linformer") << "linformer-none"
                               << "Linformer";
    QTest::newRow("linear attention, context first") << "linear-context-first"
                                                     << "linear attention";
    QTest::newRow("linear attention, efficient") << "linear-efficient"
                                                 << "";
}

void PositionFiguresTest::attentionWithoutPairsSaysWhy()
{
    QFETCH(QString, model);
    QFETCH(QString, word);
    const auto snapshot = scripted::tinyModel(model.toStdString());
    QCOMPARE(positionsAbsence(*snapshot).find(word.toStdString()) != std::string::npos, true);
    QCOMPARE(positionsAbsence(*snapshot).empty(), word.isEmpty());
    QCOMPARE(diagonalMassFigure(*snapshot).isEmpty(), !word.isEmpty());
}

void PositionFiguresTest::groupsShowHeadsMedianAndSelection()
{
    const CurveFigure figure = positionImportanceFigure(report(), {{1}, {0}});
    QCOMPARE(curveNames(figure), (std::vector<std::string>{"diagonal", "diagonal", "special tokens", "special tokens",
                                                           "neighbors", "neighbors", "the rest", "the rest", "L1 H0"}));
    QCOMPARE(figure.curves[0].y, (std::vector<double>{1, 3, 5, 7}));
    QCOMPARE(figure.curves[3].y, (std::vector<double>{5, 5}));
    QCOMPARE(figure.curves.back().y, (std::vector<double>{5, 6, 7, 8}));
    QCOMPARE(figure.curves.back().x[1], figure.curves[2].x[2]);
    QCOMPARE(figure.curves[0].notes[3], std::string("L1 H1 · 7.00 · 90 % of 3 texts 6.00 to 8.00"));
    QCOMPARE(figure.bounds.at(0).at, 1.0);
}

void PositionFiguresTest::groupWithoutATextIsAGap()
{
    PositionReport gap = report();
    gap.summary.all.values[gap.summary.indexOf({{0}, {1}}, 2)] = {.count = 0};
    const CurveFigure figure = positionImportanceFigure(gap, {});
    QVERIFY(std::isnan(figure.curves[4].y[1]));
    QCOMPARE(figure.curves[5].y[0], 7.0);  // of 3, 7 and 9
}

void PositionFiguresTest::nothingDoneYetIsOneSentence()
{
    PositionReport empty = report();
    empty.summary.texts = 0;
    QVERIFY(positionImportanceFigure(empty, {}).isEmpty());
    QVERIFY(!positionImportanceFigure(empty, {}).absence.empty());
}

void PositionFiguresTest::gatesAreShownByGroup()
{
    const auto snapshot = scripted::tinyModel("structured");
    const CurveFigure figure = gateImportanceFigure(*snapshot->model, 7, {1});
    QCOMPARE(figure.curves.size(), 9U);
    QCOMPARE(figure.curves[0].y[1], gateImportance(*snapshot->model, 1, 7)[0]);
    QCOMPARE(figure.curves.back().y[2], figure.curves[4].y[1]);
    QCOMPARE(figure.bounds.at(0).at, 0.5);
}

void PositionFiguresTest::modelWithoutGatesHasNoPicture()
{
    QVERIFY(gateImportanceFigure(*scripted::tinyModel("bert-classifier")->model, 7, {0}).isEmpty());
}

void PositionFiguresTest::onlyHeadsPointsStandForHeads()
{
    const CurveFigure figure = positionImportanceFigure(report(), {});
    QCOMPARE(headOfPoint(figure, 2, 3), std::optional(3));
    QCOMPARE(headOfPoint(figure, 1, 0), std::nullopt);
    QCOMPARE(headOfPoint(figure, 8, 0), std::nullopt);
}

ATTNSCOPE_TEST(PositionFiguresTest, tests::NoApplication)
#include "tst_position_figures.moc"
