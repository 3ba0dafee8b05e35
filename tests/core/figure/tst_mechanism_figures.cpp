#include "core/figure/attention/cell_figure.h"
#include "core/figure/attention/head_grid_figure.h"
#include "core/figure/attention/head_lines_figure.h"
#include "core/figure/attention/head_picture.h"
#include "core/figure/attention/offset_profile_figure.h"
#include "core/figure/attention/scale_figure.h"
#include "core/figure/attention/stationary_figure.h"
#include "core/figure/inspector/inspector_figure.h"
#include "core/figure/inspector/mechanism_facts.h"
#include "core/figure/values/attention_figure.h"
#include "core/figure/values/weight_figures.h"
#include "tests/support/scripted_snapshot.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <set>
#include <string_view>

#include <cmath>

using namespace core;

Q_DECLARE_METATYPE(std::vector<std::string>)

namespace {

constexpr HeadRef lastHead{{1}, {2}};
constexpr int tokens = 8;  // with [CLS] and [SEP]

HeatMapFigure headPicture(const AnalysisSnapshot &snapshot, HeadPicture picture, const DisplayOptions &options = {})
{
    return headPictureFigure(snapshot, headWithin(snapshot, lastHead), displayUnits(snapshot, options), {}, picture);
}

const LayerTrace &lastLayer(const AnalysisSnapshot &snapshot)
{
    return std::get<EncoderTrace>(snapshot.trace->network).layers[1];
}

std::string factOf(const std::vector<Fact> &facts, const std::string &name)
{
    for (const Fact &fact : facts) {
        if (fact.name == name)
            return fact.value;
    }
    return "no such fact";
}

}  // namespace

class TestMechanismFigures : public QObject
{
    Q_OBJECT

private slots:
    void everyKindHasItsPictures_data();
    void everyKindHasItsPictures();
    void everyPictureIsDescribedOnce();
    void unknownPictureGivesWayToAttention();
    void slotsAreColumnsOfLinformersMap();
    void effectiveMapIsSigned();
    void projectionShowsTheSentencesPositions();
    void partsOfMSumToM();
    void gatesAreShownAsProbabilities();
    void featureMapNamesNoToken();
    void linearAttentionSaysWhereItComesFrom();
    void mapsOfSlotsHaveNoTokenPictures();
    void numericalRankIsCountedAboveTheChosenTolerance();
    void cellOfALinformerIsEffective();
    void cellOfPairwiseAttentionGoesThroughM();
    void stationaryDistributionBelongsToSymmetricScores();
    void scalesComeStrongestFirst();
    void thumbnailFollowsTheEffectiveMap();
    void factsTellTheMechanism();
    void rankBoundIsThatOfTheMechanism();
    void savingsAreThoseOfTheCount();
    void hiddenTokensLeaveTheRowsOnly();
};

void TestMechanismFigures::everyKindHasItsPictures_data()
{
    using Names = std::vector<std::string>;
    QTest::addColumn<std::vector<std::string>>("names");
    QTest::newRow("bert-classifier") << Names{"Map", "Lines"};
    QTest::newRow("symmetric") << Names{"Map", "Lines"};
    QTest::newRow("pairwise") << Names{"Map", "Lines", "M sym.", "M antisym."};
    QTest::newRow("shared") << Names{"Map", "Lines", "Scales"};
    QTest::newRow("linformer-none") << Names{"Slots", "Effective map", "E", "F"};
    QTest::newRow("linformer-headwise") << Names{"Slots", "Effective map", "E", "F"};
    QTest::newRow("linformer-key-value") << Names{"Slots", "Effective map", "E = F"};
    QTest::newRow("linformer-layerwise") << Names{"Slots", "Effective map", "E = F"};
    QTest::newRow("linear-efficient") << Names{"Map", "Lines"};
    QTest::newRow("linear-context-first") << Names{"Features"};
    QTest::newRow("structured") << Names{"Map", "Lines", "Gates"};
    QTest::newRow("shared-unstructured") << Names{"Map", "Lines", "Scales", "Gates"};
    QTest::newRow("lama-learned") << Names{};
}

