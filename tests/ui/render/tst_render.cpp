#include "tests/support/test_program.h"
#include "ui/render/render.h"

#include "tests/support/painted_texts.h"
#include "tests/support/scripted_session.h"
#include "ui/render/bar_painter.h"
#include "ui/render/curve_chart.h"
#include "ui/render/head_grid_layout.h"
#include "ui/render/head_lines_painter.h"
#include "ui/render/heat_map_frame.h"
#include "ui/render/heat_map_layout.h"
#include "ui/render/token_strip_painter.h"
#include "ui/theme/color_maps.h"

#include <QApplication>
#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QPicture>
#include <QTest>
#include <qcustomplot.h>

#include <algorithm>

using namespace ui;

namespace {

constexpr QSize pictureSize(420, 300);
constexpr double dpi = 300;

core::HeatMapFigure heatMap()
{
    core::HeatMapFigure figure;
    figure.rows = {"query", {{"film"}, {"good"}}};
    figure.columns = {"key", {{"the"}, {"plot"}}, true};
    figure.values = core::Matrix(2, 2);
    figure.values << 0, 1, 0.5, 0.25;
    figure.valueName = "attention";
    figure.colorMap = "blues";
    return figure;
}

core::HeadGridFigure headGrid()
{
    core::HeadGridFigure figure;
    figure.layout = {1, 2};
    figure.cells = {{{{0}, {0}}, "L0 H0", 1.5, "1.5"}, {{{0}, {1}}, "L0 H1", 2.5, "2.5"}};
    figure.thumbnails = {{1, 1, {40}}, {1, 1, {200}}};
    return figure;
}

core::HeadLinesFigure headLines()
{
    core::HeadLinesFigure figure;
    figure.queries = {"query token", {{"film"}, {"good"}}};
    figure.keys = {"key token", {{"the"}, {"plot"}}};
    figure.lines = {{0, 0, 1.0F}};
    return figure;
}

core::HeadStripFigure headStrips()
{
    core::HeadStripFigure figure;
    figure.heads = heatMap();
    figure.together = heatMap();
    figure.together.rows.labels = {{"all"}};
    figure.together.values = core::Matrix::Zero(1, 2);
    figure.headNumbers = {-0.5, 0.25};
    figure.numbersName = "gain";
    return figure;
}

core::TokenStripFigure tokenStrip()
{
    return {.title = {},
            .explanation = {},
            .measureName = {},
            .chips = {{.label = "film", .value = 1, .share = 1}, {.label = "plot", .value = 0.2, .share = 0.2}}};
}

core::CurveFigure curves()
{
    core::CurveFigure figure;
    figure.x = {.name = "size", .low = 0.0, .high = 4.0};
    figure.y = {.name = "error", .low = 0.0, .high = 1.0};
    figure.curves = {{.name = "median", .x = {0, 4}, .y = {0.5, 0.5}, .form = core::CurveForm::Mark}};
    return figure;
}

core::BarFigure columns()
{
    return {.valueName = "mean attention",
            .direction = core::BarDirection::Upward,
            .bars = {{.label = "−1", .value = 0.2, .full = 0.4}, {.label = "0", .value = 0.4, .full = 0.4}}};
}

core::BarFigure rows()
{
    return {.valueName = "prediction",
            .bars = {{.label = "positive", .value = 1, .full = 1, .number = "0.5 → 1.0", .reference = 0.5}}};
}

FigureStyle screenStyle()
{
    return FigureStyle::forScreen(QApplication::font(), QApplication::palette());
}

QImage blank(const QSize &size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(lightTheme().card);
    return image;
}

QImage imageOf(const core::Figure &figure, const QRectF &area, const QSize &size, const FigureStyle &style)
{
    QImage image = blank(size);
    QPainter painter(&image);
    render(painter, figure, area, style);
    return image;
}

QImage imageOf(const core::Figure &figure)
{
    return imageOf(figure, QRectF(QPointF(), pictureSize), pictureSize, screenStyle());
}

// As text, so that a failure is readable.
QString at(const QImage &image, QPointF place)
{
    return image.pixelColor(static_cast<int>(place.x()), static_cast<int>(place.y())).name();
}

QString ofMap(int index)
{
    return QColor(colorTable(QStringLiteral("blues"), lightTheme())[static_cast<std::size_t>(index)]).name();
}

bool columnHas(const QImage &image, int x, const QColor &color)
{
    for (int y = 0; y < image.height(); ++y)
        if (image.pixelColor(x, y).name() == color.name())
            return true;
    return false;
}

FigureStyle paperStyle()
{
    return FigureStyle::forPaper(QApplication::font(), dpi / 72);
}

QByteArray pdfOf(const core::Figure &figure)
{
    QBuffer file;
    file.open(QIODevice::WriteOnly);
    QPdfWriter writer(&file);
    writer.setResolution(static_cast<int>(dpi));
    QPainter painter(&writer);
    render(painter, figure, QRectF(QPointF(), pictureSize), paperStyle());
    painter.end();
    return file.data();
}

HeatMapFrame frameOf(const core::HeatMapFigure &figure, const QSizeF &size, const FigureStyle &style = screenStyle())
{
    return {cellsWithin(size, figure, labelExtents(figure, style), style),
            {0, static_cast<double>(figure.values.rows())},
            {0, static_cast<double>(figure.values.cols())}};
}

void addKinds()
{
    QTest::addColumn<core::Figure>("figure");
    QTest::addColumn<QStringList>("texts");
    const auto add = [](const char *name, const core::Figure &figure, const QStringList &texts) {
        QTest::newRow(name) << figure << texts;
    };
    add("heat map", heatMap(), {"film", "plot", "query", "attention"});
    add("head grid", headGrid(), {"0", "1"});
    add("head lines", headLines(), {"query token", "good", "the"});
    add("head strips", headStrips(), {"film", "all", "gain"});
    add("token strip", tokenStrip(), {"film", "plot"});
    add("curves", curves(), {"error ↑", "size →"});
    add("columns", columns(), {"mean attention", "−1", "0"});
    add("rows", rows(), {"prediction", "positive", "0.5 → 1.0"});
}

}  // namespace

