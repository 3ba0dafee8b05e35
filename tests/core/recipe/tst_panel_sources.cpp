#include "core/recipe/figure_content.h"
#include "core/recipe/panel_sources.h"
#include "core/recipe/recipe_json.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QTest>

using core::FigurePanel;
using core::FigureRecipe;
using core::PanelKind;
using support::messageOf;
using support::TinyModel;

namespace {

FigureRecipe figureOf(PanelKind kind, const std::string &model, const std::string &text)
{
    FigureRecipe recipe;
    recipe.models = {{model, ""}};
    recipe.texts = {text};
    recipe.panels.resize(1);
    recipe.panels.front().kind = kind;
    return recipe;
}

}  // namespace

// Panels that are drawn of something else than the rest of their figure.
class PanelSourcesTest : public QObject
{
    Q_OBJECT

private slots:
    void aPageTakesTheFirstPanelsSources()
    {
        FigureRecipe page;
        page.preset = "icml";
        core::addPanels(page, figureOf(PanelKind::Spectrum, "first", "one"));
        QCOMPARE(page.models.front().path.string(), std::string("first"));
        QCOMPARE(page.texts.front(), std::string("one"));
        QCOMPARE(page.preset, std::string("icml"));
        QCOMPARE(page.panels.size(), 1U);
        QVERIFY(page.panels.front().sources == core::PanelSources());
    }

    void laterPanelsBringAlongWhatDiffers()
    {
        FigureRecipe page = figureOf(PanelKind::Spectrum, "first", "one");
        FigureRecipe other = figureOf(PanelKind::HeatMap, "second", "one");
        other.masks = {"diagonal"};
        core::addPanels(page, other);
        core::PanelSources expected;
        expected.models = {{"second", ""}};
        expected.mask = "diagonal";
        QVERIFY(page.panels.back().sources == expected);
        const FigureRecipe own = core::recipeOfPanel(page, 1);
        QVERIFY(own.models == other.models && own.masks == other.masks && own.texts == other.texts);
        QVERIFY(core::recipeOfPanel(page, 0).models == page.models);
    }

    void comparedModelsAndOneModelStandBesideEachOther()
    {
        FigureRecipe page = figureOf(PanelKind::HeadSizes, "first", "one");
        page.models.push_back({"second", ""});
        page.comparesModels = true;
        core::addPanels(page, figureOf(PanelKind::HeatMap, "third", "one"));
        QVERIFY(core::recipeOfPanel(page, 0).comparesModels);
        QVERIFY(!core::recipeOfPanel(page, 1).comparesModels);
    }

    void jsonKeepsEverySource()
    {
        FigureRecipe page = figureOf(PanelKind::Spectrum, "first", "one");
        page.data = "texts.tsv";
        FigureRecipe other = figureOf(PanelKind::MaskSweep, "second", "two");
        other.models.push_back({"third", std::string(64, 'c')});
        other.comparesModels = true;
        other.masks = {"band:2"};
        other.sweep = "band:1..4";
        other.limit = 7;
        core::addPanels(page, other);
        FigureRecipe words = figureOf(PanelKind::HeatMap, "first", "one");
        words.display = {.mergesWords = true, .specialTokens = core::SpecialTokenMode::Hide};
        core::addPanels(page, words);
        QVERIFY(page.panels.back().sources.display);
        const auto read = core::readRecipe(core::recipeJson(page).dump());
        QVERIFY2(read, qPrintable(messageOf(read)));
        QVERIFY(*read == page);
    }

    void onePassIsTheOneUnderTheMask()
    {
        const TinyModel tiny(support::encoderConfig());
        FigureRecipe page = figureOf(PanelKind::HeatMap, tiny.directory().string(), "word57 word58 a");
        FigureRecipe masked = page;
        masked.masks = {"diagonal"};
        core::addPanels(page, masked);
        core::PanelAnswerer answerer;
        const auto content = core::figureContent(page, answerer, {});
        QVERIFY2(content, qPrintable(messageOf(content)));
        const auto &own = std::get<core::HeatMapFigure>(content->figures[0]).values;
        const auto &without = std::get<core::HeatMapFigure>(content->figures[1]).values;
        QVERIFY(own.diagonal().minCoeff() > 0);
        QCOMPARE(without.diagonal().maxCoeff(), 0.0F);
        QVERIFY(content->caption.find("(a) Map of a head, L0 H0. No mask. (b) Map of a head, L0 H0. Mask: diagonal.") !=
                std::string::npos);
    }

    void severalHeadsAreNoSingleFigure()
    {
        const TinyModel tiny(support::encoderConfig());
        FigureRecipe page = figureOf(PanelKind::HeatMap, tiny.directory().string(), "word57");
        page.panels.front().layers.clear();
        core::PanelAnswerer answerer;
        QCOMPARE(messageOf(core::figureContent(page, answerer, {})),
                 QString("panels[0].layer: expected one number in a single figure"));
    }

    void textsThatAreCutAreToldOf()
    {
        const TinyModel tiny(support::encoderConfig());
        std::string text;
        for (int word = 0; word < 600; ++word)
            text += "a ";
        core::PanelAnswerer answerer;
        const auto content =
            core::figureContent(figureOf(PanelKind::LayerHeadMap, tiny.directory().string(), text), answerer, {});
        QVERIFY2(content, qPrintable(messageOf(content)));
        QCOMPARE(content->notes.size(), 1U);
        QVERIFY(content->caption.find("the first ") != std::string::npos);
    }

    void eachPanelIsDrawnOfItsOwnAndTheCaptionSaysOfWhich()
    {
        const TinyModel tiny(support::encoderConfig());
        FigureRecipe page = figureOf(PanelKind::HeatMap, tiny.directory().string(), "word57 word58 a");
        FigureRecipe other = page;
        other.texts = {"word57"};
        core::addPanels(page, other);
        core::PanelAnswerer answerer;
        const auto content = core::figureContent(page, answerer, {});
        QVERIFY2(content, qPrintable(messageOf(content)));
        const auto rows = [&content](std::size_t panel) {
            return std::get<core::HeatMapFigure>(content->figures[panel]).values.rows();
        };
        QVERIFY(rows(0) > rows(1));
        QVERIFY(content->caption.find("(b) ") > content->caption.find("“word57 word58 a”"));
        page.panels.back().sources.text.reset();
        const auto shared = core::figureContent(page, answerer, {});
        QVERIFY2(shared, qPrintable(messageOf(shared)));
        QVERIFY(shared->caption.find("(b) ") < shared->caption.find("“word57 word58 a”"));
    }
};

ATTNSCOPE_TEST(PanelSourcesTest, tests::NoApplication)
#include "tst_panel_sources.moc"
