#include "core/recipe/recipe_json.h"
#include "core/recipe/venue_preset.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"

#include <QTest>

using core::FigureRecipe;
using core::PanelKind;
using support::messageOf;

// Recipes of figures as JSON.
class RecipeJsonTest : public QObject
{
    Q_OBJECT

private slots:
    void everyFieldComesBack();
    void onlyPanelsAndVersionAreNeeded();
    void listsAndAllAreRead();
    void wrongFieldsAreNamed_data();
    void wrongFieldsAreNamed();
    void presetsHaveTheWidthsOfTheirVenues();
};

void RecipeJsonTest::everyFieldComesBack()
{
    FigureRecipe recipe;
    recipe.models = {{"models/one", std::string(64, 'a'), {{"config.json", std::string(64, '0')}}}, {"models/two", ""}};
    recipe.texts = {"a film", "two \"films\""};
    recipe.masks = {"", "band:1"};
    recipe.sweep = "band:1..4";
    recipe.data = "texts.tsv";
    recipe.limit = 7;
    recipe.seed = 5;
    recipe.display = {.mergesWords = true, .specialTokens = core::SpecialTokenMode::Renormalize};
    recipe.preset = "icml";
    recipe.width = 66.5;
    recipe.columns = 2;
    recipe.sharesLimits = true;
    recipe.folder = "/figures";
    recipe.dotsPerInch = 300;
    recipe.textForm = core::TextForm::Letters;
    recipe.caption = "What it shows.";
    recipe.panels = {
        {.kind = PanelKind::HeatMap,
         .layers = {1},
         .heads = {},
         .measure = {},
         .matrix = "scores",
         .look = {.height = 40,
                  .limits = std::array{0.0, 0.5},
                  .colorMap = "viridis",
                  .gamma = 0.5,
                  .labelAngle = 45,
                  .labelEvery = 2,
                  .tokens = core::IndexList{1, 2, 5},
                  .annotates = true,
                  .legend = core::LegendPlace::None}},
        {.kind = PanelKind::MaskSweep, .layers = {0}, .heads = {0}, .measure = {}, .matrix = {}, .look = {}},
        {.kind = PanelKind::HeadSizes, .layers = {0}, .heads = {0}, .measure = {}, .matrix = {}, .look = {}},
        {.kind = PanelKind::HeadGrid, .layers = {0}, .heads = {0}, .measure = "entropy", .matrix = {}, .look = {}},
        {.kind = PanelKind::ImportanceBars,
         .measure = "integrated_gradients",
         .look = {},
         .importance = {.target = {.name = "good", .quantity = core::TargetQuantity::Logit, .position = 3, .isFirm = true},
                        .residual = 0.25,
                        .baseline = core::GradientBaseline::Pad,
                        .steps = 32}},
        {.kind = PanelKind::WordDistribution,
         .measure = "erasure",
         .look = {},
         .word = "funny",
         .grouping = core::WordGrouping::Label}};
    const auto read = core::readRecipe(core::recipeJson(recipe).dump());
    QVERIFY2(read, qPrintable(messageOf(read)));
    QVERIFY(*read == recipe);
    recipe.comparesModels = true;
    QVERIFY(*core::readRecipe(core::recipeJson(recipe).dump()) == recipe);
}

void RecipeJsonTest::onlyPanelsAndVersionAreNeeded()
{
    const auto recipe = core::readRecipe(R"({"recipe": 1, "panels": [{"kind": "spectrum"}]})");
    QVERIFY2(recipe, qPrintable(messageOf(recipe)));
    FigureRecipe usual;
    usual.panels = {{.kind = PanelKind::Spectrum, .layers = {0}, .heads = {0}, .measure = {}, .matrix = {}, .look = {}}};
    QVERIFY(*recipe == usual);
}

void RecipeJsonTest::listsAndAllAreRead()
{
    const auto recipe =
        core::readRecipe(R"({"recipe": 1, "model": ["a", {"path": "b"}], "text": ["x", "y"], "mask": [null, "diagonal"],
        "panels": [{"kind": "heat-map", "layer": "all", "head": [3, 1]}]})");
    QVERIFY2(recipe, qPrintable(messageOf(recipe)));
    QCOMPARE(recipe->models.size(), 2U);
    QVERIFY(!recipe->comparesModels);
    QCOMPARE(recipe->texts, (std::vector<std::string>{"x", "y"}));
    QCOMPARE(recipe->masks, (std::vector<std::string>{"", "diagonal"}));
    QVERIFY(recipe->panels.front().layers.empty());
    QCOMPARE(recipe->panels.front().heads, (std::vector{3, 1}));
}

