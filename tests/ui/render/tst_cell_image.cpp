#include "tests/support/test_program.h"
#include "ui/render/cell_image.h"

#include <QTest>

#include <random>

using namespace ui;

namespace {

ColorTable grays()
{
    ColorTable table;
    for (std::size_t index = 0; index < table.size(); ++index)
        table[index] = qRgb(static_cast<int>(index), static_cast<int>(index), static_cast<int>(index));
    return table;
}

constexpr QRgb gap = qRgb(255, 0, 255);

CellImageLayout wholeOf(const core::Matrix &matrix, QSize size)
{
    return {.rows = {0, static_cast<double>(matrix.rows())},
            .columns = {0, static_cast<double>(matrix.cols())},
            .size = size,
            .gap = gap};
}

constexpr core::ColorScale sequential{.low = 0, .high = 1};
constexpr core::ColorScale diverging{.low = -1, .high = 1};
constexpr core::ColorScale aroundOne{.low = 0.25, .high = 4, .gamma = 1, .kind = core::ScaleKind::Logarithmic};

core::Matrix randomValues(int rows, int columns, double low, double high)
{
    std::mt19937 random(7);
    std::uniform_real_distribution<float> uniform(static_cast<float>(low), static_cast<float>(high));
    return core::Matrix::NullaryExpr(rows, columns, [&] { return uniform(random); });
}

// Whether the cell is one that the pixel stands for: where there are more cells than pixels the cell begins in the pixel,
// otherwise the pixel's middle lies in the cell.
bool isUnder(int cell, int pixel, int cells, int pixels)
{
    return cells > pixels ? cell * pixels / cells == pixel : (2 * pixel + 1) * cells / (2 * pixels) == cell;
}

// The gray of a pixel in plain loops over all cells: the largest value under it, or the one farthest from the middle of 256.
int expectedGray(const core::Matrix &values, const core::ColorScale &scale, QPoint pixel, QSize size)
{
    std::vector<int> grays;
    for (int row = 0; row < values.rows(); ++row)
        for (int column = 0; column < values.cols(); ++column)
            if (isUnder(row, pixel.y(), static_cast<int>(values.rows()), size.height()) &&
                isUnder(column, pixel.x(), static_cast<int>(values.cols()), size.width()))
                grays.push_back(core::ColorIndexer(scale)(values(row, column)));
    int strongest = grays.front();
    for (const int gray : grays) {
        const bool isStronger =
            scale.low >= 0 && scale.high != 4
                ? gray > strongest
                : std::abs(2 * gray - 255) > std::abs(2 * strongest - 255) || (gray > strongest && gray + strongest == 255);
        strongest = isStronger ? gray : strongest;
    }
    return strongest;
}

}  // namespace

Q_DECLARE_METATYPE(core::Matrix)
Q_DECLARE_METATYPE(core::ColorScale)

class TestCellImage : public QObject
{
    Q_OBJECT

private slots:
    void smallCellsTouch()
    {
        const core::Matrix values = (core::Matrix(2, 2) << 0, 1, 1, 0).finished();
        const QImage image = CellRaster(core::viewOf(values), {.low = 0, .high = 1}).image(wholeOf(values, {4, 4}), grays());
        QCOMPARE(image.pixel(0, 0), qRgb(0, 0, 0));
        QCOMPARE(image.pixel(1, 1), qRgb(0, 0, 0));
        QCOMPARE(image.pixel(2, 0), qRgb(255, 255, 255));
        QCOMPARE(image.pixel(1, 3), qRgb(255, 255, 255));
    }

    void largeCellsAreSetApart()
    {
        const core::Matrix values = core::Matrix::Ones(2, 2);
        const QImage image =
            CellRaster(core::viewOf(values), {.low = 0, .high = 1}).image(wholeOf(values, {20, 20}), grays());
        QCOMPARE(image.pixel(9, 3), gap);
        QCOMPARE(image.pixel(3, 9), gap);
        QCOMPARE(image.pixel(8, 8), qRgb(255, 255, 255));
        QCOMPARE(image.pixel(19, 19), qRgb(255, 255, 255));
    }

    void everyCellIsAsLargeAsTheNext()
    {
        const core::Matrix values = core::Matrix::Identity(23, 23);
        const QImage image =
            CellRaster(core::viewOf(values), {.low = 0, .high = 1}).image(wholeOf(values, {23 * 15, 23 * 15}), grays());
        for (int cell = 0; cell < 22; ++cell)
            QCOMPARE(image.pixel(cell * 15 + 14, 3), gap);
    }

