#include "core/figure/any/figure_table.h"
#include "core/figure/values/snapshot_maps.h"
#include "core/recipe/figure_caption.h"
#include "core/recipe/figure_content.h"
#include "core/recipe/panel_figure.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>

using core::FigureRecipe;
using core::PanelKind;
using core::PanelSource;
using support::messageOf;
using support::TinyModel;

namespace {

FigureRecipe recipeOf(PanelKind kind, const TinyModel &model)
{
    FigureRecipe recipe;
    recipe.models = {{model.directory(), ""}};
    recipe.texts = {"word57 word58 a"};
    recipe.panels = {{.kind = kind, .layers = {0}, .heads = {0}, .measure = {}, .matrix = {}, .look = {}}};
    if (core::describe(kind).source == PanelSource::MaskedText)
        recipe.masks = {"diagonal"};
    return recipe;
}

core::Result<core::Figure> figureOf(const FigureRecipe &recipe)
{
    core::PanelAnswerer answerer;
    const auto answers = answerer.answer(recipe, 0, {});
    return answers ? core::panelFigure(recipe, 0, *answers, {}) : answers.error();
}

bool isOfLama(PanelKind kind)
{
    return kind == PanelKind::LamaStrips || kind == PanelKind::LamaContributions || kind == PanelKind::LamaSpectra;
}

}  // namespace

// Panels of recipes as pictures.
class PanelFigureTest : public QObject
{
    Q_OBJECT

private slots:
    void everyKindOfATextIsDrawnOrSaysWhyNot()
    {
        const TinyModel encoder(support::encoderConfig());
        const TinyModel lama(support::lamaConfig());
        for (const core::PanelKindDescription &kind : core::panelKinds()) {
            if (!core::isOfText(kind.source))
                continue;
            const auto own = figureOf(recipeOf(kind.kind, isOfLama(kind.kind) ? lama : encoder));
            const bool needsMore = kind.kind == PanelKind::GatePositions || kind.kind == PanelKind::Stationary ||
                                   kind.kind == PanelKind::Scales;
            QVERIFY2(own || needsMore, qPrintable(messageOf(own)));
            const auto other = figureOf(recipeOf(kind.kind, isOfLama(kind.kind) ? encoder : lama));
            QVERIFY2(other || messageOf(other).contains("panels[0].") || messageOf(other).contains("mask"),
                     qPrintable(messageOf(other)));
        }
    }

    void theMapIsThatOfTheTrace()
    {
        const TinyModel tiny(support::encoderConfig());
        FigureRecipe recipe = recipeOf(PanelKind::HeatMap, tiny);
        recipe.panels.front().layers = {1};
        recipe.panels.front().heads = {3};
        core::PanelAnswerer answerer;
        const auto answers = answerer.answer(recipe, 0, {});
        QVERIFY2(answers, qPrintable(messageOf(answers)));
        const auto figure = core::panelFigure(recipe, 0, *answers, {});
        QVERIFY2(figure, qPrintable(messageOf(figure)));
        const auto &map = std::get<core::HeatMapFigure>(*figure);
        const auto attention = core::attentionMap(*answers->snapshot, {{1}, {3}});
        QVERIFY(map.values == *attention);
        const std::string table = core::figureTable(std::vector{*figure});
        QVERIFY(table.starts_with("panel,row,column,row_label,column_label,value\na,0,0,[CLS],[CLS],"));
        QCOMPARE(std::ranges::count(table, '\n'), 1 + map.values.size());
        const std::string caption = core::figureCaption(recipe, {&*answers, 1});
        QVERIFY(caption.find("L1 H3") != std::string::npos);
        QVERIFY(caption.find("No mask.") != std::string::npos);
    }

    void captionSaysWhichTokensAreShown()
    {
        const TinyModel tiny(support::encoderConfig());
        FigureRecipe recipe = recipeOf(PanelKind::HeatMap, tiny);
        recipe.panels.front().look.tokens = core::IndexList{0, 1, 3};
        core::PanelAnswerer answerer;
        const auto answers = answerer.answer(recipe, 0, {});
        QVERIFY2(answers, qPrintable(messageOf(answers)));
        const std::string caption = core::figureCaption(recipe, {&*answers, 1});
        QVERIFY2(caption.find("only tokens 0–1 and 3, counted from 0") != std::string::npos, caption.c_str());
    }

