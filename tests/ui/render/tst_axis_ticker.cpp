#include "tests/support/test_program.h"
#include "ui/render/axis_ticker.h"

#include <QTest>
#include <qcustomplot.h>

using namespace ui;

namespace {

QString labels(const core::CurveAxis &axis, const QCPRange &range, int most)
{
    const QSharedPointer<QCPAxisTicker> ticker = axisTicker(axis);
    ticker->setTickCount(most);
    QVector<double> ticks;
    QVector<QString> texts;
    ticker->generate(range, QLocale::c(), 'g', 6, ticks, nullptr, &texts);
    return texts.join(' ');
}

QString labels(double low, double high, int most, bool isWhole = false)
{
    return labels({.name = {}, .isWhole = isWhole}, {low, high}, most);
}

QString powers(double low, double high, int most)
{
    return labels({.name = {}, .scale = core::AxisScale::Logarithmic}, {low, high}, most);
}

}  // namespace

class TestAxisTicker : public QObject
{
    Q_OBJECT

private slots:
    void ticksAreRoundNumbers_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<int>("most");
        QTest::addColumn<QString>("expected");
        QTest::newRow("unit") << 0.0 << 1.0 << 6 << "0.0 0.2 0.4 0.6 0.8 1.0";
        QTest::newRow("few") << 0.0 << 1.0 << 3 << "0.0 0.5 1.0";
        QTest::newRow("across zero") << -1.3 << 1.3 << 4 << "−1 0 1";
        QTest::newRow("small") << 0.0 << 0.0033 << 5 << "0.000 0.001 0.002 0.003";
        QTest::newRow("large") << 3.0 << 5000.0 << 6 << "1000 2000 3000 4000 5000";
    }

    void ticksAreRoundNumbers()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(int, most);
        QTEST(labels(low, high, most), "expected");
    }

    void countsHaveNoFractions()
    {
        QCOMPARE(labels(0.9, 3.1, 8, true), QString("1 2 3"));
        QCOMPARE(labels(0.5, 23.5, 6, true), QString("1 5 10 15 20"));
    }

    void aShortAxisHasTwoNumbers()
    {
        QCOMPARE(labels(-0.01, 0.31, 2), QString("0.0 0.2"));
        QCOMPARE(labels(0.58, 1.02, 2), QString("0.6 0.8 1.0"));
        QCOMPARE(labels(-0.5, 0.5, 2, true), QString("0"));
    }

    void logarithmicTicksArePowersOfTen()
    {
        QCOMPARE(powers(0.008, 1.2, 5), QString("0.01 0.1 1"));
        QCOMPARE(powers(0.15, 1.2, 5), QString("0.2 0.5 1"));
        QCOMPARE(powers(1e-6, 1, 7), QString("10⁻⁶ 10⁻⁵ 10⁻⁴ 0.001 0.01 0.1 1"));
        QCOMPARE(powers(1e-6, 1, 4), QString("10⁻⁶ 10⁻⁴ 0.01 1"));
        QCOMPARE(powers(0.6, 0.9, 5), QString("0.6 0.7 0.8 0.9"));
    }

    void namesThinOutFromTheLastOne()
    {
        const core::CurveAxis axis{.name = {}, .ticks = {{0, "embeddings"}, {1, "layer 0"}, {2, "layer 1"}, {3, "layer 2"}}};
        QCOMPARE(labels(axis, {0, 3}, 4), QString("embeddings layer 0 layer 1 layer 2"));
        QCOMPARE(labels(axis, {0, 3}, 2), QString("layer 0 layer 2"));
        QCOMPARE(labels(axis, {0.5, 2.5}, 2), QString("layer 0 layer 1"));
    }
};

ATTNSCOPE_TEST(TestAxisTicker, tests::NoApplication)
#include "tst_axis_ticker.moc"
