#include "core/figure/attention/cell_figure.h"
#include "core/figure/attention/head_grid_figure.h"
#include "core/figure/attention/head_lines_figure.h"
#include "core/figure/attention/head_picture.h"
#include "core/figure/attention/scale_figure.h"
#include "core/figure/inspector/mechanism_facts.h"
#include "core/figure/lama/contribution_figure.h"
#include "core/figure/values/attention_figure.h"
#include "core/figure/values/token_strip_figure.h"
#include "core/figure/values/weight_figures.h"
#include "tests/support/scripted_snapshot.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

Q_DECLARE_METATYPE(core::HeadPicture)
Q_DECLARE_METATYPE(core::DisplayOptions)
Q_DECLARE_METATYPE(std::string)

namespace {

constexpr DisplayOptions renormalizedWords{.mergesWords = true, .specialTokens = SpecialTokenMode::Renormalize};

// A text with a word of two pieces, so that merging does something.
scripted::SnapshotPointer merged(const std::string &model)
{
    auto snapshot = std::make_shared<AnalysisSnapshot>(*scripted::tinyModel(model));
    TokenizedText text = *snapshot->text;
    text.tokens[2].word = text.tokens[1].word;
    snapshot->text = std::make_shared<const TokenizedText>(std::move(text));
    return snapshot;
}

HeatMapFigure pictureOf(const AnalysisSnapshot &snapshot, HeadPicture picture, const DisplayOptions &options)
{
    return headPictureFigure(snapshot, {}, displayUnits(snapshot, options), {.colorMap = "blues", .gamma = 1}, picture);
}

bool contains(const std::string &text, const std::string &part)
{
    return text.find(part) != std::string::npos;
}

std::string valueOf(const std::vector<Fact> &facts, const std::string &name)
{
    for (const Fact &fact : facts) {
        if (fact.name == name)
            return fact.value;
    }
    return {};
}

AnalysisRequest maskedRequest(const std::string &text)
{
    AnalysisRequest request;
    request.text = text;
    request.masksSpecialTokens = true;
    return request;
}

}  // namespace

// What figures say about themselves: only what is true of this model, this text and these units.
class TestFigureNotes : public QObject
{
    Q_OBJECT

private slots:
    void notesSayWhatWasDone_data();
    void notesSayWhatWasDone();
    void explanationIsThatOfThePicture_data();
    void explanationIsThatOfThePicture();
    void picturesAreNamedInFull();
    void queriesWithoutKeyAreTold();
    void everyQueryHasAKeyElsewhere();
    void gridExplainsTheEffectiveMap();
    void importanceOfALinformerIsThatOfTheEffectiveMap();
    void erasureIsRecommendedWhereItExists();
    void sharedProjectionFeedsKeysAndValues();
    void noClassIsCalledPredictedWithoutAPrediction();
    void cellOfAnyPictureIsNamed();
};

void TestFigureNotes::notesSayWhatWasDone_data()
{
    QTest::addColumn<std::string>("model");
    QTest::addColumn<HeadPicture>("picture");
    QTest::addColumn<std::string>("note");
    QTest::addColumn<std::string>("explanation");
    QTest::newRow("map") << std::string("symmetric") << HeadPicture::Attention << std::string("renormalized · words")
                         << std::string(
                                "each row is divided by what remains of it. The column of a word is the sum over its "
                                "pieces, its row their mean.");
    QTest::newRow("slots") << std::string("linformer-none") << HeadPicture::Attention
                           << std::string("without special tokens · words")
                           << std::string("Special tokens have no row. The row of a word is the mean over its pieces.");
    QTest::newRow("features") << std::string("linear-context-first") << HeadPicture::Attention << std::string()
                              << std::string("It is a map of features, not of tokens.");
    QTest::newRow("effective") << std::string("linformer-none") << HeadPicture::Effective
                               << std::string("signed, neutral at 0 · without special tokens · words")
                               << std::string(
                                      "Special tokens are left out. The column of a word is the sum over its pieces, its "
                                      "row their mean.");
    QTest::newRow("projection") << std::string("linformer-none") << HeadPicture::KeyProjection
                                << std::string("without special tokens · words")
                                << std::string(
                                       "Special tokens are left out. The column of a word is the sum over its pieces.");
    QTest::newRow("gates") << std::string("structured") << HeadPicture::KeepProbability
                           << std::string("kept, above 0.5 · without special tokens · words")
                           << std::string("The column of a word is the mean over its pieces, its row their mean.");
}

