#include "core/figure/rank/residual_figure.h"
#include "core/figure/rank/spectrum_figures.h"

#include "core/figure/inspector/inspector_figure.h"
#include "core/figure/rank/baseline_figures.h"
#include "core/figure/rank/truncation_figure.h"
#include "core/figure/values/figure_text.h"

#include "core/analysis/spectra/spectrum_measures.h"
#include "core/pipeline/analysis_pipeline.h"
#include "tests/support/scripted_snapshot.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

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

AnalysisRequest everyBaseline()
{
    return {.text = sentence, .baselines = {.shufflesTokens = true, .drawsProjections = true, .permutesRows = true}};
}

}  // namespace

class TestSpectrumFigures : public QObject
{
    Q_OBJECT

private slots:
    void spectraStartAtOneAndFall();
    void manyHeadsAreARangeAMiddleHalfAndAMedian();
    void scoresEndAtTheHeadSize();
    void boundsAreThoseOfTheModel();
    void baselinesAreDrawnWhereTheyAreAskedFor();
    void manyDrawsAreAMedianInABand();
    void explanationsSayWhatABaselineKeepsAndDestroys();
    void ranksStandBesideTheirBaselines();
    void mechanismsWithoutABaselineSaySo();
    void noDrawsAreNoBaseline();
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

void TestSpectrumFigures::manyHeadsAreARangeAMiddleHalfAndAMedian()
{
    constexpr int layers = 7;
    constexpr int heads = 9;
    const auto snapshot = scripted::randomEncoder(layers, heads, 6);
    const CurveFigure figure = spectrumFigure(*snapshot, head, {});
    QCOMPARE(std::ranges::count(figure.curves, CurveRole::Crowd, &Curve::role), 0);
    QCOMPARE(figure.bands.size(), 2U);
    QCOMPARE(figure.bands.front().name, std::string("all 63 heads"));
    const Curve *median = curveNamed(figure, "median of heads");
    QVERIFY(median && median->isDashed);
    for (std::size_t rank = 0; rank < median->y.size(); ++rank) {
        std::vector<double> shares;  // of the heads one by one
        for (int each = 0; each < layers * heads; ++each) {
            const HeadRef one{{each / heads}, {each % heads}};
            shares.push_back(curveNamed(spectrumFigure(*snapshot, one, {}), "attention")->y[rank]);
        }
        std::ranges::sort(shares);
        QCOMPARE(figure.bands.front().low[rank], shares.front());
        QCOMPARE(figure.bands.front().high[rank], shares.back());
        QCOMPARE(median->y[rank], shares[31]);
        QCOMPARE(figure.bands.back().low[rank], shares[15]);
        QCOMPARE(figure.bands.back().high[rank], shares[47]);
    }
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
    const auto snapshot = scripted::tinyModel("bert-classifier", everyBaseline());
    const SpectrumOptions all{.showsAllHeads = false, .showsShuffled = true, .showsDrawn = true, .showsPermuted = true};
    const CurveFigure figure = spectrumFigure(*snapshot, head, all);
    for (const char *name : {"shuffled tokens", "random Q and K", "permuted rows"}) {
        const Curve *baseline = curveNamed(figure, name);
        QVERIFY2(baseline && baseline->role == CurveRole::Reference, name);
    }
    QCOMPARE(figure.bands.size(), 2U);
    for (const CurveBand &band : figure.bands)
        QVERIFY(band.isReference && band.name.ends_with(", 5–95 %"));  // told from the heads' in a legend
    const CurveFigure drawn = spectrumFigure(*snapshot, head, {.showsAllHeads = false, .showsDrawn = true});
    QVERIFY(!curveNamed(drawn, "shuffled tokens") && !curveNamed(drawn, "permuted rows"));
    QCOMPARE(drawn.bands.size(), 1U);
    QVERIFY(!curveNamed(spectrumFigure(*snapshot, head, {}), "random Q and K"));
}

void TestSpectrumFigures::manyDrawsAreAMedianInABand()
{
    const auto snapshot = scripted::tinyModel("bert-classifier", everyBaseline());
    const CurveFigure figure = spectrumFigure(*snapshot, head, {.showsAllHeads = false, .showsPermuted = true});
    const Curve *median = curveNamed(figure, "permuted rows");
    const CurveBand &band = figure.bands.front();
    const NullSpectra &spectra = *snapshot->permutedSpectra;
    std::vector<double> shares;
    for (int draw = 0; draw < spectra.draws; ++draw) {
        const auto values = spectra.attention[spectra.firstOf(head) + draw];
        shares.push_back(values[1] / values[0]);
    }
    const NullRange range = nullRange(shares);
    QCOMPARE(band.low[1], range.low);
    QCOMPARE(median->y[1], range.median);
    QCOMPARE(band.high[1], range.high);
    QVERIFY(range.low < range.high);
    QCOMPARE(median->y.front(), 1.0);
    QVERIFY(figure.explanation.find("median of 20 draws, the band 5 to 95 %") != std::string::npos);
}

void TestSpectrumFigures::explanationsSayWhatABaselineKeepsAndDestroys()
{
    const auto snapshot = scripted::tinyModel("bert-classifier", everyBaseline());
    const std::string text =
        spectrumFigure(*snapshot, head, {.showsShuffled = true, .showsDrawn = true, .showsPermuted = true}).explanation;
    for (const char *part : {"Shuffled tokens: keeps", "destroys their order", "how far the scores spread within a row",
                             "each row's shares and its entropy", "destroys which keys get them"})
        QVERIFY2(text.find(part) != std::string::npos, part);
}

void TestSpectrumFigures::ranksStandBesideTheirBaselines()
{
    const auto snapshot = scripted::tinyModel("bert-classifier", everyBaseline());
    const NullRange range =
        nullRange(SpectrumMeasure::EffectiveRank, *snapshot->permutedSpectra, SpectrumMatrix::Attention, head, {});
    const std::string numbers =
        formatNumber(range.median, 1) + " [" + formatNumber(range.low, 1) + ", " + formatNumber(range.high, 1) + "]";
    const std::string own = formatNumber(snapshot->measures->at(head, HeadMeasure::EffectiveRank), 1);
    QCOMPARE(ranksAgainstBaselines(*snapshot, head, {.showsPermuted = true}),
             "effective rank " + own + "; permuted rows " + numbers);
    QVERIFY(ranksAgainstBaselines(*snapshot, head, {}).empty());
    const auto measures = inspectorFigure(*snapshot, head).measures;
    const auto rank = std::ranges::find(measures, "effective_rank", &MeasureFigure::id);
    const std::string tokens = std::to_string(snapshot->text->tokens.size());
    QCOMPARE(rank->note, "of " + tokens + " · permuted " + numbers);
    const auto entropy = std::ranges::find(measures, "entropy", &MeasureFigure::id);
    QVERIFY(entropy->note.find("permuted") == std::string::npos);
}

void TestSpectrumFigures::mechanismsWithoutABaselineSaySo()
{
    for (const char *name : {"linear-efficient", "linear-context-first", "lama-mean"}) {
        const auto snapshot = scripted::tinyModel(name, everyBaseline());
        const CurveFigure figure =
            spectrumFigure(*snapshot, {}, {.showsShuffled = true, .showsDrawn = true, .showsPermuted = true});
        QVERIFY2(curveNamed(figure, "shuffled tokens"), name);
        QVERIFY2(!curveNamed(figure, "random Q and K"), name);
        const std::string absence = baselineAbsence(SpectrumBaseline::RandomProjections, *snapshot);
        QVERIFY2(figure.explanation.find("Random Q and K: none, as " + absence) != std::string::npos, name);
        const bool hasRows = std::string(name) != "linear-context-first";
        QCOMPARE(curveNamed(figure, "permuted rows") != nullptr, hasRows);
        QCOMPARE(baselineAbsence(SpectrumBaseline::PermutedRows, *snapshot).empty(), hasRows);
    }
}

void TestSpectrumFigures::noDrawsAreNoBaseline()
{
    AnalysisSnapshot snapshot = *scripted::tinyModel("bert-classifier", everyBaseline());
    snapshot.permutedSpectra = std::make_shared<const NullSpectra>();
    const CurveFigure figure = spectrumFigure(snapshot, head, {.showsPermuted = true});
    QVERIFY(!curveNamed(figure, "permuted rows"));
    QVERIFY(figure.explanation.find("Permuted rows: none, as there are no draws of this head.") != std::string::npos);
    QVERIFY(figure.explanation.find("draws, the band") == std::string::npos);
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
    QVERIFY(truncationText(*snapshot).starts_with("1 head truncated to rank 1: the prediction "));
    LoadedModel regression = *snapshot->model;
    regression.config.outputs = OutputQuantity::Values;
    AnalysisSnapshot ofValues = *snapshot;
    ofValues.model = std::make_shared<const LoadedModel>(std::move(regression));
    QVERIFY(
        truncationText(ofValues).starts_with("1 head truncated to rank 1: value of " + snapshot->model->config.labels[0]));
    QVERIFY(truncationEffectFigure(*scripted::tinyModel("bert-classifier")).isEmpty());
    QVERIFY(truncationText(*scripted::tinyModel("bert-classifier")).empty());
}

void TestSpectrumFigures::fullRankChangesNothing()
{
    QVERIFY(truncationEffectFigure(*truncated(100)).values.cwiseAbs().maxCoeff() < 1e-5F);
}

ATTNSCOPE_TEST(TestSpectrumFigures, tests::NoApplication)
#include "tst_spectrum_figures.moc"
