#include "core/figure/values/curve_figure.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace core;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

QString labels(const AxisRange &range, int most, bool isWhole = false)
{
    QStringList texts;
    for (const AxisTick &tick : axisTicks(range, isWhole, most))
        texts << QString::fromStdString(tick.label);
    return texts.join(' ');
}

CurveFigure spectrum()
{
    return {.title = "Singular values",
            .explanation = {},
            .absence = {},
            .x = {.name = "k", .isWhole = true},
            .y = {.name = "σ", .scale = AxisScale::Logarithmic},
            .bands = {{.name = "all heads", .x = {1, 2}, .low = {0.5, 0.001}, .high = {2, 1}}},
            .curves = {{.name = "head 3", .x = {1, 2, 3}, .y = {1, 0.25, 0}}},
            .bounds = {{.axis = BoundLine::Axis::X, .at = 32, .label = "head size 32"}}};
}

}  // namespace

class TestCurveFigure : public QObject
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
        QTEST(labels({low, high}, most), "expected");
    }

    void countsHaveNoFractions()
    {
        QCOMPARE(labels({0.9, 3.1}, 8, true), QString("1 2 3"));
        QCOMPARE(labels({0.5, 23.5}, 6, true), QString("1 5 10 15 20"));
    }

    void aShortAxisHasTwoNumbers()
    {
        QCOMPARE(labels({-0.01, 0.31}, 2), QString("0.0 0.2"));
        QCOMPARE(labels({0.58, 1.02}, 2), QString("0.6 0.8 1.0"));
        QCOMPARE(labels({-0.5, 0.5}, 2, true), QString("0"));
    }

    void logarithmicTicksArePowersOfTen()
    {
        const auto range = [](double low, double high) { return AxisRange{low, high, AxisScale::Logarithmic}; };
        QCOMPARE(labels(range(0.008, 1.2), 5), QString("0.01 0.1 1"));
        QCOMPARE(labels(range(0.15, 1.2), 5), QString("0.2 0.5 1"));
        QCOMPARE(labels(range(1e-6, 1), 7), QString("10⁻⁶ 10⁻⁵ 10⁻⁴ 0.001 0.01 0.1 1"));
        QCOMPARE(labels(range(1e-6, 1), 4), QString("10⁻⁶ 10⁻⁴ 0.01 1"));
        QCOMPARE(labels(range(0.6, 0.9), 5), QString("0.6 0.7 0.8 0.9"));
    }

    void rangeHoldsEverything()
    {
        const AxisRange x = xRange(spectrum());
        QVERIFY(x.low < 1 && x.low > -1 && x.high > 32 && x.high < 34);
        const AxisRange y = yRange(spectrum());
        QVERIFY(y.low < 0.001 && y.low > 0.0001 && y.high > 2 && y.high < 4);
    }

    void givenLimitsAreKept()
    {
        CurveFigure figure = spectrum();
        figure.x.low = 1;
        figure.y.high = 1;
        QCOMPARE(xRange(figure).low, 1.0);
        QCOMPARE(yRange(figure).high, 1.0);
    }

    void valuesWithoutAPlaceDoNotCount()
    {
        CurveFigure figure;
        figure.curves = {{.name = "curve",
                          .x = {0, 1, 2},
                          .y = {notANumber, 3, std::numeric_limits<double>::infinity()},
                          .role = CurveRole::Primary}};
        QCOMPARE(yRange(figure), (AxisRange{2.5, 3.5}));
        figure.y.scale = AxisScale::Logarithmic;
        figure.curves[0].y = {0, -1, 3};
        QCOMPARE(yRange(figure), (AxisRange{1.5, 6, AxisScale::Logarithmic}));
    }

    void sharesFollowTheScale()
    {
        const AxisRange decades{0.01, 1, AxisScale::Logarithmic};
        QVERIFY(std::abs(decades.shareOf(0.1) - 0.5) < 1e-12);
        QVERIFY(std::abs(decades.valueAt(0.5) - 0.1) < 1e-12);
        QVERIFY(decades.shareOf(0) < 0);
        QVERIFY(std::isnan(decades.shareOf(-1)));
        QCOMPARE((AxisRange{2, 6}).shareOf(3), 0.25);
    }

    void printsItsNumbers()
    {
        QCOMPARE(QString::fromStdString(printFigure(spectrum())), QString("Singular values\n"
                                                                          "σ (logarithmic) over k\n"
                                                                          "all heads: 0.500 0.001 to 2.00 1.00\n"
                                                                          "head 3: 1.00 0.250 0.000\n"
                                                                          "x = 32.0: head size 32\n"));
    }
};

ATTNSCOPE_TEST(TestCurveFigure, tests::NoApplication)
#include "tst_curve_figure.moc"
