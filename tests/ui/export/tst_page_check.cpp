#include "tests/support/scripted_session.h"
#include "tests/support/test_program.h"
#include "ui/export/page_check.h"

#include <QApplication>
#include <QTest>

#include <algorithm>

namespace {

core::HeatMapFigure mapOf(int size)
{
    core::HeatMapFigure figure;
    figure.values = core::Matrix::Random(size, size).cwiseAbs();
    figure.rows = core::numberedAxis("query token", size);
    figure.columns = core::numberedAxis("key token", size);
    figure.valueName = "attention";
    figure.colorMap = "viridis";
    return figure;
}

core::CurveFigure curvesOf(bool isSecondDashed)
{
    core::CurveFigure figure;
    for (const char *name : {"one", "two"})
        figure.curves.push_back({.name = name, .x = {1, 2, 3}, .y = {0.1, 0.2, 0.4}});
    figure.curves.back().isDashed = isSecondDashed;
    return figure;
}

ui::FigurePage pageWith(std::vector<core::Figure> figures, const std::string &preset = "acl")
{
    core::FigureRecipe recipe;
    recipe.preset = preset;
    recipe.panels.resize(figures.size());
    return ui::figurePage(recipe, {.figures = std::move(figures), .title = {}, .caption = {}});
}

int countOf(const std::vector<ui::PageRemark> &remarks, const QString &part)
{
    return static_cast<int>(
        std::ranges::count_if(remarks, [&part](const ui::PageRemark &remark) { return remark.text.contains(part); }));
}

}  // namespace

// What is remarked on, and that nothing is where nothing is wrong.
class PageCheckTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { scripted::prepareGuiTest(); }

    void aPlainMapPasses()
    {
        for (const char *preset : {"acl", "icml", "neurips", "poster"})
            QCOMPARE(ui::remarksOn(pageWith({mapOf(12)}, preset)).size(), 0U);
    }

    void pixelsAreRemarkedOn() { QCOMPARE(countOf(ui::remarksOn(pageWith({mapOf(140)})), "128 cells"), 1); }

    void smallTextIsMeasured()
    {
        ui::FigurePage page = pageWith({mapOf(12)});
        page.preset.tickSize = 9;
        QCOMPARE(countOf(ui::remarksOn(page), "has text of 7.0 pt, where ACL, EMNLP, NAACL, ARR has 9.0 pt and more."), 1);
    }

    void otherLimitsOfTheSameMeasure()
    {
        core::HeatMapFigure other = mapOf(12);
        other.scale.high = 0.5;
        const auto remarks = ui::remarksOn(pageWith({mapOf(12), other}));
        QCOMPARE(countOf(remarks, "same measure as (a)"), 1);
        QCOMPARE(remarks.front().panel, 1);
        QCOMPARE(countOf(ui::remarksOn(pageWith({mapOf(12), mapOf(12)})), "same measure"), 0);
    }

    void curvesThatPrintAlike()
    {
        QCOMPARE(countOf(ui::remarksOn(pageWith({curvesOf(false)})), "one and two"), 1);
        QCOMPARE(countOf(ui::remarksOn(pageWith({curvesOf(true)})), "one and two"), 0);
        core::CurveFigure groups = curvesOf(false);
        groups.x.ticks = {{.value = 2, .label = "first"}, {.value = 12, .label = "second"}};
        for (core::Curve &curve : groups.curves)
            curve.form = core::CurveForm::Points;
        QCOMPARE(countOf(ui::remarksOn(pageWith({groups})), "one and two"), 1);
        groups.curves.back().x = {11, 12, 13};  // where only its own points are
        QCOMPARE(countOf(ui::remarksOn(pageWith({groups})), "one and two"), 0);
    }

    void labelsThatWouldLieOnEachOtherAreToldOf()
    {
        core::HeatMapFigure figure = mapOf(60);
        figure.rows.every = 1;
        QCOMPARE(countOf(ui::remarksOn(pageWith({figure})), "of its rows where one in 1 is asked for"), 1);
        QCOMPARE(ui::labelRemarks(pageWith({figure})).size(), 1U);
        figure.rows.every = 10;
        QCOMPARE(countOf(ui::remarksOn(pageWith({figure})), "is asked for"), 0);
        QVERIFY(ui::labelRemarks(pageWith({mapOf(140)})).empty());  // of nothing but labels
    }

    void heightThatAMapCannotHaveIsToldOf()
    {
        core::FigureRecipe recipe;
        recipe.panels.resize(1);
        recipe.panels.front().look.height = 20;
        const core::FigureContent content{.figures = {mapOf(12)}, .title = {}, .caption = {}};
        QCOMPARE(countOf(ui::remarksOn(ui::figurePage(recipe, content)), "asked for"), 0);
        recipe.panels.front().look.height = 300;
        QCOMPARE(countOf(ui::remarksOn(ui::figurePage(recipe, content)), "tall where 300.0 mm are asked for"), 1);
    }

    void lettersWithoutAFontAreToldOf()
    {
        core::HeatMapFigure figure = mapOf(2);
        figure.rows.labels[0].text = "\xf0\x90\x8c\xb0";  // Gothic
        const auto remarks = ui::remarksOn(pageWith({mapOf(2), figure}));
        QCOMPARE(countOf(remarks, "no installed font has U+10330"), 1);
        QCOMPARE(remarks.front().panel, 1);
    }

    void bothSignsPrintAlike()
    {
        core::HeatMapFigure figure = mapOf(12);
        figure.colorMap = "diverging";
        core::setSignedScale(figure);
        QCOMPARE(countOf(ui::remarksOn(pageWith({figure})), "above and below zero"), 1);
    }
};

ATTNSCOPE_TEST(PageCheckTest, QApplication)
#include "tst_page_check.moc"
