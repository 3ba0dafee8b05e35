#include "core/analysis/importance/attention_importance.h"

#include "core/ops/softmax.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <numeric>

namespace {

// Layer 0: both tokens look at themselves. Layer 1: head 0 looks at token 0, head 1 at token 1.
core::ForwardTrace smallTrace()
{
    core::EncoderTrace trace;
    trace.layers.resize(2);
    for (core::LayerTrace &layer : trace.layers)
        layer.attention = core::HeadMatrices(2, 2, 2);
    for (int head = 0; head < 2; ++head) {
        trace.layers[0].attention[head] = core::Matrix{{1.0F, 0.0F}, {0.0F, 1.0F}};
        trace.layers[1].attention[head].col(head).setOnes();
    }
    trace.layers[1].attention[1] = core::Matrix{{0.25F, 0.75F}, {0.0F, 1.0F}};
    return {trace, {}};
}

core::ForwardTrace randomTrace(int layers, int heads, int n)
{
    core::EncoderTrace trace;
    for (int layer = 0; layer < layers; ++layer) {
        core::HeadMatrices maps(heads, n, n);
        for (int head = 0; head < heads; ++head)
            maps[head] = support::randomMatrix(n, n, static_cast<unsigned>(100 * layer + head), 3.0F);
        core::softmaxRows(maps.data(), heads * n, n);
        trace.layers.emplace_back().attention = std::move(maps);
    }
    return {trace, {}};
}

double sum(const std::vector<double> &values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

}  // namespace

class AttentionImportanceTest : public QObject
{
    Q_OBJECT

private slots:
    void receivedIsTheMeanOverAllMaps();
    void fromFirstIsTheLastLayersFirstRow();
    void sumsToOne_data();
    void sumsToOne();
    void wordsGetTheMeanOverTheHeads();
    void nothingKeptGivesNothing();
    void slotsGiveWayToTheEffectiveMap();
    void featuresSayNothingOfTokens();
};

void AttentionImportanceTest::receivedIsTheMeanOverAllMaps()
{
    // Eight rows: (1, 0), (0, 1) twice; (1, 0) twice; (1/4, 3/4), (0, 1).
    QCOMPARE(support::difference(core::attentionReceived(smallTrace()), std::vector{4.25 / 8.0, 3.75 / 8.0}, 1e-9),
             QString());
}

void AttentionImportanceTest::fromFirstIsTheLastLayersFirstRow()
{
    QCOMPARE(support::difference(core::attentionFromFirst(smallTrace()), std::vector{0.625, 0.375}, 1e-9), QString());
}

void AttentionImportanceTest::sumsToOne_data()
{
    QTest::addColumn<int>("layers");
    QTest::addColumn<int>("heads");
    QTest::addColumn<int>("tokens");
    QTest::newRow("one token") << 1 << 1 << 1;
    QTest::newRow("odd sizes") << 3 << 5 << 13;
    QTest::newRow("BERT-base") << 12 << 12 << 32;
}

void AttentionImportanceTest::sumsToOne()
{
    QFETCH(int, layers);
    QFETCH(int, heads);
    QFETCH(int, tokens);
    const core::ForwardTrace trace = randomTrace(layers, heads, tokens);
    for (const std::vector<double> &importance : {core::attentionReceived(trace), core::attentionFromFirst(trace)}) {
        QCOMPARE(importance.size(), static_cast<std::size_t>(tokens));
        QVERIFY2(std::abs(sum(importance) - 1.0) < 1e-6, qPrintable(QString::number(sum(importance), 'g', 12)));
    }
}

void AttentionImportanceTest::wordsGetTheMeanOverTheHeads()
{
    core::LamaTrace trace;
    trace.attention = core::Matrix{{0.5F, 0.25F, 0.25F}, {0.0F, 0.75F, 0.25F}};
    const std::vector expected{0.25, 0.5, 0.25};
    QCOMPARE(support::difference(core::attentionReceived({trace, {}}), expected, 1e-12), QString());
    QVERIFY(core::attentionFromFirst({trace, {}}).empty());  // not the same under another name
}

void AttentionImportanceTest::nothingKeptGivesNothing()
{
    core::EncoderTrace withoutMaps;
    withoutMaps.layers.resize(2);
    core::LamaTrace withoutWords;
    withoutWords.attention = core::Matrix(4, 0);
    for (const core::ForwardTrace &trace : {core::ForwardTrace{core::EncoderTrace{}, {}},
                                            core::ForwardTrace{withoutMaps, {}}, core::ForwardTrace{withoutWords, {}}}) {
        QVERIFY(core::attentionReceived(trace).empty());
        QVERIFY(core::attentionFromFirst(trace).empty());
    }
}

// One layer, one head, two tokens, three slots.
void AttentionImportanceTest::slotsGiveWayToTheEffectiveMap()
{
    core::EncoderTrace trace;
    trace.attentionColumns = core::AttentionColumns::Slots;
    trace.layers.resize(1);
    trace.layers[0].attention = core::HeadMatrices(1, 2, 3);
    QVERIFY(core::attentionReceived({trace, {}}).empty());
    trace.layers[0].effective = core::HeadMatrices(1, 2, 2);
    trace.layers[0].effective[0] = core::Matrix{{0.5F, -0.25F}, {-0.1F, 0.35F}};
    QCOMPARE(support::difference(core::attentionReceived({trace, {}}), std::vector{0.3, 0.3}, 1e-7), QString());
    QCOMPARE(support::difference(core::attentionFromFirst({trace, {}}), std::vector{0.5, 0.25}, 1e-7), QString());
}

void AttentionImportanceTest::featuresSayNothingOfTokens()
{
    core::EncoderTrace trace;
    trace.attentionColumns = core::AttentionColumns::Features;
    trace.layers.resize(1);
    trace.layers[0].attention = core::HeadMatrices(1, 2, 2);
    QVERIFY(core::attentionReceived({trace, {}}).empty());
    QVERIFY(core::attentionFromFirst({trace, {}}).empty());
}

ATTNSCOPE_TEST(AttentionImportanceTest, tests::NoApplication)
#include "tst_attention_importance.moc"
