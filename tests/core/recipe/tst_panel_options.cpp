#include "core/figure/any/figure_table.h"
#include "core/figure/rank/spectrum_figures.h"
#include "core/figure/rank/truncation_figure.h"
#include "core/figure/values/snapshot_maps.h"
#include "core/recipe/figure_caption.h"
#include "core/recipe/figure_content.h"
#include "core/recipe/panel_figure.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using core::FigureRecipe;
using core::PanelKind;
using support::messageOf;
using support::TinyModel;

namespace {

FigureRecipe optionRecipe(PanelKind kind, const TinyModel &model)
{
    FigureRecipe recipe;
    recipe.models = {{model.directory(), ""}};
    recipe.texts = {"word57 word58 a"};
    recipe.panels = {{.kind = kind}};
    return recipe;
}

core::Result<core::Figure> optionFigure(const FigureRecipe &recipe)
{
    core::PanelAnswerer answerer;
    const auto answers = answerer.answer(recipe, 0, {});
    return answers ? core::panelFigure(recipe, 0, *answers, {}) : answers.error();
}

core::CurveFigure curvesOf(const FigureRecipe &recipe)
{
    const auto figure = optionFigure(recipe);
    if (!figure)
        qFatal("%s", qPrintable(messageOf(figure)));
    return std::get<core::CurveFigure>(*figure);
}

QStringList namesOf(const core::CurveFigure &figure)
{
    QStringList names;
    for (const core::Curve &curve : figure.curves)
        names << QString::fromStdString(curve.name);
    for (const core::CurveBand &band : figure.bands)
        names << QString::fromStdString(band.name);
    return names;
}

std::string captionOf(const FigureRecipe &recipe)
{
    core::PanelAnswerer answerer;
    const auto answers = answerer.answer(recipe, 0, {});
    if (!answers)
        qFatal("%s", qPrintable(messageOf(answers)));
    return core::figureCaption(recipe, {&*answers, 1});
}

}  // namespace

// What some kinds of panels are set to is what they show, and what the caption says.
class PanelOptionsTest : public QObject
{
    Q_OBJECT

private slots:
    void spectraHaveTheirBaselines()
    {
        const TinyModel tiny(support::encoderConfig());
        FigureRecipe recipe = optionRecipe(PanelKind::Spectrum, tiny);
        QVERIFY(namesOf(curvesOf(recipe)).filter("permuted").isEmpty());
        core::SpectrumOptions &spectrum = recipe.panels.front().options.spectrum;
        spectrum = {.isLogarithmic = false, .showsAllHeads = false, .showsShuffled = true, .showsPermuted = true};
        spectrum.beside = {{{1}, {2}}};
        const core::CurveFigure figure = curvesOf(recipe);
        const QStringList names = namesOf(figure);
        QVERIFY(names.contains("shuffled tokens"));
        QVERIFY(!names.filter("permuted rows").isEmpty());
        QVERIFY(names.contains("L1 H2"));
        QVERIFY(!names.contains("L0 H1"));
        QCOMPARE(figure.y.scale, core::AxisScale::Linear);
        QVERIFY2(captionOf(recipe).find("beside shuffled tokens and permuted rows (median and range from 5 to 95 % of 20 "
                                        "draws)") != std::string::npos,
                 captionOf(recipe).c_str());
        recipe.masks = {"diagonal"};
        QVERIFY(messageOf(optionFigure(recipe)).startsWith("panels[0].nulls: random baselines are of the pass without"));
        recipe.masks = {""};
        spectrum.beside = {{{2}, {0}}};
        QVERIFY(messageOf(optionFigure(recipe)).startsWith("panels[0].beside: there is no head [2, 0]"));
    }

    void theConstantDirectionIsRemoved()
    {
        const TinyModel tiny(support::encoderConfig());
        for (const PanelKind kind : {PanelKind::Spectrum, PanelKind::Cumulative}) {
            FigureRecipe recipe = optionRecipe(kind, tiny);
            const core::CurveFigure raw = curvesOf(recipe);
            recipe.panels.front().options.spectrum.centersAttention = true;
            recipe.panels.front().options.markedRank = 2;
            const core::CurveFigure centered = curvesOf(recipe);
            QVERIFY(raw.curves.back().y != centered.curves.back().y);
            QVERIFY(std::ranges::find(centered.bounds, 2.0, &core::BoundLine::at) != centered.bounds.end());
            QVERIFY(std::ranges::none_of(centered.bounds, &core::BoundLine::isMovable));
            QVERIFY(captionOf(recipe).find("without its constant direction") != std::string::npos);
        }
    }

    void ranksAreCountedAboveTheTolerance()
    {
        const TinyModel tiny(support::encoderConfig());
        FigureRecipe recipe = optionRecipe(PanelKind::LayerHeadMap, tiny);
        recipe.panels.front().measure = "numerical_rank";
        const auto usual = optionFigure(recipe);
        QVERIFY2(usual, qPrintable(messageOf(usual)));
        recipe.panels.front().options.tolerance = 0.9;
        const auto high = optionFigure(recipe);
        QCOMPARE(std::get<core::HeatMapFigure>(*usual).values.minCoeff(), 5.0F);
        QCOMPARE(std::get<core::HeatMapFigure>(*high).values.maxCoeff(), 1.0F);
        QVERIFY2(captionOf(recipe).find("of singular values above 0.9") != std::string::npos, captionOf(recipe).c_str());
    }

