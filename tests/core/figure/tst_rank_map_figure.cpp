#include "core/figure/rank/rank_map_figure.h"

#include "core/analysis/spectra/rank_measures.h"
#include "core/analysis/spectra/spectrum_quantities.h"
#include "tests/support/scripted_snapshot.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace core;

namespace {

constexpr HeadRef head{{1}, {2}};

HeatMapFigure effectiveRanks(const AnalysisSnapshot &snapshot)
{
    return rankMapFigure(snapshot, SpectrumMatrix::Attention, SpectrumMeasure::EffectiveRank, 0);
}

// Two models over 40 texts: of each quantity the second has q + 10 layer + head on average, the first has not begun.
ModelComparison comparison()
{
    const auto model = [](ModelType type) {
        auto loaded = std::make_shared<LoadedModel>();
        loaded->config.type = type;
        return loaded;
    };
    CorpusSummary summary{
        .layers = 2, .heads = 3, .perHead = spectrumQuantityCount(), .texts = 40, .allTexts = 50, .all = {}, .byLength = {}};
    summary.all.tokens.count = 40;
    for (int index = 0; index < 2 * 3; ++index) {
        for (int quantity = 0; quantity < summary.perHead; ++quantity) {
            const int layer = index / 3;
            const double mean = quantity + 10 * layer + index % 3;
            summary.all.values.push_back({.count = 40, .mean = mean, .low = mean - 1.5, .median = mean, .high = mean + 2});
        }
    }
    ModelComparison comparison;
    comparison.request.texts.corpus.path = "/texts/wiki.txt";
    comparison.models = {{.model = model(ModelType::CompactBert), .summary = {}, .problem = {}},
                         {.model = model(ModelType::CompactBert), .summary = summary, .problem = {}},
                         {.model = model(ModelType::Lama), .summary = summary, .problem = {}}};
    return comparison;
}

}  // namespace

class RankMapFigureTest : public QObject
{
    Q_OBJECT

private slots:
    void everyHeadHasACell();
    void toleranceCountsFewer();
    void countsAreWhole();
    void measureThatIsNotThereLeavesASentence();
    void corpusGivesMeans();
    void smallRangeIsSaid();
    void corpusNamesItsTexts();
    void corpusIsOfTheShownModelOnly();
    void corpusWithAHoleIsASentence();
};

void RankMapFigureTest::everyHeadHasACell()
{
    const auto snapshot = scripted::tinyModel("shared");
    const HeatMapFigure figure = effectiveRanks(*snapshot);
    QCOMPARE(figure.values.rows(), 2);
    QCOMPARE(figure.values.cols(), 3);
    QVERIFY(std::abs(figure.values(1, 2) - effectiveRank(spectrumOf(*snapshot->spectra, SpectrumMatrix::Attention, head))) <
            1e-5);
}

void RankMapFigureTest::toleranceCountsFewer()
{
    const auto snapshot = scripted::tinyModel("shared");
    const HeatMapFigure tolerant = rankMapFigure(*snapshot, SpectrumMatrix::Attention, SpectrumMeasure::NumericalRank, 0.1);
    const HeatMapFigure strict = rankMapFigure(*snapshot, SpectrumMatrix::Attention, SpectrumMeasure::NumericalRank, 0);
    QVERIFY(tolerant.values(1, 2) < strict.values(1, 2));
    const auto spectrum = spectrumOf(*snapshot->spectra, SpectrumMatrix::Attention, head);
    const auto above = [&spectrum](double value) { return value > 0.1 * spectrum.front(); };
    QCOMPARE(static_cast<int>(tolerant.values(1, 2)), static_cast<int>(std::ranges::count_if(spectrum, above)));
}

void RankMapFigureTest::countsAreWhole()
{
    const auto snapshot = scripted::tinyModel("shared");
    const auto isWhole = [&](SpectrumMeasure measure) {
        return rankMapFigure(*snapshot, SpectrumMatrix::Attention, measure, 0).isWhole;
    };
    QVERIFY(isWhole(SpectrumMeasure::NumericalRank) && isWhole(SpectrumMeasure::EnergyRank));
    QVERIFY(!isWhole(SpectrumMeasure::EffectiveRank) && !isWhole(SpectrumMeasure::QuarterShare));
}

void RankMapFigureTest::measureThatIsNotThereLeavesASentence()
{
    const auto linear = scripted::tinyModel("linear-efficient");
    QVERIFY(rankMapFigure(*linear, SpectrumMatrix::Scores, SpectrumMeasure::EffectiveRank, 0).isEmpty());
    QVERIFY(rankMapFigure(*linear, SpectrumMatrix::Attention, SpectrumMeasure::NeededHeadSize, 0)
                .isEmpty());  // was not asked for
    QVERIFY(!rankMapFigure(*linear, SpectrumMatrix::Scores, SpectrumMeasure::EffectiveRank, 0).absence.empty());
    QVERIFY(!effectiveRanks(*scripted::tinyModel("lama-mean")).absence.empty());
    QVERIFY(effectiveRanks(AnalysisSnapshot()).isEmpty());
}

