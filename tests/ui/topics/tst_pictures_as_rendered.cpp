#include "tests/support/test_program.h"
#include "ui/render/render.h"

#include "core/figure/attention/offset_profile_figure.h"
#include "core/figure/lama/relative_strip_figure.h"
#include "core/figure/values/attention_figure.h"
#include "tests/support/scripted_session.h"
#include "ui/plot/curve_plot.h"
#include "ui/plot/heat_map_plot.h"
#include "ui/theme/spoken_picture.h"
#include "ui/topics/attention/head_grid_view.h"
#include "ui/topics/attention/head_lines_view.h"
#include "ui/views/offset_profile_view.h"
#include "ui/views/row_number_bars.h"
#include "ui/views/token_strip_view.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QTest>

using namespace ui;

namespace {

// What a widget shows, on the card that it stands on.
QImage shownBy(QWidget &widget)
{
    QImage image(widget.size(), QImage::Format_ARGB32_Premultiplied);
    image.fill(lightTheme().card);
    widget.render(&image, {}, {}, QWidget::DrawChildren);
    return image.convertToFormat(QImage::Format_RGB32);
}

enum class Ground { Card, Layer };

// Plots paint into transparent layers, on which Qt draws the rims of letters in other shades than on a card.
template <typename AnyFigure>
QImage rendered(const AnyFigure &figure, const QWidget &like, Ground ground = Ground::Card)
{
    QImage picture(like.size(), QImage::Format_ARGB32_Premultiplied);
    picture.fill(ground == Ground::Card ? lightTheme().card : Qt::transparent);
    QPainter painter(&picture);
    render(painter, figure, like.rect(), figureStyleOf(like));
    painter.end();
    QImage image(like.size(), QImage::Format_RGB32);
    image.fill(lightTheme().card);
    QPainter(&image).drawImage(0, 0, picture);
    return image;
}

QString difference(const QImage &shown, const QImage &expected)
{
    if (shown.size() != expected.size())
        return QStringLiteral("sizes differ");
    for (int y = 0; y < shown.height(); ++y)
        for (int x = 0; x < shown.width(); ++x)
            if (shown.pixel(x, y) != expected.pixel(x, y))
                return QStringLiteral("%1 instead of %2 at %3, %4")
                    .arg(shown.pixelColor(x, y).name(), expected.pixelColor(x, y).name())
                    .arg(x)
                    .arg(y);
    return {};
}

core::DisplayUnits unitsOf(const core::AnalysisSnapshot &snapshot)
{
    return core::displayUnits(snapshot, {});
}

}  // namespace

// The window and a file show the same picture: what a widget paints is what render() paints, where nothing is picked out.
class TestPicturesAsRendered : public QObject
{
    Q_OBJECT

private slots:
    void init() { scripted::prepareGuiTest(); }

    void heatMaps()
    {
        const auto snapshot = scripted::randomEncoder(1, 1, 12);
        HeatMapPlot plot(core::CellShape::Square);
        plot.setFigure(core::attentionFigure(*snapshot, {}, unitsOf(*snapshot), {}));
        scripted::showAt(plot, 400, 460);
        QCOMPARE(difference(shownBy(plot), rendered(plot.figure(), plot, Ground::Layer)), QString());
    }

    void curves()
    {
        core::CurveFigure figure;
        figure.x = {.name = "size", .isWhole = true};
        figure.y = {.name = "error"};
        figure.curves = {{.name = "mean", .x = {1, 2, 3}, .y = {0.5, 0.2, 0.1}},
                         {.name = "worst", .x = {1, 2, 3}, .y = {0.9, 0.6, 0.3}, .role = core::CurveRole::Reference}};
        figure.bounds = {{core::BoundLine::Axis::X, 2, "head size 2"}};
        CurvePlot plot;
        plot.setFigure(figure);
        scripted::showAt(plot, 360, 220);
        QCOMPARE(difference(shownBy(plot), rendered(figure, plot, Ground::Layer)), QString());
    }

    void headStrips()
    {
        const auto snapshot = scripted::randomLama(4, {"a", "lovely", "little", "film"});
        const core::HeadStripFigure figure = core::relativeStripFigure(*snapshot, unitsOf(*snapshot), {});
        QWidget picture;
        auto *plot = new HeatMapPlot(core::CellShape::Strips);
        auto *numbers = new RowNumberBars(*plot);
        auto *row = new QHBoxLayout(&picture);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(8);
        row->addWidget(plot, 1);
        row->addWidget(numbers);
        plot->setFigure(core::stripsTogether(figure));
        numbers->setFigure(core::headBars(figure));
        scripted::showAt(picture, 560, 300);
        const QImage shown = shownBy(picture);
        const QImage onLayer = rendered(figure, picture, Ground::Layer);
        const QImage onCard = rendered(figure, picture);
        QCOMPARE(difference(shown.copy(plot->geometry()), onLayer.copy(plot->geometry())), QString());
        QCOMPARE(difference(shown.copy(numbers->geometry()), onCard.copy(numbers->geometry())), QString());
    }

    void tokenStrips()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(1, 1, 9));
        TokenStripView view(session.sources());
        scripted::showAt(view, 300, view.sizeHint().height());
        QCOMPARE(difference(shownBy(*view.viewport()), rendered(view.figure(), *view.viewport())), QString());
    }

    void headLines()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(1, 1, 9));
        HeadLinesView view(session.sources());
        scripted::showAt(view, 300, 320);
        QCOMPARE(difference(shownBy(view), rendered(view.figure(), view)), QString());
    }

    void offsetBars()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(1, 1, 9));
        OffsetProfileView view(session.sources());
        scripted::showAt(view, 300, 108);
        const core::AnalysisSnapshot &snapshot = *session.session.snapshot();
        const core::BarFigure bars =
            core::offsetBars(core::offsetProfileFigure(snapshot, {}, unitsOf(snapshot)), /*isMasked=*/false);
        QCOMPARE(difference(shownBy(view), rendered(bars, view)), QString());
    }

    void offsetsAreReadOutByKeys()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(1, 1, 9));
        OffsetProfileView view(session.sources());
        scripted::showAt(view, 300, 108);
        const QImage before = shownBy(view);
        QTest::keyClick(&view, Qt::Key_Right);
        QVERIFY(ui::spokenValue(view).startsWith("offset 0: mean attention 0."));
        QVERIFY(shownBy(view) != before);
        QTest::keyClick(&view, Qt::Key_Left);
        QVERIFY(ui::spokenValue(view).startsWith("offset -1: mean attention 0."));
        QTest::keyClick(&view, Qt::Key_Home);
        QVERIFY(ui::spokenValue(view).startsWith("offset -8: mean attention 0."));
        QTest::keyClick(&view, Qt::Key_Escape);
        QCOMPARE(ui::spokenValue(view), QString());
        QCOMPARE(shownBy(view), before);
    }

    // One head is always selected: its frame and number, and those of its row and column, are the widget's own.
    void headGrids()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(3, 4, 9));
        HeadGridView view(session.sources());
        scripted::showAt(view, 400, 400);
        const QImage shown = shownBy(*view.viewport());
        const QImage expected = rendered(view.figure(), *view.viewport());
        for (const core::HeadGridCell &cell : view.figure().cells) {
            const QRect box = view.headRect(cell.head).adjusted(-1, -1, 1, 12);
            const QString found = difference(shown.copy(box), expected.copy(box));
            QCOMPARE(found.isEmpty(), cell.head != core::HeadRef());
        }
    }
};

ATTNSCOPE_TEST(TestPicturesAsRendered, QApplication)
#include "tst_pictures_as_rendered.moc"