    void meansAreTakenOverTheFile()
    {
        const TinyModel tiny(support::encoderConfig());
        const QTemporaryDir folder;
        FigureRecipe recipe = optionRecipe(PanelKind::LayerHeadMeans, tiny);
        QVERIFY(messageOf(optionFigure(recipe)).startsWith("data: expected the path of a file of texts"));
        recipe.data = folder.filePath("texts.txt").toStdString();
        std::ofstream(recipe.data) << "word57 word58 a\nword58 a\n";
        const auto means = optionFigure(recipe);
        QVERIFY2(means, qPrintable(messageOf(means)));
        FigureRecipe one = optionRecipe(PanelKind::LayerHeadMap, tiny);
        const auto first = optionFigure(one);
        one.texts = {"word58 a"};
        const auto second = optionFigure(one);
        const core::Matrix wanted =
            (std::get<core::HeatMapFigure>(*first).values + std::get<core::HeatMapFigure>(*second).values) / 2;
        QVERIFY(std::get<core::HeatMapFigure>(*means).values.isApprox(wanted, 1e-5F));
        QVERIFY(captionOf(recipe).find("Means over 2 texts of texts.txt.") != std::string::npos);
    }

    // A file that was written to since the last figure is another one.
    void aChangedFileIsReadAgain()
    {
        const TinyModel lama(support::lamaConfig());
        const QTemporaryDir folder;
        FigureRecipe recipe = optionRecipe(PanelKind::WordDistribution, lama);
        recipe.data = folder.filePath("texts.txt").toStdString();
        recipe.panels.front().word = "word57";
        core::PanelAnswerer answerer;
        const auto texts = [&] {
            const auto answers = answerer.answer(recipe, 0, {});
            return answers ? answers->words->found.texts : 0;
        };
        std::ofstream(recipe.data) << "word57 a\n";
        QCOMPARE(texts(), 1U);
        std::ofstream(recipe.data, std::ios::app) << "b word57\n";
        QCOMPARE(texts(), 2U);
    }

    void headsAreCutToTheRank()
    {
        const TinyModel tiny(support::encoderConfig());
        FigureRecipe recipe = optionRecipe(PanelKind::Truncation, tiny);
        core::FigurePanel &panel = recipe.panels.front();
        panel.heads = {2};
        panel.options.truncated = core::TruncatedHeads::Selected;
        panel.options.rank = 1;
        const auto figure = optionFigure(recipe);
        QVERIFY2(figure, qPrintable(messageOf(figure)));
        const auto &map = std::get<core::HeatMapFigure>(*figure);
        for (Eigen::Index head = 0; head < 4; ++head)
            QCOMPARE(map.values(0, head) > 0, head == 2);  // of the first layer no other head changes
        QVERIFY2(captionOf(recipe).find("1 head truncated to rank 1") != std::string::npos, captionOf(recipe).c_str());
        panel.options.truncated = core::TruncatedHeads::Layer;
        const auto layer = optionFigure(recipe);
        QVERIFY((std::get<core::HeatMapFigure>(*layer).values.row(0).array() > 0).all());
    }

    void contributionsAreToTheClassThatIsAskedFor()
    {
        const TinyModel lama(support::lamaConfig({{"classifier_hidden_size", 0}}));
        FigureRecipe recipe = optionRecipe(PanelKind::LamaContributions, lama);
        std::vector<core::Matrix> values;
        for (const char *name : {"0", "1"}) {
            recipe.panels.front().options.outputClass = name;
            const auto figure = optionFigure(recipe);
            QVERIFY2(figure, qPrintable(messageOf(figure)));
            values.push_back(std::get<core::HeadStripFigure>(*figure).heads.values);
        }
        QVERIFY(values[0] != values[1]);
        recipe.panels.front().options.outputClass = "neither";
        QVERIFY(messageOf(optionFigure(recipe)).startsWith("panels[0].class: there is no class \"neither\""));
    }

    void aPaintedTargetIsTheRecipes()
    {
        const TinyModel tiny(support::encoderConfig());
        FigureRecipe recipe = optionRecipe(PanelKind::PlaygroundTarget, tiny);
        core::PlaygroundOptions &options = recipe.panels.front().options.playground;
        options.target.source = core::TargetSource::Painted;
        for (int row = 0; row < 5; ++row) {
            options.painting.emplace_back(5, 0.1);
            options.painting.back()[static_cast<std::size_t>(row)] = 0.6;
        }
        const auto figure = optionFigure(recipe);
        QVERIFY2(figure, qPrintable(messageOf(figure)));
        const auto &map = std::get<core::HeatMapFigure>(*figure);
        QCOMPARE(map.values(2, 2), 0.6F);
        QCOMPARE(map.values(2, 3), 0.1F);
        QCOMPARE(map.rows.labels[1].text, std::string("word57"));
        QVERIFY(captionOf(recipe).find("target: painted") != std::string::npos);
        options.painting.pop_back();
        QVERIFY(messageOf(optionFigure(recipe)).contains("target.rows: expected 5 rows, one of each token, found 4"));
    }

