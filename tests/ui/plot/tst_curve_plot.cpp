#include "tests/support/golden_image.h"
#include "tests/support/scripted_session.h"
#include "tests/support/test_program.h"
#include "tests/ui/plot/curve_examples.h"
#include "ui/plot/curve_plot.h"
#include "ui/render/curve_notes.h"
#include "ui/theme/spoken_picture.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <limits>

using namespace ui;
using curves::decay;
using curves::placeOf;
using curves::spectra;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

core::CurveFigure bands()
{
    core::CurveFigure figure = spectra();
    figure.curves.erase(figure.curves.begin(), figure.curves.begin() + 40);
    const core::Curve low = decay({}, 0.45, core::CurveRole::Crowd);
    const core::Curve high = decay({}, 0.15, core::CurveRole::Crowd);
    figure.bands = {{.name = "middle half", .x = low.x, .low = low.y, .high = high.y}};
    return figure;
}

core::CurveFigure withMovableBound()
{
    core::CurveFigure figure = spectra();
    figure.x.low = 1;
    figure.x.high = 16;
    figure.bounds.push_back({.axis = core::BoundLine::Axis::X, .at = 4, .label = "k = 4", .isMovable = true});
    return figure;
}

QPoint onBound(const CurvePlot &plot, double at)
{
    return QPointF(plot.frame().at(at, 1).x(), plot.frame().plot.center().y()).toPoint();
}

// Moves the third bound where it is dragged to, as a view does, and counts how often.
struct Follower {
    explicit Follower(CurvePlot &followed)
    {
        QObject::connect(&followed, &CurvePlot::boundMoved, &followed, [this, plot = &followed](int bound, double value) {
            ++moves;
            core::CurveFigure figure = plot->figure();
            figure.bounds[static_cast<std::size_t>(bound)].at = value;
            plot->setFigure(std::move(figure));
        });
    }

    int moves = 0;
};

}  // namespace

