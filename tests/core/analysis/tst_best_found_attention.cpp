#include "core/analysis/realizable/best_found_attention.h"

#include "core/analysis/realizable/limited_memory_bfgs.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <Eigen/LU>

#include <cmath>
#include <numbers>

using namespace core;

namespace {

RealizableAttention targetOf(const DoubleMatrix &shares)
{
    auto target = RealizableAttention::of(shares);
    if (!target)
        qFatal("%s", target.error().message.c_str());
    return *std::move(target);
}

BestFound foundAt(const RealizableAttention &target, int headSize, const BestFound *smaller = nullptr)
{
    return bestFound(target, headSize, smaller, {}).value();
}

std::vector<BestFound> foundUpTo(const RealizableAttention &target, int headSize)
{
    std::vector<BestFound> found;
    for (int size = 1; size <= headSize; ++size)
        found.push_back(foundAt(target, size, found.empty() ? nullptr : &found.back()));
    return found;
}

// What the scores' errors are when they are worked out anew.
double meanOf(const std::vector<double> &errors)
{
    double sum = 0.0;
    for (const double error : errors)
        sum += error;
    return sum / static_cast<double>(errors.size());
}

Eigen::Index rankOf(const DoubleMatrix &scores)
{
    Eigen::FullPivLU<Eigen::MatrixXd> decomposition(scores);
    decomposition.setThreshold(1e-9);
    return decomposition.rank();
}

DoubleMatrix sines(int rows, int columns, double phase)
{
    return DoubleMatrix::NullaryExpr(rows, columns, [phase](Eigen::Index row, Eigen::Index column) {
        return std::sin(phase + 2.7 * static_cast<double>(row * row) + 1.9 * static_cast<double>(column * (row + 1)));
    });
}

}  // namespace

class TestBestFoundAttention : public QObject
{
    Q_OBJECT

private slots:
    void gradientAgreesWithDifferences();
    void descentFindsTheMinimumOfAValley();
    void twoFeaturesRealizeEveryPermutation_data();
    void twoFeaturesRealizeEveryPermutation();
    void twoFeaturesRealizeAGaussianBand();
    void threeFeaturesRealizeATridiagonalBand();
    void identityNeedsTwo();
    void oneFeatureRealizesUniformRows();
    void positiveMapsAreExactOneBelowTheTokens();
    void aHeadIsFoundAtItsOwnSize();
    void errorsNeverRiseAndAreNeverAboveTheTruncation_data();
    void errorsNeverRiseAndAreNeverAboveTheTruncation();
    void numbersAreThoseOfTheFactors();
    void scoresHaveTheRankOfTheHead();
    void oneTokenIsNoProblem();
    void isTheSameEveryTime();
    void stopsWhenAsked();
    void bestQueriesAreAMinimum();
    void smallestHeadSizeIsTheFirstBelowTheTolerance();
};

void TestBestFoundAttention::gradientAgreesWithDifferences()
{
    for (const DoubleMatrix &target : {randomTarget(6, 0.5, 1), bandTarget(6, 1)}) {
        const ScoreFactors factors{.query = sines(6, 3, 0.3), .key = sines(6, 3, 1.1)};
        ScoreFactors gradient;
        const double value = meanDivergence(target, factors, gradient);
        QVERIFY(std::abs(value - meanDivergence(target, factors.scores())) < 1e-14);
        constexpr double step = 1e-6;
        for (const auto part : {&ScoreFactors::query, &ScoreFactors::key}) {
            for (Eigen::Index index = 0; index < factors.query.size(); ++index) {
                ScoreFactors above = factors;
                ScoreFactors below = factors;
                (above.*part).data()[index] += step;
                (below.*part).data()[index] -= step;
                const double slope =
                    (meanDivergence(target, above.scores()) - meanDivergence(target, below.scores())) / (2 * step);
                QVERIFY(std::abs(slope - (gradient.*part).data()[index]) < 1e-8);
            }
        }
    }
}

