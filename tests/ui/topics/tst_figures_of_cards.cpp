#include "core/recipe/figure_content.h"
#include "core/recipe/recipe_json.h"
#include "tests/support/engine_desk.h"
#include "tests/support/message_of.h"
#include "tests/support/scripted_session.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"
#include "ui/plot/curve_plot.h"
#include "ui/topics/attention/head_card_footer.h"
#include "ui/topics/masks/evaluation/evaluation_page.h"
#include "ui/topics/rank/head_sizes/head_sizes_page.h"
#include "ui/topics/rank/playground/playground_page.h"
#include "ui/topics/rank/spectra/spectra_page.h"
#include "ui/views/curve_view.h"
#include "ui/views/figure_menu.h"
#include "ui/views/layer_head_view.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QTest>

using namespace ui;
using core::PanelKind;

namespace {

// Cards over the engine, with a desk for their figures.
struct CardDesk {
    support::TinyModel model{support::encoderConfig()};
    support::EngineDesk engine;
    FigureDesk figures{engine.workbench, engine.session, engine.messages, std::make_shared<core::ModelStore>()};

    CardDesk() { engine.ask(model.directory()); }

    ViewSources sources()
    {
        ViewSources sources = engine.sources();
        sources.figures = &figures;
        return sources;
    }

    template <typename Change>
    void change(Change change)
    {
        engine.workbench.change([&change](core::WorkbenchState &state) { change(state.rank); });
        engine.settle();
    }

    // What "Add to Figure" in the menu of the card around the view puts on the page.
    core::FigurePanel added(QWidget &view)
    {
        for (QWidget *card = &view; card; card = card->parentWidget()) {
            auto *menu = card->findChild<FigureMenu *>("figureMenu", Qt::FindDirectChildrenOnly);
            if (!menu)
                continue;
            const std::size_t before = panels().size();
            menu->menu()->actions().front()->trigger();
            if (panels().size() != before + 1)
                qFatal("the card is no figure");
            return panels().back();
        }
        qFatal("the view is in no card with a menu");
    }

    const std::vector<core::FigurePanel> &panels() const { return engine.workbench.state().figures.page.panels; }

    // The last panel as a recipe draws it that was written and read again.
    core::Figure drawn()
    {
        core::FigureRecipe recipe = engine.workbench.state().figures.page;
        recipe.panels.erase(recipe.panels.begin(), recipe.panels.end() - 1);
        const auto again = core::readRecipe(core::recipeJson(recipe).dump());
        if (!again)
            qFatal("%s", qPrintable(support::messageOf(again)));
        core::PanelAnswerer answerer;
        const auto content = core::figureContent(*again, answerer, {});
        if (!content)
            qFatal("%s", qPrintable(support::messageOf(content)));
        return content->figures.front();
    }
};

void compareCurves(const core::CurveFigure &shown, const core::CurveFigure &drawn)
{
    QCOMPARE(drawn.curves.size(), shown.curves.size());
    for (std::size_t curve = 0; curve < shown.curves.size(); ++curve) {
        QCOMPARE(drawn.curves[curve].name, shown.curves[curve].name);
        QVERIFY(drawn.curves[curve].y == shown.curves[curve].y);
    }
    QCOMPARE(drawn.bands.size(), shown.bands.size());
    QCOMPARE(drawn.bounds.size(), shown.bounds.size());
    QVERIFY(drawn.y.scale == shown.y.scale);
}

}  // namespace

