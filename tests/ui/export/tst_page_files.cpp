#include "tests/support/test_program.h"
#include "ui/export/html_file.h"
#include "ui/export/page_files.h"
#include "ui/export/tex_file.h"

#include <QApplication>
#include <QFontDatabase>
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

    // Whatever the widths round to in Qt's own page.
    void everyPresetHasItsWidthInPdf()
    {
        for (const core::VenuePreset &preset : core::venuePresets()) {
            for (const auto width : {core::PresetWidth::Column, core::PresetWidth::Full}) {
                core::FigureRecipe recipe;
                recipe.panels.resize(1);
                recipe.preset = preset.name;
                recipe.width = width;
                const ui::FigurePage page = ui::figurePage(recipe, {.figures = {someMap(4)}, .title = {}, .caption = {}});
                const double points = width == core::PresetWidth::Column ? preset.columnWidth() : preset.full;
                const QByteArray box = "/MediaBox [0 0 " + QByteArray::number(points, 'f', 6) + ' ';
                QVERIFY2(ui::pdfFile(page, false).contains(box), box.constData());
            }
        }
    }

    // Readers go by the table at the end.
    void objectsOfThePdfAreWhereItsTableSays()
    {
        const QByteArray file = ui::pdfFile(pageOf({someMap(6)}), false);
        const qsizetype mark = file.lastIndexOf("startxref\n") + 10;
        const qsizetype table = file.mid(mark, file.indexOf('\n', mark) - mark).trimmed().toLongLong();
        QVERIFY(file.mid(table).startsWith("xref\n0 "));
        const QByteArrayList lines = file.mid(table).split('\n');
        const int objects = lines[1].mid(2).trimmed().toInt();
        QVERIFY(objects > 10);
        for (int object = 1; object < objects; ++object)
            QVERIFY(file.mid(lines[1 + object + 1].left(10).toLongLong()).startsWith(QByteArray::number(object) + " 0 obj"));
    }

    void pdfSaysWhatItShowsAndOfWhat()
    {
        const QByteArray file = ui::pdfFile(pageOf({someMap(6)}), false);
        const auto hexadecimal = [](const QString &text) {
            QByteArray digits;
            for (const QChar letter : text)
                digits += QByteArray::number(letter.unicode(), 16).rightJustified(4, '0');
            return digits;
        };
        QVERIFY(file.contains("/Title <feff" + hexadecimal("model, L0 H0 & \"more\"")));
        QVERIFY(file.contains("/Subject <feff" + hexadecimal("What <it> shows.")));
        QVERIFY(file.contains("/Keywords <feff" + hexadecimal("preset acl")));
        QVERIFY(file.contains("/Creator <feff" + hexadecimal("Attnscope")));
    }

    void aSentenceInTexBreaksBetweenItsTokens()
    {
        core::TokenStripFigure strip;
        strip.chips = {{.label = "one"}, {.label = "fine"}, {.label = "film"}};
        const QByteArray tex = ui::texFile(pageOf({strip}), {}).text;
        QCOMPARE(tex.count("\\begin{tikzpicture}"), 3);
        QCOMPARE(tex.count("\\hskip "), 3);
        QVERIFY(tex.contains("\\ifdim\\dimen0>\\linewidth"));
        QCOMPARE(ui::texFile(pageOf({strip, strip}), {}).text.count("\\begin{tikzpicture}"), 1);  // where panels stand
    }

    void scriptsWithoutAFontAreWrittenAsCodePoints()
    {
        core::HeatMapFigure map = someMap(2);
        map.rows.labels[0].text = "नमस्ते";
        const ui::FigurePage page = pageOf({map});
        const auto &painted = std::get<core::HeatMapFigure>(page.panels.front().figure);
        if (!QFontDatabase::families(QFontDatabase::Devanagari).isEmpty())
            QSKIP("a font has Devanagari");
        QCOMPARE(page.missing.size(), 6U);
        QVERIFY2(painted.rows.labels[0].text.starts_with("U+0928"), painted.rows.labels[0].text.c_str());
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
        const QByteArray tex = ui::texFile(page, QStringLiteral("map")).text;
        QVERIFY(tex.startsWith("% \\usepackage{pgfplots}\n"));
        QVERIFY(tex.count("\\attnscopecell ") >= 25 + 64);  // cells and color bar
        for (const char *text : {"query\\ token", "key\\ token", "{attention}", "{0.00}", "{1.00}"})
            QVERIFY2(tex.contains(text), text);
        const QByteArray html = ui::htmlFile(page);
        QVERIFY(html.contains("What &lt;it&gt; shows."));
        QCOMPARE(html.count("<rect "), 25);
    }

    // Without them a reader of the .tex does not know which head is which.
    void texNumbersTheHeadsOfALayerMap()
    {
        core::HeatMapFigure map = someMap(3);
        map.rows = core::numberedAxis("layer", 3);
        map.columns = core::numberedAxis("head", 3);
        const QByteArray tex = ui::texFile(pageOf({map}), {}).text;
        for (const char *text : {"{layer}", "{head}"})
            QVERIFY2(tex.contains(text), text);
        for (const char *number : {"{0}", "{1}", "{2}"})
            QCOMPARE(tex.count(number), 2);
    }

    // The document's font is wider or narrower than the page's.
    void texKeepsTextsInTheMiddleAndAtTheirEdges()
    {
        core::TokenStripFigure strip;
        strip.chips = {{.label = "one"}, {.label = "film"}};
        const QByteArray chips = ui::texFile(pageOf({strip}), {}).text;
        QCOMPARE(chips.count("\\node[anchor=base,"), 2);
        core::HeatMapFigure map = someMap(3);
        map.rows.labels = {{"a"}, {"gripping"}, {"film"}};
        const QByteArray rows = ui::texFile(pageOf({map}), {}).text;
        QCOMPARE(rows.count("\\node[anchor=base east,"), 3);
    }

    void curvesInTexKeepTheirNumbersAndNames()
    {
        core::CurveFigure figure;
        figure.curves = {{.name = "masked", .x = {1, 2}, .y = {0.25, 0.5}},
                         {.name = "worst a", .x = {1, 2}, .y = {0.3, 0.6}, .role = core::CurveRole::Reference},
                         {.name = "worst b", .x = {1, 2}, .y = {0.4, 0.7}, .role = core::CurveRole::Reference}};
        figure.x.name = "width";
        figure.y.name = "accuracy";
        const QByteArray tex = ui::texFile(pageOf({figure}), {}).text;
        QVERIFY(tex.contains("\\begin{axis}") && tex.contains("(1,0.25) (2,0.5)"));
        for (const char *text : {"{masked}", "worst\\ a", "worst\\ b", "width", "accuracy"})
            QVERIFY2(tex.contains(text), text);
        QSet<QByteArray> dashes;
        for (qsizetype at = tex.indexOf("dash pattern="); at >= 0; at = tex.indexOf("dash pattern=", at + 1))
            dashes.insert(tex.mid(at, tex.indexOf(',', at) - at));
        QCOMPARE(dashes.size(), 2);
    }

    void lettersBelowTheLineAreTypeset()
    {
        core::CurveFigure figure;
        figure.curves = {{.name = "d_q d_k", .x = {1, 2}, .y = {0.25, 0.5}}};
        figure.x.name = "by |W_Q|";
        figure.y.name = "a_name with_underscores";
        const QByteArray tex = ui::texFile(pageOf({figure}), {}).text;
        for (const char *text : {"{$d_q$\\ $d_k$}", "$W_Q$", "a\\_name\\ with\\_underscores"})
            QVERIFY2(tex.contains(text), text);
        ui::FigurePage page = pageOf({figure});
        page.description = "Of d_q & file_name.";
        QVERIFY(ui::htmlFile(page).contains("Of <i>d</i><sub>q</sub> &amp; file_name."));
    }

    void charactersWithoutAGlyphAreWrittenAsCodePoints()
    {
        core::HeatMapFigure map = someMap(2);
        map.rows.labels[0].text = "a\xf0\x90\x8c\xb0"
                                  "b";  // Gothic, which is in none of the fonts of the packages
        const ui::FigurePage page = pageOf({map});
        QCOMPARE(page.missing, std::set<char32_t>{0x10330});
        const auto &painted = std::get<core::HeatMapFigure>(page.panels.front().figure);
        QCOMPARE(painted.rows.labels[0].text, std::string("aU+10330b"));
        QVERIFY(core::figureTable(page.plotted).find("\xf0\x90\x8c\xb0") != std::string::npos);
    }

    // Elsewhere shaping would take letters apart from what was typed.
    void lettersOfArabicJoin()
    {
        QCOMPARE(pageOf({someMap(2)}).family.styleStrategy(), QFont::PreferNoShaping);
        core::HeatMapFigure map = someMap(2);
        map.columns.labels[0].text = "مرحبا";
        QCOMPARE(pageOf({map}).family.styleStrategy(), QFont::PreferDefault);
    }

    void panelsWithoutRoomAreRefusedByNumber()
    {
        core::FigureRecipe recipe;
        recipe.panels.resize(8);
        const std::vector<core::Figure> figures(8, someMap(9));
        const auto checked = ui::checkWidths(ui::figurePage(recipe, {.figures = figures, .title = {}, .caption = {}}));
        QVERIFY(!checked);
        QVERIFY2(QString::fromStdString(checked.error().message).startsWith("panels[0]: with its texts it needs "),
                 checked.error().message.c_str());
        recipe.columns = 2;
        QVERIFY(ui::checkWidths(ui::figurePage(recipe, {.figures = figures, .title = {}, .caption = {}})));
    }

    void namesOfCurvesGoBelowANarrowPlot()
    {
        core::CurveFigure figure;
        figure.curves = {
            {.name = "a name that is far too long for the end of a curve in a column", .x = {1, 2}, .y = {1, 2}}};
        figure.x.name = "x";
        const QByteArray tex = ui::texFile(pageOf({figure}), {}).text;
        QVERIFY(tex.contains("column}"));  // whole
        figure.names = core::CurveNames::Nowhere;
        QVERIFY(!ui::texFile(pageOf({figure}), {}).text.contains("column}"));
    }

    void panelsThatShareLimitsHaveOneColorBar()
    {
        core::FigureRecipe recipe;
        recipe.panels.resize(2);
        const auto barsOf = [&recipe](const std::vector<core::Figure> &figures) {
            const ui::FigurePage page = ui::figurePage(recipe, {.figures = figures, .title = {}, .caption = {}});
            return ui::texFile(page, {}).text.count("{attention}");
        };
        QCOMPARE(barsOf({someMap(4), someMap(4)}), 2);
        recipe.sharesLimits = true;
        QCOMPARE(barsOf({someMap(4), someMap(4)}), 1);
    }

    void labelsLeanAndThinAsAskedFor()
    {
        core::HeatMapFigure map = someMap(9);
        map.columns.angle = 45;
        map.rows.every = 4;
        const QByteArray tex = ui::texFile(pageOf({map}), {}).text;
        QCOMPARE(tex.count("rotate=45"), 9);
        QCOMPARE(tex.count("{7};"), 1);  // above its column alone
        QCOMPARE(tex.count("{8};"), 2);
        map.columns.angle = 0;
        QVERIFY(!ui::texFile(pageOf({map}), {}).text.contains("rotate=45"));
    }

    void numbersStandInTheCells()
    {
        core::HeatMapFigure map = someMap(3);
        map.hasNumbers = true;
        const QByteArray tex = ui::texFile(pageOf({map}), {}).text;
        QVERIFY(tex.contains("{0.11}") && tex.contains("{0.89}"));
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
