#include "core/analysis/measures/attention_divergence.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

namespace {

core::MatrixView viewOf(const core::Matrix &matrix)
{
    return core::viewOf(matrix);
}

core::Matrix row(std::initializer_list<float> shares)
{
    core::Matrix matrix(1, static_cast<Eigen::Index>(shares.size()));
    std::ranges::copy(shares, matrix.data());
    return matrix;
}

double divergence(const core::Matrix &left, const core::Matrix &right)
{
    return core::jensenShannonDivergence(viewOf(left), viewOf(right));
}

bool isClose(double left, double right)
{
    return std::abs(left - right) < 1e-7;
}

}  // namespace

class AttentionDivergenceTest : public QObject
{
    Q_OBJECT

private slots:
    void equalRowsAreNotApart();
    void rowsWithoutACommonKeyAreOneBitApart();
    void knownValue();
    void isSymmetric();
    void lostRowIsOneBit();
    void rowsAreAveraged();
    void goesHeadByHead();
    void nothingKeptIsEmpty();
};

void AttentionDivergenceTest::equalRowsAreNotApart()
{
    QCOMPARE(divergence(row({0.2F, 0.8F, 0.0F}), row({0.2F, 0.8F, 0.0F})), 0.0);
    QVERIFY(std::isnan(divergence(core::Matrix(0, 0), core::Matrix(0, 0))));
}

void AttentionDivergenceTest::rowsWithoutACommonKeyAreOneBitApart()
{
    QCOMPARE(divergence(row({1, 0}), row({0, 1})), 1.0);
}

// 1/2 (1 log2(1 / 0.75)) + 1/2 (0.5 log2(0.5 / 0.75) + 0.5 log2(0.5 / 0.25)).
void AttentionDivergenceTest::knownValue()
{
    const double expected = 0.5 * std::log2(1 / 0.75) + 0.25 * std::log2(0.5 / 0.75) + 0.25;
    QVERIFY(isClose(divergence(row({1, 0}), row({0.5F, 0.5F})), expected));
}

void AttentionDivergenceTest::isSymmetric()
{
    const core::Matrix left = row({0.7F, 0.1F, 0.2F});
    const core::Matrix right = row({0.1F, 0.3F, 0.6F});
    QCOMPARE(divergence(left, right), divergence(right, left));
}

void AttentionDivergenceTest::lostRowIsOneBit()
{
    QCOMPARE(divergence(row({0.25F, 0.75F}), row({0, 0})), 1.0);
    QCOMPARE(divergence(row({0, 0}), row({0, 0})), 0.0);
}

void AttentionDivergenceTest::rowsAreAveraged()
{
    core::Matrix left = core::Matrix::Identity(2, 2);
    core::Matrix right = left;
    right.row(1) << 1, 0;
    QCOMPARE(divergence(left, right), 0.5);
}

void AttentionDivergenceTest::goesHeadByHead()
{
    core::EncoderTrace before;
    before.layers.resize(2);
    for (core::LayerTrace &layer : before.layers) {
        layer.attention = core::HeadMatrices(2, 2, 2);
        layer.attention[0].setIdentity();
        layer.attention[1].setIdentity();
    }
    core::EncoderTrace after = before;
    after.layers[1].attention[0].row(0) << 0, 1;
    const auto divergences = core::attentionDivergence({before, {}}, {after, {}});
    QCOMPARE(divergences.values.size(), 4U);
    QCOMPARE(divergences.at({{1}, {0}}), 0.5);
    QCOMPARE(divergences.at({{1}, {1}}), 0.0);
    QCOMPARE(divergences.at({{0}, {0}}), 0.0);
}

void AttentionDivergenceTest::nothingKeptIsEmpty()
{
    core::EncoderTrace trace;
    trace.layers.resize(2);
    QVERIFY(core::attentionDivergence({trace, {}}, {trace, {}}).isEmpty());
}

ATTNSCOPE_TEST(AttentionDivergenceTest, tests::NoApplication)
#include "tst_attention_divergence.moc"
