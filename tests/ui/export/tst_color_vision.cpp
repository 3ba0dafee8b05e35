#include "tests/support/test_program.h"
#include "ui/export/color_vision.h"

#include <QTest>

using ui::ColorVision;

// Simulated prints and readers, held to known values.
class ColorVisionTest : public QObject
{
    Q_OBJECT

private slots:
    void greysStayWhatTheyAre()
    {
        for (const auto vision : {ColorVision::Full, ColorVision::Greyscale, ColorVision::Protanopia,
                                  ColorVision::Deuteranopia, ColorVision::Tritanopia}) {
            for (const int grey : {0, 40, 128, 255}) {
                const QRgb seen = ui::seenWith(vision, qRgb(grey, grey, grey));
                QVERIFY(std::abs(qRed(seen) - grey) <= 1 && std::abs(qGreen(seen) - grey) <= 1 &&
                        std::abs(qBlue(seen) - grey) <= 1);
            }
        }
    }

    // Luminance of the sRGB primaries: 0.2126, 0.7152 and 0.0722, encoded.
    void primariesHaveTheirLuminance()
    {
        QCOMPARE(qRed(ui::seenWith(ColorVision::Greyscale, qRgb(255, 0, 0))), 127);
        QCOMPARE(qRed(ui::seenWith(ColorVision::Greyscale, qRgb(0, 255, 0))), 220);
        QCOMPARE(qRed(ui::seenWith(ColorVision::Greyscale, qRgb(0, 0, 255))), 76);
        QVERIFY(std::abs(ui::lightnessOf(qRgb(119, 119, 119)) - 50) < 0.5);
        QCOMPARE(ui::lightnessOf(qRgb(255, 255, 255)), 100.0);
    }

    void redAndGreenGrowAlikeWithoutTheirCones()
    {
        const auto difference = [](ColorVision vision) {
            const QRgb red = ui::seenWith(vision, qRgb(200, 60, 60));
            const QRgb green = ui::seenWith(vision, qRgb(60, 140, 60));
            return std::abs(qRed(red) - qRed(green)) + std::abs(qGreen(red) - qGreen(green));
        };
        QVERIFY(difference(ColorVision::Deuteranopia) < difference(ColorVision::Full) / 2);
        QVERIFY(difference(ColorVision::Tritanopia) > difference(ColorVision::Full) / 2);
    }

    void picturesAreSeenPixelByPixel()
    {
        QImage picture(2, 1, QImage::Format_RGB32);
        picture.setPixel(0, 0, qRgb(255, 0, 0));
        picture.setPixel(1, 0, qRgb(0, 0, 255));
        const QImage seen = ui::seenWith(ColorVision::Protanopia, picture);
        QCOMPARE(seen.pixel(0, 0), ui::seenWith(ColorVision::Protanopia, qRgb(255, 0, 0)));
        QCOMPARE(seen.pixel(1, 0), ui::seenWith(ColorVision::Protanopia, qRgb(0, 0, 255)));
    }
};

ATTNSCOPE_TEST(ColorVisionTest, tests::NoApplication)
#include "tst_color_vision.moc"
