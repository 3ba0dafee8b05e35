#include "core/analysis/importance/attention_rollout.h"

#include "core/ops/softmax.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <numeric>

namespace {

core::ForwardTrace rolledTrace(int layers, int heads, int n)
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

core::ForwardTrace oneHeadTrace(std::initializer_list<core::Matrix> maps)
{
    core::EncoderTrace trace;
    for (const core::Matrix &map : maps) {
        core::HeadMatrices &attention = trace.layers.emplace_back().attention;
        attention = core::HeadMatrices(1, static_cast<int>(map.rows()), static_cast<int>(map.cols()));
        attention[0] = map;
    }
    return {trace, {}};
}

}  // namespace

class AttentionRolloutTest : public QObject
{
    Q_OBJECT

private slots:
    void multipliesTheLayersByHand();
    void sumsToOneForEveryResidual();
    void allResidualIsTheIdentity();
    void rowsThatAMaskCutAreDivided();
    void rowsOfNothingReachNothing();
    void signedAndMissingMapsGiveNothing();
};

// A_1 = I / 2 + P_1 / 2 = (3/4, 1/4; 1/2, 1/2), A_2 = (1/2, 1/2; 0, 1); row 0 of A_2 A_1 = (5/8, 3/8).
void AttentionRolloutTest::multipliesTheLayersByHand()
{
    const core::ForwardTrace trace =
        oneHeadTrace({core::Matrix{{0.5F, 0.5F}, {1.0F, 0.0F}}, core::Matrix{{0.0F, 1.0F}, {0.0F, 1.0F}}});
    QCOMPARE(support::difference(core::attentionRollout(trace, 0.5, 0), std::vector{0.625, 0.375}, 1e-12), QString());
    QCOMPARE(support::difference(core::attentionRollout(trace, 0.5, 1), std::vector{0.5, 0.5}, 1e-12), QString());
    QCOMPARE(support::difference(core::attentionRollout(trace, 0.0, 0), std::vector{1.0, 0.0}, 1e-12), QString());
}

void AttentionRolloutTest::sumsToOneForEveryResidual()
{
    const core::ForwardTrace trace = rolledTrace(4, 3, 13);
    for (const double residual : {0.0, 0.1, 0.5, 0.9, 1.0}) {
        for (int row = 0; row < 13; ++row) {
            const std::vector<double> values = core::attentionRollout(trace, residual, row);
            QVERIFY(std::abs(std::accumulate(values.begin(), values.end(), 0.0) - 1.0) < 1e-12);
        }
    }
}

void AttentionRolloutTest::allResidualIsTheIdentity()
{
    const std::vector<double> values = core::attentionRollout(rolledTrace(3, 2, 5), 1.0, 2);
    QCOMPARE(values, (std::vector{0.0, 0.0, 1.0, 0.0, 0.0}));
}

// Row 0 lost its second pair behind the softmax: I / 2 + P / 2 = (3/4, 0), divided by its sum.
void AttentionRolloutTest::rowsThatAMaskCutAreDivided()
{
    const core::ForwardTrace trace = oneHeadTrace({core::Matrix{{0.5F, 0.0F}, {0.25F, 0.5F}}});
    QCOMPARE(support::difference(core::attentionRollout(trace, 0.5, 0), std::vector{1.0, 0.0}, 1e-12), QString());
    QCOMPARE(support::difference(core::attentionRollout(trace, 0.5, 1), std::vector{1.0 / 7.0, 6.0 / 7.0}, 1e-12),
             QString());
}

void AttentionRolloutTest::rowsOfNothingReachNothing()
{
    const core::ForwardTrace trace = oneHeadTrace({core::Matrix{{0.0F, 0.0F}, {0.5F, 0.5F}}});
    QCOMPARE(core::attentionRollout(trace, 0.0, 0), (std::vector{0.0, 0.0}));
    QCOMPARE(core::attentionRollout(trace, 0.5, 0), (std::vector{1.0, 0.0}));
}

void AttentionRolloutTest::signedAndMissingMapsGiveNothing()
{
    QVERIFY(core::attentionRollout({core::LamaTrace{}, {}}, 0.5, 0).empty());
    QVERIFY(core::attentionRollout({core::EncoderTrace{}, {}}, 0.5, 0).empty());
    core::ForwardTrace signedMap = rolledTrace(1, 1, 2);
    auto &encoder = std::get<core::EncoderTrace>(signedMap.network);
    encoder.attentionColumns = core::AttentionColumns::Slots;
    encoder.layers[0].effective = encoder.layers[0].attention;
    QVERIFY(core::attentionRollout(signedMap, 0.5, 0).empty());
}

ATTNSCOPE_TEST(AttentionRolloutTest, tests::NoApplication)
#include "tst_attention_rollout.moc"