// Rosenbrock's: the minimum 0 is at (1, 1).
void TestBestFoundAttention::descentFindsTheMinimumOfAValley()
{
    const SmoothFunction valley = [](const Eigen::VectorXd &point, Eigen::VectorXd &gradient) {
        const double bend = point[1] - point[0] * point[0];
        gradient[0] = -400.0 * point[0] * bend - 2.0 * (1.0 - point[0]);
        gradient[1] = 200.0 * bend;
        return 100.0 * bend * bend + (1.0 - point[0]) * (1.0 - point[0]);
    };
    const Descent descent = descend(valley, Eigen::Vector2d(-1.2, 1.0), {.iterations = 200, .enough = 1e-20}, {});
    QVERIFY((descent.point - Eigen::Vector2d(1.0, 1.0)).norm() < 1e-8);
    QVERIFY(descent.iterations < 100);
}

void TestBestFoundAttention::twoFeaturesRealizeEveryPermutation_data()
{
    QTest::addColumn<int>("tokens");
    for (const int tokens : {3, 8, 32, 64})
        QTest::addRow("%d", tokens) << tokens;
}

void TestBestFoundAttention::twoFeaturesRealizeEveryPermutation()
{
    QFETCH(int, tokens);
    const RealizableAttention target = targetOf(permutationTarget(tokens, 1));
    const BestFound found = foundAt(target, 2);
    QVERIFY2(found.byTotalVariation.meanTotalVariation < 1e-6,
             qPrintable(QString::number(found.byTotalVariation.meanTotalVariation)));
    if (tokens == 32)
        QVERIFY(truncationErrors(target).meanTotalVariation[1] > 0.9);
}

// P_ij ~ exp(-(i - j)^2 / 2): scores i j - j^2 / 2 up to a constant for each row.
void TestBestFoundAttention::twoFeaturesRealizeAGaussianBand()
{
    const DoubleMatrix scores = DoubleMatrix::NullaryExpr(20, 20, [](Eigen::Index query, Eigen::Index key) {
        return -0.5 * static_cast<double>((query - key) * (query - key));
    });
    const RealizableAttention target = targetOf(softmaxOfRows(scores));
    QVERIFY(foundAt(target, 2).byDivergence.meanDivergence < 1e-9);
}

void TestBestFoundAttention::threeFeaturesRealizeATridiagonalBand()
{
    const RealizableAttention target = targetOf(bandTarget(24, 1));
    const std::vector<BestFound> found = foundUpTo(target, 3);
    QVERIFY(found[1].byTotalVariation.meanTotalVariation > 0.05);
    QVERIFY2(found[2].byTotalVariation.meanTotalVariation < 5e-3,
             qPrintable(QString::number(found[2].byTotalVariation.meanTotalVariation)));
    QVERIFY(truncationErrors(target).meanTotalVariation[2] > 0.3);
}

void TestBestFoundAttention::identityNeedsTwo()
{
    const RealizableAttention target = targetOf(DoubleMatrix::Identity(16, 16));
    const std::vector<BestFound> found = foundUpTo(target, 2);
    QVERIFY(found[0].byTotalVariation.meanTotalVariation > 0.3);
    QVERIFY(found[1].byTotalVariation.meanTotalVariation < 1e-6);
}

void TestBestFoundAttention::oneFeatureRealizesUniformRows()
{
    const FoundScores found = foundAt(targetOf(DoubleMatrix::Constant(9, 9, 1.0 / 9.0)), 1).byDivergence;
    QVERIFY(found.meanDivergence < 1e-15 && found.meanTotalVariation < 1e-12);
}

void TestBestFoundAttention::positiveMapsAreExactOneBelowTheTokens()
{
    for (const unsigned seed : {1U, 2U, 3U}) {
        const BestFound found = foundAt(targetOf(randomTarget(10, 0.3, seed)), 9);
        QVERIFY(found.byTotalVariation.meanTotalVariation < 1e-12);
    }
}

void TestBestFoundAttention::aHeadIsFoundAtItsOwnSize()
{
    const RealizableAttention target = targetOf(softmaxOfRows(4.0 * sines(14, 3, 0.2) * sines(14, 3, 1.4).transpose()));
    const std::vector<BestFound> found = foundUpTo(target, 3);
    QVERIFY(found[1].byDivergence.meanDivergence > 1e-3);
    QVERIFY(found[2].byDivergence.meanDivergence < 1e-12);
}