    void headsThatAreNotThereAreRefused()
    {
        const TinyModel tiny(support::encoderConfig());
        for (const PanelKind kind : {PanelKind::PlaygroundTarget, PanelKind::Truncation, PanelKind::WeightSpectrum,
                                     PanelKind::Spectrum, PanelKind::HeatMap}) {
            FigureRecipe recipe = optionRecipe(kind, tiny);
            recipe.panels.front().options.truncated = core::TruncatedHeads::Selected;
            recipe.panels.front().layers = {2};
            QCOMPARE(messageOf(optionFigure(recipe)),
                     QStringLiteral("panels[0].layer: there is no 2, expected a number from 0 to 1"));
        }
    }

    // One target, four pictures, whatever was searched before.
    void aTargetLooksTheSameBesideWhatRealizesIt()
    {
        const TinyModel tiny(support::encoderConfig());
        FigureRecipe recipe = optionRecipe(PanelKind::PlaygroundTarget, tiny);
        for (const PanelKind kind :
             {PanelKind::PlaygroundRealized, PanelKind::PlaygroundDifference, PanelKind::PlaygroundSpectrum}) {
            recipe.panels.push_back({.kind = kind});
            recipe.panels.back().options.playground.headSize = 1;
        }
        core::PanelAnswerer answerer;
        const auto first = core::figureContent(recipe, answerer, {});
        QVERIFY2(first, qPrintable(messageOf(first)));
        const auto second = core::figureContent(recipe, answerer, {});
        QCOMPARE(core::figureTable(first->figures), core::figureTable(second->figures));
        const auto map = [&first](std::size_t panel) { return std::get<core::HeatMapFigure>(first->figures[panel]); };
        QVERIFY((map(1).values - map(0).values).isApprox(map(2).values, 1e-4F));
        const auto scaleOf = [](const core::Result<core::FigureContent> &content) {
            return std::get<core::HeatMapFigure>(content->figures.front()).scale;
        };
        QVERIFY(scaleOf(first) == scaleOf(second));
    }

    void weightsStandBesideTheAttention()
    {
        const TinyModel tiny(support::encoderConfig());
        const QStringList names = namesOf(curvesOf(optionRecipe(PanelKind::WeightSpectrum, tiny)));
        QCOMPARE(names, (QStringList{"attention", "W_V · W_O", "W_Q · W_K"}));
        FigureRecipe recipe = optionRecipe(PanelKind::WeightMap, tiny);
        recipe.panels.front().measure = "query_key_symmetry";
        const auto map = optionFigure(recipe);
        QVERIFY2(map, qPrintable(messageOf(map)));
        QCOMPARE(std::get<core::HeatMapFigure>(*map).values.rows(), 2);
        QVERIFY(captionOf(recipe).find("symmetric share of the query-key weights") != std::string::npos);
        recipe.panels.front().measure = "beauty";
        QVERIFY(messageOf(optionFigure(recipe)).startsWith("panels[0].measure: \"beauty\" is none here, expected one of"));
    }

    // Behind the heads' measures, each cell of each head's map.
    void aGridsTableHoldsItsMaps()
    {
        const TinyModel tiny(support::encoderConfig());
        const FigureRecipe recipe = optionRecipe(PanelKind::HeadGrid, tiny);
        core::PanelAnswerer answerer;
        const auto answers = answerer.answer(recipe, 0, {});
        const auto figure = core::panelFigure(recipe, 0, *answers, {});
        QVERIFY2(figure, qPrintable(messageOf(figure)));
        const std::string table = core::figureTable(std::vector{*figure});
        QCOMPARE(std::ranges::count(table, '\n'), 1 + 8 + 8 * 25);
        const auto map = core::attentionMap(*answers->snapshot, {{1}, {2}});
        const std::string row = "a:1.2,0,3,[CLS],a,";
        const std::size_t at = table.find(row);
        QVERIFY2(at != std::string::npos, table.c_str());
        QVERIFY(std::abs(std::stof(table.substr(at + row.size())) - (*map)(0, 3)) < 1e-7F);
    }

    void thePageAloneChangesNoContent()
    {
        const TinyModel tiny(support::encoderConfig());
        const FigureRecipe recipe = optionRecipe(PanelKind::HeatMap, tiny);
        FigureRecipe other = recipe;
        other.caption = "Mine.";
        other.preset = "icml";
        other.width = 60.0;
        other.columns = 2;
        other.panels.front().look.height = 40;
        QVERIFY(core::contentPart(other) == core::contentPart(recipe));
        other.panels.front().look.gamma = 0.5;
        QVERIFY(core::contentPart(other) != core::contentPart(recipe));
    }
};

ATTNSCOPE_TEST(PanelOptionsTest, tests::NoApplication)
#include "tst_panel_options.moc"