    void refusalsBeginWithTheField()
    {
        const TinyModel tiny(support::encoderConfig());
        FigureRecipe recipe = recipeOf(PanelKind::HeatMap, tiny);
        recipe.panels.front().heads = {4};
        QCOMPARE(messageOf(figureOf(recipe)), QString("panels[0].head: there is no 4, expected a number from 0 to 3"));
        recipe = recipeOf(PanelKind::HeadGrid, tiny);
        recipe.panels.front().measure = "beauty";
        QVERIFY(
            messageOf(figureOf(recipe)).startsWith("panels[0].measure: \"beauty\" is none here, expected one of entropy"));
        recipe = recipeOf(PanelKind::MaskAfter, tiny);
        recipe.masks = {""};
        QVERIFY(messageOf(figureOf(recipe)).startsWith("mask: expected a mask"));
        recipe = recipeOf(PanelKind::MaskSweep, tiny);
        QVERIFY(messageOf(figureOf(recipe)).startsWith("data: expected"));
        recipe = recipeOf(PanelKind::HeatMap, tiny);
        for (const char *text : {"", " \t\n", "\u00a0\u3000"}) {
            recipe.texts = {text};
            QVERIFY(messageOf(figureOf(recipe)).startsWith("text: expected a text that is not blank"));
        }
        recipe = recipeOf(PanelKind::WordDistribution, tiny);
        recipe.data = "texts.txt";
        QCOMPARE(messageOf(figureOf(recipe)), QString("panels[0].word: expected a word"));
    }

    void numbersThatAMapDoesNotHaveAreRefused()
    {
        const TinyModel tiny(support::encoderConfig());
        FigureRecipe recipe = recipeOf(PanelKind::Cumulative, tiny);
        recipe.panels.front().options.markedRank = 99;
        QVERIFY(messageOf(figureOf(recipe)).startsWith("panels[0].k: there is no 99, expected a number from 0 to "));
        recipe = recipeOf(PanelKind::Truncation, tiny);
        recipe.panels.front().options.rank = 99;
        QVERIFY(messageOf(figureOf(recipe)).startsWith("panels[0].rank: there is no 99, expected a number from 0 to "));
        recipe = recipeOf(PanelKind::PlaygroundRealized, tiny);
        recipe.panels.front().options.playground.headSize = 60;
        QVERIFY(messageOf(figureOf(recipe)).startsWith("panels[0].head_size: there is no 60, expected a number from 1 to "));
    }

    void aFileOfAttentionBringsItsText()
    {
        FigureRecipe recipe;
        recipe.models = {{ATTNSCOPE_TEST_DATA "/maps/tokens.npz", {}}};
        recipe.panels = {{.kind = PanelKind::HeatMap}};
        core::PanelAnswerer answerer;
        const auto own = core::figureContent(recipe, answerer, {});
        QVERIFY2(own, qPrintable(messageOf(own)));
        QVERIFY(own->notes.empty());
        recipe.texts = {"another text"};
        const auto given = core::figureContent(recipe, answerer, {});
        QVERIFY2(given, qPrintable(messageOf(given)));
        QCOMPARE(given->notes.size(), 1U);
        QVERIFY(given->notes.front().starts_with("\"text\" is not read: "));
        QCOMPARE(core::figureTable(given->figures), core::figureTable(own->figures));
    }

    void wordsAreSpelledAsTyped()
    {
        const TinyModel tiny(support::encoderConfig());
        FigureRecipe recipe = recipeOf(PanelKind::HeatMap, tiny);
        recipe.texts = {"Word57 WORD58, a"};
        recipe.display.mergesWords = true;
        const auto figure = figureOf(recipe);
        QVERIFY2(figure, qPrintable(messageOf(figure)));
        const auto &map = std::get<core::HeatMapFigure>(*figure);
        QCOMPARE(map.rows.name, std::string("query (word)"));
        QCOMPARE(map.columns.name, std::string("key (word)"));
        QCOMPARE(map.rows.labels[1].text, std::string("Word57"));
        QCOMPARE(map.rows.labels[2].text, std::string("WORD58"));
    }

    void tokensAreThoseThatAreAskedFor()
    {
        const TinyModel tiny(support::encoderConfig());
        FigureRecipe recipe = recipeOf(PanelKind::HeatMap, tiny);
        const auto whole = std::get<core::HeatMapFigure>(*figureOf(recipe));
        recipe.panels.front().look.tokens = core::IndexList{3, 1};
        const auto some = std::get<core::HeatMapFigure>(*figureOf(recipe));
        QCOMPARE(some.values.rows(), 2);
        QCOMPARE(some.values(0, 1), whole.values(3, 1));
        QCOMPARE(some.rows.labels[0].text, whole.rows.labels[3].text);
        recipe.panels.front().look.tokens = core::IndexList{9};
        QVERIFY(messageOf(figureOf(recipe)).startsWith("panels[0].tokens: there is no 9, expected a number from 0 to 4"));
        recipe = recipeOf(PanelKind::Spectrum, tiny);
        recipe.panels.front().look.tokens = core::IndexList{1};
        QVERIFY(messageOf(figureOf(recipe)).startsWith("panels[0].tokens: this kind has no"));
    }

