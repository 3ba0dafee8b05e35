#include "core/ops/exponential.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <limits>

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

// In units of the last place of the float next to the exact value.
double error(float x)
{
    const double exact = std::exp(static_cast<double>(x));
    const auto nearest = static_cast<float>(exact);
    const double unit = static_cast<double>(std::nextafter(nearest, infinity)) - nearest;
    return std::abs(core::exponential(x) - exact) / unit;
}

}  // namespace

class ExponentialTest : public QObject
{
    Q_OBJECT

private slots:
    void isWithinTwoUnitsInTheLastPlace_data();
    void isWithinTwoUnitsInTheLastPlace();
    void limits_data();
    void limits();
    void growsWithItsArgument();
};

void ExponentialTest::isWithinTwoUnitsInTheLastPlace_data()
{
    QTest::addColumn<float>("from");
    QTest::addColumn<float>("to");
    QTest::newRow("far below zero") << -86.9F << -20.0F;
    QTest::newRow("scores of a softmax") << -20.0F << 0.0F;
    QTest::newRow("next to zero") << -1e-3F << 1e-3F;
    QTest::newRow("above zero") << 0.0F << 20.0F;
    QTest::newRow("up to the largest float") << 20.0F << 88.0F;
}

void ExponentialTest::isWithinTwoUnitsInTheLastPlace()
{
    QFETCH(float, from);
    QFETCH(float, to);
    constexpr int steps = 300000;
    double worst = 0.0;
    float worstArgument = from;
    for (int step = 0; step <= steps; ++step) {
        const float x = from + (to - from) * static_cast<float>(step) / steps;
        if (error(x) > worst) {
            worst = error(x);
            worstArgument = x;
        }
    }
    QVERIFY2(worst <= 2.0, qPrintable(QStringLiteral("%1 units at %2").arg(worst).arg(worstArgument)));
}

void ExponentialTest::limits_data()
{
    QTest::addColumn<float>("argument");
    QTest::addColumn<float>("expected");
    QTest::newRow("zero") << 0.0F << 1.0F;
    QTest::newRow("minus zero") << -0.0F << 1.0F;
    QTest::newRow("minus infinity") << -infinity << 0.0F;
    QTest::newRow("below the smallest normal number") << -87.5F << 0.0F;
    QTest::newRow("not a number") << std::numeric_limits<float>::quiet_NaN() << std::numeric_limits<float>::quiet_NaN();
}

void ExponentialTest::limits()
{
    QFETCH(float, argument);
    QFETCH(float, expected);
    const float actual = core::exponential(argument);
    if (std::isnan(expected))
        QVERIFY(std::isnan(actual));
    else
        QCOMPARE(actual, expected);
}

void ExponentialTest::growsWithItsArgument()
{
    float before = core::exponential(-90.0F);
    for (float x = -90.0F; x < 90.0F; x += 0.03125F) {
        const float here = core::exponential(x);
        QVERIFY2(here >= before, qPrintable(QString::number(x)));
        before = here;
    }
}

ATTNSCOPE_TEST(ExponentialTest, tests::NoApplication)
#include "tst_exponential.moc"
