#include "core/analysis/realizable/realizable_attention.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <Eigen/LU>

#include <array>
#include <cmath>

namespace {

using core::DoubleMatrix;
using core::RealizableAttention;

RealizableAttention realizable(const DoubleMatrix &target)
{
    auto attention = RealizableAttention::of(target);
    if (!attention)
        qFatal("%s", attention.error().message.c_str());
    return *std::move(attention);
}

double largestDifference(const DoubleMatrix &left, const DoubleMatrix &right)
{
    return (left - right).cwiseAbs().maxCoeff();
}

DoubleMatrix truncated(const RealizableAttention &attention, int headSize)
{
    return core::softmaxOfRows(attention.scores(headSize));
}

DoubleMatrix inputs(int rows, int columns)
{
    return DoubleMatrix::NullaryExpr(rows, columns, [](Eigen::Index row, Eigen::Index column) {
        return std::sin(1.0 + 3.7 * static_cast<double>(row * row) + 1.3 * static_cast<double>(column * (row + 2)));
    });
}

}  // namespace

class RealizableAttentionTest : public QObject
{
    Q_OBJECT

private slots:
    void oneLessThanTheTokensIsEnough_data();
    void oneLessThanTheTokensIsEnough();
    void errorsFallToZeroWithTheHeadSize();
    void constructionReachesTheTarget();
    void constructionAsksForInputsOfFullRank();
    void oneFeatureCannotTellTwoTokensApart();
    void scoresHaveTheRankOfTheHead();
    void uniformAttentionNeedsNothing();
    void sharpHeadNeedsNoMoreThanItsSize();
    void errorsOfKnownRows();
    void targetsAreRowStochastic();
    void permutationUsesEveryKeyOnce();
    void badTargetsAreRefused();
};

void RealizableAttentionTest::oneLessThanTheTokensIsEnough_data()
{
    QTest::addColumn<int>("kind");
    int kind = 0;
    for (const char *name : {"diagonal", "band", "permutation", "random"})
        QTest::newRow(name) << kind++;
}

void RealizableAttentionTest::oneLessThanTheTokensIsEnough()
{
    QFETCH(int, kind);
    const std::array targets{core::diagonalTarget(8, 0.9), core::bandTarget(8, 1), core::permutationTarget(8, 3),
                             core::randomTarget(8, 0.5, 3)};
    const DoubleMatrix &target = targets[static_cast<std::size_t>(kind)];
    const RealizableAttention attention = realizable(target);
    QVERIFY(attention.neededHeadSize() <= 7);
    QVERIFY(largestDifference(attention.target(), target) < 1e-15);  // errors are measured against what was given
    const double lifted = 7 * RealizableAttention::shareOfZero;
    QVERIFY(largestDifference(truncated(attention, 7), target) < (attention.hasZeros() ? lifted : 1e-10));
    QCOMPARE(attention.hasZeros(), kind == 1 || kind == 2);
}

void RealizableAttentionTest::errorsFallToZeroWithTheHeadSize()
{
    const core::HeadSizeErrors errors = core::truncationErrors(realizable(core::randomTarget(10, 0.4, 1)));
    QCOMPARE(errors.meanDivergence.size(), 10U);
    QVERIFY(errors.meanDivergence.front() > 0.1);
    QVERIFY(errors.largestDivergence.front() >= errors.meanDivergence.front());
    QVERIFY(errors.meanTotalVariation.front() > errors.meanTotalVariation[5]);
    for (const std::size_t last : {8U, 9U}) {
        QVERIFY(errors.largestDivergence[last] < 1e-9);
        QVERIFY(errors.largestTotalVariation[last] < 1e-9);
    }
}

// Theorem 1: max |P - P*| <= 1e-10 in double for d >= n.
void RealizableAttentionTest::constructionReachesTheTarget()
{
    const RealizableAttention attention = realizable(core::randomTarget(6, 0.5, 2));
    const DoubleMatrix x = inputs(6, 9);
    for (const int headSize : {5, 6, 9}) {
        const core::ScoreFactors factors = attention.factors(headSize);
        const auto weights = core::projections(factors, x);
        QVERIFY(weights);
        QCOMPARE(weights->query.rows(), 9);
        QCOMPARE(weights->query.cols(), headSize);
        const DoubleMatrix scores =
            x * weights->query * (x * weights->key).transpose() / std::sqrt(static_cast<double>(headSize));
        QVERIFY(largestDifference(core::softmaxOfRows(scores), attention.target()) < 1e-10);
        QVERIFY(*core::constructionError(factors, x) < 1e-10);
        QVERIFY(*core::constructionError(factors, core::randomInputs(6)) < 1e-10);
    }
    const auto narrow = core::projections(attention.factors(2), x);
    const DoubleMatrix scores = x * narrow->query * (x * narrow->key).transpose() / std::sqrt(2.0);
    QVERIFY(largestDifference(core::softmaxOfRows(scores), truncated(attention, 2)) < 1e-10);
}