void RecipeJsonTest::wrongFieldsAreNamed_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("message");
    const char *panel = R"("panels": [{"kind": "heat-map"}])";
    const auto row = [&](const char *name, const QString &fields, const char *message) {
        QTest::newRow(name) << QStringLiteral("{\"recipe\": 1, %1, %2}").arg(fields, QLatin1String(panel)) << message;
    };
    QTest::newRow("no JSON") << "{"
                             << "not valid JSON";
    QTest::newRow("no object") << "[]"
                               << "the recipe: expected an object";
    QTest::newRow("later version") << R"({"recipe": 9, "panels": []})"
                                   << "recipe: expected 1, the version";
    QTest::newRow("no panels") << R"({"recipe": 1})"
                               << "panels: expected a list";
    QTest::newRow("unknown kind") << R"({"recipe": 1, "panels": [{"kind": "pie"}]})"
                                  << "panels[0].kind: expected one that \"attnscope figure --kinds\" lists";
    QTest::newRow("head of a grid") << R"({"recipe": 1, "panels": [{"kind": "head-grid", "head": 1}]})"
                                    << "panels[0].head: this is no field here";
    QTest::newRow("layer") << R"({"recipe": 1, "panels": [{"kind": "heat-map"}, {"kind": "heat-map", "layer": -1}]})"
                           << "panels[1].layer: expected a number from 0";
    QTest::newRow("limits") << R"({"recipe": 1, "panels": [{"kind": "heat-map", "limits": [1, 1]}]})"
                            << "panels[0].limits: expected two numbers";
    for (const char *limits : {"[-1e308, 1e308]", "[0, 1e10]", "[1, 1.0000001]", "[2, 1]", "[0, null]"})
        QTest::newRow(limits)
            << QStringLiteral(R"({"recipe": 1, "panels": [{"kind": "heat-map", "limits": %1}]})").arg(QLatin1String(limits))
            << "panels[0].limits: expected two numbers, from -1e9 to 1e9, the lower one first";
    row("labels", R"("labels": {"angle": 45})", "labels: this is no field here");
    QTest::newRow("angle") << R"({"recipe": 1, "panels": [{"kind": "heat-map", "labels": {"angle": 120}}]})"
                           << "panels[0].labels.angle: expected a number from 0 to 90";
    QTest::newRow("token twice") << R"({"recipe": 1, "panels": [{"kind": "heat-map", "tokens": [1, 1]}]})"
                                 << "panels[0].tokens: expected each token once";
    QTest::newRow("annotate") << R"({"recipe": 1, "panels": [{"kind": "heat-map", "annotate": 3}]})"
                              << "panels[0].annotate: expected true or false";
    row("sweep", R"("sweep": "band:1..3")", "sweep: \"heat-map\" does not use it");
    row("data", R"("data": "texts.tsv")", "data: \"heat-map\" does not use it");
    row("seed", R"("seed": 7)", "seed: \"heat-map\" does not use it");
    row("limit", R"("limit": 7)", "limit: \"heat-map\" does not use it");
    row("models compared", R"("models": ["b"])", "models: \"heat-map\" does not use it");
    QTest::newRow("unit") << R"({"recipe": 1, "unit": "word", "panels": [{"kind": "spectrum"}]})"
                          << "unit: \"spectrum\" does not use it";
    QTest::newRow("sweep of a panel") << R"({"recipe": 1, "panels": [{"kind": "heat-map", "sweep": "band:1..3"}]})"
                                      << "panels[0].sweep: \"heat-map\" does not use it";
    row("preset", R"("preset": "journal")", "preset: expected one of acl");
    row("width", R"("width": "wide")", "width: expected \"column\"");
    row("text", R"("text": 3)", "text: expected a string");
    row("both models", R"("model": "a", "models": ["b"])", "models: expected either");
    row("short hash", R"("model": {"path": "a", "sha256": "abc"})", "model.sha256: expected a SHA-256 of 64");
    row("hash of other letters", QStringLiteral(R"("model": {"path": "a", "sha256": "%1"})").arg(QString(64, 'x')),
        "model.sha256: expected a SHA-256 of 64");
    row("hash of a file", R"("model": {"path": "a", "files": {"vocab.txt": 3}})",
        "model.files.vocab.txt: expected a SHA-256 of 64");
    QTest::newRow("mask of weights") << R"({"recipe": 1, "mask": "diagonal", "panels": [{"kind": "weight-map"}]})"
                                     << "mask: \"weight-map\" does not use it";
    row("model without a path", R"("model": {"sha256": "x"})", "model.path: expected");
    row("model without a name", R"("model": "")", "model: expected the path of a model");
    row("unknown field", R"("colour": "red")", "colour: this is no field here");
}

void RecipeJsonTest::wrongFieldsAreNamed()
{
    QFETCH(QString, json);
    QFETCH(QString, message);
    const QString refusal = messageOf(core::readRecipe(json.toStdString()));
    QVERIFY2(refusal.contains(message), qPrintable(refusal));
    QVERIFY(!refusal.contains('\n'));
}

void RecipeJsonTest::presetsHaveTheWidthsOfTheirVenues()
{
    QCOMPARE(std::round(100 * core::venuePreset("acl")->columnWidth()), 21827.0);  // 7.7 cm
    QCOMPARE(std::round(100 * core::venuePreset("acl")->full), 45354.0);           // 16 cm
    QCOMPARE(core::venuePreset("icml")->columnWidth(), 234.0);
    QCOMPARE(core::venuePreset("iclr")->columnWidth(), core::venuePreset("iclr")->full);
    QVERIFY(!core::venuePreset("journal"));
}

ATTNSCOPE_TEST(RecipeJsonTest, tests::NoApplication)
#include "tst_recipe_json.moc"
