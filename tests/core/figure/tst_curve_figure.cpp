#include "core/figure/values/curve_figure.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace core;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

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