void TestFigureNotes::notesSayWhatWasDone()
{
    QFETCH(std::string, model);
    QFETCH(HeadPicture, picture);
    QFETCH(std::string, note);
    QFETCH(std::string, explanation);
    const HeatMapFigure figure = pictureOf(*merged(model), picture, renormalizedWords);
    QVERIFY2(figure.scaleNote.ends_with(note) && figure.scaleNote.empty() == note.empty(), figure.scaleNote.c_str());
    QVERIFY2(figure.explanation.ends_with(explanation), figure.explanation.c_str());
    const HeatMapFigure plain = pictureOf(*merged(model), picture, {});
    QVERIFY2(!contains(plain.scaleNote, "words") && !contains(plain.scaleNote, "special"), plain.scaleNote.c_str());
    QVERIFY2(!contains(plain.explanation, "pieces") && !contains(plain.explanation, "Special"), plain.explanation.c_str());
}

void TestFigureNotes::explanationIsThatOfThePicture_data()
{
    QTest::addColumn<DisplayOptions>("options");
    QTest::newRow("every token") << DisplayOptions{};
    QTest::newRow("words") << renormalizedWords;
}

void TestFigureNotes::explanationIsThatOfThePicture()
{
    QFETCH(DisplayOptions, options);
    for (const char *model :
         {"symmetric", "pairwise", "shared-unstructured", "linformer-none", "linformer-key-value", "linear-context-first"}) {
        const auto snapshot = merged(model);
        const DisplayUnits units = displayUnits(*snapshot, options);
        for (const HeadPicture picture : headPictures(*snapshot)) {
            const std::string explanation = headPictureExplanation(*snapshot, units, picture);
            if (picture == HeadPicture::Lines)
                QCOMPARE(headLinesFigure(*snapshot, {}, units).explanation, explanation);
            else if (picture == HeadPicture::Scales)
                QCOMPARE(scaleFigure(*snapshot, {}).explanation, explanation);
            else
                QCOMPARE(pictureOf(*snapshot, picture, options).explanation, explanation);
        }
    }
}

void TestFigureNotes::picturesAreNamedInFull()
{
    const auto linformer = scripted::tinyModel("linformer-none");
    QCOMPARE(headPictureFullName(*linformer, HeadPicture::Attention), std::string("attention to the slots"));
    QCOMPARE(headPictureFullName(*linformer, HeadPicture::KeyProjection), std::string("projection of the keys, E"));
    QCOMPARE(headPictureFullName(*scripted::tinyModel("linformer-key-value"), HeadPicture::KeyProjection),
             std::string("projection of the keys and the values, E = F"));
    for (const HeadPicture picture : headPictures(*scripted::tinyModel("shared-unstructured")))
        QVERIFY(headPictureFullName(*linformer, picture).size() > 8);
}

void TestFigureNotes::queriesWithoutKeyAreTold()
{
    const std::string note = "2 queries have no key";
    for (const char *model : {"bert-classifier", "symmetric", "linformer-none"}) {
        const auto snapshot = scripted::tinyModel(model, maskedRequest(""));
        const HeatMapFigure figure = pictureOf(*snapshot, HeadPicture::Attention, {});
        QVERIFY2(figure.scaleNote.starts_with(note), (model + (": " + figure.scaleNote)).c_str());
        QCOMPARE(valueOf(mechanismFacts(*snapshot, {}), "queries without a key"),
                 std::string("2: only the residual path remains"));
    }
    QVERIFY(withoutKeyNote(*scripted::tinyModel("linear-context-first", maskedRequest("")), {}) == note);
    Matrix closed = Matrix::Identity(3, 3);
    closed.row(1).setZero();
    const auto gated = scripted::encoder({"a", "b", "c"}, {{closed}});
    QCOMPARE(withoutKeyNote(*gated, {}), std::string("1 query has no key"));
    QVERIFY(contains(headLinesFigure(*gated, {}, displayUnits(*gated, {})).scaleNote, "1 query has no key"));
}

