#include "core/analysis/importance/effective_attention.h"

#include "core/analysis/importance/attention_importance.h"
#include "core/ops/softmax.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <Eigen/Geometry>

namespace {

struct ValuedTrace {
    core::ForwardTrace trace;
    std::vector<core::Matrix> projections;
};

ValuedTrace valuedTrace(int layers, int heads, int n, int headSize, int width)
{
    core::EncoderTrace trace;
    std::vector<core::Matrix> projections;
    for (int layer = 0; layer < layers; ++layer) {
        core::HeadMatrices maps(heads, n, n);
        core::HeadMatrices values(heads, n, headSize);
        for (int head = 0; head < heads; ++head) {
            maps[head] = support::randomMatrix(n, n, static_cast<unsigned>(100 * layer + head), 2.0F);
            values[head] = support::randomMatrix(n, headSize, static_cast<unsigned>(100 * layer + head + 50));
        }
        core::softmaxRows(maps.data(), heads * n, n);
        core::LayerTrace &kept = trace.layers.emplace_back();
        kept.attention = std::move(maps);
        kept.value = std::move(values);
        projections.push_back(support::randomMatrix(width, heads * headSize, static_cast<unsigned>(layer + 900)));
    }
    return {{trace, {}}, projections};
}

core::LayerTrace &firstLayer(ValuedTrace &made)
{
    return std::get<core::EncoderTrace>(made.trace.network).layers[0];
}

}  // namespace

class EffectiveAttentionTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsAttentionReceivedWhereNothingIsLost_data();
    void equalsAttentionReceivedWhereNothingIsLost();
    void whatTheValuesCannotTellApartIsShared();
    void alikeTokensOfALongTextShareToo();
    void zeroValuesLeaveNothing();
    void headsThatAreNotHandedOnLeaveNothing();
    void otherMapsGiveNothing();
};

void EffectiveAttentionTest::equalsAttentionReceivedWhereNothingIsLost_data()
{
    QTest::addColumn<int>("tokens");
    QTest::addColumn<int>("headSize");
    QTest::newRow("one token") << 1 << 4;
    QTest::newRow("fewer tokens than features") << 5 << 8;
    QTest::newRow("as many") << 8 << 8;
}

void EffectiveAttentionTest::equalsAttentionReceivedWhereNothingIsLost()
{
    QFETCH(int, tokens);
    QFETCH(int, headSize);
    const ValuedTrace made = valuedTrace(2, 3, tokens, headSize, 24);
    QCOMPARE(support::difference(core::effectiveAttention(made.trace, made.projections), core::attentionReceived(made.trace),
                                 1e-9),
             QString());
}

// The first two tokens have one value: only the sum of what they receive matters, so that each gets half of it.
void EffectiveAttentionTest::whatTheValuesCannotTellApartIsShared()
{
    ValuedTrace made = valuedTrace(1, 1, 4, 6, 12);
    firstLayer(made).value[0].row(1) = core::Matrix(firstLayer(made).value[0].row(0));
    const std::vector<double> received = core::attentionReceived(made.trace);
    const double shared = (received[0] + received[1]) / 2;
    QCOMPARE(support::difference(core::effectiveAttention(made.trace, made.projections),
                                 std::vector{shared, shared, received[2], received[3]}, 1e-6),
             QString());
}

// Nine tokens of three kinds of values in a head of size 3, whose values tell the kinds apart and nothing else.
void EffectiveAttentionTest::alikeTokensOfALongTextShareToo()
{
    ValuedTrace made = valuedTrace(1, 1, 9, 3, 12);
    for (int token = 3; token < 9; ++token)
        firstLayer(made).value[0].row(token) = core::Matrix(firstLayer(made).value[0].row(token % 3));
    const std::vector<double> received = core::attentionReceived(made.trace);
    std::vector<double> expected(9);
    for (std::size_t token = 0; token < 9; ++token)
        expected[token] = (received[token % 3] + received[token % 3 + 3] + received[token % 3 + 6]) / 3;
    QCOMPARE(support::difference(core::effectiveAttention(made.trace, made.projections), expected, 1e-6), QString());
}

void EffectiveAttentionTest::zeroValuesLeaveNothing()
{
    ValuedTrace made = valuedTrace(1, 1, 5, 3, 12);
    firstLayer(made).value[0].setZero();
    QCOMPARE(core::effectiveAttention(made.trace, made.projections), std::vector<double>(5, 0.0));
}

// Two features of the head's three are handed on as one: its values lie on a plane.
void EffectiveAttentionTest::headsThatAreNotHandedOnLeaveNothing()
{
    ValuedTrace made = valuedTrace(1, 1, 3, 3, 12);
    made.projections[0].setZero();
    QCOMPARE(core::effectiveAttention(made.trace, made.projections), std::vector<double>(3, 0.0));
    made.projections[0] = support::randomMatrix(12, 3, 7);
    made.projections[0].col(2) = core::Matrix(made.projections[0].col(1));
    const std::vector<double> values = core::effectiveAttention(made.trace, made.projections);
    // What is left of three tokens in two dimensions is at right angles to the direction that V W_O misses.
    const core::Matrix v = firstLayer(made).value[0];
    core::DoubleMatrix plane(3, 2);
    plane.col(0) = v.col(0).cast<double>();
    plane.col(1) = (v.col(1) + v.col(2)).cast<double>();
    const Eigen::Vector3d normal = Eigen::Vector3d(plane.col(0)).cross(Eigen::Vector3d(plane.col(1))).normalized();
    const std::vector<double> received = core::attentionReceived(made.trace);
    const double missed = normal.dot(Eigen::Vector3d(received[0], received[1], received[2]));
    std::vector<double> expected(3);
    for (int token = 0; token < 3; ++token)
        expected[static_cast<std::size_t>(token)] = received[static_cast<std::size_t>(token)] - missed * normal[token];
    QCOMPARE(support::difference(values, expected, 1e-6), QString());
}

void EffectiveAttentionTest::otherMapsGiveNothing()
{
    ValuedTrace made = valuedTrace(1, 1, 3, 3, 12);
    for (const core::AttentionColumns columns : {core::AttentionColumns::Slots, core::AttentionColumns::Features}) {
        std::get<core::EncoderTrace>(made.trace.network).attentionColumns = columns;
        QVERIFY(core::effectiveAttention(made.trace, made.projections).empty());
    }
    QVERIFY(core::effectiveAttention({core::LamaTrace{}, {}}, {}).empty());
}

ATTNSCOPE_TEST(EffectiveAttentionTest, tests::NoApplication)
#include "tst_effective_attention.moc"
