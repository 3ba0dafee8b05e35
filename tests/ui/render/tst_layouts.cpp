#include "tests/support/test_program.h"
#include "ui/render/head_grid_layout.h"
#include "ui/render/heat_map_frame.h"

#include <QTest>

using namespace ui;

namespace {

core::HeadGridFigure gridOf(int layers, int heads, bool isMatrix)
{
    core::HeadGridFigure figure;
    figure.layout = {layers, heads};
    figure.isMatrix = isMatrix;
    figure.cells.resize(static_cast<std::size_t>(layers) * static_cast<std::size_t>(heads));
    return figure;
}

}  // namespace

class TestLayouts : public QObject
{
    Q_OBJECT

private slots:
    void labelsThinOutInRoundSteps_data()
    {
        QTest::addColumn<double>("spacing");
        QTest::addColumn<int>("step");
        QTest::newRow("roomy") << 12.0 << 1;
        QTest::newRow("just fits") << 9.0 << 1;
        QTest::newRow("half") << 5.0 << 2;
        QTest::newRow("five") << 2.0 << 5;
        QTest::newRow("ten") << 1.0 << 10;
        QTest::newRow("hundred") << 0.1 << 100;
    }

    void labelsThinOutInRoundSteps()
    {
        QFETCH(double, spacing);
        QFETCH(int, step);
        QCOMPARE(labelStep(spacing, 9), step);
    }

    void frameFindsTheCellUnderAPoint()
    {
        const HeatMapFrame frame{.cells = {10, 20, 40, 60}, .rows = {1, 4}, .columns = {0, 2}};
        QCOMPARE(frame.cellAt({10, 20}), (CellIndex{1, 0}));
        QCOMPARE(frame.cellAt({49, 79}), (CellIndex{3, 1}));
        QVERIFY(!frame.cellAt({50, 30}));
        QVERIFY(!frame.cellAt({9, 30}));
        QCOMPARE(frame.cell({2, 1}), QRectF(30, 40, 20, 20));
    }

    void allHeadsAreReachable_data()
    {
        QTest::addColumn<int>("layers");
        QTest::addColumn<int>("heads");
        QTest::addColumn<bool>("isMatrix");
        QTest::newRow("2 x 2") << 2 << 2 << true;
        QTest::newRow("2 x 4") << 2 << 4 << true;
        QTest::newRow("2 x 32") << 2 << 32 << true;
        QTest::newRow("12 x 12") << 12 << 12 << true;
        QTest::newRow("24 x 16") << 24 << 16 << true;
        QTest::newRow("8 flowing") << 2 << 4 << false;
        QTest::newRow("144 flowing") << 12 << 12 << false;
        QTest::newRow("384 flowing") << 24 << 16 << false;
    }

    void allHeadsAreReachable()
    {
        QFETCH(int, layers);
        QFETCH(int, heads);
        QFETCH(bool, isMatrix);
        const core::HeadGridFigure figure = gridOf(layers, heads, isMatrix);
        for (const QSizeF room : {QSizeF(374, 580), QSizeF(690, 850), QSizeF(300, 300)}) {
            const HeadGridLayout layout = layOutHeads(figure, room, {});
            const int count = layers * heads;
            QVERIFY(layout.thumbnail >= 10);
            for (int index = 0; index < count; ++index) {
                const QRectF box = layout.thumbnailAt(index);
                QVERIFY(box.right() <= room.width() && box.bottom() <= layout.height);
                QCOMPARE(layout.indexAt(box.center(), count), index);
            }
            QVERIFY(!layout.indexAt({-1, 5}, count));
            QVERIFY(!layout.indexAt({5, layout.height + 100}, count));
        }
    }

    void fewHeadsGrowLarge() { QVERIFY(layOutHeads(gridOf(2, 2, true), {690, 850}, {}).thumbnail >= 200); }

    void noHeadsTakeNoRoom() { QCOMPARE(layOutHeads(gridOf(0, 0, true), {100, 100}, {}).height, 0.0); }
};

ATTNSCOPE_TEST(TestLayouts, tests::NoApplication)
#include "tst_layouts.moc"
