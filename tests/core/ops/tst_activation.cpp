#include "core/ops/activation.h"

#include "tests/support/matrix_compare.h"
#include "tests/support/slope.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace {

using InPlace = void (*)(float *, std::size_t);
using Exact = double (*)(double);

double exactTanh(double x)
{
    return std::tanh(x);
}
double exactSigmoid(double x)
{
    return 1.0 / (1.0 + std::exp(-x));
}

// Both signs, from 1e-30 to `limit`, dense on the way and with the exact zero.
std::vector<float> sweep(double limit)
{
    std::vector<float> points{0.0F};
    for (double x = 1e-30; x < limit; x *= 1.0005) {
        points.push_back(static_cast<float>(x));
        points.push_back(static_cast<float>(-x));
    }
    return points;
}

// The largest relative error, and where it is.
QString accuracyMessage(InPlace inPlace, Exact exact, double limit, double tolerance)
{
    const std::vector<float> points = sweep(limit);
    std::vector<float> values = points;
    inPlace(values.data(), values.size());
    for (std::size_t index = 0; index < points.size(); ++index) {
        const double expected = exact(points[index]);
        if (!(std::abs(values[index] - expected) <= tolerance * std::abs(expected)))
            return QStringLiteral("%1 at %2, expected %3")
                .arg(values[index], 0, 'g', 9)
                .arg(points[index])
                .arg(expected, 0, 'g', 9);
    }
    return {};
}

}  // namespace

class ActivationTest : public QObject
{
    Q_OBJECT

private slots:
    void isAccurate_data();
    void isAccurate();
    void saturates_data();
    void saturates();
    void notANumberStays();
    void nothingIsNothing();
    void activationEqualsTheFormula_data();
    void activationEqualsTheFormula();
    void derivativeIsTheSlope_data() { activationEqualsTheFormula_data(); }
    void derivativeIsTheSlope();
    void tanhDerivativeIsTheSlope();
};

void ActivationTest::isAccurate_data()
{
    QTest::addColumn<InPlace>("inPlace");
    QTest::addColumn<Exact>("exact");
    QTest::addColumn<double>("limit");
    QTest::newRow("tanh") << &core::tanhInPlace << &exactTanh << 1e30;
    QTest::newRow("sigmoid") << &core::sigmoidInPlace << &exactSigmoid << 87.0;
}

void ActivationTest::isAccurate()
{
    QFETCH(InPlace, inPlace);
    QFETCH(Exact, exact);
    QFETCH(double, limit);
    QCOMPARE(accuracyMessage(inPlace, exact, limit, 4e-7), QString());
}

void ActivationTest::saturates_data()
{
    QTest::addColumn<InPlace>("inPlace");
    QTest::addColumn<float>("argument");
    QTest::addColumn<float>("expected");
    constexpr float infinity = std::numeric_limits<float>::infinity();
    QTest::newRow("tanh of 100") << &core::tanhInPlace << 100.0F << 1.0F;
    QTest::newRow("tanh of -100") << &core::tanhInPlace << -100.0F << -1.0F;
    QTest::newRow("tanh of infinity") << &core::tanhInPlace << infinity << 1.0F;
    QTest::newRow("tanh of minus infinity") << &core::tanhInPlace << -infinity << -1.0F;
    QTest::newRow("sigmoid of infinity") << &core::sigmoidInPlace << infinity << 1.0F;
    QTest::newRow("sigmoid of 0") << &core::sigmoidInPlace << 0.0F << 0.5F;
}

void ActivationTest::saturates()
{
    QFETCH(InPlace, inPlace);
    QFETCH(float, argument);
    QFETCH(float, expected);
    inPlace(&argument, 1);
    QCOMPARE(argument, expected);
}

void ActivationTest::notANumberStays()
{
    std::vector<float> values(19, std::numeric_limits<float>::quiet_NaN());
    core::tanhInPlace(values.data(), values.size());
    core::sigmoidInPlace(values.data(), values.size());
    for (const float value : values)
        QVERIFY(std::isnan(value));
}

void ActivationTest::nothingIsNothing()
{
    core::tanhInPlace(nullptr, 0);
    core::sigmoidInPlace(nullptr, 0);
}

void ActivationTest::activationEqualsTheFormula_data()
{
    QTest::addColumn<core::Activation>("activation");
    QTest::newRow("none") << core::Activation::None;
    QTest::newRow("gelu") << core::Activation::Gelu;
    QTest::newRow("gelu_new") << core::Activation::GeluNew;
    QTest::newRow("relu") << core::Activation::Relu;
}

void ActivationTest::activationEqualsTheFormula()
{
    QFETCH(core::Activation, activation);
    const std::vector<float> points = sweep(30.0);
    std::vector<float> values = points;
    core::activateInPlace(activation, values.data(), values.size());
    for (std::size_t index = 0; index < points.size(); ++index)
        QVERIFY(std::abs(values[index] - support::activated(points[index], activation)) <=
                1e-6 * std::max(1.0F, std::abs(points[index])));
}

void ActivationTest::derivativeIsTheSlope()
{
    QFETCH(core::Activation, activation);
    for (float point = -8.0F; point < 8.0F; point += 1.0F / 64.0F) {
        float gradient = 2.0F;
        core::multiplyByDerivative(activation, &point, 1, &gradient);
        const auto value = [&](double by) { return support::activated(static_cast<double>(point) + by, activation); };
        const double expected = point == 0.0F && activation == core::Activation::Relu ? 0.0 : 2.0 * support::slope(value);
        QVERIFY2(std::abs(gradient - expected) < 2e-6, qPrintable(QString::number(point)));
    }
}

void ActivationTest::tanhDerivativeIsTheSlope()
{
    for (float point = -4.0F; point < 4.0F; point += 1.0F / 64.0F) {
        float value = point;
        core::tanhInPlace(&value, 1);
        float gradient = -3.0F;
        core::multiplyByTanhDerivative(&value, 1, &gradient);
        QVERIFY(std::abs(gradient + 3.0 * support::slope([&](double by) { return std::tanh(point + by); })) < 2e-6);
    }
}

ATTNSCOPE_TEST(ActivationTest, tests::NoApplication)
#include "tst_activation.moc"