Q_DECLARE_METATYPE(core::Figure)

class TestRender : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { scripted::prepareGuiTest(); }

    void cellsHaveTheirColors()
    {
        const HeatMapFrame frame = frameOf(heatMap(), pictureSize);
        const QImage image = imageOf(heatMap());
        QCOMPARE(at(image, frame.cell({0, 1}).center()), ofMap(255));
        QCOMPARE(at(image, frame.cell({0, 0}).center()), ofMap(0));
    }

    void thumbnailsHaveTheirColors()
    {
        const HeadGridLayout layout = layOutHeads(headGrid(), pictureSize, HeadGridSizes());
        const QImage image = imageOf(headGrid());
        QCOMPARE(at(image, layout.thumbnailAt(0).center()), ofMap(40));
        QCOMPARE(at(image, layout.thumbnailAt(1).center()), ofMap(200));
    }

    void theStrongestLineHasItsFullColor()
    {
        const HeadLinesFrame frame = layOutLines(headLines(), pictureSize, screenStyle());
        const QPointF middle((frame.queryEdge + frame.keyEdge) / 2, frame.centerOf(0));
        QCOMPARE(at(imageOf(headLines()), middle), lineColors(lightTheme()).line.name());
        QCOMPARE(at(imageOf(headLines()), middle + QPointF(0, frame.rowHeight)), lightTheme().card.name());
    }

    void stripsStandBesideTheirNumbers()
    {
        const double width = BarSizes().besideSigned;
        const QSizeF map(pictureSize.width() - width - BarSizes().besideGap, pictureSize.height());
        const HeatMapFrame frame = frameOf(core::stripsTogether(headStrips()), map);
        const QImage image = imageOf(headStrips());
        QCOMPARE(at(image, frame.cell({0, 1}).center()), ofMap(255));
        QCOMPARE(at(image, frame.cell({2, 1}).center()), ofMap(0));
        const double zero = pictureSize.width() - width + (width - BarSizes().numberWidth) / 2 - BarSizes().end;
        const QString bar = mixed(lightTheme().accent, lightTheme().card, 0.5).name();
        QCOMPARE(at(image, {zero - 5, frame.top(0.5)}), bar);  // the first head's is negative
        QCOMPARE(at(image, {zero + 5, frame.top(0.5)}), lightTheme().card.name());
        QCOMPARE(at(image, {zero + 5, frame.top(1.5)}), bar);
    }

    void chipsAreColoredByTheirShare()
    {
        const TokenStripLayout layout = layOutTokens(tokenStrip(), screenStyle(), pictureSize.width());
        const QRectF chip = layout.chips.front();
        QCOMPARE(at(imageOf(tokenStrip()), {chip.left() + 4, chip.center().y()}), ofMap(158));  // 0.62 of 255
    }

    void textThatRunsFromTheRightBeginsThere()
    {
        core::TokenStripFigure figure = tokenStrip();
        figure.isRightToLeft = true;
        const TokenStripLayout layout = layOutTokens(figure, screenStyle(), 400);
        QVERIFY(layout.chips[0].left() > layout.chips[1].right());
        QCOMPARE(layout.chips[0].right(), 399.0);
    }

    void curvesRunThroughTheirPlot()
    {
        QCustomPlot plot;
        CurveChart chart(plot);
        chart.show(curves(), screenStyle());
        chart.layOut(pictureSize);
        const CurveFrame frame = chart.frame();
        const QImage image = imageOf(curves());
        QVERIFY(columnHas(image, static_cast<int>(frame.plot.center().x()), lightTheme().text));
        QVERIFY(!columnHas(image, static_cast<int>(frame.plot.right()) + 5, lightTheme().text));
    }

    void columnsGrowFromTheirLine()
    {
        const QRectF room = columnsWithin(QRectF(QPointF(), pictureSize), columns(), BarSizes());
        const QRectF half = columnAt(0, room, columns(), BarSizes());
        const QRectF full = columnAt(1, room, columns(), BarSizes());
        QCOMPARE(full.height(), room.height());
        QCOMPARE(half.height(), room.height() / 2);
        const QString bar = mixed(lightTheme().accent, lightTheme().card, 0.62).name();
        const QImage image = imageOf(columns());
        QCOMPARE(at(image, full.center()), bar);
        QCOMPARE(at(image, half.center() - QPointF(0, half.height())), lightTheme().card.name());
    }

    void signedColumnsGrowFromTheMiddle()
    {
        core::BarFigure figure = columns();
        figure.isSigned = true;
        figure.bars[0].value = -0.4;
        const QRectF room = columnsWithin(QRectF(QPointF(), pictureSize), figure, BarSizes());
        const QImage image = imageOf(figure);
        QCOMPARE(columnAt(0, room, figure, BarSizes()).bottom(), room.bottom());
        QCOMPARE(columnAt(1, room, figure, BarSizes()).top(), room.top());
        QCOMPARE(at(image, columnAt(0, room, figure, BarSizes()).center()), lightTheme().secondAccent.name());
        QCOMPARE(at(image, columnAt(1, room, figure, BarSizes()).center()), lightTheme().accent.name());
    }

    // Nobody can look for a bar's place in its row but by its ends: what it was fills half of what it is.
    void referencesLieAboveTheirBars()
    {
        const QImage image = imageOf(rows());
        const QString now = lightTheme().accent.name();
        const QString before = mixed(lightTheme().mutedText, lightTheme().card, 0.35).name();
        const double top = BarSizes().rowHeading + BarSizes().row / 2 - 4;
        const auto lengthAt = [&](double y, const QString &color) {
            int length = 0;
            for (int x = 0; x < image.width(); ++x)
                length += at(image, {static_cast<double>(x), y}) == color ? 1 : 0;
            return length;
        };
        QVERIFY(lengthAt(top + 6, now) > 40);
        QVERIFY(std::abs(2 * lengthAt(top + 1, before) - lengthAt(top + 6, now)) <= 6);
    }

    void everyKindWritesItsTexts_data() { addKinds(); }
    void everyKindWritesItsTexts()
    {
        QFETCH(core::Figure, figure);
        QFETCH(QStringList, texts);
        const auto painted = support::paintedTexts(pictureSize, 96, [&](QPainter &painter) {
            render(painter, figure, QRectF(QPointF(), pictureSize), screenStyle());
        });
        for (const QString &text : texts) {
            const auto isIt = [&text](const support::PaintedText &each) {
                return each.text == text || each.text == text + QStringLiteral(" ↓");  // which paper leaves out
            };
            QVERIFY2(std::ranges::any_of(painted, isIt), qPrintable(text));
        }
    }

    void everyKindKeepsToItsArea_data() { addKinds(); }
    void everyKindKeepsToItsArea()
    {
        QFETCH(core::Figure, figure);
        const QSize page = pictureSize + QSize(40, 60);
        const QRect area(QPoint(23, 31), pictureSize);
        QImage image = imageOf(figure, area, page, screenStyle());
        QCOMPARE(image.copy(area), imageOf(figure));
        QVERIFY(image.copy(area) != blank(pictureSize));
        QPainter(&image).fillRect(area, lightTheme().card);
        QCOMPARE(image, blank(page));
    }

    void thePainterIsLeftAsItWas_data() { addKinds(); }
    void thePainterIsLeftAsItWas()
    {
        QFETCH(core::Figure, figure);
        QImage image = blank(pictureSize);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::red);
        render(painter, figure, QRectF(3, 4, 300, 200), screenStyle());
        QVERIFY(painter.testRenderHint(QPainter::Antialiasing));
        QCOMPARE(painter.pen().color(), QColor(Qt::red));
        QVERIFY(painter.transform().isIdentity() && !painter.hasClipping());
        QCOMPARE(painter.device(), static_cast<QPaintDevice *>(&image));
    }

    void everyKindIsRecordedAndWritten_data() { addKinds(); }
    void everyKindIsRecordedAndWritten()
    {
        QFETCH(core::Figure, figure);
        const QRectF area(QPointF(), pictureSize);
        QPicture picture;
        QPainter recorder(&picture);
        render(recorder, figure, area, screenStyle());
        recorder.end();
        QImage replayed = blank(pictureSize);
        QPainter(&replayed).drawPicture(0, 0, picture);
        QVERIFY(replayed != blank(pictureSize));

        const QByteArray file = pdfOf(figure);
        QVERIFY(file.startsWith("%PDF") && file.size() > 1000);
    }

    void cellsOnPaperTouch()
    {
        const QSize column(975, 750);
        const HeatMapFrame frame = frameOf(heatMap(), column, paperStyle());
        const QImage image = imageOf(heatMap(), QRectF(QPointF(), column), column, paperStyle());
        QCOMPARE(at(image, {frame.left(1) - 1, frame.top(0.5)}), ofMap(0));
        QCOMPARE(at(image, {frame.left(1), frame.top(0.5)}), ofMap(255));
        QCOMPARE(at(image, {frame.left(1.5), frame.top(1) - 1}), ofMap(255));
        QCOMPARE(at(image, {frame.left(1.5), frame.top(1)}), ofMap(64));
    }

    void onlyLargeMapsAreImagesOnPaper_data()
    {
        QTest::addColumn<int>("columns");
        QTest::addColumn<bool>("isImage");
        QTest::newRow("large") << 128 << false;
        QTest::newRow("larger") << 129 << true;
    }

    void onlyLargeMapsAreImagesOnPaper()
    {
        QFETCH(int, columns);
        QFETCH(bool, isImage);
        core::HeatMapFigure figure = heatMap();
        figure.columns = core::numberedAxis("key", columns);
        figure.values = core::Matrix::Random(2, columns);
        const QByteArray file = pdfOf(figure);
        QCOMPARE(file.contains("/Subtype /Image"), isImage);
        QVERIFY(!file.contains("/DCTDecode"));  // JPEG, which changes colors
    }

    // 3.25 x 2.5 inches, as wide as a column: every text has room at the sizes of paper.
    void everyKindFitsOnPaper_data() { addKinds(); }
    void everyKindFitsOnPaper()
    {
        QFETCH(core::Figure, figure);
        QFETCH(QStringList, texts);
        const QSize column(975, 750);
        const FigureStyle style = paperStyle();
        QVERIFY(imageOf(figure, QRectF(QPointF(), column), column, style) != blank(column));
        const auto painted = support::paintedTexts(column, static_cast<int>(dpi), [&](QPainter &painter) {
            render(painter, figure, QRectF(QPointF(), column), style);
        });
        for (const QString &text : texts) {
            const auto isIt = [&text](const support::PaintedText &each) { return each.text.startsWith(text); };
            QVERIFY2(std::ranges::any_of(painted, isIt), qPrintable(text));
        }
        for (const support::PaintedText &text : painted) {
            QVERIFY2(text.room.adjusted(-2, -2, 2, 2).contains(text.box), qPrintable(text.text));
            QVERIFY(!text.isUpright || text.box.height() <= 8 * dpi / 72 * 1.3);
        }
    }

    void emptyFiguresPaintNothing()
    {
        for (const core::Figure &figure :
             {core::Figure(core::HeatMapFigure()), core::Figure(core::HeadGridFigure()),
              core::Figure(core::HeadLinesFigure()), core::Figure(core::HeadStripFigure()),
              core::Figure(core::TokenStripFigure()), core::Figure(core::CurveFigure()), core::Figure(core::BarFigure())})
            QCOMPARE(imageOf(figure), blank(pictureSize));
    }
};

ATTNSCOPE_TEST(TestRender, QApplication)
#include "tst_render.moc"
