#include "core/analysis/importance/gauss_legendre.h"

#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cmath>

class GaussLegendreTest : public QObject
{
    Q_OBJECT

private slots:
    void fewNodesAreThoseOfTheTables();
    void polynomialsAreIntegratedExactly_data();
    void polynomialsAreIntegratedExactly();
};

void GaussLegendreTest::fewNodesAreThoseOfTheTables()
{
    const auto one = core::gaussLegendre(1);
    QCOMPARE(one.size(), 1U);
    QVERIFY(std::abs(one[0].place - 0.5) < 1e-15 && std::abs(one[0].weight - 1.0) < 1e-15);
    const auto three = core::gaussLegendre(3);
    QCOMPARE(three.size(), 3U);
    QVERIFY(std::abs(three[0].place - (1 - std::sqrt(0.6)) / 2) < 1e-15);
    QVERIFY(std::abs(three[1].place - 0.5) < 1e-15);
    QVERIFY(std::abs(three[0].weight - 5.0 / 18) < 1e-15);
    QVERIFY(std::abs(three[1].weight - 8.0 / 18) < 1e-15);
}

void GaussLegendreTest::polynomialsAreIntegratedExactly_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {1, 2, 5, 16, 64, 301})
        QTest::newRow(qPrintable(QString::number(count))) << count;
}

// Of x^k on [0, 1] the integral is 1 / (k + 1).
void GaussLegendreTest::polynomialsAreIntegratedExactly()
{
    QFETCH(int, count);
    const auto nodes = core::gaussLegendre(count);
    QVERIFY(std::ranges::is_sorted(nodes, {}, &core::QuadratureNode::place));
    for (int power = 0; power < 2 * count; ++power) {
        double sum = 0;
        for (const core::QuadratureNode &node : nodes)
            sum += node.weight * std::pow(node.place, power);
        QVERIFY2(std::abs(sum - 1.0 / (power + 1)) < 1e-13, qPrintable(QString::number(power)));
    }
    const auto integral = [&nodes](int power) {
        double sum = 0;
        for (const core::QuadratureNode &node : nodes)
            sum += node.weight * std::pow(node.place, power);
        return sum;
    };
    if (count < 16)  // beyond it the error is below what a double holds
        QVERIFY(std::abs(integral(2 * count) - 1.0 / (2 * count + 1)) > 1e-9);
}

ATTNSCOPE_TEST(GaussLegendreTest, tests::NoApplication)
#include "tst_gauss_legendre.moc"
