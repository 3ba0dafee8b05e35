#include "tests/support/test_program.h"
#include "ui/render/bound_label.h"
#include "ui/render/curve_chart.h"

#include <QApplication>
#include <QTest>
#include <qcustomplot.h>

using namespace ui;

class BoundLabelTest : public QObject
{
    Q_OBJECT

private slots:
    // Its usual place is at the right, above the line.
    void labelsOfLinesKeepOffCurves()
    {
        core::CurveFigure figure;
        figure.curves = {{.name = "a", .x = {0, 9, 10}, .y = {0, 0, 0.6}}};
        figure.bounds = {{.axis = core::BoundLine::Axis::Y, .at = 0.5, .label = "unmasked"}};
        figure.y = {.name = "y", .low = 0, .high = 1};
        QCustomPlot plot;
        CurveChart chart(plot);
        chart.show(figure, FigureStyle::forScreen(QApplication::font(), QApplication::palette()));
        chart.layOut(QSize(400, 240));
        const CurveFrame frame = chart.frame();
        const QSizeF label(60, 12);
        const auto placeOf = [&] { return freeBoundLabel(chart.figure(), frame, chart.figure().bounds.front(), label); };
        const QRectF place = placeOf();
        QVERIFY(frame.plot.contains(place));
        for (double share = 0; share <= 1; share += 0.01)
            QVERIFY(!place.contains(frame.at(9 + share, 0.6 * share)));
        figure.curves.front().y.back() = 0;
        chart.show(figure, FigureStyle::forScreen(QApplication::font(), QApplication::palette()));
        QCOMPARE(placeOf().right(), frame.plot.right());
        QVERIFY(placeOf().bottom() <= frame.at(0, 0.5).y());
    }
};

ATTNSCOPE_TEST(BoundLabelTest, QApplication)
#include "tst_bound_label.moc"
