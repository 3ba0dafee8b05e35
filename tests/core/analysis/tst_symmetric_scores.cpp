#include "core/analysis/measures/symmetric_scores.h"

#include "core/ops/softmax.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <numeric>

namespace {

core::Matrix symmetricScores(int tokens)
{
    const core::Matrix random = support::randomMatrix(tokens, tokens, 3, 2.0F);
    return random + random.transpose();
}

// Softmax of the scores without the pairs that are not kept.
core::Matrix attentionOf(core::Matrix scores, const core::Matrix &kept)
{
    scores = (kept.array() > 0).select(scores, -std::numeric_limits<float>::infinity());
    core::softmaxRows(scores.data(), static_cast<int>(scores.rows()), static_cast<int>(scores.cols()));
    return scores;
}

}  // namespace

class SymmetricScoresTest : public QObject
{
    Q_OBJECT

private slots:
    void asymmetryComparesBothParts();
    void asymmetryOfNothingIsUndefined();
    void stationaryDistributionStaysUnderAStep_data();
    void stationaryDistributionStaysUnderAStep();
    void equalScoresSettleEvenly();
    void largeScoresDoNotOverflow();
    void chainWithoutAnyKeyHasNone();
};

void SymmetricScoresTest::asymmetryComparesBothParts()
{
    QVERIFY(core::asymmetryIndex(core::viewOf(symmetricScores(6))) == 0.0);
    QCOMPARE(core::asymmetryIndex(core::viewOf(core::Matrix{{0.0F, 1.0F}, {0.0F, 0.0F}})), 1.0);  // half symmetric, half not
    // S = A + B with ||A|| = 5 symmetric and ||B|| = 1 antisymmetric: the ratio of the two.
    const float b = 1.0F / std::sqrt(2.0F);
    QVERIFY(std::abs(core::asymmetryIndex(core::viewOf(core::Matrix{{3.0F, b}, {-b, 4.0F}})) - 0.2) < 1e-7);
}

void SymmetricScoresTest::asymmetryOfNothingIsUndefined()
{
    QVERIFY(std::isnan(core::asymmetryIndex(core::viewOf(core::Matrix()))));
    QVERIFY(std::isnan(core::asymmetryIndex(core::viewOf(core::Matrix::Zero(3, 3)))));
}

void SymmetricScoresTest::stationaryDistributionStaysUnderAStep_data()
{
    QTest::addColumn<bool>("dropsDiagonal");
    QTest::addColumn<int>("maskedToken");
    QTest::newRow("full attention") << false << -1;
    QTest::newRow("no diagonal") << true << -1;
    QTest::newRow("a masked key") << false << 2;
}

void SymmetricScoresTest::stationaryDistributionStaysUnderAStep()
{
    QFETCH(bool, dropsDiagonal);
    QFETCH(int, maskedToken);
    core::Matrix kept = core::Matrix::Ones(7, 7);
    if (dropsDiagonal)
        kept.diagonal().setZero();
    if (maskedToken >= 0)
        kept.col(maskedToken).setZero();
    const core::Matrix scores = symmetricScores(7);
    const core::Matrix attention = attentionOf(scores, kept);
    const std::vector<double> shares = core::stationaryDistribution(core::viewOf(scores), core::viewOf(attention));
    QCOMPARE(shares.size(), 7U);
    QVERIFY(std::abs(std::accumulate(shares.begin(), shares.end(), 0.0) - 1.0) < 1e-12);
    for (int key = 0; key < 7; ++key) {
        double after = 0.0;
        for (int query = 0; query < 7; ++query)
            after += shares[query] * attention(query, key);
        QVERIFY(std::abs(after - shares[key]) < 1e-6);
    }
    if (maskedToken >= 0)
        QCOMPARE(shares[maskedToken], 0.0);
}

void SymmetricScoresTest::equalScoresSettleEvenly()
{
    const core::Matrix scores = core::Matrix::Constant(4, 4, 2.5F);
    for (const double share :
         core::stationaryDistribution(core::viewOf(scores), core::viewOf(core::Matrix::Constant(4, 4, 0.25F))))
        QVERIFY(std::abs(share - 0.25) < 1e-12);
}

void SymmetricScoresTest::largeScoresDoNotOverflow()
{
    const core::Matrix scores{{2000.0F, 0.0F}, {0.0F, 1000.0F}};
    const std::vector<double> shares =
        core::stationaryDistribution(core::viewOf(scores), core::viewOf(core::Matrix::Constant(2, 2, 0.5F)));
    QCOMPARE(shares, (std::vector<double>{1.0, 0.0}));
}

void SymmetricScoresTest::chainWithoutAnyKeyHasNone()
{
    QVERIFY(core::stationaryDistribution(core::viewOf(core::Matrix()), core::viewOf(core::Matrix())).empty());
    QVERIFY(core::stationaryDistribution(core::viewOf(core::Matrix::Ones(1, 1)), core::viewOf(core::Matrix::Zero(1, 1)))
                .empty());
}

ATTNSCOPE_TEST(SymmetricScoresTest, tests::NoApplication)
#include "tst_symmetric_scores.moc"
