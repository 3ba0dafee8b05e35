#include "core/corpus/comparison/comparison_run.h"

#include "core/analysis/spectra/spectrum_quantities.h"
#include "core/pipeline/analysis_pipeline.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>

namespace {

using support::TinyModel;

std::filesystem::path corpusOf(const QTemporaryDir &folder, int count)
{
    const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "corpus.txt";
    std::ofstream file(path);
    for (int index = 0; index < count; ++index)
        file << "word" << 10 + index % 40 << " word57 a" << (index % 3 == 0 ? " b" : "") << '\n';
    return path;
}

double medianOf(const core::ComparedModel &compared, core::HeadRef head, const core::SpectrumQuantity &quantity)
{
    return compared.summary.all.values.at(compared.summary.indexOf(head, core::indexOf(quantity))).median;
}

}  // namespace

class ComparisonRunTest : public QObject
{
    Q_OBJECT

private slots:
    void everyQuantityHasAPlaceOfItsOwn();
    void sentenceHasTheNumbersOfItsPass_data();
    void sentenceHasTheNumbersOfItsPass();
    void sharesAreOfTheTokens();
    void wholeCorporaAreRemembered();
    void anotherCorpusIsRunAnew();
    void stopIsHeardSoonAndKeepsWhatIsDone();
    void listenerHearsOfProgress();
    void missingCorpusIsOneSentence();
};

void ComparisonRunTest::everyQuantityHasAPlaceOfItsOwn()
{
    std::vector<bool> isTaken(static_cast<std::size_t>(core::spectrumQuantityCount()));
    for (const bool isShare : {false, true}) {
        for (const auto &matrix : core::spectrumMatrixDescriptions()) {
            for (const auto &measure : core::spectrumMeasureDescriptions()) {
                const int index = core::indexOf({matrix.matrix, measure.measure, isShare});
                QVERIFY(index >= 0 && index < core::spectrumQuantityCount() && !isTaken[static_cast<std::size_t>(index)]);
                isTaken[static_cast<std::size_t>(index)] = true;
            }
        }
    }
}

void ComparisonRunTest::sentenceHasTheNumbersOfItsPass_data()
{
    QTest::addColumn<QJsonObject>("config");
    QTest::newRow("standard") << support::encoderConfig();
    QTest::newRow("linformer") << support::encoderConfig(
        {{"attention",
          QJsonObject{{"kind", "linformer"}, {"max_length", 40}, {"projected_length", 4}, {"sharing", "none"}}}});
    QTest::newRow("lama") << support::lamaConfig();
}

void ComparisonRunTest::sentenceHasTheNumbersOfItsPass()
{
    QFETCH(const QJsonObject, config);
    const TinyModel tiny(config);
    const std::string sentence = "word12 a word57 b word31";
    core::ComparisonRunner runner;
    const auto comparison = runner.run({.models = {tiny.load()}, .texts = {.sentence = sentence}}, {}, {});
    QVERIFY(comparison && (*comparison)->isComplete);
    const core::ComparedModel &compared = (*comparison)->models.front();
    QVERIFY2(compared.problem.empty(), compared.problem.c_str());

    core::AnalysisRequest request;
    request.modelDirectory = tiny.directory();
    request.text = sentence;
    request.kept = {.scores = true, .attention = true, .projections = true};
    const auto snapshot = core::AnalysisPipeline().run(request, {});
    QVERIFY(snapshot);
    const core::SpectrumSet &spectra = *(*snapshot)->spectra;
    QCOMPARE(compared.summary.layers, spectra.layers);
    QCOMPARE(compared.summary.heads, spectra.heads);
    const int tokens = static_cast<int>((*snapshot)->text->tokens.size());
    for (const auto matrix :
         {core::SpectrumMatrix::Attention, core::SpectrumMatrix::Scores, core::SpectrumMatrix::Effective}) {
        for (const auto measure : {core::SpectrumMeasure::EffectiveRank, core::SpectrumMeasure::NumericalRank}) {
            const core::HeadRef last{{spectra.layers - 1}, {spectra.heads - 1}};
            const double expected = core::headSpectrumMeasure(measure, spectra, matrix, last, {.tokens = tokens});
            const double measured = medianOf(compared, last, {matrix, measure, false});
            QVERIFY(std::isnan(expected) ? std::isnan(measured) : std::abs(measured - expected) <= 1e-5 * expected);
        }
    }
}

