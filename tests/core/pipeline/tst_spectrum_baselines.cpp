#include "core/pipeline/spectrum_baselines.h"

#include "core/analysis/spectra/rank_measures.h"
#include "core/analysis/svd/singular_values.h"
#include "core/pipeline/analysis_pipeline.h"
#include "tests/support/attention_kinds.h"
#include "tests/support/test_program.h"
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
    request.baselines = {.shufflesTokens = true, .drawsProjections = true, .permutesRows = true};
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

EncoderTrace passOf(const LoadedModel &model, int tokens)
{
    return std::get<EncoderTrace>(
        support::wholeTrace(model, support::randomIds(tokens, model.config.vocabularySize, 3)).network);
}

std::vector<HeadRef> headsOf(const EncoderTrace &trace)
{
    return headsWithAttention({trace, {}});
}

// One draw of every head.
std::vector<DrawnHead> drawn(const support::TinyModel &tiny, int tokens, std::uint64_t seed = 1)
{
    const auto model = tiny.load();
    const EncoderTrace own = passOf(*model, tokens);
    std::vector<DrawnHead> draws;
    SeededRandom random(seed);
    for (const HeadRef head : headsOf(own))
        draws.push_back(drawHead({*model, own, {}}, head, random));
    return draws;
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
    return numericalRank(values, rankTolerance(values, static_cast<int>(matrix.rows()), static_cast<int>(matrix.cols())));
}

// The root of the rows' mean variance.
double spreadOf(const Matrix &scores)
{
    const DoubleMatrix centered = scores.cast<double>().colwise() - scores.cast<double>().rowwise().mean().eval();
    return std::sqrt(centered.squaredNorm() / static_cast<double>(centered.size()));
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
    void drawnScoresSpreadAsFarAsTheHeads();
    void spreadIsOfTheScoresUnderTheMask();
    void drawsDiffer();
    void oneProjectionIsDrawnOnce();
    void whatAMaskForbidsStaysForbidden();
    void mechanismsWithoutQueriesOrScoresHaveNone();
    void nothingIsComputedUnlessAskedFor();
    void oneHeadMayBeDrawnAlone();
    void anotherHeadOrSeedIsDrawnAnew();
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
    for (const DrawnHead &draw : drawn(tiny, tokens)) {
        QCOMPARE(rankOf(viewOf(draw.scores)), std::min({tokens, columns, config.headSize}));
        QVERIFY((draw.attention.rowwise().sum().array() - 1.0F).abs().maxCoeff() < 1e-5F);
    }
}

// The largest weights of the tiny models are small; queries of another size make heads of another spread.
void TestSpectrumBaselines::drawnScoresSpreadAsFarAsTheHeads()
{
    for (const double size : {1.0, 4.0}) {
        support::TinyModel tiny(support::encoderConfig());
        for (double &value : tiny.tensor("encoder.layer.1.attention.self.query.weight").values)
            value *= size;
        tiny.write();
        const auto model = tiny.load();
        const EncoderTrace own = passOf(*model, 40);
        const LayerTrace &layer = own.layers.back();
        SeededRandom random(3);
        for (int head = 0; head < layer.query.heads(); ++head) {
            const double spread = spreadOf(layer.scores[head]);
            const DrawnHead draw = drawHead({*model, own, {}}, {{1}, {head}}, random);
            QVERIFY2(std::abs(spreadOf(draw.scores) / spread - 1.0) < 1e-3, qPrintable(QString::number(spread)));
            QVERIFY(std::abs(rowSpread(viewOf(draw.attention)) / spread - 1.0) < 1e-3);
        }
    }
}

void TestSpectrumBaselines::spreadIsOfTheScoresUnderTheMask()
{
    Matrix attention(3, 3);
    attention << 0.0F, 0.25F, 0.75F, 0.5F, 0.5F, 0.0F, 1.0F, 0.0F, 0.0F;
    const double half = std::log(3.0) / 2.0;  // the deviation of the first row; the second has none, the third is alone
    QVERIFY(std::abs(rowSpread(viewOf(attention)) - std::sqrt(half * half / 2.0)) < 1e-7);
    QCOMPARE(rowSpread(viewOf(Matrix::Identity(4, 4))), 0.0);
}

void TestSpectrumBaselines::drawsDiffer()
{
    const support::TinyModel tiny(support::encoderConfig());
    QVERIFY(drawn(tiny, 9, 1).front().scores == drawn(tiny, 9, 1).front().scores);
    QVERIFY(drawn(tiny, 9, 1).front().scores != drawn(tiny, 9, 2).front().scores);
}

void TestSpectrumBaselines::oneProjectionIsDrawnOnce()
{
    const auto asymmetry = [](const char *kind) {
        const Matrix scores =
            drawn(support::TinyModel(support::encoderConfig(support::attentionCase(kind))), 12).front().scores;
        return (scores - scores.transpose()).norm() / scores.norm();
    };
    QVERIFY(asymmetry("symmetric") < 1e-6F);
    QVERIFY(asymmetry("shared") < 1e-6F);
    QVERIFY(asymmetry("standard") > 0.1F);
}

