#include "core/base/seeded_random.h"

#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

class SeededRandomTest : public QObject
{
    Q_OBJECT

private slots:
    void numbersAreThoseOfSplitMix64();
    void normalNumbersAreNormal();
    void streamsDiffer();
};

// The first numbers of the reference implementation (Vigna 2015) with the seed 1234567.
void SeededRandomTest::numbersAreThoseOfSplitMix64()
{
    QCOMPARE(core::splitMix64(1234567, 0), std::uint64_t{6457827717110365317U});
    QCOMPARE(core::splitMix64(1234567, 1), std::uint64_t{3203168211198807973U});
}

void SeededRandomTest::normalNumbersAreNormal()
{
    constexpr int count = 200000;
    core::SeededRandom random(3);
    std::vector<double> numbers(count);
    std::ranges::generate(numbers, [&random] { return random.normal(); });
    const auto moment = [&](int power) {
        double sum = 0;
        for (const double number : numbers)
            sum += std::pow(number, power);
        return sum / count;
    };
    QVERIFY(std::abs(moment(1)) < 0.01);
    QVERIFY(std::abs(moment(2) - 1) < 0.02);
    QVERIFY(std::abs(moment(3)) < 0.05);
    QVERIFY(std::abs(moment(4) - 3) < 0.1);
    double neighbors = 0;  // the two that come of one pair are independent too
    for (int index = 1; index < count; ++index)
        neighbors += numbers[index] * numbers[index - 1];
    QVERIFY(std::abs(neighbors / count) < 0.01);
}

void SeededRandomTest::streamsDiffer()
{
    core::SeededRandom first(3, 0);
    core::SeededRandom again(3, 0);
    core::SeededRandom second(3, 1);
    const double number = first.normal();
    QCOMPARE(again.normal(), number);
    QVERIFY(second.normal() != number);
}

ATTNSCOPE_TEST(SeededRandomTest, tests::NoApplication)
#include "tst_seeded_random.moc"