class TestCurvePlot : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { scripted::prepareGuiTest(); }
    void init() { scripted::prepareGuiTest(); }

    void everyPointLiesInThePlot()
    {
        CurvePlot plot;
        plot.setFigure(spectra());
        scripted::showAt(plot, 420, 260);
        for (const core::Curve &curve : plot.figure().curves)
            for (int point = 0; point < static_cast<int>(curve.y.size()); ++point)
                QVERIFY(plot.frame().plot.contains(plot.frame().at(curve, point)));
        QVERIFY(plot.rect().contains(plot.frame().plot.toRect()));
    }

    void namesAtTheEndsDoNotOverlap()
    {
        core::CurveFigure figure = spectra();
        for (core::Curve &curve : figure.curves)
            curve.y.back() = 0.02;
        CurvePlot plot;
        plot.setFigure(figure);
        scripted::showAt(plot, 420, 260);
        const auto labels = endLabels(plot.figure(), plot.frame(), 15);
        QCOMPARE(labels.size(), std::size_t(3));  // the crowd has none
        for (std::size_t label = 1; label < labels.size(); ++label)
            QVERIFY(labels[label].center - labels[label - 1].center >= 15);
    }

    void moreNamesThanFitLeaveOutTheLeastImportant()
    {
        core::CurveFigure figure = spectra();
        for (int curve = 0; curve < 40; ++curve)
            figure.curves[static_cast<std::size_t>(curve)].role = core::CurveRole::Reference;
        CurvePlot plot;
        plot.setFigure(figure);
        scripted::showAt(plot, 420, 160);
        const auto labels = endLabels(plot.figure(), plot.frame(), 15);
        QVERIFY(labels.size() < 10);
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const EndLabel &label) { return label.text == "attention"; }));
    }

    void pointingReadsOutTheNearestPoint()
    {
        CurvePlot plot;
        plot.setFigure(spectra());
        scripted::showAt(plot, 420, 260);
        QTest::mouseMove(&plot, placeOf(plot, {42, 5}));
        QCOMPARE(plot.pointed(), (CurvePoint{42, 5}));
        QCOMPARE(readOut(plot.figure(), *plot.pointed()), QString("singular value 6 · share of the largest 0.135"));
        QTest::mouseMove(&plot, {2, 2});
        QVERIFY(!plot.pointed());
    }

    void namedAxisReadsOutNames()
    {
        core::CurveFigure figure;
        figure.x = {.name = "depth",
                    .isWhole = true,
                    .low = 0.0,
                    .high = 3.0,
                    .ticks = {{0, "embeddings"}, {1, "layer 0"}, {2, "layer 1"}, {3, "layer 2"}}};
        figure.y = {.name = "residual"};
        figure.curves = {{.name = "residual", .x = {0, 1, 2, 3}, .y = {0.9, 0.8, 0.7, 0.6}}};
        CurvePlot plot;
        plot.setFigure(figure);
        scripted::showAt(plot, 420, 260);
        QCOMPARE(readOut(plot.figure(), {0, 1}), QString("layer 0 · residual 0.800"));
    }

    void clickNamesThePoint()
    {
        CurvePlot plot;
        plot.setFigure(spectra());
        scripted::showAt(plot, 420, 260);
        std::optional<CurvePoint> clicked;
        connect(&plot, &CurvePlot::pointClicked, this, [&](const CurvePoint &point) { clicked = point; });
        QTest::mouseClick(&plot, Qt::LeftButton, {}, placeOf(plot, {0, 15}));
        QCOMPARE(clicked, (CurvePoint{0, 15}));
    }

    void movableBoundFollowsThePointer()
    {
        CurvePlot plot;
        plot.setFigure(withMovableBound());
        scripted::showAt(plot, 420, 260);
        const Follower follower(plot);
        QTest::mousePress(&plot, Qt::LeftButton, {}, onBound(plot, 4));
        QTest::mouseMove(&plot, onBound(plot, 5.8));
        QCOMPARE(plot.figure().bounds[2].at, 6.0);  // the axis has whole numbers only
        QTest::mouseMove(&plot, onBound(plot, 6.2));
        QCOMPARE(follower.moves, 1);
        QTest::mouseMove(&plot, {-30, 5});
        QCOMPARE(plot.figure().bounds[2].at, 1.0);
        QTest::mouseMove(&plot, {900, 500});
        QCOMPARE(plot.figure().bounds[2].at, 16.0);
        QTest::mouseRelease(&plot, Qt::LeftButton, {}, onBound(plot, 9));
        QTest::mouseMove(&plot, onBound(plot, 3));
        QCOMPARE(plot.figure().bounds[2].at, 16.0);  // nobody holds it any more
    }

    void onlyMovableBoundsAreTakenHoldOf()
    {
        CurvePlot plot;
        plot.setFigure(withMovableBound());
        scripted::showAt(plot, 420, 260);
        const Follower follower(plot);
        QTest::mouseMove(&plot, onBound(plot, 8));
        QVERIFY(plot.cursor().shape() != Qt::SplitHCursor);
        QTest::mousePress(&plot, Qt::LeftButton, {}, onBound(plot, 8));
        QTest::mouseMove(&plot, onBound(plot, 12));
        QTest::mouseRelease(&plot, Qt::LeftButton, {}, onBound(plot, 12));
        QTest::mouseMove(&plot, onBound(plot, 4));
        QCOMPARE(plot.cursor().shape(), Qt::SplitHCursor);
        QTest::mousePress(&plot, Qt::RightButton, {}, onBound(plot, 4));
        QTest::mouseMove(&plot, onBound(plot, 5));
        QTest::mouseRelease(&plot, Qt::RightButton, {}, onBound(plot, 5));
        QCOMPARE(follower.moves, 0);
    }

    void figureWithoutTheBoundEndsTheDrag()
    {
        CurvePlot plot;
        plot.setFigure(withMovableBound());
        scripted::showAt(plot, 420, 260);
        const Follower follower(plot);
        QTest::mousePress(&plot, Qt::LeftButton, {}, onBound(plot, 4));
        plot.setFigure(spectra());
        QTest::mouseMove(&plot, onBound(plot, 9));
        plot.setFigure({});
        QTest::mouseMove(&plot, {100, 100});
        QTest::mouseRelease(&plot, Qt::LeftButton, {}, {100, 100});
        QCOMPARE(follower.moves, 0);
    }

    void arrowKeysWalkAlongTheCurves()
    {
        CurvePlot plot;
        plot.setFigure(spectra());
        scripted::showAt(plot, 420, 260);
        QTest::keyClick(&plot, Qt::Key_Right);
        QCOMPARE(plot.pointed(), (CurvePoint{0, 0}));
        QTest::keyClick(&plot, Qt::Key_Right);
        QTest::keyClick(&plot, Qt::Key_Down);
        QCOMPARE(plot.pointed(), (CurvePoint{1, 1}));
        QTest::keyClick(&plot, Qt::Key_Up);
        QTest::keyClick(&plot, Qt::Key_Up);
        QTest::keyClick(&plot, Qt::Key_Left);
        QTest::keyClick(&plot, Qt::Key_Left);
        QCOMPARE(plot.pointed(), (CurvePoint{0, 0}));
        QTest::keyClick(&plot, Qt::Key_Escape);
        QVERIFY(!plot.pointed());
    }

    void enterIsAClickOnThePoint()
    {
        CurvePlot plot;
        plot.setFigure(spectra());
        scripted::showAt(plot, 420, 260);
        QSignalSpy clicks(&plot, &CurvePlot::pointClicked);
        QTest::keyClick(&plot, Qt::Key_Return);
        QCOMPARE(clicks.count(), 0);
        QTest::keyClick(&plot, Qt::Key_Right);
        QTest::keyClick(&plot, Qt::Key_Right);
        QTest::keyClick(&plot, Qt::Key_Return);
        QCOMPARE(clicks.count(), 1);
        QCOMPARE(clicks.front().front().value<CurvePoint>(), (CurvePoint{0, 1}));
    }

    void selectedPointIsRinged()
    {
        CurvePlot plot;
        plot.setFigure(spectra());
        scripted::showAt(plot, 420, 260);
        constexpr CurvePoint point{42, 1};
        const auto around = [&plot](CurvePoint ringed) {
            const QPointF place =
                plot.frame().at(plot.figure().curves[static_cast<std::size_t>(ringed.curve)], ringed.point);
            return plot.grab(QRectF(place - QPointF(8, 8), QSizeF(16, 16)).toRect()).toImage();
        };
        const QImage before = around(point);
        plot.setSelected(point);
        QVERIFY(around(point) != before);
        plot.setSelected(CurvePoint{42, 9});
        QCOMPARE(around(point), before);
        plot.setSelected(CurvePoint{42, 99});  // none of the figure
        QVERIFY(!plot.selected());
        plot.setSelected(point);
        plot.setFigure(withMovableBound());
        QCOMPARE(plot.selected(), point);
        plot.setFigure({});
        QVERIFY(!plot.selected());
    }

    void readOutIsHeardByAScreenReader()
    {
        CurvePlot plot;
        plot.setFigure(spectra());
        scripted::showAt(plot, 420, 260);
        QTest::keyClick(&plot, Qt::Key_Right);
        QTest::keyClick(&plot, Qt::Key_Right);
        QCOMPARE(spokenValue(plot), QString("head 0: singular value 2 · share of the largest 0.905"));
        QTest::keyClick(&plot, Qt::Key_Escape);
        QCOMPARE(plot.accessibleDescription(), QString("Singular values of each head's attention."));
    }

    // Screen readers say what newly has the focus, so that every point is an item of its own.
    void everyPointThatIsReadOutIsAnItem()
    {
        announcePictures();
        CurvePlot plot;
        plot.setFigure(spectra());
        scripted::showAt(plot, 420, 260);
        plot.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&plot));
        plot.setFocus();
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&plot);
        QTest::keyClick(&plot, Qt::Key_Right);
        const QAccessible::Id first = QAccessible::uniqueId(spoken->child(0));
        QTest::keyClick(&plot, Qt::Key_Right);
        QAccessibleInterface *second = spoken->child(0);
        QVERIFY(QAccessible::uniqueId(second) != first);
        QCOMPARE(second->text(QAccessible::Name), QString("head 0: singular value 2 · share of the largest 0.905"));
        QCOMPARE(second->parent(), spoken);
        QCOMPARE(spoken->focusChild(), second);
        QTest::keyClick(&plot, Qt::Key_Escape);
        QVERIFY(spoken->childCount() == 0 || spoken->child(0)->role() != QAccessible::ListItem);
    }

    void readOutSurvivesANewFigureThatHasItsPoint()
    {
        CurvePlot plot;
        plot.setFigure(spectra());
        scripted::showAt(plot, 420, 260);
        QTest::mouseMove(&plot, placeOf(plot, {2, 10}));
        plot.setFigure(spectra());
        QCOMPARE(plot.pointed(), (CurvePoint{2, 10}));
        core::CurveFigure shorter = spectra();
        shorter.curves = {decay("short", 0.2, core::CurveRole::Primary, 3)};
        plot.setFigure(shorter);
        QVERIFY(!plot.pointed());
    }

    void figuresWithoutAPlaceToDrawAreHarmless()
    {
        CurvePlot plot;
        scripted::showAt(plot, 420, 260);
        QTest::mouseMove(&plot, {100, 100});
        QTest::keyClick(&plot, Qt::Key_Right);
        core::CurveFigure figure = spectra();
        for (core::Curve &curve : figure.curves)
            curve.y.assign(curve.y.size(), 0);
        figure.curves.front().y.assign(16, notANumber);
        plot.setFigure(figure);
        QVERIFY(!plot.grab().isNull());
        plot.resize(8, 8);
        QVERIFY(!plot.grab().isNull());
        plot.setFigure({});
        QVERIFY(!plot.pointed());
    }

    void isNamedAfterItsFigure()
    {
        CurvePlot plot;
        plot.setFigure(spectra());
        QCOMPARE(plot.accessibleName(), QString("Singular values"));
        QVERIFY(!plot.accessibleDescription().isEmpty());
        QCOMPARE(plot.focusPolicy(), Qt::StrongFocus);
    }

    void themeChangeRedraws()
    {
        CurvePlot plot;
        plot.setFigure(spectra());
        scripted::showAt(plot, 420, 260);
        QCOMPARE(QColor(plot.grab().toImage().pixel(1, 100)), lightTheme().card);
        QApplication::setPalette(paletteFor(darkTheme()));
        QCoreApplication::processEvents();
        QCOMPARE(QColor(plot.grab().toImage().pixel(1, 100)), darkTheme().card);
    }

    void whatWasSetWhileHiddenIsShown()
    {
        CurvePlot plot;
        scripted::showAt(plot, 420, 260);
        const QImage empty = plot.grab().toImage();
        plot.hide();
        plot.setFigure(spectra());
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        QCoreApplication::processEvents();
        QVERIFY(plot.grab().toImage() != empty);
    }

    void drawsACrowdWithBounds()
    {
        CurvePlot plot;
        plot.setFigure(spectra());
        scripted::showAt(plot, 480, 300);
        QTest::mouseMove(&plot, placeOf(plot, {42, 4}));
        const QString difference = scripted::differenceFromGolden(plot.grab().toImage(), QStringLiteral("curves-light"));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }

    void drawsIntervals()
    {
        core::CurveFigure figure;
        figure.title = "Differences";
        figure.x = {.name = "difference"};
        figure.y = {.name = "", .low = -0.6, .high = 1.6, .ticks = {{0, "at random"}, {1, "the mask"}}};
        figure.curves = {{.name = "the mask", .x = {-0.01, 0.02, 0.03}, .y = {1, 1, 1}, .form = core::CurveForm::Interval},
                         {.name = "at random",
                          .x = {-0.04, -0.04, 0.01},
                          .y = {0, 0, 0},
                          .role = core::CurveRole::Secondary,
                          .form = core::CurveForm::Interval,
                          .marker = core::PointMarker::Diamond,
                          .isDashed = true}};
        figure.bounds = {{core::BoundLine::Axis::X, 0, "as it is"}};
        CurvePlot plot;
        plot.setFigure(figure);
        scripted::showAt(plot, 360, 200);
        const QString difference = scripted::differenceFromGolden(plot.grab().toImage(), QStringLiteral("intervals-light"));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }

    void drawsBandsInTheDark()
    {
        QApplication::setPalette(paletteFor(darkTheme()));
        CurvePlot plot;
        plot.setFigure(bands());
        scripted::showAt(plot, 480, 300);
        const QString difference = scripted::differenceFromGolden(plot.grab().toImage(), QStringLiteral("curves-dark"));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
};

ATTNSCOPE_TEST(TestCurvePlot, QApplication)
#include "tst_curve_plot.moc"