void TestSpectrumBaselines::whatAMaskForbidsStaysForbidden()
{
    const support::TinyModel tiny(support::encoderConfig(support::attentionCase("no diagonal")));
    for (const DrawnHead &draw : drawn(tiny, 9))
        QCOMPARE(draw.attention.diagonal().cwiseAbs().maxCoeff(), 0.0F);
}

void TestSpectrumBaselines::mechanismsWithoutQueriesOrScoresHaveNone()
{
    const SnapshotPointer lama = answer(support::TinyModel(support::lamaConfig()));
    QVERIFY(lama->shuffledSpectra && !lama->drawnSpectra);
    QCOMPARE(lama->permutedSpectra->attention.count, NullOptions().draws);
    const SnapshotPointer linear =
        answer(support::TinyModel(support::encoderConfig(support::attentionCase("linear, efficient"))));
    QVERIFY(linear->shuffledSpectra && !linear->drawnSpectra && !linear->permutedSpectra->attention.isEmpty());
    const SnapshotPointer features =
        answer(support::TinyModel(support::encoderConfig(support::attentionCase("linear, context first"))));
    QVERIFY(features->permutedSpectra->attention.isEmpty());
}

void TestSpectrumBaselines::nothingIsComputedUnlessAskedFor()
{
    const support::TinyModel tiny(support::encoderConfig());
    AnalysisRequest request = requestFor(tiny);
    request.baselines = {};
    AnalysisPipeline pipeline;
    const SnapshotPointer without = answer(pipeline, request);
    QVERIFY(!without->shuffledSpectra && !without->drawnSpectra && !without->permutedSpectra);
    request.baselines.drawsProjections = true;
    const SnapshotPointer with = answer(pipeline, request);
    QVERIFY(!with->shuffledSpectra && with->drawnSpectra && !with->permutedSpectra);
    QCOMPARE(with->spectra, without->spectra);
    request.kept.projections = false;
    QVERIFY(answer(pipeline, request)->drawnSpectra->attention.isEmpty());  // nothing to take the size of
}

void TestSpectrumBaselines::oneHeadMayBeDrawnAlone()
{
    const support::TinyModel tiny(support::encoderConfig());
    AnalysisPipeline pipeline;
    AnalysisRequest request = requestFor(tiny);
    request.baselines.draws = 3;
    const SnapshotPointer all = answer(pipeline, request);
    const HeadRef head{{1}, {1}};
    request.baselines.head = head;
    const SnapshotPointer one = answer(pipeline, request);
    for (const auto part : {&AnalysisSnapshot::drawnSpectra, &AnalysisSnapshot::permutedSpectra}) {
        const NullSpectra &of = *((*one).*part);
        const NullSpectra &ofAll = *((*all).*part);
        QCOMPARE(of.attention.count, 3);
        QCOMPARE(of.firstOf({{0}, {1}}), -1);
        for (int draw = 0; draw < 3; ++draw) {
            const auto values = of.attention[draw];
            const auto same = ofAll.attention[ofAll.firstOf(head) + draw];
            QVERIFY(std::ranges::equal(values, same, [](double a, double b) { return std::abs(a - b) < 1e-9; }));
        }
    }
    request.baselines.head = {{{9}, {0}}};  // of a larger model
    QVERIFY(answer(pipeline, request)->permutedSpectra->attention.isEmpty());
}

void TestSpectrumBaselines::anotherHeadOrSeedIsDrawnAnew()
{
    const support::TinyModel tiny(support::encoderConfig());
    AnalysisPipeline pipeline;
    AnalysisRequest request = requestFor(tiny);
    request.baselines.head = {{{0}, {1}}};
    const SnapshotPointer first = answer(pipeline, request);
    request.baselines.head = {{{1}, {0}}};
    const SnapshotPointer other = answer(pipeline, request);
    QVERIFY(other->permutedSpectra != first->permutedSpectra && other->drawnSpectra != first->drawnSpectra);
    QCOMPARE(other->shuffledSpectra, first->shuffledSpectra);
    QCOMPARE(other->trace, first->trace);
    request.baselines.seed = 2;
    QVERIFY(answer(pipeline, request)->permutedSpectra != other->permutedSpectra);
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
    QCOMPARE(cut->permutedSpectra, first->permutedSpectra);
    request.spectra.centersAttention = true;
    const SnapshotPointer centered = answer(pipeline, request);
    QVERIFY(!centered->shuffledSpectra->centeredAttention.isEmpty() && !centered->drawnSpectra->centeredAttention.isEmpty());
    QCOMPARE(largestDifference(centered->drawnSpectra->attention, first->drawnSpectra->attention), 0.0);
    request.text += " word57";
    QVERIFY(answer(pipeline, request)->shuffledSpectra != centered->shuffledSpectra);
}

ATTNSCOPE_TEST(TestSpectrumBaselines, tests::NoApplication)
#include "tst_spectrum_baselines.moc"
