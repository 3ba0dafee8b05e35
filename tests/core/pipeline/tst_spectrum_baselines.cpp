#include "core/pipeline/spectrum_baselines.h"

#include "core/analysis/rank_measures.h"
#include "core/analysis/singular_values.h"
#include "core/pipeline/analysis_pipeline.h"
#include "tests/support/attention_kinds.h"
#include "tests/support/tiny_model.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace core;

namespace {

using SnapshotPointer = std::shared_ptr<const AnalysisSnapshot>;

AnalysisRequest requestFor(const support::TinyModel &tiny)
{
    AnalysisRequest request;
    request.modelDirectory = tiny.directory();
    request.text = "word57 word60 a word61 b c word62 word58 d";
    request.kept.projections = true;
    request.baselines = {.shufflesTokens = true, .drawsProjections = true};
    return request;
}

SnapshotPointer answer(AnalysisPipeline &pipeline, const AnalysisRequest &request)
{
    auto snapshot = pipeline.run(request, {});
    if (!snapshot)
        qFatal("%s", snapshot.error().message.c_str());
    return *snapshot;
}

SnapshotPointer answer(const support::TinyModel &tiny)
{
    AnalysisPipeline pipeline;
    return answer(pipeline, requestFor(tiny));
}

EncoderTrace drawn(const support::TinyModel &tiny, int tokens)
{
    const auto model = tiny.load();
    const ForwardTrace own = support::wholeTrace(*model, support::randomIds(tokens, model->config.vocabularySize, 3));
    return drawnProjections(*model, std::get<EncoderTrace>(own.network), {}, {}).value();
}

double largestDifference(const SingularValues &left, const SingularValues &right)
{
    double largest = 0;
    for (std::size_t index = 0; index < left.values.size(); ++index)
        largest = std::max(largest, std::abs(left.values[index] - right.values[index]));
    return largest;
}

int rankOf(const MatrixView &matrix)
{
    const std::vector<double> values = singularValues(matrix);
    return numericalRank(values,
                         defaultRankTolerance(values, static_cast<int>(matrix.rows()), static_cast<int>(matrix.cols())));
}

double meanSquare(const MatrixView &matrix)
{
    return matrix.squaredNorm() / static_cast<double>(matrix.size());
}

}  // namespace

class TestSpectrumBaselines : public QObject
{
    Q_OBJECT

private slots:
    void specialTokensStayInTheirPlaces();
    void withoutPositionsTheOrderDoesNotMatter();
    void withPositionsItDoes();
    void drawnScoresHaveTheRankOfTheHeadSize_data();
    void drawnScoresHaveTheRankOfTheHeadSize();
    void drawnScoresAreAsLargeAsTheirProjectionsMakeThem();
    void oneProjectionIsDrawnOnce();
    void whatAMaskForbidsStaysForbidden();
    void mechanismsWithoutQueriesOrScoresHaveNone();
    void nothingIsComputedUnlessAskedFor();
    void baselinesAreKeptWhileTheirPassIs();
};

void TestSpectrumBaselines::specialTokensStayInTheirPlaces()
{
    TokenizedText text;
    for (int token = 0; token < 12; ++token)
        text.tokens.push_back({.piece = {}, .id = {token}, .word = token % 5 == 0 ? Token::noWord : token});
    const std::vector<TokenId> ids = shuffledIds(text);
    for (int token = 0; token < 12; token += 5)
        QCOMPARE(ids[static_cast<std::size_t>(token)].value, token);
    QVERIFY(!std::ranges::is_sorted(ids));
    std::vector<TokenId> sorted = ids;
    std::ranges::sort(sorted);
    QVERIFY(std::ranges::equal(sorted, text.tokens, {}, {}, &Token::id));
    QVERIFY(shuffledIds(text) == ids);
    QVERIFY(shuffledIds({}).empty());
}

void TestSpectrumBaselines::withoutPositionsTheOrderDoesNotMatter()
{
    support::TinyModel tiny(support::encoderConfig());
    std::ranges::fill(tiny.tensor("embeddings.position_embeddings.weight").values, 0.0);
    tiny.write();
    const SnapshotPointer snapshot = answer(tiny);
    QVERIFY(largestDifference(snapshot->shuffledSpectra->attention, snapshot->spectra->attention) < 1e-5);
}

void TestSpectrumBaselines::withPositionsItDoes()
{
    const SnapshotPointer snapshot = answer(support::TinyModel(support::encoderConfig()));
    QVERIFY(largestDifference(snapshot->shuffledSpectra->attention, snapshot->spectra->attention) > 1e-3);
}

void TestSpectrumBaselines::drawnScoresHaveTheRankOfTheHeadSize_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("tokens");
    for (const support::AttentionCase &kind : support::attentionKinds()) {
        if (!canDrawProjections(support::TinyModel(support::encoderConfig(kind.config)).load()->config))
            continue;
        QTest::addRow("%s, few tokens", kind.name) << QString::fromLatin1(kind.name) << 4;
        QTest::addRow("%s, many tokens", kind.name) << QString::fromLatin1(kind.name) << 24;
    }
}