void TestFigureNotes::everyQueryHasAKeyElsewhere()
{
    for (const char *model :
         {"bert-classifier", "no-diagonal", "linformer-none", "linear-efficient", "linear-context-first"}) {
        const auto snapshot = scripted::tinyModel(model);
        QCOMPARE(queriesWithoutKey(*snapshot, {}), 0);
        QCOMPARE(valueOf(mechanismFacts(*snapshot, {}), "queries without a key"), std::string());
    }
    QCOMPARE(queriesWithoutKey(*scripted::randomLama(2, {"a", "film"}), {}), 0);
}

void TestFigureNotes::gridExplainsTheEffectiveMap()
{
    const auto snapshot = scripted::tinyModel("linformer-none");
    const std::string slotMaps = headGridFigure(*snapshot, {}).explanation;
    QVERIFY2(contains(slotMaps, "slots across, each from 0"), slotMaps.c_str());
    const std::string effective = headGridFigure(*snapshot, {.showsEffective = true}).explanation;
    QVERIFY2(contains(effective, "keys across, each as far to both sides of 0") && !contains(effective, "slots"),
             effective.c_str());
}

void TestFigureNotes::importanceOfALinformerIsThatOfTheEffectiveMap()
{
    const auto explanation = [](const char *model) {
        const auto snapshot = scripted::tinyModel(model);
        return tokenStripFigure(*snapshot, displayUnits(*snapshot, {})).explanation;
    };
    QVERIFY(contains(explanation("linformer-none"), "mean of |M_ij|"));
    QVERIFY(contains(explanation("symmetric"), "mean of P_ij"));
    QVERIFY(
        contains(std::string(importanceFormula(ImportanceMeasure::AttentionFromFirst, AttentionColumns::Slots)), "|M_0j|"));
    QCOMPARE(importanceFormula(ImportanceMeasure::Erasure, AttentionColumns::Slots),
             describe(ImportanceMeasure::Erasure).formula);
}

void TestFigureNotes::erasureIsRecommendedWhereItExists()
{
    AnalysisSnapshot snapshot = *scripted::tinyModel("linear-context-first");
    QVERIFY(contains(attentionCaution(snapshot), "choose erasure"));
    LoadedModel model = *snapshot.model;
    model.config.task = ModelTask::MaskedLanguageModel;
    snapshot.model = std::make_shared<const LoadedModel>(std::move(model));
    QVERIFY(attentionCaution(snapshot).ends_with("It has no map over tokens."));
}

void TestFigureNotes::sharedProjectionFeedsKeysAndValues()
{
    const auto explanation = [](const char *model, ProjectionRole role) {
        const auto snapshot = scripted::tinyModel(model);
        return projectionExplanation(*snapshot, displayUnits(*snapshot, {}), role);
    };
    QVERIFY(contains(explanation("linformer-key-value", ProjectionRole::Keys), "the key and the value of each token"));
    QVERIFY(contains(explanation("linformer-none", ProjectionRole::Keys), "the key of each token"));
    QVERIFY(contains(explanation("linformer-none", ProjectionRole::Values), "the value of each token"));
}

void TestFigureNotes::noClassIsCalledPredictedWithoutAPrediction()
{
    AnalysisSnapshot snapshot = *scripted::randomLama(2, {});
    snapshot.outputs.clear();
    QCOMPARE(contributionClasses(snapshot).front(), std::string("predicted class"));
    snapshot.outputs = {0.2, 0.8};
    QCOMPARE(contributionClasses(snapshot).front(), std::string("predicted class (positive)"));
}

void TestFigureNotes::cellOfAnyPictureIsNamed()
{
    const auto snapshot = scripted::tinyModel("linformer-none");
    const HeatMapFigure slotMap = pictureOf(*snapshot, HeadPicture::Attention, {});
    const auto cell = cellFigure(slotMap, 2, 4);
    QVERIFY(cell);
    QCOMPARE(cell->title, std::string("film → slot 4"));
    QCOMPARE(cell->valueName, std::string("attention"));
    QCOMPARE(static_cast<float>(cell->value), slotMap.values(2, 4));
    QCOMPARE(cellFigure(pictureOf(*snapshot, HeadPicture::KeyProjection, {}), 1, 2)->title, std::string("slot 1 → film"));
    QVERIFY(!cellFigure(slotMap, 2, 5) && !cellFigure(slotMap, -1, 0) && !cellFigure(HeatMapFigure(), 0, 0));
}

ATTNSCOPE_TEST(TestFigureNotes, tests::NoApplication)
#include "tst_figure_notes.moc"
