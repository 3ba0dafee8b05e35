#include "tests/support/test_program.h"
#include "ui/plot/heat_map_plot.h"

#include "core/figure/values/attention_figure.h"
#include "tests/support/golden_image.h"
#include "tests/support/scripted_session.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <cmath>

using namespace ui;

namespace {

core::HeatMapFigure figureOf(const scripted::SnapshotPointer &snapshot, core::HeadRef head = {})
{
    return core::attentionFigure(*snapshot, head, core::displayUnits(*snapshot, {}), {});
}

QPoint centerOf(const HeatMapPlot &plot, CellIndex cell)
{
    return plot.frame().cell(cell).center().toPoint();
}

void scroll(HeatMapPlot &plot, QPoint position, int notches)
{
    QWheelEvent event(position, plot.mapToGlobal(position), {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&plot, &event);
}

}  // namespace

class TestHeatMapPlot : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { scripted::prepareGuiTest(); }
    void init() { scripted::prepareGuiTest(); }

    void borderCellsAreWhole()
    {
        HeatMapPlot plot(HeatMapPlot::CellShape::Square);
        plot.setFigure(figureOf(scripted::randomEncoder(1, 1, 12)));
        scripted::showAt(plot, 400, 460);
        const HeatMapFrame frame = plot.frame();
        QCOMPARE(frame.rows, (CellRange{0, 12}));
        QCOMPARE(frame.columns, (CellRange{0, 12}));
        QVERIFY(frame.rowHeight() >= frame.columnWidth());
        QVERIFY(frame.rowHeight() <= 1.3 * frame.columnWidth());
    }

    void pointingNamesTheCell()
    {
        HeatMapPlot plot(HeatMapPlot::CellShape::Square);
        plot.setFigure(figureOf(scripted::randomEncoder(1, 1, 12)));
        scripted::showAt(plot, 400, 460);
        std::optional<CellIndex> hovered;
        std::optional<CellIndex> clicked;
        connect(&plot, &HeatMapPlot::cellHovered, this, [&](const auto &cell) { hovered = cell; });
        connect(&plot, &HeatMapPlot::cellClicked, this, [&](const CellIndex &cell) { clicked = cell; });
        QTest::mouseMove(&plot, centerOf(plot, {3, 7}));
        QCOMPARE(hovered, (CellIndex{3, 7}));
        QTest::mouseClick(&plot, Qt::LeftButton, {}, centerOf(plot, {11, 0}));
        QCOMPARE(clicked, (CellIndex{11, 0}));
        QTest::mouseMove(&plot, {2, 2});
        QVERIFY(!hovered);
    }

    void cellReadsOutItsNumberOrItsNote()
    {
        core::HeatMapFigure figure = figureOf(scripted::randomEncoder(1, 1, 3));
        figure.values(1, 2) = 16;
        QCOMPARE(readOut(figure, {1, 2}), QStringLiteral("16.000"));
        figure.isWhole = true;
        QCOMPARE(readOut(figure, {1, 2}), QStringLiteral("16"));
        figure.notes = {"a", "b", "c", "d", "e", "f", "g", "h", "i"};
        QCOMPARE(readOut(figure, {1, 2}), QStringLiteral("f"));
    }

