#include "core/figure/comparison/comparison_figures.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <numeric>
#include <set>

namespace {

using namespace core;

// Layer l, head h has the value `first` + l + h of every quantity, half of it by tokens.
ComparedModel compared(const std::string &name, int heads, int headSize, double first, const std::string &training = {})
{
    auto model = std::make_shared<LoadedModel>();
    model->name = name;
    model->config.type = ModelType::CompactBert;
    model->config.layers = 2;
    model->config.heads = heads;
    model->config.headSize = headSize;
    model->config.hiddenSize = 128;
    model->config.training = training;
    CorpusSummary summary{.layers = 2,
                          .heads = heads,
                          .perHead = spectrumQuantityCount(),
                          .texts = 1,
                          .allTexts = 1,
                          .all = {},
                          .byLength = {}};
    for (int index = 0; index < 2 * heads; ++index) {
        for (int quantity = 0; quantity < summary.perHead; ++quantity) {
            const int layer = index / heads;
            const double value = (first + layer + index % heads) * (quantity < summary.perHead / 2 ? 1 : 0.5);
            summary.all.values.push_back({.count = 3, .mean = value, .low = value - 1, .median = value, .high = value + 1});
        }
    }
    return {.model = model, .summary = std::move(summary), .problem = {}};
}

ModelComparison family()
{
    return {.request = {},
            .models = {compared("wiki-8x16", 8, 16, 10), compared("wiki-1x128", 1, 128, 20),
                       compared("wiki-2x64", 2, 64, 15), compared("wiki-1x64", 1, 64, 18), compared("wiki-4x64", 4, 64, 12)},
            .texts = 1};
}

std::vector<Curve> curvesOf(const ComparisonFigure &figure, CurveForm form)
{
    std::vector<Curve> curves;
    std::ranges::copy_if(figure.curves.curves, std::back_inserter(curves),
                         [form](const Curve &curve) { return curve.form == form; });
    return curves;
}

}  // namespace

class ComparisonFiguresTest : public QObject
{
    Q_OBJECT

private slots:
    void everyHeadIsAPoint();
    void familiesDifferInMarkerAndLine();
    void modelsOfOneSizeStandBesideEachOther();
    void axisNamesTheSizes();
    void mediansAreOverHeads();
    void modelsOfOneNameAreToldApart();
    void sharesOfTokensAreOtherNumbers();
    void headSizeBoundsOnlyTheScores();
    void groupWithoutTextsHasNoNumbers();
    void trainedResultsStandBelow();
    void differentDataAreComparedByAccuracy();
    void resultsOfDifferentTasksAreNotDrawn();
    void modelsWithoutAPlaceAreNamed();
    void nothingToCompareIsOneSentence();
    void lamaHasNoHeadSize();
};

void ComparisonFiguresTest::everyHeadIsAPoint()
{
    const ComparisonFigure figure = comparisonFigure(family(), {});
    const std::vector<Curve> points = curvesOf(figure, CurveForm::Points);
    QCOMPARE(points.size(), 5U);
    QCOMPARE(points[0].y.size(), 16U);
    QCOMPARE(points[0].y[9], 12.0);  // layer 1, head 1
    QCOMPARE(points[0].notes[9], std::string("L1 H1 · 12.0 · 90 % of 3 texts 11.0 to 13.0"));
    QCOMPARE(figure.models.size(), figure.curves.curves.size());
    QCOMPARE(figure.models[0], 0);
    std::set<std::pair<double, double>> places;
    for (std::size_t index = 0; index < 16; ++index)
        places.insert({points[0].x[index], points[0].y[index]});
    QCOMPARE(places.size(), 16U);  // none hides another
}

void ComparisonFiguresTest::familiesDifferInMarkerAndLine()
{
    const ComparisonFigure figure = comparisonFigure(family(), {.axis = ComparisonAxis::Heads});
    const std::vector<Curve> lines = curvesOf(figure, CurveForm::Line);
    QCOMPARE(lines.size(), 2U);
    QCOMPARE(lines[0].name, std::string("dₕ = d / h"));
    QVERIFY(!lines[0].isDashed && lines[0].marker == PointMarker::Circle);
    QCOMPARE(lines[0].y, (std::vector<double>{20.5, 16.0, 14.0}));  // 1 x 128, 2 x 64, 8 x 16
    QCOMPARE(lines[1].name, std::string("dₕ = 64"));
    QVERIFY(lines[1].isDashed && lines[1].marker == PointMarker::Diamond);
    QCOMPARE(lines[1].y, (std::vector<double>{18.5, 16.0, 14.0}));  // 1, 2 and 4 heads of 64
    const std::vector<Curve> points = curvesOf(figure, CurveForm::Points);
    QCOMPARE(points[0].marker, PointMarker::Circle);
    QCOMPARE(points[3].marker, PointMarker::Diamond);
}