void ComparisonRunTest::sharesAreOfTheTokens()
{
    const TinyModel tiny(support::encoderConfig());
    core::ComparisonRunner runner;
    const auto comparison = runner.run({.models = {tiny.load()}, .texts = {.sentence = "a b c"}}, {}, {});
    const core::ComparedModel &compared = (*comparison)->models.front();
    QCOMPARE(compared.summary.all.tokens.mean, 5.0);
    const core::SpectrumQuantity rank{core::SpectrumMatrix::Attention, core::SpectrumMeasure::StableRank, false};
    const core::SpectrumQuantity share{core::SpectrumMatrix::Attention, core::SpectrumMeasure::StableRank, true};
    QVERIFY(std::abs(medianOf(compared, {}, rank) / 5 - medianOf(compared, {}, share)) < 1e-6);
}

void ComparisonRunTest::wholeCorporaAreRemembered()
{
    const QTemporaryDir folder;
    const TinyModel first(support::encoderConfig());
    const TinyModel second(support::encoderConfig({{"num_attention_heads", 2}, {"head_size", 12}}), 2);
    const auto firstModel = first.load();
    const core::ComparisonTexts texts{.corpus = {.path = corpusOf(folder, 20), .limit = 15}};
    core::ComparisonRunner runner;
    const auto one = runner.run({.models = {firstModel}, .texts = texts}, {}, {});
    QVERIFY(one);
    QCOMPARE((*one)->texts, 15U);
    QCOMPARE((*one)->progress.known, 0U);
    const auto both = runner.run({.models = {firstModel, second.load()}, .texts = texts}, {}, {});
    QVERIFY(both && (*both)->isComplete);
    QCOMPARE((*both)->progress.known, 15U);
    QCOMPARE((*both)->progress.done, 30U);
    QCOMPARE((*both)->progress.secondsLeft(), 0.0);
    QCOMPARE((*both)->models[0].summary.texts, 15U);
    QCOMPARE((*both)->models[1].summary.heads, 2);
}

void ComparisonRunTest::anotherCorpusIsRunAnew()
{
    const QTemporaryDir folder;
    const TinyModel tiny(support::encoderConfig());
    const auto model = tiny.load();
    core::ComparisonRunner runner;
    core::ComparisonTexts texts{.corpus = {.path = corpusOf(folder, 20), .limit = 4}};
    QVERIFY(runner.run({.models = {model}, .texts = texts}, {}, {}));
    texts.corpus.limit = 0;
    const auto comparison = runner.run({.models = {model}, .texts = texts}, {}, {});
    QCOMPARE((*comparison)->progress.known, 0U);
}

void ComparisonRunTest::stopIsHeardSoonAndKeepsWhatIsDone()
{
    const QTemporaryDir folder;
    const TinyModel tiny(support::encoderConfig());
    std::stop_source source;
    core::ComparisonPointer last;
    const core::ComparisonRunner::Listener listener{.soFar =
                                                        [&](core::ComparisonPointer soFar) {
                                                            last = std::move(soFar);
                                                            source.request_stop();
                                                        },
                                                    .betweenBatches = {}};
    core::ComparisonRunner runner;
    const auto comparison = runner.run({.models = {tiny.load()}, .texts = {.corpus = {.path = corpusOf(folder, 200000)}}},
                                       listener, source.get_token());
    QVERIFY(comparison && last);
    QVERIFY(!(*comparison)->isComplete);
    QVERIFY(last->progress.done > 0);
    QCOMPARE((*comparison)->progress.done, last->progress.done);
    QVERIFY((*comparison)->progress.secondsLeft() > 0);
    QCOMPARE((*comparison)->models.front().summary.texts, last->progress.done);
}

void ComparisonRunTest::listenerHearsOfProgress()
{
    const QTemporaryDir folder;
    const TinyModel tiny(support::encoderConfig());
    int batches = 0;
    core::ComparisonRunner runner;
    const auto comparison =
        runner.run({.models = {tiny.load()}, .texts = {.corpus = {.path = corpusOf(folder, 100)}}},
                   {.soFar = {}, .betweenBatches = [&batches](const core::RunProgress &) { ++batches; }}, {});
    QVERIFY(comparison);
    QVERIFY(batches > 1);
}

void ComparisonRunTest::missingCorpusIsOneSentence()
{
    const TinyModel tiny(support::encoderConfig());
    core::ComparisonRunner runner;
    const auto comparison =
        runner.run({.models = {tiny.load()}, .texts = {.corpus = {.path = "/nowhere/corpus.txt"}}}, {}, {});
    QVERIFY(!comparison);
    QVERIFY(comparison.error().message.find("corpus.txt") != std::string::npos);
}

ATTNSCOPE_TEST(ComparisonRunTest, tests::NoApplication)
#include "tst_comparison_run.moc"
