#include "core/recipe/figure_plan.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <set>

using core::FigureRecipe;
using core::PanelKind;
using support::messageOf;

namespace {

core::FigurePanel mapOf(core::IndexList layers, core::IndexList heads)
{
    return {.kind = PanelKind::HeatMap,
            .layers = std::move(layers),
            .heads = std::move(heads),
            .measure = {},
            .matrix = {},
            .look = {}};
}

FigureRecipe recipeWith(std::vector<core::FigurePanel> panels)
{
    FigureRecipe recipe;
    recipe.models = {{"model", ""}};
    recipe.texts = {"a film"};
    recipe.panels = std::move(panels);
    return recipe;
}

auto planned(const FigureRecipe &recipe, const char *file)
{
    return core::planFigures(recipe, file, [](const core::RecipeModel &) {
        return core::Result(core::LayerHeadCount{.layers = 12, .heads = 3});
    });
}

}  // namespace

// Which figures a recipe makes, and what their files are called.
class FigurePlanTest : public QObject
{
    Q_OBJECT

private slots:
    void oneFigureKeepsItsName()
    {
        const auto figures = planned(recipeWith({mapOf({1}, {2})}), "map.pdf");
        QVERIFY2(figures, qPrintable(messageOf(figures)));
        QCOMPARE(figures->size(), 1U);
        QVERIFY(figures->front().file == "map.pdf");
        QVERIFY(figures->front().recipe == recipeWith({mapOf({1}, {2})}));
    }

    void allHeadsOfAllLayersSortByName()
    {
        const auto figures = planned(recipeWith({mapOf({}, {})}), "maps/{layer}-{head}.svg");
        QVERIFY2(figures, qPrintable(messageOf(figures)));
        QCOMPARE(figures->size(), 36U);
        std::set<std::filesystem::path> files;
        for (const core::PlannedFigure &figure : *figures) {
            files.insert(figure.file);
            QCOMPARE(figure.recipe.panels.front().layers.size(), 1U);
        }
        QCOMPARE(files.size(), 36U);
        QVERIFY(*files.begin() == "maps/00-0.svg");
        QVERIFY(*files.rbegin() == "maps/11-2.svg");
    }

    void panelsGoThroughTheSameHeadsTogether()
    {
        const auto figures = planned(recipeWith({mapOf({0}, {1, 2}), mapOf({5}, {1, 2}), mapOf({7}, {0})}), "{head}.pdf");
        QVERIFY2(figures, qPrintable(messageOf(figures)));
        QCOMPARE(figures->size(), 2U);
        const std::vector<core::FigurePanel> &panels = figures->back().recipe.panels;
        QCOMPARE(panels[0].heads.front(), 2);
        QCOMPARE(panels[1].heads.front(), 2);
        QCOMPARE(panels[2].heads.front(), 0);
    }

    void textsMasksAndModelsVary()
    {
        FigureRecipe recipe = recipeWith({mapOf({0}, {0})});
        recipe.models.push_back({"other", ""});
        recipe.texts = {"x", "y", "z"};
        recipe.masks = {"", "diagonal"};
        const auto figures = planned(recipe, "{model}{text}{mask}.csv");
        QVERIFY2(figures, qPrintable(messageOf(figures)));
        QCOMPARE(figures->size(), 12U);
        QVERIFY(figures->back().file == "121.csv");
        QCOMPARE(figures->back().recipe.texts, std::vector<std::string>{"z"});
        QVERIFY(figures->back().recipe.models.front().path == "other");
    }

    void refusalsNameWhatIsMissing()
    {
        QVERIFY(messageOf(planned(recipeWith({mapOf({0}, {0})}), "map-{foo}.pdf")).contains("\"{foo}\" stands for nothing"));
        QVERIFY(messageOf(planned(recipeWith({mapOf({}, {0})}), "map.pdf")).contains("expected {layer} in the name"));
        QVERIFY(messageOf(planned(recipeWith({mapOf({12}, {0})}), "map.pdf")).contains("panels[0].layer: there is no 12"));
        QVERIFY(messageOf(planned(recipeWith({mapOf({0}, {0, 1}), mapOf({0}, {1, 2})}), "{head}.pdf"))
                    .contains("panels[1].head: expected one head"));
    }
};

ATTNSCOPE_TEST(FigurePlanTest, tests::NoApplication)
#include "tst_figure_plan.moc"
