#include "core/analysis/statistics/bootstrap.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <vector>

namespace {

// `changed` of `count` differences are 1, the others 0.
std::vector<double> zerosAndOnes(int count, int changed)
{
    std::vector<double> differences(static_cast<std::size_t>(count));
    std::fill_n(differences.begin(), changed, 1.0);
    return differences;
}

}  // namespace

class BootstrapTest : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsZero();
    void equalDifferencesHaveNoSpread();
    void intervalIsThatOfTheBinomialDistribution();
    void twoDifferencesAreEnumerated();
    void sameSeedSameInterval();
    void higherConfidenceIsWider();
};

void BootstrapTest::nothingIsZero()
{
    const core::ConfidenceInterval interval = core::bootstrapMean({});
    QCOMPARE(interval.mean, 0.0);
    QCOMPARE(interval.low, 0.0);
    QCOMPARE(interval.high, 0.0);
}

void BootstrapTest::equalDifferencesHaveNoSpread()
{
    const core::ConfidenceInterval interval = core::bootstrapMean(std::vector<double>(50, 0.25));
    QCOMPARE(interval.mean, 0.25);
    QCOMPARE(interval.low, 0.25);
    QCOMPARE(interval.high, 0.25);
}

// Means of 1,000 draws that are 1 with probability 0.3: 0.3 +- 1.96 sqrt(0.3 * 0.7 / 1000) = 0.2716 ... 0.3284.
void BootstrapTest::intervalIsThatOfTheBinomialDistribution()
{
    const core::ConfidenceInterval interval = core::bootstrapMean(zerosAndOnes(1000, 300));
    const double reach = 1.96 * std::sqrt(0.3 * 0.7 / 1000);
    QVERIFY(std::abs(interval.mean - 0.3) < 1e-12);
    QVERIFY2(std::abs(interval.low - (0.3 - reach)) < 0.0015, qPrintable(QString::number(interval.low)));
    QVERIFY2(std::abs(interval.high - (0.3 + reach)) < 0.0015, qPrintable(QString::number(interval.high)));
}

// Means of two draws from {0, 1} are 0, 1/2, 1 with probabilities 1/4, 1/2, 1/4.
void BootstrapTest::twoDifferencesAreEnumerated()
{
    const std::vector<double> differences = zerosAndOnes(2, 1);
    const core::ConfidenceInterval wide = core::bootstrapMean(differences);
    QCOMPARE(wide.low, 0.0);
    QCOMPARE(wide.high, 1.0);
    const core::ConfidenceInterval narrow = core::bootstrapMean(differences, {.confidence = 0.4});
    QCOMPARE(narrow.low, 0.5);
    QCOMPARE(narrow.high, 0.5);
}

void BootstrapTest::sameSeedSameInterval()
{
    const std::vector<double> differences = zerosAndOnes(97, 31);
    const core::ConfidenceInterval first = core::bootstrapMean(differences, {.seed = 5});
    const core::ConfidenceInterval again = core::bootstrapMean(differences, {.seed = 5});
    QCOMPARE(first.low, again.low);
    QCOMPARE(first.high, again.high);
}

void BootstrapTest::higherConfidenceIsWider()
{
    const std::vector<double> differences = zerosAndOnes(97, 31);
    const core::ConfidenceInterval wide = core::bootstrapMean(differences, {.confidence = 0.99});
    const core::ConfidenceInterval narrow = core::bootstrapMean(differences, {.confidence = 0.8});
    QVERIFY(wide.low < narrow.low && narrow.high < wide.high);
}

ATTNSCOPE_TEST(BootstrapTest, tests::NoApplication)
#include "tst_bootstrap.moc"