    void keysZoomMoveAndShowAll()
    {
        HeatMapPlot plot(HeatMapPlot::CellShape::Square);
        plot.setFigure(figureOf(scripted::randomEncoder(1, 1, 40)));
        scripted::showAt(plot, 400, 460);
        QTest::keyClick(&plot, Qt::Key_Plus);
        QTest::keyClick(&plot, Qt::Key_Plus);
        QTest::keyClick(&plot, Qt::Key_Plus);
        const CellRange zoomed = plot.frame().rows;
        QVERIFY(zoomed.length() < 30);
        QTest::keyClick(&plot, Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(plot.frame().rows.begin > zoomed.begin);
        QTest::keyClick(&plot, Qt::Key_Up, Qt::ShiftModifier);
        QVERIFY(std::abs(plot.frame().rows.begin - zoomed.begin) < 0.5);
        QTest::keyClick(&plot, Qt::Key_0);
        QCOMPARE(plot.frame().rows, (CellRange{0, 40}));
    }

    void wheelZoomsAroundThePointer()
    {
        HeatMapPlot plot(HeatMapPlot::CellShape::Square);
        plot.setFigure(figureOf(scripted::randomEncoder(1, 1, 40)));
        scripted::showAt(plot, 400, 460);
        const QPoint point = centerOf(plot, {10, 30});
        scroll(plot, point, 3);
        QVERIFY(plot.frame().rows.length() < 25);
        QCOMPARE(plot.frame().cellAt(point), (CellIndex{10, 30}));
        scroll(plot, point, -20);
        QCOMPARE(plot.frame().rows, (CellRange{0, 40}));
        QCOMPARE(plot.frame().columns, (CellRange{0, 40}));
    }

    void stripsZoomAndMoveAlongTheirWordsOnly()
    {
        HeatMapPlot plot(HeatMapPlot::CellShape::Strips);
        plot.setFigure(figureOf(scripted::randomEncoder(1, 1, 40)));
        scripted::showAt(plot, 500, 300);
        const QPoint point = centerOf(plot, {10, 30});
        scroll(plot, point, 3);
        QVERIFY(plot.frame().columns.length() < 25);
        QCOMPARE(plot.frame().rows, (CellRange{0, 40}));
        QCOMPARE(plot.frame().cellAt(point), (CellIndex{10, 30}));
        QTest::mousePress(&plot, Qt::LeftButton, {}, point);
        QTest::mouseMove(&plot, point + QPoint(30, -30));
        QTest::mouseRelease(&plot, Qt::LeftButton, {}, point + QPoint(30, -30));
        QCOMPARE(plot.frame().rows, (CellRange{0, 40}));
    }

    void draggingPansAndStopsAtTheBorder()
    {
        HeatMapPlot plot(HeatMapPlot::CellShape::Square);
        plot.setFigure(figureOf(scripted::randomEncoder(1, 1, 40)));
        scripted::showAt(plot, 400, 460);
        const QPoint point = centerOf(plot, {20, 20});
        scroll(plot, point, 3);
        QSignalSpy clicks(&plot, &HeatMapPlot::cellClicked);
        const double before = plot.frame().columns.begin;
        QTest::mousePress(&plot, Qt::LeftButton, {}, point);
        QTest::mouseMove(&plot, point + QPoint(-60, 0));
        QTest::mouseRelease(&plot, Qt::LeftButton, {}, point + QPoint(-60, 0));
        QVERIFY(plot.frame().columns.begin > before);
        QCOMPARE(clicks.count(), 0);
        QTest::mousePress(&plot, Qt::LeftButton, {}, point);
        QTest::mouseMove(&plot, point + QPoint(3000, 0));
        QTest::mouseRelease(&plot, Qt::LeftButton, {}, point);
        QCOMPARE(plot.frame().columns.begin, 0.0);
        QTest::mouseDClick(&plot, Qt::LeftButton, {}, point);
        QCOMPARE(plot.frame().columns, (CellRange{0, 40}));
    }

    void anotherSentenceIsShownWhole()
    {
        HeatMapPlot plot(HeatMapPlot::CellShape::Square);
        plot.setFigure(figureOf(scripted::randomEncoder(1, 1, 40)));
        scripted::showAt(plot, 400, 460);
        scroll(plot, centerOf(plot, {20, 20}), 3);
        plot.setFigure(figureOf(scripted::randomEncoder(1, 1, 12)));
        QCOMPARE(plot.frame().rows, (CellRange{0, 12}));
        plot.setFigure({});
        QVERIFY(plot.figure().isEmpty());
        QTest::mouseMove(&plot, {200, 200});
    }

    void drawsBertBase()
    {
        HeatMapPlot plot(HeatMapPlot::CellShape::Square);
        plot.setFigure(figureOf(scripted::bertBase(), {{4}, {7}}));
        plot.setHighlights({.row = 8, .column = 3, .hoveredRow = {}, .hoveredColumn = {}});
        scripted::showAt(plot, 480, 560);
        const QString difference = scripted::differenceFromGolden(plot.grab().toImage(), QStringLiteral("heat-map-light"));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }

    void drawsALegendAndDots()
    {
        core::HeatMapFigure figure{.title = "Mask",
                                   .rows = core::numberedAxis("layer", 6),
                                   .columns = core::numberedAxis("head", 6),
                                   .values = core::Matrix::Identity(6, 6),
                                   .valueName = "16.7 % kept",
                                   .scale = {.low = 0, .high = 1.6},
                                   .colorMap = "blues",
                                   .named = {{1, "kept"}, {0, "removed"}}};
        HeatMapPlot plot(HeatMapPlot::CellShape::Square);
        plot.setFigure(std::move(figure));
        plot.setHighlights({.row = 2, .column = 2, .hoveredRow = {}, .hoveredColumn = {}, .marked = {{1, 1}, {3, 0}}});
        scripted::showAt(plot, 260, 320);
        const QString difference =
            scripted::differenceFromGolden(plot.grab().toImage(), QStringLiteral("heat-map-legend-light"));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
};

ATTNSCOPE_TEST(TestHeatMapPlot, QApplication)
#include "tst_heat_map_plot.moc"