void TestBestFoundAttention::errorsNeverRiseAndAreNeverAboveTheTruncation_data()
{
    QTest::addColumn<DoubleMatrix>("shares");
    for (unsigned seed = 1; seed <= 6; ++seed)
        QTest::addRow("random %u", seed) << randomTarget(9, 0.15 * seed, seed);
    QTest::addRow("band") << bandTarget(11, 2);
    QTest::addRow("diagonal") << diagonalTarget(9, 0.7);
    QTest::addRow("permutation") << permutationTarget(9, 5);
    DoubleMatrix causal = DoubleMatrix::Zero(9, 9);
    for (int query = 0; query < 9; ++query)
        causal.row(query).head(query + 1).setConstant(1.0 / (query + 1));
    QTest::addRow("causal") << causal;
}

void TestBestFoundAttention::errorsNeverRiseAndAreNeverAboveTheTruncation()
{
    QFETCH(DoubleMatrix, shares);
    const RealizableAttention target = targetOf(shares);
    const HeadSizeErrors truncation = truncationErrors(target);
    const std::vector<BestFound> found = foundUpTo(target, target.tokens());
    for (std::size_t index = 0; index < found.size(); ++index) {
        QVERIFY(found[index].byDivergence.meanDivergence <= truncation.meanDivergence[index] + 1e-12);
        QVERIFY(found[index].byTotalVariation.meanTotalVariation <= truncation.meanTotalVariation[index] + 1e-12);
        QVERIFY(found[index].byTotalVariation.meanTotalVariation <= found[index].byDivergence.meanTotalVariation);
        if (index == 0)
            continue;
        QVERIFY(found[index].byDivergence.meanDivergence <= found[index - 1].byDivergence.meanDivergence);
        QVERIFY(found[index].byTotalVariation.meanTotalVariation <= found[index - 1].byTotalVariation.meanTotalVariation);
    }
}

void TestBestFoundAttention::numbersAreThoseOfTheFactors()
{
    const RealizableAttention target = targetOf(randomTarget(8, 0.4, 2));
    const std::vector<BestFound> found = foundUpTo(target, 5);
    for (const FoundScores &scores : {found[4].byDivergence, found[4].byTotalVariation}) {
        QCOMPARE(scores.factors.headSize(), 5);
        const RowErrors errors = rowErrors(target.target(), scores.factors.scores());
        QVERIFY(std::abs(meanOf(errors.divergence) - scores.meanDivergence) < 1e-12);
        QVERIFY(std::abs(meanOf(errors.totalVariation) - scores.meanTotalVariation) < 1e-12);
    }
}

void TestBestFoundAttention::scoresHaveTheRankOfTheHead()
{
    const RealizableAttention target = targetOf(randomTarget(10, 0.4, 2));
    for (const int headSize : {1, 3, 6})
        QVERIFY(rankOf(foundAt(target, headSize).byDivergence.factors.scores()) <= headSize);
}

void TestBestFoundAttention::oneTokenIsNoProblem()
{
    QCOMPARE(foundAt(targetOf(DoubleMatrix::Ones(1, 1)), 1).byDivergence.meanDivergence, 0.0);
}

void TestBestFoundAttention::isTheSameEveryTime()
{
    const RealizableAttention target = targetOf(randomTarget(9, 0.3, 4));
    QVERIFY(foundAt(target, 3).byDivergence.factors.query == foundAt(target, 3).byDivergence.factors.query);
}

void TestBestFoundAttention::stopsWhenAsked()
{
    std::stop_source source;
    source.request_stop();
    QVERIFY(!bestFound(targetOf(randomTarget(9, 0.3, 4)), 2, nullptr, source.get_token()));
}

void TestBestFoundAttention::bestQueriesAreAMinimum()
{
    const DoubleMatrix target = randomTarget(7, 0.5, 3);
    ScoreFactors gradient;
    meanDivergence(target, bestQueries(target, sines(7, 3, 0.5)), gradient);
    QVERIFY(gradient.query.cwiseAbs().maxCoeff() < 1e-8);
}

void TestBestFoundAttention::smallestHeadSizeIsTheFirstBelowTheTolerance()
{
    QCOMPARE(smallestHeadSize({0.5, 0.2, 0.04, 0.01}, 0.05), std::optional(3));
    QVERIFY(!smallestHeadSize({0.5, 0.2}, 0.05));
    QVERIFY(!smallestHeadSize({}, 0.05));
}

ATTNSCOPE_TEST(TestBestFoundAttention, tests::NoApplication)
#include "tst_best_found_attention.moc"
