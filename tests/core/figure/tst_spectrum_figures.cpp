#include "core/figure/residual_figure.h"
#include "core/figure/spectrum_figures.h"
#include "core/figure/truncation_figure.h"

#include "core/analysis/spectrum_measures.h"
#include "core/pipeline/analysis_pipeline.h"
#include "tests/support/scripted_snapshot.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace core;

namespace {

constexpr HeadRef head{{1}, {2}};
const std::string sentence = "the film is not very good";

const Curve *curveNamed(const CurveFigure &figure, const std::string &name)
{
    const auto found = std::ranges::find(figure.curves, name, &Curve::name);
    return found == figure.curves.end() ? nullptr : &*found;
}

scripted::SnapshotPointer truncated(int rank)
{
    AnalysisRequest request;
    request.modelDirectory = ATTNSCOPE_TEST_DATA "/tiny/bert-classifier";
    request.text = sentence;
    request.truncation = {.rank = rank, .heads = {{{0}, {1}}}};
    AnalysisPipeline pipeline;
    return pipeline.run(request, {}).value();
}

}  // namespace

class TestSpectrumFigures : public QObject
{
    Q_OBJECT

private slots:
    void spectraStartAtOneAndFall();
    void scoresEndAtTheHeadSize();
    void boundsAreThoseOfTheModel();
    void baselinesAreDrawnWhereTheyAreAskedFor();
    void mechanismsWithoutABaselineSaySo();
    void headSizeIsSaidToBoundScoresOnly();
    void removedDirectionIsNamed();
    void sharesReachOne();
    void residualsAreNamedByTheirLayers();
    void approximationTextSaysWhatKKeeps();
    void oneTokenSaysWhyThereIsNothing();
    void truncationShowsInItsLayerAndLater();
    void fullRankChangesNothing();
};

void TestSpectrumFigures::spectraStartAtOneAndFall()
{
    const auto snapshot = scripted::tinyModel("bert-classifier");
    const CurveFigure figure = spectrumFigure(*snapshot, head, {});
    const Curve *attention = curveNamed(figure, "attention");
    QVERIFY(attention);
    QCOMPARE(attention->y.front(), 1.0);
    QVERIFY(std::ranges::is_sorted(attention->y, std::greater<>()));
    const HeadLayout layout = headLayout(*snapshot);
    const auto crowd = std::ranges::count(figure.curves, CurveRole::Crowd, &Curve::role);
    QCOMPARE(static_cast<int>(crowd), layout.total());
    QCOMPARE(spectrumFigure(*snapshot, head, {.showsAllHeads = false}).curves.size(), 2U);
}

void TestSpectrumFigures::scoresEndAtTheHeadSize()
{
    const auto snapshot = scripted::tinyModel("bert-classifier");
    const auto headSize = static_cast<std::size_t>(snapshot->model->config.headSize);
    const Curve *scores = nullptr;
    const CurveFigure figure = spectrumFigure(*snapshot, head, {});
    scores = curveNamed(figure, "scores");
    QVERIFY(scores && scores->y.size() > headSize);
    QVERIFY(scores->y[headSize - 1] > 1e-6);
    QVERIFY(scores->y[headSize] < 1e-6);
}

void TestSpectrumFigures::boundsAreThoseOfTheModel()
{
    const auto linformer = scripted::tinyModel("linformer-none");  // head size 4, 5 slots, so 5 singular values
    const CurveFigure figure = spectrumFigure(*linformer, head, {});
    QCOMPARE(figure.bounds.size(), 1U);
    QCOMPARE(figure.bounds.front().label, std::string("scores: head size 4"));
    QCOMPARE(figure.bounds.front().at, 4.0);
    QVERIFY(curveNamed(figure, "effective map"));
    const CurveFigure withK = spectrumFigure(*linformer, head, {}, 3);
    QCOMPARE(withK.bounds.back().label, std::string("k = 3"));
    QVERIFY(withK.bounds.back().isMovable && !withK.bounds.front().isMovable);
}

void TestSpectrumFigures::baselinesAreDrawnWhereTheyAreAskedFor()
{
    const AnalysisRequest request{.text = sentence, .baselines = {.shufflesTokens = true, .drawsProjections = true}};
    const auto snapshot = scripted::tinyModel("bert-classifier", request);
    const CurveFigure figure = spectrumFigure(*snapshot, head, {.showsShuffled = true, .showsDrawn = true});
    const Curve *drawn = curveNamed(figure, "random Q and K");
    QVERIFY(drawn && drawn->role == CurveRole::Reference);
    const auto spectrum = spectrumOf(*snapshot->drawnSpectra, SpectrumMatrix::Attention, head);
    QCOMPARE(drawn->y.back(), spectrum.back() / spectrum.front());
    QVERIFY(curveNamed(figure, "shuffled tokens"));
    QVERIFY(!curveNamed(spectrumFigure(*snapshot, head, {.showsDrawn = true}), "shuffled tokens"));
    QVERIFY(!curveNamed(spectrumFigure(*snapshot, head, {}), "random Q and K"));
    QCOMPARE(drawnBaselineAbsence(*snapshot), std::string());
}