// What a card is set to is what its menu puts on the page, and what a recipe draws.
class FiguresOfCardsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { scripted::prepareGuiTest(); }

    void aSpectrumKeepsItsOptions()
    {
        CardDesk desk;
        ComparisonSession &comparison = desk.engine.comparison;
        SpectraPage page(desk.sources(), comparison);
        scripted::showAt(page, 900, 600);
        desk.change([](core::RankState &rank) {
            rank.spectrum = {.isLogarithmic = false,
                             .showsAllHeads = false,
                             .centersAttention = true,
                             .showsShuffled = true,
                             .showsDrawn = true,
                             .showsPermuted = true};
            rank.spectrum.beside = {{{1}, {2}}};
            rank.k = 3;
        });
        for (const char *name : {"spectrum", "shares"}) {
            auto &view = *page.findChild<CurveView *>(name);
            desk.added(view);
            compareCurves(view.plot()->figure(), std::get<core::CurveFigure>(desk.drawn()));
        }
    }

    // Which has no keys of its own, as the card around it has them.
    void theFootOfAHeadIsAFigure()
    {
        CardDesk desk;
        HeadCardFooter foot(desk.sources());
        scripted::showAt(foot, 600, 160);
        QCOMPARE(desk.added(foot).kind, PanelKind::OffsetProfile);
        QVERIFY(foot.actions().isEmpty());
        QVERIFY(std::holds_alternative<core::BarFigure>(desk.drawn()));
    }

    void plotsBesideAFigureAreFiguresToo()
    {
        CardDesk desk;
        const EvaluationPage evaluation(desk.sources(), desk.engine.models, desk.engine.messages);
        QCOMPARE(evaluation.findChildren<FigureMenu *>().size(), 2);
        desk.change([](core::RankState &rank) { rank.comparison.axis = core::ComparisonAxis::Width; });
        const HeadSizesPage sizes(desk.sources(), desk.engine.models, desk.engine.comparison, desk.engine.messages);
        const core::FigurePanel heldOut = desk.added(*sizes.findChild<CurvePlot *>("trainedPlot"));
        QCOMPARE(heldOut.kind, PanelKind::HeldOut);
        QCOMPARE(heldOut.options.axis, core::ComparisonAxis::Width);
    }

    void mapsKeepTheirToleranceAndRank()
    {
        CardDesk desk;
        SpectraPage page(desk.sources(), desk.engine.comparison);
        scripted::showAt(page, 900, 600);
        desk.change([](core::RankState &rank) {
            rank.measure = core::SpectrumMeasure::NumericalRank;
            rank.tolerance = 1e-2;
            rank.truncated = core::TruncatedHeads::Layer;
            rank.k = 2;
        });
        for (const char *name : {"rankMap", "truncationMap"}) {
            auto &view = *page.findChild<LayerHeadView *>(name);
            desk.added(view);
            QVERIFY(view.plot()->figure().values == std::get<core::HeatMapFigure>(desk.drawn()).values);
        }
        QCOMPARE(desk.panels().back().options.rank, 2);
    }

    void aPaintedTargetIsTakenAlong()
    {
        CardDesk desk;
        PlaygroundPage page(desk.sources());
        scripted::showAt(page, 900, 600);
        desk.change([](core::RankState &rank) {
            rank.playground.painting = core::DoubleMatrix::Constant(8, 8, 0.0625);
            rank.playground.painting.diagonal().array() += 0.5;
            rank.playground.target.source = core::TargetSource::Painted;
            rank.playground.headSize = 3;
            rank.playground.scores = core::RealizedScores::Truncation;
        });
        int kinds = 0;
        for (FigureMenu *menu : page.findChildren<FigureMenu *>("figureMenu")) {
            menu->menu()->actions().front()->trigger();
            const core::FigurePanel &panel = desk.panels().back();
            QCOMPARE(panel.options.playground.painting.size(), 8U);
            QCOMPARE(panel.options.playground.headSize, std::optional(3));
            if (panel.kind == PanelKind::PlaygroundTarget)
                QCOMPARE(std::get<core::HeatMapFigure>(desk.drawn()).values(2, 2), 0.5625F);
            ++kinds;
        }
        QCOMPARE(kinds, 4);  // target, realized, errors and spectrum
    }
};

ATTNSCOPE_TEST(FiguresOfCardsTest, QApplication)
#include "tst_figures_of_cards.moc"