void TestMechanismFigures::everyKindHasItsPictures()
{
    QFETCH(std::vector<std::string>, names);
    const auto snapshot = scripted::tinyModel(QTest::currentDataTag());
    std::vector<std::string> found;
    for (const HeadPicture picture : headPictures(*snapshot)) {
        found.push_back(headPictureName(*snapshot, picture));
        QCOMPARE(headPicture(*snapshot, picture).isEmpty(), picture == HeadPicture::Lines || picture == HeadPicture::Scales);
    }
    QCOMPARE(found, names);
}

// In the order of the enumeration, in which session files read them.
void TestMechanismFigures::everyPictureIsDescribedOnce()
{
    std::set<std::string_view> ids;
    std::set<std::string_view> tabs;
    int place = 0;
    for (const HeadPictureDescription &description : headPictureDescriptions()) {
        QCOMPARE(static_cast<int>(description.picture), place++);
        QVERIFY(ids.insert(description.id).second);
        QVERIFY(tabs.insert(description.tab).second);
        QCOMPARE(description.figure != nullptr, description.form == PictureForm::Map);
    }
    for (const AttentionMechanism *mechanism : attentionMechanisms()) {
        for (const HeadPicture picture : mechanism->pictures)
            QCOMPARE(describe(picture).picture, picture);
    }
}

void TestMechanismFigures::unknownPictureGivesWayToAttention()
{
    const auto snapshot = scripted::tinyModel("bert-classifier");
    QCOMPARE(pictureWithin(*snapshot, HeadPicture::Effective), HeadPicture::Attention);
    QCOMPARE(pictureWithin(*snapshot, HeadPicture::Lines), HeadPicture::Lines);
    QVERIFY(headPicture(*snapshot, HeadPicture::Effective).isEmpty());
    QVERIFY(headPicture(*snapshot, HeadPicture::KeepProbability).isEmpty());
    QVERIFY(headPicture(*snapshot, HeadPicture::PairingSymmetric).isEmpty());
}

void TestMechanismFigures::slotsAreColumnsOfLinformersMap()
{
    const auto snapshot = scripted::tinyModel("linformer-none");
    const HeatMapFigure figure = headPicture(*snapshot, HeadPicture::Attention);
    QCOMPARE(figure.columns.name, std::string("slot"));
    QVERIFY(figure.rows.showsUnits && !figure.columns.showsUnits);
    QCOMPARE(figure.values.rows(), tokens);
    QCOMPARE(figure.values.cols(), 5);
    QVERIFY(figure.values.isApprox(Matrix(lastLayer(*snapshot).attention[2])));
}

void TestMechanismFigures::effectiveMapIsSigned()
{
    const auto snapshot = scripted::tinyModel("linformer-none");
    const HeatMapFigure figure = headPicture(*snapshot, HeadPicture::Effective);
    const Matrix attention = lastLayer(*snapshot).attention[2];
    const Matrix projection = (*snapshot->model->attentionParameters[1].valueProjection)[2].leftCols(tokens);
    QVERIFY((figure.values - attention * projection).cwiseAbs().maxCoeff() < 1e-6F);
    QCOMPARE(figure.colorMap, std::string("diverging"));
    QCOMPARE(figure.scale.low, -figure.scale.high);
    QCOMPARE(static_cast<float>(figure.scale.high), figure.values.cwiseAbs().maxCoeff());
}

void TestMechanismFigures::projectionShowsTheSentencesPositions()
{
    const auto snapshot = scripted::tinyModel("linformer-headwise");
    const AttentionParameters &parameters = snapshot->model->attentionParameters[1];
    const HeatMapFigure keys = headPicture(*snapshot, HeadPicture::KeyProjection);
    QVERIFY(keys.values.isApprox(Matrix((*parameters.keyProjection)[0].leftCols(tokens))));
    QCOMPARE(keys.scaleNote, std::string("the same for all heads"));
    const HeatMapFigure values = headPicture(*snapshot, HeadPicture::ValueProjection);
    QVERIFY(values.values.isApprox(Matrix((*parameters.valueProjection)[0].leftCols(tokens))));
    QVERIFY(values.columns.showsUnits && !values.rows.showsUnits);
}

