#include "tests/support/scripted_session.h"
#include "tests/support/test_program.h"
#include "ui/export/figure_page.h"
#include "ui/export/plot_area.h"

#include <QApplication>
#include <QTest>

namespace {

constexpr double rounding = 0.25;  // points: plots stand on tenths of one

core::HeatMapFigure gridMap(int size, const char *label)
{
    core::HeatMapFigure figure;
    figure.values = core::Matrix::Random(size, size).cwiseAbs();
    figure.rows = core::numberedAxis("query token", size);
    figure.columns = core::numberedAxis("key token", size);
    figure.rows.labels.front().text = label;
    figure.columns.labels.front().text = label;
    figure.valueName = "attention";
    return figure;
}

core::CurveFigure gridCurve(const char *name)
{
    core::CurveFigure figure;
    figure.x.name = "index";
    figure.y.name = "share";
    figure.curves.push_back({.name = name, .x = {1, 2, 3}, .y = {0.1, 0.2, 0.4}});
    figure.curves.push_back({.name = "another", .x = {1, 2, 3}, .y = {1200, 20, 4}});
    return figure;
}

core::BarFigure gridBars(int count)
{
    core::BarFigure figure;
    figure.valueName = "importance";
    figure.placeName = "token";
    for (int bar = 0; bar < count; ++bar)
        figure.bars.push_back({.label = "a long token", .value = 0.1 * bar, .number = "0.123"});
    core::shareRoom(figure.bars);
    return figure;
}

ui::FigurePage gridPage(std::vector<core::Figure> figures, int columns = 0, std::vector<double> heights = {})
{
    core::FigureRecipe recipe;
    recipe.width = core::PresetWidth::Full;
    recipe.columns = columns;
    recipe.panels.resize(figures.size());
    for (std::size_t panel = 0; panel < heights.size(); ++panel) {
        if (heights[panel] > 0)
            recipe.panels[panel].look.height = heights[panel];
    }
    return ui::figurePage(recipe, {.figures = std::move(figures), .title = {}, .caption = {}});
}

// In points of the page.
QRectF plotOf(const ui::FigurePage &page, std::size_t panel)
{
    const ui::PagePanel &shown = page.panels[panel];
    const auto plot =
        ui::plotArea(shown.figure, shown.area.size() * ui::unitsPerPoint, ui::panelStyle(page.style, shown.slot.width()));
    return {shown.area.topLeft() + plot->topLeft() / ui::unitsPerPoint, plot->size() / ui::unitsPerPoint};
}

bool areEqual(double one, double other)
{
    return std::abs(one - other) < rounding;
}

}  // namespace

// Panels of unlike pictures line up, as measured where they are drawn.
class PanelGridTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { scripted::prepareGuiTest(); }

    void plotsOfARowShareTheirEdges()
    {
        const ui::FigurePage page = gridPage({gridMap(12, "extraordinarily"), gridCurve("one"), gridBars(8)});
        for (const std::size_t panel : {1U, 2U}) {
            QVERIFY2(areEqual(plotOf(page, 0).top(), plotOf(page, panel).top()),
                     qPrintable(QString::number(plotOf(page, 0).top() - plotOf(page, panel).top())));
            QVERIFY2(areEqual(plotOf(page, 0).bottom(), plotOf(page, panel).bottom()),
                     qPrintable(QString::number(plotOf(page, 0).bottom() - plotOf(page, panel).bottom())));
        }
    }

    void squareMapsOfARowAreAsTall()
    {
        const ui::FigurePage page = gridPage({gridMap(8, "a"), gridMap(30, "extraordinarily")});
        QVERIFY(areEqual(plotOf(page, 0).top(), plotOf(page, 1).top()));
        QVERIFY(areEqual(plotOf(page, 0).bottom(), plotOf(page, 1).bottom()));
    }

    void plotsOfAColumnShareTheirEdges()
    {
        const ui::FigurePage page =
            gridPage({gridMap(12, "extraordinarily"), gridCurve("one"), gridCurve("a long name"), gridBars(6)}, 2);
        for (const std::size_t panel : {0U, 1U}) {
            QVERIFY2(areEqual(plotOf(page, panel).left(), plotOf(page, panel + 2).left()),
                     qPrintable(QString::number(plotOf(page, panel).left() - plotOf(page, panel + 2).left())));
            QVERIFY2(areEqual(plotOf(page, panel).right(), plotOf(page, panel + 2).right()),
                     qPrintable(QString::number(plotOf(page, panel).right() - plotOf(page, panel + 2).right())));
        }
    }

    // Whose labels below are wide, so that it is narrower than it would be by itself.
    void aNarrowerPlotIsNoLower()
    {
        const double alone = plotOf(gridPage({gridCurve("one")}, 0), 0).height();
        const ui::FigurePage page = gridPage({gridCurve("one"), gridMap(12, "extraordinarily")}, 1);
        QVERIFY2(areEqual(plotOf(page, 0).height(), alone), qPrintable(QString::number(plotOf(page, 0).height() - alone)));
        QVERIFY(plotOf(page, 0).width() < plotOf(gridPage({gridCurve("one")}), 0).width());
    }

    void nothingLeavesItsSlot()
    {
        const ui::FigurePage page =
            gridPage({gridMap(12, "extraordinarily"), gridCurve("one"), gridBars(30), gridMap(40, "b")}, 2);
        for (const ui::PagePanel &panel : page.panels) {
            QVERIFY(panel.slot.adjusted(-rounding, -rounding, rounding, rounding).contains(panel.area));
            QVERIFY(panel.slot.bottom() <= page.size.height() + rounding);
        }
        QVERIFY(page.panels[2].slot.top() >= page.panels[0].slot.bottom());
    }

    // A map that is as wide as its panel cannot be taller than that.
    void aTallerSquareMapLeavesNoPaper()
    {
        const ui::FigurePage page = gridPage({gridMap(12, "a")}, 0, {600});
        const double below = page.size.height() - plotOf(page, 0).bottom();
        const ui::FigurePage usual = gridPage({gridMap(12, "a")});
        QVERIFY2(areEqual(below, usual.size.height() - plotOf(usual, 0).bottom()) || below < 40,
                 qPrintable(QString::number(below)));
    }

    void anAskedHeightIsThePlots()
    {
        const ui::FigurePage page = gridPage({gridCurve("one"), gridMap(12, "a")}, 0, {30, 0});
        QVERIFY2(areEqual(plotOf(page, 0).height(), 30 / 25.4 * 72), qPrintable(QString::number(plotOf(page, 0).height())));
    }
};

ATTNSCOPE_TEST(PanelGridTest, QApplication)
#include "tst_panel_grid.moc"
