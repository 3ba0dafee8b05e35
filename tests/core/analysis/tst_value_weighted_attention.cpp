#include "core/analysis/importance/value_weighted_attention.h"

#include "tests/support/matrix_compare.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

namespace {

core::HeadMatrices headsOf(std::initializer_list<core::Matrix> heads)
{
    core::HeadMatrices matrices(static_cast<int>(heads.size()), static_cast<int>(heads.begin()->rows()),
                                static_cast<int>(heads.begin()->cols()));
    int head = 0;
    for (const core::Matrix &each : heads)
        matrices[head++] = each;
    return matrices;
}

// Two heads of size 1 in a width of 2; W_O hands head 0 on to the first feature and head 1 to the second.
core::ForwardTrace weighedTrace()
{
    core::EncoderTrace trace;
    core::LayerTrace &layer = trace.layers.emplace_back();
    layer.attention = headsOf({core::Matrix{{1.0F, 0.0F}, {0.5F, 0.5F}}, core::Matrix{{0.5F, 0.5F}, {0.5F, 0.5F}}});
    layer.value = headsOf({core::Matrix{{3.0F}, {0.0F}}, core::Matrix{{-8.0F}, {2.0F}}});
    return {trace, {}};
}

const std::vector<core::Matrix> plain{core::Matrix{{1.0F, 0.0F}, {0.0F, 1.0F}}};

}  // namespace

class ValueWeightedAttentionTest : public QObject
{
    Q_OBJECT

private slots:
    void isTheLengthOfWhatIsMoved();
    void headsThatCancelMoveNothing();
    void slotsGiveWayToTheEffectiveMap();
    void withoutMapsThereIsNothing();
};

// Token 0: || (3, -4) || = 5 and || (1.5, -4) ||; token 1: || (0, 1) || twice.
void ValueWeightedAttentionTest::isTheLengthOfWhatIsMoved()
{
    const std::vector expected{(5.0 + std::sqrt(1.5 * 1.5 + 16.0)) / 2.0, 1.0};
    QCOMPARE(support::difference(core::valueWeightedAttention(weighedTrace(), plain), expected, 1e-6), QString());
}

void ValueWeightedAttentionTest::headsThatCancelMoveNothing()
{
    core::EncoderTrace trace;
    core::LayerTrace &layer = trace.layers.emplace_back();
    layer.attention = headsOf({core::Matrix{{1.0F}}, core::Matrix{{1.0F}}});
    layer.value = headsOf({core::Matrix{{2.0F}}, core::Matrix{{-2.0F}}});
    const std::vector<core::Matrix> alike{core::Matrix{{1.0F, 1.0F}, {3.0F, 3.0F}}};
    QCOMPARE(core::valueWeightedAttention({trace, {}}, alike), std::vector{0.0});
}

void ValueWeightedAttentionTest::slotsGiveWayToTheEffectiveMap()
{
    core::ForwardTrace trace = weighedTrace();
    const std::vector<double> expected = core::valueWeightedAttention(trace, plain);
    auto &encoder = std::get<core::EncoderTrace>(trace.network);
    encoder.attentionColumns = core::AttentionColumns::Slots;
    encoder.layers[0].effective = encoder.layers[0].attention;
    encoder.layers[0].attention = core::HeadMatrices(2, 2, 3);
    QCOMPARE(core::valueWeightedAttention(trace, plain), expected);
}

void ValueWeightedAttentionTest::withoutMapsThereIsNothing()
{
    QVERIFY(core::valueWeightedAttention({core::LamaTrace{}, {}}, {}).empty());
    core::ForwardTrace features = weighedTrace();
    std::get<core::EncoderTrace>(features.network).attentionColumns = core::AttentionColumns::Features;
    QVERIFY(core::valueWeightedAttention(features, plain).empty());
}

ATTNSCOPE_TEST(ValueWeightedAttentionTest, tests::NoApplication)
#include "tst_value_weighted_attention.moc"