void TestSpectrumFigures::mechanismsWithoutABaselineSaySo()
{
    const AnalysisRequest request{.text = sentence, .baselines = {.shufflesTokens = true, .drawsProjections = true}};
    for (const char *name : {"linear-efficient", "linear-context-first", "lama-mean"}) {
        const auto snapshot = scripted::tinyModel(name, request);
        const CurveFigure figure = spectrumFigure(*snapshot, {}, {.showsShuffled = true, .showsDrawn = true});
        QVERIFY2(curveNamed(figure, "shuffled tokens"), name);
        QVERIFY2(!curveNamed(figure, "random Q and K"), name);
        QVERIFY2(figure.explanation.find("Random Q and K: none, as " + drawnBaselineAbsence(*snapshot)) != std::string::npos,
                 name);
    }
}

// Nor has linear attention scores that anything could be said of.
void TestSpectrumFigures::headSizeIsSaidToBoundScoresOnly()
{
    const auto explanation = [](const char *name) { return spectrumFigure(*scripted::tinyModel(name), {}, {}).explanation; };
    QVERIFY(explanation("bert-classifier").find("that of the attention is not bounded by it") != std::string::npos);
    QVERIFY(explanation("linear-efficient").find("Linear attention has no scores") != std::string::npos);
    QVERIFY(explanation("linear-context-first").find("bounded") == std::string::npos);
    QVERIFY(explanation("lama-mean").find("head size") == std::string::npos);
}

void TestSpectrumFigures::residualsAreNamedByTheirLayers()
{
    const AnalysisRequest request{.text = sentence, .spectra = {.findsResiduals = true}};
    const auto snapshot = scripted::tinyModel("bert-classifier", request);
    const CurveFigure figure = residualFigure(*snapshot);
    QVERIFY(figure.curves.front().y == snapshot->spectra->residuals);
    QCOMPARE(figure.x.ticks.size(), 3U);
    QCOMPARE(figure.x.ticks.front().label, std::string("embeddings"));
    QCOMPARE(figure.x.ticks.back().label, std::string("layer 1"));
    QVERIFY(figure.curves.front().y.front() > 0.0 && figure.curves.front().y.front() <= 1.0);
    QVERIFY(residualFigure(*scripted::tinyModel("bert-classifier")).isEmpty());
    QVERIFY(!residualFigure(*scripted::tinyModel("lama-mean", request)).absence.empty());
}

void TestSpectrumFigures::removedDirectionIsNamed()
{
    AnalysisRequest request;
    request.spectra.centersAttention = true;
    const auto snapshot = scripted::tinyModel("bert-classifier", request);
    const CurveFigure figure = spectrumFigure(*snapshot, head, {.centersAttention = true});
    QVERIFY(curveNamed(figure, "attention, rows less their means") && !curveNamed(figure, "attention"));
    QVERIFY(figure.explanation.find("P C with C = I − 11ᵀ / n, every row less its mean") != std::string::npos);
    QVERIFY(cumulativeFigure(*snapshot, head, 2, true).explanation.find("P C with") != std::string::npos);
    QVERIFY(cumulativeFigure(*snapshot, head, 2, false).explanation.find("P C with") == std::string::npos);
}

void TestSpectrumFigures::sharesReachOne()
{
    const auto snapshot = scripted::tinyModel("pairwise");
    const CurveFigure figure = cumulativeFigure(*snapshot, head, 3, false);
    for (const Curve &curve : figure.curves) {
        QVERIFY(std::abs(curve.y.back() - 1.0) < 1e-12);
        QVERIFY(std::ranges::is_sorted(curve.y));
    }
    QCOMPARE(figure.bounds.front().at, 3.0);
}

void TestSpectrumFigures::approximationTextSaysWhatKKeeps()
{
    const auto snapshot = scripted::tinyModel("pairwise");
    const std::string text = approximationText(*snapshot, head, 8, false);
    QCOMPARE(text, std::string("k = 8 of 8: Y 1.000, E 1.000, error 0.0 %"));
    QVERIFY(approximationText(*snapshot, head, 1, false).starts_with("k = 1 of 8: Y 0."));
}

void TestSpectrumFigures::oneTokenSaysWhyThereIsNothing()
{
    const auto snapshot = scripted::randomEncoder(1, 1, std::vector<std::string>{"[CLS]"});
    QVERIFY(!spectrumFigure(*snapshot, {}, {}).absence.empty());
    QVERIFY(!cumulativeFigure(*snapshot, {}, 1, false).absence.empty());
}

void TestSpectrumFigures::truncationShowsInItsLayerAndLater()
{
    const auto snapshot = truncated(1);
    const HeatMapFigure figure = truncationEffectFigure(*snapshot);
    QVERIFY(figure.values(0, 1) > 0.01F);
    QCOMPARE(figure.values(0, 0), 0.0F);
    QVERIFY(figure.values(1, 0) > 0.0F);
    QVERIFY(truncationText(*snapshot).starts_with("1 head cut to rank 1: the prediction "));
    LoadedModel regression = *snapshot->model;
    regression.config.outputs = OutputQuantity::Values;
    AnalysisSnapshot ofValues = *snapshot;
    ofValues.model = std::make_shared<const LoadedModel>(std::move(regression));
    QVERIFY(truncationText(ofValues).starts_with("1 head cut to rank 1: value of " + snapshot->model->config.labels[0]));
    QVERIFY(truncationEffectFigure(*scripted::tinyModel("bert-classifier")).isEmpty());
    QVERIFY(truncationText(*scripted::tinyModel("bert-classifier")).empty());
}

void TestSpectrumFigures::fullRankChangesNothing()
{
    QVERIFY(truncationEffectFigure(*truncated(100)).values.cwiseAbs().maxCoeff() < 1e-5F);
}

QTEST_APPLESS_MAIN(TestSpectrumFigures)
#include "tst_spectrum_figures.moc"