void ComparisonFiguresTest::modelsOfOneSizeStandBesideEachOther()
{
    const ComparisonSlots places = comparisonSlots(family(), ComparisonAxis::HeadSize);
    const ModelSlot &two = places.models[2];
    const ModelSlot &one = places.models[3];
    const ModelSlot &four = places.models[4];
    QVERIFY(two.at(1) < one.at(-1) && one.at(1) < four.at(-1));
    QVERIFY(places.models[0].at(1) < two.at(-1) && four.at(1) < places.models[1].at(-1));
}

void ComparisonFiguresTest::axisNamesTheSizes()
{
    const CurveAxis axis = comparisonSlots(family(), ComparisonAxis::HeadSize).axis;
    std::vector<std::string> labels;
    for (const AxisTick &tick : axis.ticks)
        labels.push_back(tick.label);
    QCOMPARE(labels, (std::vector<std::string>{"16", "64", "128"}));
    QVERIFY(axis.low.value() < 4 && axis.high.value() > 7);
    ModelConfig lama;
    lama.type = ModelType::Lama;
    lama.heads = 8;
    QVERIFY(!sizeAlong(ComparisonAxis::HeadSize, lama));
    QCOMPARE(sizeAlong(ComparisonAxis::Heads, lama).value(), 8);
}

void ComparisonFiguresTest::mediansAreOverHeads()
{
    QCOMPARE(medianOverHeads(family().models[0], {}), 14.0);  // 10 ... 17 and 11 ... 18
    QCOMPARE(medianOverHeads(family().models[1], {}), 20.5);
    QCOMPARE(medianOverHeads(family().models[0], {}, LayerIndex{0}), 13.5);
    QCOMPARE(medianOverHeads(family().models[0], {}, LayerIndex{1}), 14.5);
    QVERIFY(std::isnan(medianOverHeads({}, {})) && std::isnan(medianOverHeads({}, {}, LayerIndex{0})));
}

void ComparisonFiguresTest::modelsOfOneNameAreToldApart()
{
    ModelComparison comparison = family();
    for (const char *parent : {"/a", "/b"}) {
        auto model = std::make_shared<LoadedModel>(*comparison.models[0].model);
        model->directory = std::filesystem::path(parent) / model->name;
        comparison.models[std::string(parent) == "/a" ? 0 : 1].model = model;
    }
    std::set<std::string> names;
    for (const Curve &points : curvesOf(comparisonFigure(comparison, {}), CurveForm::Points))
        names.insert(points.name);
    QCOMPARE(names, (std::set<std::string>{"a/wiki-8x16", "b/wiki-8x16", "wiki-2x64", "wiki-1x64", "wiki-4x64"}));
}

void ComparisonFiguresTest::sharesOfTokensAreOtherNumbers()
{
    const ComparisonOptions byTokens{.axis = {}, .quantity = {.isShareOfTokens = true}};
    QCOMPARE(medianOverHeads(family().models[0], byTokens), 7.0);
    QVERIFY(comparisonFigure(family(), byTokens).curves.y.name.ends_with("/ n"));
}

void ComparisonFiguresTest::headSizeBoundsOnlyTheScores()
{
    const auto marks = [](const SpectrumQuantity &quantity) {
        return curvesOf(comparisonFigure(family(), {.axis = {}, .quantity = quantity}), CurveForm::Mark).size();
    };
    QCOMPARE(marks({SpectrumMatrix::Attention, SpectrumMeasure::NumericalRank, false}), 5U);  // the medians
    QCOMPARE(marks({SpectrumMatrix::Scores, SpectrumMeasure::NumericalRank, false}), 10U);
}

void ComparisonFiguresTest::groupWithoutTextsHasNoNumbers()
{
    QVERIFY(std::isnan(medianOverHeads(family().models[0], {.lengthGroup = 32})));
    QCOMPARE(comparisonFigure(family(), {.lengthGroup = 32}).curves.absence, std::string("No text has the chosen length."));
}

void ComparisonFiguresTest::trainedResultsStandBelow()
{
    ModelComparison comparison{
        .request = {},
        .models = {compared("a", 8, 16, 1, R"({"data_set": "wiki", "test_loss": 5.1})"),
                   compared("b", 1, 128, 1, R"({"data_set": "wiki", "test_loss": 5.0, "test_accuracy": 0.1})")}};
    const CurveFigure figure = trainedFigure(comparison, ComparisonAxis::HeadSize);
    QCOMPARE(figure.y.name, std::string("held-out loss"));
    QCOMPARE(figure.curves.front().y, (std::vector<double>{5.1, 5.0}));
    QCOMPARE(trainedText(*comparison.models[0].model), std::string("loss 5.10 (test)"));
    QCOMPARE(xRange(figure), xRange(comparisonFigure(comparison, {}).curves));  // one stands above the other
}

