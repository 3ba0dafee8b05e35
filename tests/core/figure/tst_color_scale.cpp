#include "core/figure/values/color_scale.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace core;

class TestColorScale : public QObject
{
    Q_OBJECT

private slots:
    void sharesRunFromLowToHigh()
    {
        const ColorScale scale{.low = 1, .high = 3};
        QCOMPARE(scale.shareOf(1), 0.0);
        QCOMPARE(scale.shareOf(2), 0.5);
        QCOMPARE(scale.shareOf(9), 1.0);
        QCOMPARE(scale.shareOf(std::nan("")), 0.0);
    }

    void gammaLiftsSmallValues()
    {
        const ColorScale scale{.low = 0, .high = 1, .gamma = 0.6};
        QVERIFY(scale.shareOf(0.1) > 0.2);
        QVERIFY(std::abs(scale.valueAt(scale.shareOf(0.3)) - 0.3) < 1e-12);
    }

    void logarithmicScaleIsNeutralAtOne()
    {
        const ColorScale scale{.low = 0.25, .high = 4, .gamma = 1, .kind = ScaleKind::Logarithmic};
        QCOMPARE(scale.shareOf(1), 0.5);
        QCOMPARE(scale.shareOf(2), 0.75);
        QCOMPARE(scale.shareOf(0), 0.0);
        QCOMPARE(scale.valueAt(0.5), 1.0);
    }

    void symmetricScaleIsNeutralAtZero()
    {
        const ColorScale scale{.low = -2, .high = 2, .gamma = 0.6, .kind = ScaleKind::Symmetric};
        QCOMPARE(scale.shareOf(0), 0.5);
        QCOMPARE(scale.shareOf(-5), 0.0);
        QVERIFY(scale.shareOf(0.2) > 0.6);
        QVERIFY(std::abs(scale.shareOf(0.2) + scale.shareOf(-0.2) - 1) < 1e-12);
        QVERIFY(std::abs(scale.valueAt(scale.shareOf(-0.3)) + 0.3) < 1e-12);
        const ColorIndexer indexOf(scale);
        for (float value = -2; value <= 2; value += 0.01F)
            QVERIFY(std::abs(indexOf(value) - std::lround(scale.shareOf(value) * 255)) <= 2);
    }

    void scaleWithoutExtentIsLow()
    {
        const ColorScale scale{.low = 0, .high = 0};
        QCOMPARE(scale.shareOf(3), 0.0);
        QCOMPARE(ColorIndexer(scale)(3.0F), std::uint8_t(0));
    }

    void smallScalesHaveMoreDecimals()
    {
        QCOMPARE(decimalsOf({.low = 0, .high = 72}), 2);
        QCOMPARE(decimalsOf({.low = 0, .high = 1}), 2);
        QCOMPARE(decimalsOf({.low = -0.1, .high = 0.1}), 2);
        QCOMPARE(decimalsOf({.low = 0, .high = 0.072}), 3);
        QCOMPARE(decimalsOf({.low = -0.0042, .high = 0.001}), 4);
        QCOMPARE(decimalsOf({.low = 0, .high = 1e-30}), 8);
        QCOMPARE(decimalsOf({.low = 0, .high = 0}), 2);
        QCOMPARE(decimalsOf({.low = 9.1, .high = 9.105}), 4);
    }

    void indicesFollowTheScale()
    {
        const ColorScale scale{.low = 0, .high = 0.98, .gamma = 0.6};
        const ColorIndexer indexOf(scale);
        for (float value = 0; value <= 1; value += 0.001F)
            QVERIFY(std::abs(indexOf(value) - std::lround(scale.shareOf(value) * 255)) <= 2);
        QCOMPARE(indexOf(-1.0F), std::uint8_t(0));
        QCOMPARE(indexOf(5.0F), std::uint8_t(255));
        QCOMPARE(indexOf(std::numeric_limits<float>::infinity()), std::uint8_t(255));
        QCOMPARE(indexOf(std::numeric_limits<float>::quiet_NaN()), std::uint8_t(0));
    }

    void whatIsNoNumberIsNeutralOnADivergingScale()
    {
        const ColorScale scales[] = {{.low = -2, .high = 2},
                                     {.low = -2, .high = 2, .gamma = 0.6, .kind = ScaleKind::Symmetric},
                                     {.low = 0.25, .high = 4, .gamma = 1, .kind = ScaleKind::Logarithmic}};
        for (const ColorScale &scale : scales) {
            QVERIFY(scale.isDiverging());
            QCOMPARE(scale.shareOf(std::nan("")), 0.5);
            QCOMPARE(ColorIndexer(scale)(std::numeric_limits<float>::quiet_NaN()), std::uint8_t(128));
        }
        const ColorScale sequential[] = {
            {.low = 0, .high = 1}, {.low = -1, .high = 3}, {.low = 0.1, .high = 100, .kind = ScaleKind::Logarithmic}};
        for (const ColorScale &scale : sequential)
            QVERIFY(!scale.isDiverging());
    }
};

ATTNSCOPE_TEST(TestColorScale, tests::NoApplication)
#include "tst_color_scale.moc"
