#include "core/recipe/figure_content.h"
#include "core/workbench/resolve.h"
#include "core/workbench/shown_figure.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QTest>

using core::FigurePanel;
using core::FigureRecipe;
using core::PanelKind;
using core::WorkbenchState;
using support::messageOf;
using support::TinyModel;

namespace {

WorkbenchState stateOf(const TinyModel &model)
{
    WorkbenchState state;
    state.text = "word57 word58 a";
    state.shownModel = model.directory();
    state.openModels = {state.shownModel, "/models/other", "/models/left out"};
    state.rank.compared.excluded = {"/models/left out"};
    state.masks.evaluation = {.texts = {.file = "labeled.tsv", .limit = 9}, .sweep = "band:1..3"};
    state.masks.positions = {.file = "texts.txt", .limit = 4};
    state.display.colorMap = "viridis";
    return state;
}

}  // namespace

// What the choices of the window come to as a recipe.
class ShownFigureTest : public QObject
{
    Q_OBJECT

private slots:
    void takesTextModelAndColors()
    {
        const TinyModel tiny(support::encoderConfig());
        const FigureRecipe figure = core::shownFigure(stateOf(tiny), nullptr, {.kind = PanelKind::HeatMap});
        QVERIFY(figure.models.front().path == tiny.directory());
        QCOMPARE(figure.texts.front(), std::string("word57 word58 a"));
        QCOMPARE(figure.masks.front(), std::string());
        QCOMPARE(figure.panels.front().look.colorMap, std::optional<std::string>("viridis"));
        const FigureRecipe curves = core::shownFigure(stateOf(tiny), nullptr, {.kind = PanelKind::Spectrum});
        QVERIFY(!curves.panels.front().look.colorMap && !curves.panels.front().look.gamma);
    }

    void takesTheFilesThatTheKindIsOver()
    {
        const TinyModel tiny(support::encoderConfig());
        const FigureRecipe sweep = core::shownFigure(stateOf(tiny), nullptr, {.kind = PanelKind::MaskSweep});
        QVERIFY(sweep.data == "labeled.tsv" && sweep.limit == 9 && sweep.sweep == "band:1..3");
        const FigureRecipe positions = core::shownFigure(stateOf(tiny), nullptr, {.kind = PanelKind::PositionProfile});
        QVERIFY(positions.data == "texts.txt" && positions.limit == 4);
        const FigureRecipe models = core::shownFigure(stateOf(tiny), nullptr, {.kind = PanelKind::HeadSizes});
        QVERIFY(models.comparesModels);
        QCOMPARE(models.models.size(), 2U);
        QVERIFY(models.models.back().path == "/models/other");
    }

    void theMaskDrawsTheSameAsTheWindow()
    {
        const TinyModel tiny(support::encoderConfig());
        WorkbenchState state = stateOf(tiny);
        core::AnalysisPipeline pipeline;
        const auto first = pipeline.run(core::resolve(state, nullptr), {});
        QVERIFY2(first, qPrintable(messageOf(first)));
        state.masks.mask.terms = {core::maskTerm(core::MaskKind::Band, {1})};
        state.masks.mask.heads = core::MaskedHeads::Layer;
        state.masks.mask.strength = 0.5;
        const auto shown = pipeline.run(core::resolve(state, first->get()), {});
        QVERIFY2(shown, qPrintable(messageOf(shown)));
        const FigureRecipe figure = core::shownFigure(state, shown->get(), {.kind = PanelKind::MaskAfter});
        core::PanelAnswerer answerer;
        const auto answers = answerer.answer(figure, 0, {});
        QVERIFY2(answers, qPrintable(messageOf(answers)));
        QVERIFY(answers->snapshot->request.mask == (*shown)->request.mask);
        QVERIFY(answers->snapshot->masked && answers->snapshot->request.text == state.text);
    }

    void picturesOfOnePassAreOfTheMaskedOne()
    {
        const TinyModel tiny(support::encoderConfig());
        WorkbenchState state = stateOf(tiny);
        core::AnalysisPipeline pipeline;
        const auto first = pipeline.run(core::resolve(state, nullptr), {});
        QVERIFY2(first, qPrintable(messageOf(first)));
        state.masks.mask.terms = {core::maskTerm(core::MaskKind::Diagonal)};
        for (const PanelKind kind : {PanelKind::HeatMap, PanelKind::Spectrum, PanelKind::OffsetProfile}) {
            const FigureRecipe figure = core::shownFigure(state, first->get(), {.kind = kind});
            QCOMPARE(figure.masks.front(), std::string("diagonal"));
            core::PanelAnswerer answerer;
            const auto answers = answerer.answer(figure, 0, {});
            QVERIFY2(answers, qPrintable(messageOf(answers)));
            QVERIFY(answers->snapshot->mask.isActive());
        }
        QCOMPARE(core::shownFigure(state, first->get(), {.kind = PanelKind::WeightSpectrum}).masks.front(), std::string());
    }
};

ATTNSCOPE_TEST(ShownFigureTest, tests::NoApplication)
#include "tst_shown_figure.moc"
