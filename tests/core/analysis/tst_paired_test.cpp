#include "core/analysis/statistics/paired_test.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

namespace {

// The two-sided p by counting: of all 2^n ways in which n discordant examples may fall, those at least as far from the middle.
double enumeratedP(int onlyFirst, int onlySecond)
{
    const int discordant = onlyFirst + onlySecond;
    const int distance = std::abs(onlyFirst - onlySecond);
    int asFar = 0;
    for (unsigned way = 0; way < 1U << static_cast<unsigned>(discordant); ++way) {
        const int first = __builtin_popcount(way);
        asFar += std::abs(discordant - 2 * first) >= distance ? 1 : 0;
    }
    return static_cast<double>(asFar) / static_cast<double>(1U << static_cast<unsigned>(discordant));
}

bool isClose(double actual, double expected, double relative)
{
    return std::abs(actual - expected) <= relative * std::abs(expected);
}

}  // namespace

class PairedTestTest : public QObject
{
    Q_OBJECT

private slots:
    void smallTablesAreEnumerated();
    void publishedValues_data();
    void publishedValues();
    void nothingDiscordantIsOne();
    void manyExamplesDoNotUnderflowEarly();
    void holmIsThatOfAHandComputedCase();
    void holmKeepsTheOrderOfTiesAndTheBound();
};

void PairedTestTest::smallTablesAreEnumerated()
{
    for (int first = 0; first <= 8; ++first) {
        for (int second = 0; second <= 8; ++second) {
            const double p = core::mcnemarP(static_cast<std::size_t>(first), static_cast<std::size_t>(second));
            QVERIFY2(isClose(p, enumeratedP(first, second), 1e-12),
                     qPrintable(QStringLiteral("%1, %2: %3").arg(first).arg(second).arg(p)));
        }
    }
}

void PairedTestTest::publishedValues_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::addColumn<double>("p");
    // By hand: 2 (1 + 10) / 2^10 and 2 / 2^6.
    QTest::newRow("1 against 9") << 1 << 9 << 22.0 / 1024;
    QTest::newRow("0 against 6") << 0 << 6 << 2.0 / 64;
    // Performance ratings of Agresti (1990), discordant cells 150 and 86, for which R's exact2x2 prints 3.716e-05; further digits,
    // and those below, from sums of whole numbers of any length.
    QTest::newRow("Agresti's ratings") << 150 << 86 << 3.715936139571442e-05;
    QTest::newRow("5 against 15") << 5 << 15 << 0.04138946533203125;
    QTest::newRow("thousands") << 9800 << 10200 << 0.004780889455902644;
}

void PairedTestTest::publishedValues()
{
    QFETCH(int, first);
    QFETCH(int, second);
    QFETCH(double, p);
    const double actual = core::mcnemarP(static_cast<std::size_t>(first), static_cast<std::size_t>(second));
    QVERIFY2(isClose(actual, p, 1e-10), qPrintable(QString::number(actual, 'g', 17)));
}

void PairedTestTest::nothingDiscordantIsOne()
{
    QCOMPARE(core::mcnemarP(0, 0), 1.0);
    QCOMPARE(core::mcnemarP(700, 700), 1.0);
    QCOMPARE(core::mcnemarP(3, 4), 1.0);  // both tails together are everything
}

// 2^-20000 and C(20000, 9800) are both beyond a double.
void PairedTestTest::manyExamplesDoNotUnderflowEarly()
{
    const double normal = std::erfc((200 - 0.5) / std::sqrt(20000.0 / 4) / std::sqrt(2.0));
    QVERIFY(isClose(core::mcnemarP(9800, 10200), normal, 1e-3));  // the normal approximation with continuity
    QVERIFY(isClose(core::mcnemarP(0, 900), std::ldexp(1.0, -899), 1e-10));
    QCOMPARE(core::mcnemarP(0, 2000), 0.0);
}

// Sorted 0.005, 0.01, 0.03, 0.04: times 4, 3, 2, 1 = 0.02, 0.03, 0.06, 0.04, and the last may not fall below 0.06.
void PairedTestTest::holmIsThatOfAHandComputedCase()
{
    const std::vector<double> adjusted = core::holmAdjusted(std::vector{0.01, 0.04, 0.03, 0.005});
    const std::vector<double> expected{0.03, 0.06, 0.06, 0.02};
    QCOMPARE(adjusted.size(), expected.size());
    for (std::size_t test = 0; test < expected.size(); ++test)
        QVERIFY2(isClose(adjusted[test], expected[test], 1e-12), qPrintable(QString::number(adjusted[test])));
}

void PairedTestTest::holmKeepsTheOrderOfTiesAndTheBound()
{
    QVERIFY(core::holmAdjusted({}).empty());
    QCOMPARE(core::holmAdjusted(std::vector{0.2}), std::vector{0.2});
    QCOMPARE(core::holmAdjusted(std::vector{0.5, 0.5, 1.0}), (std::vector{1.0, 1.0, 1.0}));
    QCOMPARE(core::holmAdjusted(std::vector{0.125, 0.125}), (std::vector{0.25, 0.25}));
}

ATTNSCOPE_TEST(PairedTestTest, tests::NoApplication)
#include "tst_paired_test.moc"
