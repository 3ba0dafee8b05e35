#include "core/analysis/measures/trace_difference.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

namespace {

core::ForwardTrace encoderTrace(float value)
{
    core::EncoderTrace trace;
    trace.layers.resize(2);
    for (core::LayerTrace &layer : trace.layers) {
        layer.attention = core::HeadMatrices(2, 2, 2);
        layer.attention[0].setIdentity();
        layer.attention[1].setIdentity();
    }
    trace.layers[1].attention[0](0, 0) = value;
    return {trace, {}};
}

}  // namespace

class TraceDifferenceTest : public QObject
{
    Q_OBJECT

private slots:
    void comparesHeadByHead();
    void comparesTheHeadsOfALama();
    void nothingKeptIsNoDifference();
};

void TraceDifferenceTest::comparesHeadByHead()
{
    const core::TraceDifference difference = core::difference(encoderTrace(1.0F), encoderTrace(0.0F));
    QCOMPARE(difference.attention.size(), 4U);
    QVERIFY(std::abs(difference.at({{1}, {0}}) - 1.0 / std::sqrt(2.0)) < 1e-12);
    for (const core::HeadRef same : {core::HeadRef{{0}, {0}}, {{0}, {1}}, {{1}, {1}}})
        QCOMPARE(difference.at(same), 0.0);
}

void TraceDifferenceTest::comparesTheHeadsOfALama()
{
    core::LamaTrace before;
    before.attention = core::Matrix{{0.5F, 0.5F}, {1.0F, 0.0F}};
    core::LamaTrace after = before;
    after.attention(1, 1) = 1.0F;
    const core::TraceDifference difference = core::difference({before, {}}, {after, {}});
    QCOMPARE(difference.at({{0}, {0}}), 0.0);
    QCOMPARE(difference.at({{0}, {1}}), 1.0);
}

void TraceDifferenceTest::nothingKeptIsNoDifference()
{
    core::EncoderTrace trace;
    trace.layers.resize(1);
    QVERIFY(core::difference({trace, {}}, {trace, {}}).attention.empty());
    core::LamaTrace withoutWords;
    withoutWords.attention.resize(3, 0);
    QCOMPARE(core::difference({withoutWords, {}}, {withoutWords, {}}).attention, (std::vector<double>{0, 0, 0}));
}

ATTNSCOPE_TEST(TraceDifferenceTest, tests::NoApplication)
#include "tst_trace_difference.moc"
