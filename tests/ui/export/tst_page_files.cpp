#include "tests/support/test_program.h"
#include "ui/export/html_file.h"
#include "ui/export/page_files.h"
#include "ui/export/tex_file.h"

#include <QApplication>
#include <QImage>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>

namespace {

core::HeatMapFigure someMap(int size)
{
    core::HeatMapFigure figure;
    figure.title = "a map";
    figure.values = core::Matrix::NullaryExpr(size, size, [size](Eigen::Index row, Eigen::Index column) {
        return float(row * size + column) / float(size * size);
    });
    figure.valueName = "attention";
    figure.colorMap = "blues";
    figure.rows = core::numberedAxis("query token", size);
    figure.columns = core::numberedAxis("key token", size);
    return figure;
}

ui::FigurePage pageOf(std::vector<core::Figure> figures)
{
    core::FigureRecipe recipe;
    recipe.panels.resize(figures.size());
    ui::FigurePage page = ui::figurePage(recipe, {.figures = std::move(figures), .title = {}, .caption = {}});
    page.title = "model, L0 H0 & \"more\"";
    page.description = "What <it> shows.";
    return page;
}

bool isWellFormed(const QByteArray &xml)
{
    QXmlStreamReader reader(xml);
    while (!reader.atEnd())
        reader.readNext();
    return !reader.hasError();
}

}  // namespace

// One page in every format.
class PageFilesTest : public QObject
{
    Q_OBJECT

private slots:
    void pdfHasTheExactWidthAndTheSameBytes()
    {
        const ui::FigurePage page = pageOf({someMap(6)});
        const QByteArray file = ui::pdfFile(page, /*outlinesText=*/false);
        QVERIFY(file.startsWith("%PDF-"));
        QVERIFY(file.contains("/MediaBox [0 0 218.267717 "));
        QVERIFY(file.contains("D:20000101000000"));
        QCOMPARE(ui::pdfFile(page, false).size(), file.size());
        QVERIFY(!ui::pdfFile(page, /*outlinesText=*/true).contains("/FontFile"));
    }

    void svgIsWellFormedAndAsLargeAsThePage()
    {
        const ui::FigurePage page = pageOf({someMap(6), someMap(3)});
        for (const bool outlines : {true, false}) {
            const QByteArray file = ui::svgFile(page, outlines);
            QVERIFY(isWellFormed(file));
            QVERIFY(file.contains("width=\"218.2677pt\""));
            QCOMPARE(file.contains("<text"), !outlines);
            QVERIFY(!file.contains("<script") && !file.contains("http://localhost"));
        }
    }

    void pngStatesItsResolution()
    {
        const ui::FigurePage page = pageOf({someMap(4)});
        const QImage image = QImage::fromData(ui::pngFile(page, 600), "PNG");
        QCOMPARE(image.width(), qRound(7.7 / 2.54 * 600));
        QCOMPARE(std::lround(image.dotsPerMeterX() * 0.0254), 600L);
        QCOMPARE(image.text("Title"), page.title);
    }

    void texAndHtmlHoldTheWholeMap()
    {
        const ui::FigurePage page = pageOf({someMap(5)});
        const QByteArray tex = ui::texFile(page);
        QVERIFY(tex.startsWith("% \\usepackage{pgfplots}\n"));
        QVERIFY(tex.contains("mesh/cols=5"));
        QCOMPARE(tex.count("4 4 rgb255="), 2);  // the map is drawn twice, so that no seam shows
        const QByteArray html = ui::htmlFile(page);
        QVERIFY(html.contains("What &lt;it&gt; shows."));
        QCOMPARE(html.count("<rect "), 25);
    }

    void panelsStandBesideEachOther()
    {
        const ui::FigurePage page = pageOf({someMap(4), someMap(4)});
        QCOMPARE(page.panels.size(), 2U);
        QCOMPARE(page.panels[1].letter, QStringLiteral("(b)"));
        QVERIFY(page.panels[0].area.right() < page.panels[1].area.left());
        QVERIFY(page.panels[1].area.right() <= page.size.width() + 0.01);
        QCOMPARE(page.size.height(), std::ceil(page.size.height()));
    }
};

ATTNSCOPE_TEST(PageFilesTest, QApplication)
#include "tst_page_files.moc"
