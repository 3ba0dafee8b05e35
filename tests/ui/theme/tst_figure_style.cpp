#include "tests/support/test_program.h"
#include "ui/theme/figure_style.h"

#include <QApplication>
#include <QTest>

using namespace ui;

class TestFigureStyle : public QObject
{
    Q_OBJECT

private slots:
    void screenSizesArePixelsAt96Dpi()
    {
        const FigureStyle style = FigureStyle::forScreen(QFont(), paletteFor(darkTheme()));
        QVERIFY(style.theme.isDark);
        QCOMPARE(style.body.pointSizeF(), 12.5 * 0.75);
        QCOMPARE(style.strongNote.pointSizeF(), style.note.pointSizeF());
        QCOMPARE(style.hairlineWidth, 1.0);
        QCOMPARE(style.curves.dotRadius, 2.5);
    }

    // A size of its own does not make a font count in device units.
    void aFamilySizedInPixelsIsStillForTheScreen()
    {
        QFont family;
        family.setPixelSize(40);
        const FigureStyle style = FigureStyle::forScreen(family, paletteFor(lightTheme()));
        QCOMPARE(style.note.pixelSize(), -1);
        QCOMPARE(style.note.pointSizeF(), 8.25);
    }

    void paperSizesArePointsInDeviceUnits()
    {
        const FigureStyle style = FigureStyle::forPaper(QFont(), 10);
        QVERIFY(!style.theme.isDark);
        QCOMPARE(style.title.pixelSize(), 80);
        QCOMPARE(style.body.pixelSize(), 70);
        QCOMPARE(style.tiny.pixelSize(), 70);
        QCOMPARE(style.map.smallestText, 70.0);  // labels are left out rather than shrunk
        QCOMPARE(style.hairlineWidth, 5.0);
        QCOMPARE(style.curves.thinLine, 5.0);
        QCOMPARE(style.curves.mainLine, 10.0);
        QCOMPARE(style.selectionWidth, 10.0);
    }

    // Every length grows with the device's resolution alone: all kinds of picture are told the same scale.
    void paperLengthsGrowWithTheResolution()
    {
        const FigureStyle coarse = FigureStyle::forPaper(QFont(), 1);
        const FigureStyle fine = FigureStyle::forPaper(QFont(), 8);
        QCOMPARE(fine.map.labelGap, 8 * coarse.map.labelGap);
        QCOMPARE(fine.colorBar.height, 8 * coarse.colorBar.height);
        QCOMPARE(fine.curves.dotRadius, 8 * coarse.curves.dotRadius);
        QCOMPARE(fine.heads.gap, 8 * coarse.heads.gap);
        QCOMPARE(fine.lines.thickestLine, 8 * coarse.lines.thickestLine);
        QCOMPARE(fine.tokens.chip, 8 * coarse.tokens.chip);
        QCOMPARE(fine.bars.thin, 8 * coarse.bars.thin);
    }

    void paperTextIsAsLargeAsTheVenueHasIt()
    {
        const FigureStyle style = FigureStyle::forPaper(QFont(), 10, {.labels = 9, .ticks = 6});
        QCOMPARE(style.title.pixelSize(), 90);
        QCOMPARE(style.note.pixelSize(), 60);
    }

    void fontsKeepTheUnitOfTheirFamily()
    {
        QFont inUnits;
        inUnits.setPixelSize(3);
        QCOMPARE(fontOfSize(inUnits, 29.6).pixelSize(), 30);
        QCOMPARE(fontOfSize(inUnits, 0.2).pixelSize(), 1);
        QFont inPoints;
        inPoints.setPointSizeF(3);
        QCOMPARE(fontOfSize(inPoints, 10).pointSizeF(), 7.5);
    }
};

ATTNSCOPE_TEST(TestFigureStyle, QApplication)
#include "tst_figure_style.moc"