    void loneStrongCellNeverVanishes()
    {
        core::Matrix values = core::Matrix::Zero(3001, 3001);
        values(1234, 2345) = 1;
        const QImage image =
            CellRaster(core::viewOf(values), {.low = 0, .high = 1}).image(wholeOf(values, {375, 375}), grays());
        bool isSeen = false;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                isSeen = isSeen || image.pixel(x, y) == qRgb(255, 255, 255);
        QVERIFY(isSeen);
    }

    void everyPixelIsTheStrongestOfItsCells_data()
    {
        QTest::addColumn<core::Matrix>("values");
        QTest::addColumn<core::ColorScale>("scale");
        QTest::addColumn<QSize>("size");
        QTest::newRow("a strip") << randomValues(9, 267, 0, 1) << sequential << QSize(64, 36);
        QTest::newRow("a strip around zero") << randomValues(9, 267, -1, 1) << diverging << QSize(61, 37);
        QTest::newRow("a strip around one") << randomValues(3, 151, 0.25, 4) << aroundOne << QSize(50, 18);
        QTest::newRow("more rows than pixels") << randomValues(131, 4, 0, 1) << sequential << QSize(20, 40);
        QTest::newRow("both") << randomValues(95, 75, -1, 1) << diverging << QSize(13, 17);
        QTest::newRow("hardly more cells than pixels") << randomValues(31, 33, -1, 1) << diverging << QSize(30, 30);
        QTest::newRow("a pixel for each") << randomValues(6, 7, 0, 1) << sequential << QSize(7, 6);
    }

    void everyPixelIsTheStrongestOfItsCells()
    {
        QFETCH(core::Matrix, values);
        QFETCH(core::ColorScale, scale);
        QFETCH(QSize, size);
        const QImage image = CellRaster(core::viewOf(values), scale).image(wholeOf(values, size), grays());
        for (int y = 0; y < size.height(); ++y)
            for (int x = 0; x < size.width(); ++x)
                QCOMPARE(qRed(image.pixel(x, y)), expectedGray(values, scale, {x, y}, size));
    }

    // 2,667 words of eight heads: no two heads alike.
    void rowsOfALongStripStayApart()
    {
        core::Matrix values(8, 2667);
        for (int row = 0; row < 8; ++row)
            values.row(row).setConstant(static_cast<float>(row) / 8);
        const QImage image = CellRaster(core::viewOf(values), sequential).image(wholeOf(values, {640, 48}), grays());
        for (int y = 0; y < 48; ++y) {
            const int row = y / 6;
            QCOMPARE(qRed(image.pixel(100, y)), static_cast<int>(std::lround(row / 8.0 * 255)));
        }
    }

    void countsTheCellsOfAPixel()
    {
        const core::Matrix strip = core::Matrix::Zero(8, 2667);
        QCOMPARE(mergedCells(wholeOf(strip, {889, 240})), (MergedCells{1, 3}));
        QCOMPARE(mergedCells(wholeOf(strip, {890, 4})), (MergedCells{2, 3}));
        QCOMPARE(mergedCells(wholeOf(strip, {2667, 8})), (MergedCells{1, 1}));
        QCOMPARE(mergedCells({.rows = {0, 8}, .columns = {100.5, 300.5}, .size = {640, 240}}), MergedCells());
    }

    void whatIsCutAtTheBorderIsSeen()
    {
        core::Matrix values = core::Matrix::Zero(1, 101);
        values(0, 10) = 1;
        values(0, 90) = 0.5F;
        const CellImageLayout layout{.rows = {0, 1}, .columns = {10.5, 90.5}, .size = {20, 4}, .gap = gap};
        const QImage image = CellRaster(core::viewOf(values), sequential).image(layout, grays());
        QCOMPARE(qRed(image.pixel(0, 0)), 255);
        QCOMPARE(qRed(image.pixel(19, 0)), 128);
    }

    void zoomShowsOneCell()
    {
        core::Matrix values = core::Matrix::Zero(9, 9);
        values(4, 5) = 1;
        const CellImageLayout layout{.rows = {4, 5}, .columns = {5, 6}, .size = {6, 6}, .gap = gap};
        const QImage image = CellRaster(core::viewOf(values), {.low = 0, .high = 1}).image(layout, grays());
        QCOMPARE(image.pixel(0, 0), qRgb(255, 255, 255));
        QCOMPARE(image.pixel(5, 5), qRgb(255, 255, 255));
    }

    void nothingDrawsNothing()
    {
        QVERIFY(CellRaster().image({.rows = {}, .columns = {}, .size = {4, 4}}, grays()).isNull());
        const core::Matrix values = core::Matrix::Ones(2, 2);
        QVERIFY(CellRaster(core::viewOf(values), {}).image(wholeOf(values, {0, 4}), grays()).isNull());
    }
};

ATTNSCOPE_TEST(TestCellImage, tests::NoApplication)
#include "tst_cell_image.moc"
