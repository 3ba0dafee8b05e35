#include "core/recipe/option_fields.h"
#include "core/recipe/recipe_json.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>

using core::FigureRecipe;
using core::PanelKind;
using core::PanelOptions;
using support::messageOf;

namespace {

FigureRecipe recipeWith(PanelKind kind, const PanelOptions &options)
{
    FigureRecipe recipe;
    recipe.models = {{"models/one", ""}};
    recipe.texts = {"a film"};
    recipe.panels = {{.kind = kind, .options = options}};
    return recipe;
}

// A panel of the kind with further fields: ",\"scale\":\"linear\"".
core::Result<FigureRecipe> read(const std::string &kind, const std::string &fields)
{
    return core::readRecipe("{\"recipe\":1,\"model\":\"m\",\"text\":\"t\",\"panels\":[{\"kind\":\"" + kind + "\"" + fields +
                            "}]}");
}

// Of every kind that has some, none at its default.
std::vector<std::pair<PanelKind, PanelOptions>> someOptions()
{
    PanelOptions spectrum{.markedRank = 5};
    spectrum.spectrum = {.isLogarithmic = false,
                         .showsAllHeads = false,
                         .centersAttention = true,
                         .showsShuffled = true,
                         .showsDrawn = true,
                         .showsPermuted = true,
                         .beside = {{{0}, {1}}, {{1}, {3}}}};
    PanelOptions cumulative{.markedRank = 3};
    cumulative.spectrum.centersAttention = true;
    PanelOptions weights;
    weights.spectrum.isLogarithmic = false;
    PanelOptions painted;
    painted.playground = {.target = {.source = core::TargetSource::Painted},
                          .painting = {{0.25, 0.75}, {1, 0}},
                          .headSize = 2,
                          .scores = core::RealizedScores::Truncation,
                          .measure = core::RowErrorMeasure::TotalVariation};
    PanelOptions random;
    random.playground = {.target = {.source = core::TargetSource::Random, .temperature = 0.25, .seed = 7},
                         .painting = {},
                         .headSize = 3,
                         .measure = core::RowErrorMeasure::TotalVariation,
                         .tolerance = 0.1};
    PanelOptions band;
    band.playground.target = {.source = core::TargetSource::Band, .width = 2};
    PanelOptions diagonal;
    diagonal.playground.target = {.source = core::TargetSource::Diagonal, .share = 0.5};
    diagonal.playground.headSize = 6;
    return {{PanelKind::Spectrum, spectrum},
            {PanelKind::Cumulative, cumulative},
            {PanelKind::WeightSpectrum, weights},
            {PanelKind::LayerHeadMap, {.tolerance = 0.001}},
            {PanelKind::Truncation, {.truncated = core::TruncatedHeads::Layer, .rank = 2}},
            {PanelKind::HeadSizes, {.axis = core::ComparisonAxis::Width, .lengthGroup = 32, .isShareOfTokens = true}},
            {PanelKind::HeldOut, {.axis = core::ComparisonAxis::Heads}},
            {PanelKind::LamaContributions, {.outputClass = "negative"}},
            {PanelKind::PlaygroundRealized, painted},
            {PanelKind::PlaygroundDifference, painted},
            {PanelKind::Playground, random},
            {PanelKind::PlaygroundTarget, band},
            {PanelKind::PlaygroundSpectrum, diagonal}};
}

}  // namespace

// What only some kinds of panels are set to, as JSON.
class OptionJsonTest : public QObject
{
    Q_OBJECT

private slots:
    void everyOptionComesBack()
    {
        for (const auto &[kind, options] : someOptions()) {
            const FigureRecipe recipe = recipeWith(kind, options);
            const auto again = core::recipeOf(nlohmann::json::parse(core::recipeJson(recipe).dump()));
            QVERIFY2(again, qPrintable(messageOf(again)));
            QVERIFY2(again->panels == recipe.panels, core::recipeJson(recipe).dump().c_str());
        }
    }

    // So that a list of fields is all there is, and each of them is one.
    void whatIsWrittenIsWhatIsListed()
    {
        for (const core::PanelKindDescription &kind : core::panelKinds()) {
            const auto listed = core::optionFields(kind.kind);
            const auto some = someOptions();
            const auto set = std::ranges::find(some, kind.kind, [](const auto &each) { return each.first; });
            QCOMPARE(set == some.end(), listed.empty());
            if (listed.empty())
                continue;
            const auto written = core::recipeJson(recipeWith(kind.kind, set->second))["panels"][0];
            const auto usual = core::recipeJson(recipeWith(kind.kind, {}))["panels"][0];
            for (const core::OptionField &field : listed)
                QVERIFY2(written.contains(field.name),
                         qPrintable(QString::fromUtf8(kind.id.data()) + ' ' + field.name.data()));
            for (const auto &[name, value] : written.items())
                QVERIFY2(usual.contains(name) || std::ranges::find(listed, name, &core::OptionField::name) != listed.end(),
                         name.c_str());
        }
    }

    void whatIsNotSetIsNotWritten()
    {
        const auto panel = core::recipeJson(recipeWith(PanelKind::Spectrum, {}))["panels"][0];
        QCOMPARE(panel.dump(), std::string(R"({"kind":"spectrum","layer":0,"head":0})"));
    }

    void wrongOptionsAreNamed_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("fields");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *name, const char *kind, const char *fields, const char *problem) {
            QTest::newRow(name) << kind << fields << problem;
        };
        row("scale", "spectrum", R"(,"scale":"log")", R"(panels[0].scale: expected one of "linear", "logarithmic")");
        row("nulls", "spectrum", R"(,"nulls":["rows"])", "panels[0].nulls: expected a list of");
        row("one null", "spectrum", R"(,"nulls":"permuted_rows")", "panels[0].nulls: expected a list of");
        row("beside", "spectrum", R"(,"beside":[3])", "panels[0].beside: expected a list of heads, each as [layer, head]");
        row("of another kind", "spectrum", R"(,"rank":3)", "panels[0].rank: ");
        row("truncated", "truncation", R"(,"truncated":"none")", R"(panels[0].truncated: expected one of "head", "layer")");
        row("tolerance", "layer-head-map", R"(,"tolerance":2)", "panels[0].tolerance: expected");
        row("target", "playground", R"(,"target":{"source":"spiral"})", "panels[0].target.source: expected one of");
        row("no rows", "playground", R"(,"target":{"source":"painted"})", "panels[0].target.rows: expected the rows");
        row("rows of others", "playground", R"(,"target":{"source":"head","rows":[[1]]})",
            "panels[0].target.rows: expected none without");
        row("ragged rows", "playground", R"(,"target":{"source":"painted","rows":[[1,0],[1]]})",
            "panels[0].target.rows: expected a list of at most 64 rows");
    }

    void wrongOptionsAreNamed()
    {
        QFETCH(QString, kind);
        QFETCH(QString, fields);
        QFETCH(QString, problem);
        const auto recipe = read(kind.toStdString(), fields.toStdString());
        QVERIFY2(messageOf(recipe).startsWith(problem), qPrintable(messageOf(recipe)));
    }
};

ATTNSCOPE_TEST(OptionJsonTest, tests::NoApplication)
#include "tst_option_json.moc"