void TestSpectrumBaselines::drawnScoresHaveTheRankOfTheHeadSize()
{
    QFETCH(QString, kind);
    QFETCH(int, tokens);
    const support::TinyModel tiny(support::encoderConfig(support::attentionCase(kind.toStdString())));
    const ModelConfig config = tiny.load()->config;
    const int columns = config.attention.kind == AttentionKind::Linformer ? config.attention.projectedLength : tokens;
    for (const LayerTrace &layer : drawn(tiny, tokens).layers) {
        for (int head = 0; head < layer.scores.heads(); ++head) {
            QCOMPARE(rankOf(layer.scores[head]), std::min({tokens, columns, config.headSize}));
            QVERIFY((layer.attention[head].rowwise().sum().array() - 1.0F).abs().maxCoeff() < 1e-5F);
        }
    }
}

// The variance of a score is that of a query's entry times that of a key's.
void TestSpectrumBaselines::drawnScoresAreAsLargeAsTheirProjectionsMakeThem()
{
    const support::TinyModel tiny(support::encoderConfig());
    const auto model = tiny.load();
    const ForwardTrace own = support::wholeTrace(*model, support::randomIds(40, model->config.vocabularySize, 3));
    const LayerTrace &layer = std::get<EncoderTrace>(own.network).layers.back();
    const EncoderTrace random = drawnProjections(*model, std::get<EncoderTrace>(own.network), {}, {}).value();
    for (int head = 0; head < layer.query.heads(); ++head) {
        const double ratio =
            meanSquare(random.layers.back().scores[head]) / (meanSquare(layer.query[head]) * meanSquare(layer.key[head]));
        QVERIFY2(ratio > 0.6 && ratio < 1.6, qPrintable(QString::number(ratio)));
    }
}

void TestSpectrumBaselines::oneProjectionIsDrawnOnce()
{
    const auto asymmetry = [](const char *kind) {
        const EncoderTrace trace = drawn(support::TinyModel(support::encoderConfig(support::attentionCase(kind))), 12);
        const Matrix scores = trace.layers.front().scores[0];
        return (scores - scores.transpose()).norm() / scores.norm();
    };
    QVERIFY(asymmetry("symmetric") < 1e-6F);
    QVERIFY(asymmetry("shared") < 1e-6F);
    QVERIFY(asymmetry("standard") > 0.1F);
}

void TestSpectrumBaselines::whatAMaskForbidsStaysForbidden()
{
    const support::TinyModel tiny(support::encoderConfig(support::attentionCase("no diagonal")));
    for (const LayerTrace &layer : drawn(tiny, 9).layers)
        QCOMPARE(Matrix(layer.attention[0]).diagonal().cwiseAbs().maxCoeff(), 0.0F);
}

void TestSpectrumBaselines::mechanismsWithoutQueriesOrScoresHaveNone()
{
    const SnapshotPointer lama = answer(support::TinyModel(support::lamaConfig()));
    QVERIFY(lama->shuffledSpectra && !lama->drawnSpectra);
    const SnapshotPointer linear =
        answer(support::TinyModel(support::encoderConfig(support::attentionCase("linear, efficient"))));
    QVERIFY(linear->shuffledSpectra && !linear->drawnSpectra);
}

void TestSpectrumBaselines::nothingIsComputedUnlessAskedFor()
{
    const support::TinyModel tiny(support::encoderConfig());
    AnalysisRequest request = requestFor(tiny);
    request.baselines = {};
    AnalysisPipeline pipeline;
    const SnapshotPointer without = answer(pipeline, request);
    QVERIFY(!without->shuffledSpectra && !without->drawnSpectra);
    request.baselines.drawsProjections = true;
    const SnapshotPointer with = answer(pipeline, request);
    QVERIFY(!with->shuffledSpectra && with->drawnSpectra);
    QCOMPARE(with->spectra, without->spectra);
    request.kept.projections = false;
    QVERIFY(answer(pipeline, request)->drawnSpectra->attention.isEmpty());  // nothing to take the size of
}

void TestSpectrumBaselines::baselinesAreKeptWhileTheirPassIs()
{
    const support::TinyModel tiny(support::encoderConfig());
    AnalysisPipeline pipeline;
    AnalysisRequest request = requestFor(tiny);
    const SnapshotPointer first = answer(pipeline, request);
    request.truncation = {.rank = 2, .heads = {{{0}, {1}}}};
    const SnapshotPointer cut = answer(pipeline, request);
    QCOMPARE(cut->shuffledSpectra, first->shuffledSpectra);
    QCOMPARE(cut->drawnSpectra, first->drawnSpectra);
    request.spectra.centersAttention = true;
    const SnapshotPointer centered = answer(pipeline, request);
    QVERIFY(!centered->shuffledSpectra->centeredAttention.isEmpty() && !centered->drawnSpectra->centeredAttention.isEmpty());
    QCOMPARE(largestDifference(centered->drawnSpectra->attention, first->drawnSpectra->attention), 0.0);
    request.text += " word57";
    QVERIFY(answer(pipeline, request)->shuffledSpectra != centered->shuffledSpectra);
}

QTEST_APPLESS_MAIN(TestSpectrumBaselines)
#include "tst_spectrum_baselines.moc"