void RealizableAttentionTest::constructionAsksForInputsOfFullRank()
{
    const RealizableAttention attention = realizable(core::randomTarget(6, 0.5, 2));
    const core::ScoreFactors factors = attention.factors(6);
    QVERIFY(!core::projections(factors, inputs(6, 4)));
    QVERIFY(!core::projections(factors, inputs(5, 9)));
    QVERIFY(!core::constructionError(factors, inputs(6, 4)));
}

// The counter-example of theorem 1: with d = 1 and X = (1, 0)^T the second query's scores are all zero, whatever the weights.
// A second feature is enough.
void RealizableAttentionTest::oneFeatureCannotTellTwoTokensApart()
{
    const RealizableAttention attention = realizable(DoubleMatrix{{0.9, 0.1}, {0.2, 0.8}});
    const core::ScoreFactors factors = attention.factors(1);
    const auto refused = core::projections(factors, DoubleMatrix{{1.0}, {0.0}});
    QVERIFY(!refused);
    QCOMPARE(refused.error().message, std::string("the inputs have rank 1, and the construction asks for 2"));
    QVERIFY(core::projections(factors, DoubleMatrix{{1.0, 0.0}, {0.0, 1.0}}));
}

void RealizableAttentionTest::scoresHaveTheRankOfTheHead()
{
    const RealizableAttention attention = realizable(core::randomTarget(9, 0.5, 4));
    const Eigen::FullPivLU<Eigen::MatrixXd> decomposition(attention.scores(3));
    QCOMPARE(decomposition.rank(), 3);
    QVERIFY(attention.singularValues().back() < 1e-9 * attention.singularValues().front());
}

void RealizableAttentionTest::uniformAttentionNeedsNothing()
{
    const RealizableAttention attention = realizable(DoubleMatrix::Constant(4, 4, 0.25));
    QCOMPARE(attention.neededHeadSize(), 1);
    QVERIFY(largestDifference(truncated(attention, 1), attention.target()) < 1e-12);
    QCOMPARE(realizable(DoubleMatrix::Ones(1, 1)).neededHeadSize(), 1);
}

// Shares down to 1e-30, which are far from 0 to a logarithm.
void RealizableAttentionTest::sharpHeadNeedsNoMoreThanItsSize()
{
    const DoubleMatrix scores = 100.0 * inputs(9, 3) * inputs(9, 3).transpose();
    DoubleMatrix target = (scores.colwise() - scores.rowwise().maxCoeff()).array().exp();
    target.array().colwise() /= target.rowwise().sum().array();
    QVERIFY(target.minCoeff() < 1e-12);
    const RealizableAttention attention = realizable(target);
    QCOMPARE(attention.neededHeadSize(), 3);
    QVERIFY(largestDifference(truncated(attention, 3), target) < 1e-10);
}

void RealizableAttentionTest::errorsOfKnownRows()
{
    const core::RowErrors errors =
        core::rowErrors(DoubleMatrix{{1.0, 0.0}, {0.5, 0.5}}, DoubleMatrix{{3.0, 3.0}, {-1.0, -1.0}});
    QVERIFY(std::abs(errors.divergence[0] - std::log(2.0)) < 1e-12);
    QCOMPARE(errors.divergence[1], 0.0);
    QCOMPARE(errors.totalVariation[0], 0.5);
    QCOMPARE(errors.totalVariation[1], 0.0);
}

void RealizableAttentionTest::targetsAreRowStochastic()
{
    for (const int tokens : {1, 2, 7}) {
        for (const DoubleMatrix &target : {core::diagonalTarget(tokens, 0.7), core::bandTarget(tokens, 2),
                                           core::permutationTarget(tokens, 1), core::randomTarget(tokens, 1.0, 1)}) {
            QVERIFY(target.minCoeff() >= 0.0);
            QVERIFY((target.rowwise().sum().array() - 1.0).abs().maxCoeff() < 1e-12);
        }
    }
}

void RealizableAttentionTest::permutationUsesEveryKeyOnce()
{
    const DoubleMatrix target = core::permutationTarget(12, 9);
    QVERIFY((target.colwise().sum().array() - 1.0).abs().maxCoeff() == 0.0);
    QVERIFY(target == core::permutationTarget(12, 9));
    QVERIFY(target != core::permutationTarget(12, 10));
}

void RealizableAttentionTest::badTargetsAreRefused()
{
    QVERIFY(!RealizableAttention::of(DoubleMatrix()));
    QVERIFY(!RealizableAttention::of(DoubleMatrix::Constant(2, 3, 1.0 / 3.0)));
    QVERIFY(!RealizableAttention::of(DoubleMatrix{{1.2, -0.2}, {0.5, 0.5}}));
    QVERIFY(!RealizableAttention::of(DoubleMatrix{{std::nan(""), 1.0}, {0.5, 0.5}}));
    QVERIFY(!RealizableAttention::of(DoubleMatrix{{0.5, 0.4}, {0.5, 0.5}}));
}

ATTNSCOPE_TEST(RealizableAttentionTest, tests::NoApplication)
#include "tst_realizable_attention.moc"