    void looksThatAKindDoesNotHaveAreRefused()
    {
        const TinyModel tiny(support::encoderConfig());
        FigureRecipe recipe = recipeOf(PanelKind::Spectrum, tiny);
        recipe.panels.front().look.colorMap = "viridis";
        QVERIFY(messageOf(figureOf(recipe)).startsWith("panels[0].color_map: this kind has no"));
        recipe = recipeOf(PanelKind::HeadGrid, tiny);
        recipe.panels.front().look.labelAngle = 45;
        QVERIFY(messageOf(figureOf(recipe)).startsWith("panels[0].labels.angle: this kind has no"));
        recipe = recipeOf(PanelKind::HeadLines, tiny);
        recipe.panels.front().look.annotates = true;
        QVERIFY(messageOf(figureOf(recipe)).startsWith("panels[0].annotate: this kind has no"));
    }

    void importanceFollowsTheClassThatIsAskedFor()
    {
        const TinyModel tiny(support::encoderConfig());
        FigureRecipe recipe = recipeOf(PanelKind::ImportanceBars, tiny);
        recipe.panels.front().measure = "erasure";
        std::vector<double> sums;
        for (const char *name : {"0", "1"}) {
            recipe.panels.front().importance.target = {.name = name, .position = {}, .isFirm = true};
            const auto figure = figureOf(recipe);
            QVERIFY2(figure, qPrintable(messageOf(figure)));
            const std::vector<core::Bar> &bars = std::get<core::BarFigure>(*figure).bars;
            sums.resize(bars.size());
            for (std::size_t bar = 0; bar < bars.size(); ++bar)
                sums[bar] += bars[bar].value;
        }
        QCOMPARE(sums.size(), 3U);
        for (const double sum : sums)
            QVERIFY(std::abs(sum) < 1e-6);  // what one of two classes loses the other gains
        recipe.panels.front().importance.target.name = "neither";
        QVERIFY(messageOf(figureOf(recipe)).contains("there is no class \"neither\""));
    }

    void aWordIsSpreadByClass()
    {
        const TinyModel lama(support::lamaConfig());
        const QTemporaryDir folder;
        FigureRecipe recipe = recipeOf(PanelKind::WordDistribution, lama);
        recipe.texts.clear();
        QVERIFY(messageOf(figureOf(recipe)).startsWith("data: expected the path of a file of texts"));
        recipe.data = folder.filePath("texts.tsv").toStdString();
        std::ofstream(recipe.data) << "word57 a\t0\nb word58\t1\nWord57 b\t1\nword57 word58 a\t1\na word57 b\t1\n";
        QVERIFY(messageOf(figureOf(recipe)).startsWith("panels[0].word: expected a word"));
        core::FigurePanel &panel = recipe.panels.front();
        panel.word = "word57";
        panel.measure = "attention_received";
        panel.grouping = core::WordGrouping::Label;
        core::PanelAnswerer answerer;
        const auto answers = answerer.answer(recipe, 0, {});
        QVERIFY2(answers, qPrintable(messageOf(answers)));
        const auto figure = core::panelFigure(recipe, 0, *answers, {});
        QVERIFY2(figure, qPrintable(messageOf(figure)));
        const auto &curves = std::get<core::CurveFigure>(*figure);
        QCOMPARE(curves.curves.size(), 2U);
        const auto distribution = core::wordDistribution(answers->words->found, "word57", answers->words->classes());
        const core::Curve &first = curves.curves.back();  // the first class stands above
        QVERIFY2(first.name.ends_with(" (n = 1)"), first.name.c_str());
        QVERIFY(curves.curves.front().name.ends_with(" (n = 3)"));
        QCOMPARE(first.x[1], distribution.classes[0].median);
        QCOMPARE(curves.curves.front().x[0], distribution.classes[1].lowerQuartile);
        QCOMPARE(curves.curves.front().x[2], distribution.classes[1].upperQuartile);
        QCOMPARE(curves.y.ticks.size(), 2U);
        QVERIFY(curves.explanation.find("Mann-Whitney U = ") != std::string::npos);
        const std::string caption = core::figureCaption(recipe, {&*answers, 1});
        QVERIFY2(caption.find("“word57” by label (median and quartiles)") != std::string::npos, caption.c_str());
        QVERIFY2(caption.find("texts.tsv, 4 texts with the word") != std::string::npos, caption.c_str());
        panel.word = "absent";
        QVERIFY(messageOf(figureOf(recipe)).contains("has no meaning"));
    }