void TestMechanismFigures::partsOfMSumToM()
{
    const auto snapshot = scripted::tinyModel("pairwise");
    const HeatMapFigure symmetric = headPicture(*snapshot, HeadPicture::PairingSymmetric);
    const HeatMapFigure antisymmetric = headPicture(*snapshot, HeadPicture::PairingAntisymmetric);
    const Matrix pairing = (*snapshot->model->attentionParameters[1].pairing)[2];
    QVERIFY(Matrix(symmetric.values + antisymmetric.values).isApprox(pairing));
    QVERIFY(symmetric.values.isApprox(symmetric.values.transpose()));
    QVERIFY(antisymmetric.values.isApprox(-antisymmetric.values.transpose()));
    QVERIFY(symmetric.scale == antisymmetric.scale);  // so that their strength can be compared
}

void TestMechanismFigures::gatesAreShownAsProbabilities()
{
    const auto snapshot = scripted::tinyModel("structured");
    const Matrix &logits = snapshot->model->learnedGates->logits;
    const HeatMapFigure figure = headPicture(*snapshot, HeadPicture::KeepProbability);
    int kept = 0;
    for (int query = 0; query < tokens; ++query) {
        for (int key = 0; key < tokens; ++key) {
            const double expected = 1.0 / (1.0 + std::exp(-static_cast<double>(logits(2, std::abs(query - key)))));
            QVERIFY(std::abs(figure.values(query, key) - expected) < 1e-6);
            kept += expected > 0.5 ? 1 : 0;
        }
    }
    const auto facts = mechanismFacts(*snapshot, lastHead);
    QCOMPARE(factOf(facts, "kept pairs"), std::to_string(kept) + " of 64");
    QVERIFY(kept > 0 && kept < 64);
    const Matrix attention = lastLayer(*snapshot).attention[2];
    QCOMPARE(static_cast<int>((attention.array() > 0).count()), kept);
}

void TestMechanismFigures::featureMapNamesNoToken()
{
    const auto snapshot = scripted::tinyModel("linear-context-first");
    const HeatMapFigure figure = headPicture(*snapshot, HeadPicture::Attention);
    QCOMPARE(figure.values.rows(), snapshot->model->config.headSize);
    QVERIFY(!figure.rows.showsUnits && !figure.columns.showsUnits);
    QCOMPARE(figure.rows.name, std::string("key feature"));
    QVERIFY(snapshot->importance->values.empty());
    QVERIFY(std::isnan(snapshot->measures->at(lastHead, HeadMeasure::Distance)));
    QVERIFY(!std::isnan(snapshot->measures->at(lastHead, HeadMeasure::EffectiveRank)));
}

void TestMechanismFigures::linearAttentionSaysWhereItComesFrom()
{
    for (const char *model : {"linear-efficient", "linear-context-first"})
        QVERIFY(attentionCaution(*scripted::tinyModel(model)).find("reconstructed from the abstract") != std::string::npos);
    QVERIFY(attentionCaution(*scripted::tinyModel("linformer-none")).empty());
    QVERIFY(attentionCaution(AnalysisSnapshot()).empty());
}

void TestMechanismFigures::mapsOfSlotsHaveNoTokenPictures()
{
    for (const char *model : {"linformer-none", "linear-context-first"}) {
        const auto snapshot = scripted::tinyModel(model);
        const DisplayUnits units = displayUnits(*snapshot, {});
        QVERIFY(headLinesFigure(*snapshot, lastHead, units).isEmpty());
        QVERIFY(offsetProfileFigure(*snapshot, lastHead, units).isEmpty());
        QVERIFY(!inspectorFigure(*snapshot, lastHead).measures.empty());
    }
}

