#include "ui/plot/cell_image.h"

#include <QTest>

using namespace ui;

namespace {

ColorTable greys()
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

}  // namespace

class TestCellImage : public QObject
{
    Q_OBJECT

private slots:
    void smallCellsTouch()
    {
        const core::Matrix values = (core::Matrix(2, 2) << 0, 1, 1, 0).finished();
        const QImage image =
            CellPyramid(core::viewOf(values), {.low = 0, .high = 1}).image(wholeOf(values, {4, 4}), greys());
        QCOMPARE(image.pixel(0, 0), qRgb(0, 0, 0));
        QCOMPARE(image.pixel(1, 1), qRgb(0, 0, 0));
        QCOMPARE(image.pixel(2, 0), qRgb(255, 255, 255));
        QCOMPARE(image.pixel(1, 3), qRgb(255, 255, 255));
    }

    void largeCellsAreSetApart()
    {
        const core::Matrix values = core::Matrix::Ones(2, 2);
        const QImage image =
            CellPyramid(core::viewOf(values), {.low = 0, .high = 1}).image(wholeOf(values, {20, 20}), greys());
        QCOMPARE(image.pixel(9, 3), gap);
        QCOMPARE(image.pixel(3, 9), gap);
        QCOMPARE(image.pixel(8, 8), qRgb(255, 255, 255));
        QCOMPARE(image.pixel(19, 19), qRgb(255, 255, 255));
    }

    void everyCellIsAsLargeAsTheNext()
    {
        const core::Matrix values = core::Matrix::Identity(23, 23);
        const QImage image =
            CellPyramid(core::viewOf(values), {.low = 0, .high = 1}).image(wholeOf(values, {23 * 15, 23 * 15}), greys());
        for (int cell = 0; cell < 22; ++cell)
            QCOMPARE(image.pixel(cell * 15 + 14, 3), gap);
    }

    void loneStrongCellNeverVanishes()
    {
        core::Matrix values = core::Matrix::Zero(3001, 3001);
        values(1234, 2345) = 1;
        const QImage image =
            CellPyramid(core::viewOf(values), {.low = 0, .high = 1}).image(wholeOf(values, {375, 375}), greys());
        bool isSeen = false;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                isSeen = isSeen || image.pixel(x, y) == qRgb(255, 255, 255);
        QVERIFY(isSeen);
    }

    void zoomShowsOneCell()
    {
        core::Matrix values = core::Matrix::Zero(9, 9);
        values(4, 5) = 1;
        const CellImageLayout layout{.rows = {4, 5}, .columns = {5, 6}, .size = {6, 6}, .gap = gap};
        const QImage image = CellPyramid(core::viewOf(values), {.low = 0, .high = 1}).image(layout, greys());
        QCOMPARE(image.pixel(0, 0), qRgb(255, 255, 255));
        QCOMPARE(image.pixel(5, 5), qRgb(255, 255, 255));
    }

    void nothingDrawsNothing()
    {
        QVERIFY(CellPyramid().image({.rows = {}, .columns = {}, .size = {4, 4}}, greys()).isNull());
        const core::Matrix values = core::Matrix::Ones(2, 2);
        QVERIFY(CellPyramid(core::viewOf(values), {}).image(wholeOf(values, {0, 4}), greys()).isNull());
    }
};

QTEST_APPLESS_MAIN(TestCellImage)
#include "tst_cell_image.moc"