    // Small values would look as strong as large ones on a scale of each map's own.
    void allHeadsHaveOneScale()
    {
        const TinyModel tiny(support::encoderConfig());
        core::PanelAnswerer answerer;
        const FigureRecipe recipe = recipeOf(PanelKind::HeadGrid, tiny);
        const auto answers = answerer.answer(recipe, 0, {});
        const auto figure = core::panelFigure(recipe, 0, *answers, {});
        QVERIFY2(figure, qPrintable(messageOf(figure)));
        const auto &grid = std::get<core::HeadGridFigure>(*figure);
        float largest = 0;
        for (const core::HeadGridCell &cell : grid.cells)
            largest = std::max(largest, core::attentionMap(*answers->snapshot, cell.head)->maxCoeff());
        QCOMPARE(grid.scale->high, double(largest));
        QCOMPARE(grid.valueName, std::string("attention"));
        const auto lastColor = [](const core::IndexImage &image) { return std::ranges::max(image.indices); };
        QVERIFY(std::ranges::count(grid.thumbnails, 255, lastColor) < std::ssize(grid.thumbnails));
    }

    void ablationToMeansTakesThemFromTheData()
    {
        const TinyModel tiny(support::encoderConfig());
        FigureRecipe recipe = recipeOf(PanelKind::MaskDifference, tiny);
        recipe.masks = {"diagonal;ablate:mean@0.1"};
        QVERIFY(messageOf(figureOf(recipe)).startsWith("data: expected the path of a file of texts"));
        QTemporaryDir folder;
        recipe.data = folder.filePath("texts.txt").toStdString();
        std::ofstream(recipe.data) << "word57 a\nword58 word57\n";
        const auto figure = figureOf(recipe);
        QVERIFY2(figure, qPrintable(messageOf(figure)));
    }

    void limitsAreThoseThatAreAskedFor()
    {
        const TinyModel tiny(support::encoderConfig());
        FigureRecipe recipe = recipeOf(PanelKind::HeatMap, tiny);
        recipe.panels.front().look.limits = {0.1, 0.4};
        const auto map = figureOf(recipe);
        QVERIFY2(map, qPrintable(messageOf(map)));
        QCOMPARE(std::get<core::HeatMapFigure>(*map).scale.low, 0.1);
        QCOMPARE(std::get<core::HeatMapFigure>(*map).scale.high, 0.4);
        recipe = recipeOf(PanelKind::MaskDifference, tiny);
        recipe.panels.front().look.limits = {0.1, 0.4};
        QVERIFY(
            messageOf(figureOf(recipe)).startsWith("panels[0].limits: expected as far below the neutral value as above"));
        recipe = recipeOf(PanelKind::HeadLines, tiny);
        recipe.panels.front().look.limits = {0.1, 0.4};
        QVERIFY(messageOf(figureOf(recipe)).startsWith("panels[0].limits: this kind has neither"));
    }

    void anEvaluationOfASweepIsRefused()
    {
        const TinyModel tiny(support::encoderConfig());
        const QTemporaryDir folder;
        FigureRecipe recipe = recipeOf(PanelKind::MaskEvaluation, tiny);
        recipe.data = folder.filePath("texts.tsv").toStdString();
        std::ofstream(recipe.data) << "word57 a\t0\nword58 b\t1\n";
        QVERIFY(messageOf(figureOf(recipe)).startsWith("mask: expected a mask"));
        recipe.masks = {"diagonal"};
        QVERIFY(figureOf(recipe));
        recipe.sweep = "band:1..2";
        QVERIFY(messageOf(figureOf(recipe)).startsWith("panels[0].kind: \"mask-evaluation\" is of one mask"));
    }

    void curvesAndMapsShareATable()
    {
        const core::CurveFigure curves{.title = {},
                                       .explanation = {},
                                       .absence = {},
                                       .x = {},
                                       .y = {},
                                       .bands = {},
                                       .curves = {{.name = "a, b", .x = {1, 2}, .y = {0.25, NAN}}},
                                       .bounds = {}};
        core::BarFigure bars;
        bars.valueName = "share";
        bars.bars = {{.label = "x", .value = 1.0 / 3}};
        QCOMPARE(core::figureTable(std::vector<core::Figure>{curves}), std::string("panel,curve,x,y\na,\"a, b\",1,0.25\n"));
        QCOMPARE(core::figureTable(std::vector<core::Figure>{curves, bars}),
                 std::string("panel,row,column,row_label,column_label,value,curve,x,y\n"
                             "a,,,,,,\"a, b\",1,0.25\nb,0,0,x,share,0.333333333,,,\n"));
    }
};

ATTNSCOPE_TEST(PanelFigureTest, tests::NoApplication)
#include "tst_panel_figure.moc"