void TestMechanismFigures::numericalRankIsCountedAboveTheChosenTolerance()
{
    const auto snapshot = scripted::tinyModel("bert-classifier");
    const auto rank = [&](double tolerance) {
        const auto measures = inspectorFigure(*snapshot, lastHead, tolerance).measures;
        return *std::ranges::find(measures, "numerical_rank", &MeasureFigure::id);
    };
    QVERIFY(rank(0).note.ends_with("σ above σ₁ · n · 1.2e−7"));
    QVERIFY(rank(1e-2).note.ends_with("σ above 10⁻² σ₁"));
    QVERIFY(std::stoi(rank(1e-2).number) < std::stoi(rank(0).number));
    QVERIFY(rank(1e-2).share < rank(0).share);
}

void TestMechanismFigures::cellOfALinformerIsEffective()
{
    const auto snapshot = scripted::tinyModel("linformer-key-value");
    const auto cell = cellFigure(*snapshot, lastHead, displayUnits(*snapshot, {}), 1, 3);
    QVERIFY(cell);
    QCOMPARE(cell->valueName, std::string("effective attention"));
    QVERIFY(std::abs(cell->value - lastLayer(*snapshot).effective[2](1, 3)) < 1e-7);
    QVERIFY(!cell->score && !cell->product);
}

void TestMechanismFigures::cellOfPairwiseAttentionGoesThroughM()
{
    const auto snapshot = scripted::tinyModel("pairwise");
    const auto cell = cellFigure(*snapshot, lastHead, displayUnits(*snapshot, {}), 1, 3);
    QVERIFY(cell && cell->score && cell->product);
    QVERIFY(std::abs(*cell->product / std::sqrt(cell->headSize) - *cell->score) < 1e-5);
    QCOMPARE(cell->productName, std::string("(q M) · q′"));
}

void TestMechanismFigures::stationaryDistributionBelongsToSymmetricScores()
{
    for (const char *model : {"symmetric", "shared", "symmetric-no-diagonal", "shared-unstructured"}) {
        const auto snapshot = scripted::tinyModel(model);
        const TokenStripFigure figure =
            stationaryFigure(*snapshot, headWithin(*snapshot, lastHead), displayUnits(*snapshot, {}));
        QCOMPARE(figure.chips.size(), static_cast<std::size_t>(tokens));
        double sum = 0;
        for (const TokenChip &chip : figure.chips)
            sum += chip.value;
        QVERIFY(std::abs(sum - 1) < 1e-9);
        QVERIFY(snapshot->measures->at(headWithin(*snapshot, lastHead), HeadMeasure::Asymmetry) < 1e-5);
    }
    for (const char *model : {"pairwise", "bert-classifier", "linformer-none", "linear-efficient"}) {
        const auto snapshot = scripted::tinyModel(model);
        QVERIFY(stationaryFigure(*snapshot, lastHead, displayUnits(*snapshot, {})).chips.empty());
    }
    QVERIFY(scripted::tinyModel("pairwise")->measures->at(lastHead, HeadMeasure::Asymmetry) > 0.01);
}

void TestMechanismFigures::scalesComeStrongestFirst()
{
    const auto snapshot = scripted::tinyModel("shared");
    const CurveFigure figure = scaleFigure(*snapshot, lastHead);
    const Curve &products = figure.curves.back();
    QCOMPARE(products.name, std::string("d_q d_k"));
    QCOMPARE(products.y.size(), 4U);
    for (std::size_t place = 1; place < products.y.size(); ++place)
        QVERIFY(std::abs(products.y[place]) <= std::abs(products.y[place - 1]));
    for (std::size_t place = 0; place < products.y.size(); ++place)
        QVERIFY(std::abs(figure.curves[1].y[place] * figure.curves[2].y[place] - products.y[place]) < 1e-12);
    QVERIFY(scaleFigure(*scripted::tinyModel("pairwise"), lastHead).isEmpty());
    QVERIFY(scaleFigure(AnalysisSnapshot(), {}).isEmpty());
}