void RankMapFigureTest::corpusGivesMeans()
{
    const ModelComparison texts = comparison();
    const HeatMapFigure figure =
        corpusRankMapFigure(texts, texts.models[1], SpectrumMatrix::Scores, SpectrumMeasure::QuarterShare);
    const int quantity = indexOf({SpectrumMatrix::Scores, SpectrumMeasure::QuarterShare, false});
    QCOMPARE(figure.values(0, 0), static_cast<float>(quantity));
    QCOMPARE(figure.values(1, 2), static_cast<float>(quantity + 12));
    QCOMPARE(figure.notes.size(), 6U);
    QCOMPARE(figure.scale.low, quantity);
    const HeatMapFigure counts =
        corpusRankMapFigure(texts, texts.models[1], SpectrumMatrix::Attention, SpectrumMeasure::NumericalRank);
    QVERIFY(!counts.isWhole);  // a mean of counts is none
    QCOMPARE(counts.notes[5], std::string("13.0 · 90 % 11.5 to 15.0"));
    QVERIFY(counts.explanation.find("above σ₁ · n · 1.2e−7") != std::string::npos);
}

// Heads that hardly differ fill the whole scale all the same, so the figure has to say how little that is.
void RankMapFigureTest::smallRangeIsSaid()
{
    ModelComparison texts = comparison();
    const int quantity = indexOf({SpectrumMatrix::Attention, SpectrumMeasure::EffectiveRank, false});
    CorpusSummary &summary = texts.models[1].summary;
    const auto setMeans = [&](double first, double step) {
        for (int index = 0; index < summary.layers * summary.heads; ++index)
            summary.all.values[summary.indexOf({{index / summary.heads}, {index % summary.heads}}, quantity)].mean =
                first + step * index;
    };
    const auto figure = [&] {
        return corpusRankMapFigure(texts, texts.models[1], SpectrumMatrix::Attention, SpectrumMeasure::EffectiveRank);
    };
    const auto explains = [&](const char *words) { return figure().explanation.find(words) != std::string::npos; };
    setMeans(9.1, 0.06);
    QCOMPARE(figure().scaleNote, std::string("lowest to highest · mean of 40 texts"));
    QVERIFY2(explains("from 9.10 to 9.40"), figure().explanation.c_str());
    setMeans(9.1, 0.001);
    QVERIFY2(explains("from 9.1000 to 9.1050"), figure().explanation.c_str());
    setMeans(9, 0);
    QCOMPARE(figure().scaleNote, std::string("all heads equal · mean of 40 texts"));
}

void RankMapFigureTest::corpusNamesItsTexts()
{
    const ModelComparison texts = comparison();
    const HeatMapFigure figure =
        corpusRankMapFigure(texts, texts.models[1], SpectrumMatrix::Attention, SpectrumMeasure::QuarterShare);
    QCOMPARE(figure.title, std::string("Y(n / 4), mean of 40 texts"));
    QVERIFY(figure.scaleNote.ends_with(" · mean of 40 texts"));
    QVERIFY(figure.explanation.find("Shown is the mean over 40 texts of wiki.txt.") != std::string::npos);
}

void RankMapFigureTest::corpusIsOfTheShownModelOnly()
{
    ModelComparison texts = comparison();
    QCOMPARE(corpusNumbers(texts, *texts.models[1].model), &texts.models[1]);
    QVERIFY(!corpusNumbers(texts, *texts.models[0].model));  // has not begun
    QVERIFY(!corpusNumbers(texts, LoadedModel()));
    texts.request.texts.corpus.path.clear();
    QVERIFY(!corpusNumbers(texts, *texts.models[1].model));  // it is the sentence
}

void RankMapFigureTest::corpusWithAHoleIsASentence()
{
    ModelComparison texts = comparison();
    texts.models[1].summary.all.values[0].mean = std::numeric_limits<double>::quiet_NaN();
    const HeatMapFigure figure =
        corpusRankMapFigure(texts, texts.models[1], SpectrumMatrix::Attention, SpectrumMeasure::EffectiveRank);
    QVERIFY(figure.isEmpty() && !figure.absence.empty());
    QVERIFY(!corpusRankMapFigure(texts, texts.models[2], SpectrumMatrix::Attention, SpectrumMeasure::EffectiveRank)
                 .absence.empty());
}

ATTNSCOPE_TEST(RankMapFigureTest, tests::NoApplication)
#include "tst_rank_map_figure.moc"