void ComparisonFiguresTest::differentDataAreComparedByAccuracy()
{
    const ModelComparison comparison{
        .request = {},
        .models = {compared("a", 8, 16, 1, R"({"data_set": "wiki", "test_loss": 5.1})"),
                   compared("b", 1, 128, 1, R"({"data_set": "SST-2", "dev_loss": 0.4, "dev_accuracy": 0.8})")}};
    const CurveFigure figure = trainedFigure(comparison, ComparisonAxis::HeadSize);
    QCOMPARE(figure.y.name, std::string("held-out accuracy, each on its own data"));
    QVERIFY(!trainedFigure(family(), ComparisonAxis::HeadSize).absence.empty());
}

void ComparisonFiguresTest::resultsOfDifferentTasksAreNotDrawn()
{
    ComparedModel classifier = compared("sst2", 8, 16, 1, R"({"data_set": "SST-2", "dev_accuracy": 0.8})");
    ComparedModel masked = compared("wiki", 1, 128, 1, R"({"data_set": "wiki", "test_accuracy": 0.3})");
    const auto withTask = [](const ComparedModel &model, ModelTask task, OutputQuantity outputs) {
        auto changed = std::make_shared<LoadedModel>(*model.model);
        changed->config.task = task;
        changed->config.outputs = outputs;
        return changed;
    };
    masked.model = withTask(masked, ModelTask::MaskedLanguageModel, OutputQuantity::Softmax);
    const CurveFigure mixed = trainedFigure({.request = {}, .models = {classifier, masked}}, ComparisonAxis::HeadSize);
    QVERIFY(mixed.isEmpty());
    QCOMPARE(mixed.absence,
             std::string("Held-out results are not drawn: those of classes (sst2) and of masked pieces (wiki) "
                         "have no common scale."));
    QCOMPARE(trainedText(*masked.model), std::string("accuracy of masked pieces 0.300 (test)"));
    masked.model = withTask(masked, ModelTask::Classification, OutputQuantity::Softmax);
    const CurveFigure ofClasses = trainedFigure({.request = {}, .models = {classifier, masked}}, ComparisonAxis::HeadSize);
    QCOMPARE(ofClasses.y.name, std::string("held-out accuracy, each on its own data"));
    masked.model = withTask(masked, ModelTask::Classification, OutputQuantity::Values);
    QVERIFY(trainedFigure({.request = {}, .models = {classifier, masked}}, ComparisonAxis::HeadSize).isEmpty());
}

void ComparisonFiguresTest::modelsWithoutAPlaceAreNamed()
{
    ModelComparison comparison = family();
    comparison.isComplete = true;
    QVERIFY(comparisonFigure(comparison, {}).leftOut.empty());
    auto lama = std::make_shared<LoadedModel>(*comparison.models[1].model);
    lama->config.type = ModelType::Lama;
    comparison.models[1].model = lama;
    comparison.models[2].problem = "1,000 tokens are too many";
    QCOMPARE(
        comparisonFigure(comparison, {}).leftOut,
        std::string("Not drawn: wiki-1x128 (LAMA has no head size; compare over heads or over width), wiki-2x64 (cannot "
                    "run these texts)."));
    QVERIFY(comparisonFigure(comparison, {.axis = ComparisonAxis::Heads}).leftOut.find("LAMA") == std::string::npos);
}

void ComparisonFiguresTest::nothingToCompareIsOneSentence()
{
    QCOMPARE(comparisonFigure({}, {}).curves.absence, std::string("No model is chosen."));
}

void ComparisonFiguresTest::lamaHasNoHeadSize()
{
    ModelComparison comparison{.request = {}, .models = {compared("lama", 1, 0, 3)}};
    std::const_pointer_cast<LoadedModel>(comparison.models[0].model)->config.type = ModelType::Lama;
    QVERIFY(comparisonFigure(comparison, {}).curves.absence.starts_with("LAMA has no head size"));
    const CurveFigure over = comparisonFigure(comparison, {.axis = ComparisonAxis::Heads}).curves;
    QVERIFY(over.absence.empty());
    QVERIFY(over.curves.front().notes.front().starts_with("all heads · 3.0"));
    comparison.models.push_back(compared("wiki-8x16", 8, 16, 10));
    QVERIFY(comparisonFigure(comparison, {}).curves.absence.empty());
}

ATTNSCOPE_TEST(ComparisonFiguresTest, tests::NoApplication)
#include "tst_comparison_figures.moc"
