#include "tests/support/scripted_session.h"
#include "tests/support/test_program.h"
#include "tests/ui/plot/curve_examples.h"
#include "ui/plot/curve_plot.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace ui;
using curves::placeOf;
using curves::spectra;

namespace {

// From one point to the next along the axis.
double stepOf(const CurvePlot &plot)
{
    return plot.frame().at(2, 1).x() - plot.frame().at(1, 1).x();
}

void turnWheel(CurvePlot &plot, QPoint place, int notches)
{
    QWheelEvent event(place, plot.mapToGlobal(place), {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&plot, &event);
}

void drag(CurvePlot &plot, QPoint from, QPoint to)
{
    QTest::mousePress(&plot, Qt::LeftButton, {}, from);
    QTest::mouseMove(&plot, to);
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, to);
}

}  // namespace

// Wheel, drag and double click in a plot of curves, and what stays in sight.
class TestCurveZoom : public QObject
{
    Q_OBJECT

private slots:
    void init() { scripted::prepareGuiTest(); }

    void wheelZoomsAboutThePointer()
    {
        CurvePlot plot;
        plot.setFigure(spectra());
        scripted::showAt(plot, 420, 260);
        const QPoint point = placeOf(plot, {42, 7});
        const double wide = stepOf(plot);
        turnWheel(plot, point, 3);
        QVERIFY(stepOf(plot) > 1.8 * wide);
        QVERIFY((placeOf(plot, {42, 7}) - point).manhattanLength() <= 3);
        turnWheel(plot, point, -30);
        QCOMPARE(stepOf(plot), wide);
        turnWheel(plot, point, 99);
        QCOMPARE_LT(stepOf(plot), 51 * wide);
    }

    void draggingMovesAndADoubleClickShowsAll()
    {
        CurvePlot plot;
        plot.setFigure(spectra());
        scripted::showAt(plot, 420, 260);
        QSignalSpy clicks(&plot, &CurvePlot::pointClicked);
        const QPoint before = placeOf(plot, {42, 7});
        drag(plot, before, before - QPoint(40, 10));
        QCOMPARE(placeOf(plot, {42, 7}), before);  // there is nothing beyond
        turnWheel(plot, before, 3);
        drag(plot, before, before - QPoint(40, 10));
        QVERIFY((placeOf(plot, {42, 7}) - before + QPoint(40, 10)).manhattanLength() <= 4);
        QCOMPARE(clicks.count(), 0);
        QTest::mouseDClick(&plot, Qt::LeftButton, {}, before);
        QTest::mouseRelease(&plot, Qt::LeftButton, {}, before);
        QCOMPARE(placeOf(plot, {42, 7}), before);
    }

    void keysDoAsTheMouseDoes()
    {
        CurvePlot plot;
        plot.setFigure(spectra());
        scripted::showAt(plot, 420, 260);
        const double wide = stepOf(plot);
        const QPoint before = placeOf(plot, {42, 7});
        QTest::keyClick(&plot, Qt::Key_Plus);
        QTest::keyClick(&plot, Qt::Key_Plus);
        QVERIFY(stepOf(plot) > 1.5 * wide);
        const QPoint zoomed = placeOf(plot, {42, 7});
        QTest::keyClick(&plot, Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(placeOf(plot, {42, 7}).x() < zoomed.x() - 20);
        QCOMPARE(placeOf(plot, {42, 7}).y(), zoomed.y());
        QVERIFY(!plot.pointed());
        QTest::keyClick(&plot, Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY((placeOf(plot, {42, 7}) - zoomed).manhattanLength() <= 2);
        QTest::keyClick(&plot, Qt::Key_Minus);
        QVERIFY(stepOf(plot) < 1.5 * wide);
        QTest::keyClick(&plot, Qt::Key_0);
        QCOMPARE(placeOf(plot, {42, 7}), before);
    }

    void zoomStaysWhileTheAxesDo()
    {
        CurvePlot plot;
        plot.setFigure(spectra());
        scripted::showAt(plot, 420, 260);
        const double wide = stepOf(plot);
        turnWheel(plot, placeOf(plot, {42, 7}), 3);
        const double zoomed = stepOf(plot);
        plot.setFigure(spectra());
        QCOMPARE(stepOf(plot), zoomed);
        core::CurveFigure other = spectra();
        other.x.name = "k";
        plot.setFigure(other);
        QCOMPARE(stepOf(plot), wide);
    }

    void walkedToPointsComeIntoSight()
    {
        CurvePlot plot;
        plot.setFigure(spectra());
        scripted::showAt(plot, 420, 260);
        turnWheel(plot, placeOf(plot, {0, 15}), 6);
        QVERIFY(!plot.frame().shows(placeOf(plot, {0, 0})));
        QTest::keyClick(&plot, Qt::Key_Right);
        QCOMPARE(plot.pointed(), (CurvePoint{0, 0}));
        QVERIFY(plot.frame().shows(placeOf(plot, {0, 0})));
    }

    void hiddenPointsAreNotPointedAt()
    {
        CurvePlot plot;
        plot.setFigure(spectra());
        scripted::showAt(plot, 420, 260);
        turnWheel(plot, placeOf(plot, {0, 15}), 12);
        const QPointF edge(plot.frame().plot.left() - 4, plot.frame().plot.center().y());
        QTest::mouseMove(&plot, edge.toPoint());
        QVERIFY(!plot.pointed());
    }
};

ATTNSCOPE_TEST(TestCurveZoom, QApplication)
#include "tst_curve_zoom.moc"