void TestMechanismFigures::thumbnailFollowsTheEffectiveMap()
{
    const auto snapshot = scripted::tinyModel("linformer-none");
    const DisplayUnits units = displayUnits(*snapshot, {});
    const IndexImage slotImage = headThumbnail(*snapshot, lastHead, units, {.width = 5, .height = tokens});
    QCOMPARE(slotImage.indices,
             colorIndices(lastLayer(*snapshot).attention[2], {.high = lastLayer(*snapshot).attention[2].maxCoeff()}));
    const IndexImage effective =
        headThumbnail(*snapshot, lastHead, units, {.width = tokens, .height = tokens, .showsEffective = true});
    const auto map = lastLayer(*snapshot).effective[2];
    Eigen::Index row = 0;
    Eigen::Index column = 0;
    map.cwiseAbs().maxCoeff(&row, &column);
    QCOMPARE(static_cast<int>(effective.indices[row * tokens + column]), map(row, column) > 0 ? 255 : 0);
}

void TestMechanismFigures::factsTellTheMechanism()
{
    const auto linformer = scripted::tinyModel("linformer-none");
    const auto facts = mechanismFacts(*linformer, lastHead);
    QCOMPARE(factOf(facts, "projected length k"), std::string("5"));
    QCOMPARE(factOf(facts, "sharing"), std::string("none"));
    QCOMPARE(factOf(facts, "rank of the scores"), std::string("≤ 4"));
    QCOMPARE(factOf(mechanismFacts(*scripted::tinyModel("no-diagonal"), lastHead), "trained mask"),
             std::string("no diagonal"));
    const auto wide = scripted::tinyModel("compact-bert-wide-head");
    QVERIFY(factOf(mechanismFacts(*wide, {}), "heads × head size").ends_with("≠ d"));
    QVERIFY(mechanismFacts(*scripted::tinyModel("lama-learned"), {}).empty());
    const auto shared = scripted::tinyModel("shared");
    QVERIFY(factOf(mechanismFacts(*shared, lastHead), "signs of d_q d_k").find('+') != std::string::npos);
}

void TestMechanismFigures::rankBoundIsThatOfTheMechanism()
{
    // Slots bound the scores, too: head size 7, 5 slots, 8 tokens.
    QCOMPARE(factOf(mechanismFacts(*scripted::tinyModel("linformer-odd-head-size"), {}), "rank of the scores"),
             std::string("≤ 5"));
    QVERIFY(factOf(mechanismFacts(*scripted::tinyModel("linear-efficient"), {}), "rank of the map").starts_with("≤ "));
    const auto contextFirst = mechanismFacts(*scripted::tinyModel("linear-context-first"), {});
    for (const Fact &fact : contextFirst)
        QVERIFY2(!fact.name.starts_with("rank"), fact.name.c_str());
}

void TestMechanismFigures::savingsAreThoseOfTheCount()
{
    ModelConfig config;
    config.type = ModelType::CompactBert;
    config.hiddenSize = 768;
    config.heads = 12;
    config.headSize = 64;
    config.layers = 1;
    config.attention.kind = AttentionKind::Shared;
    LoadedModel model;
    model.config = config;
    model.parameters = countParameters(config);
    const auto facts = parameterFacts(model);
    QCOMPARE(factOf(facts, "attention"), std::string("592.9 k (−66.5 %)"));  // QKV of BERT-base: 592,896 of 1,771,776
    QCOMPARE(factOf(facts, "with output"), std::string("1.2 M (−49.9 %)"));
}

void TestMechanismFigures::hiddenTokensLeaveTheRowsOnly()
{
    const auto snapshot = scripted::tinyModel("linformer-none");
    const DisplayOptions options{.specialTokens = SpecialTokenMode::Renormalize};
    const HeatMapFigure slotMap = headPicture(*snapshot, HeadPicture::Attention, options);
    QCOMPARE(slotMap.values.rows(), tokens - 2);
    QCOMPARE(slotMap.values.cols(), 5);
    const HeatMapFigure effective = headPicture(*snapshot, HeadPicture::Effective, options);
    QVERIFY(effective.values.isApprox(Matrix(lastLayer(*snapshot).effective[2].block(1, 1, tokens - 2, tokens - 2))));
}

ATTNSCOPE_TEST(TestMechanismFigures, tests::NoApplication)
#include "tst_mechanism_figures.moc"
