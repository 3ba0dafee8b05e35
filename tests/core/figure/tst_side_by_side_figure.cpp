#include "core/figure/importance/side_by_side_figure.h"

#include "core/figure/values/snapshot_maps.h"
#include "core/figure/values/token_strip_figure.h"
#include "tests/support/scripted_snapshot.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

namespace {

using core::ImportanceMeasure;

// Numbers 1, 2, ... for the tokens.
core::ImportanceReport reportOf(const std::shared_ptr<const core::AnalysisSnapshot> &snapshot, double scale)
{
    auto importance = std::make_shared<core::WordImportance>();
    importance->measure = ImportanceMeasure::AttentionReceived;
    for (std::size_t token = 0; token < snapshot->text->tokens.size(); ++token)
        importance->values.push_back(scale * static_cast<double>(token + 1));
    core::ImportanceReport report{
        .request = {.snapshot = snapshot, .measures = {}, .options = {}}, .target = {}, .targetAbsence = {}, .measured = {}};
    report.measured.push_back({.measure = ImportanceMeasure::AttentionReceived, .importance = importance, .absence = {}});
    report.measured.push_back({.measure = ImportanceMeasure::Erasure, .importance = {}, .absence = "the model has no head"});
    return report;
}

core::DisplayUnits wordsIn(const core::AnalysisSnapshot &snapshot)
{
    return core::displayUnits(snapshot, {.mergesWords = true});
}

}  // namespace

class SideBySideFigureTest : public QObject
{
    Q_OBJECT

private slots:
    void equalWordsShareARow();
    void barsOfBothSidesShareTheirScale();
    void missingMeasureSaysWhy();
    void mapsOfOneQuantityShareLimits();
    void stripsShareTheirStrength();
    void whatCannotBeComparedIsOneSentence();
    void outputsThatDifferHaveNoDifference();
    void hiddenStatesOfTwoModelsHaveNoDifference();
};

void SideBySideFigureTest::equalWordsShareARow()
{
    const auto one = scripted::randomEncoder(1, 2, {"[CLS]", "good", "play", "##ing", "[SEP]"});
    const auto other = scripted::randomEncoder(1, 2, {"[CLS]", "not", "good", "playing", "[SEP]"});
    const core::SideBySideFigure figure =
        core::sideBySideFigure(reportOf(one, 1), wordsIn(*one), reportOf(other, 10), wordsIn(*other));
    QCOMPARE(figure.rows.size(), std::size_t(5));
    QVERIFY(!figure.rows[1].units.first);
    QCOMPARE(figure.rows[1].second, std::string("not"));
    QCOMPARE(figure.rows[3].first, std::string("playing"));
    const core::SideBySideCell &playing = figure.columns[0].cells[3];
    QCOMPARE(playing.first->value, 3.0 + 4.0);  // the sum of its pieces
    QCOMPARE(playing.second->value, 40.0);
    QCOMPARE(playing.difference, std::optional(33.0));
    QVERIFY(!figure.columns[0].cells[1].first && !figure.columns[0].cells[1].difference);
}

void SideBySideFigureTest::barsOfBothSidesShareTheirScale()
{
    const auto one = scripted::randomEncoder(1, 2, {"a", "b"});
    const core::SideBySideFigure figure =
        core::sideBySideFigure(reportOf(one, 1), wordsIn(*one), reportOf(one, 2), wordsIn(*one));
    const core::SideBySideCell &second = figure.columns[0].cells[1];
    QCOMPARE(second.first->share(), 0.5);
    QCOMPARE(second.second->share(), 1.0);
}

void SideBySideFigureTest::missingMeasureSaysWhy()
{
    const auto one = scripted::randomEncoder(1, 2, {"a", "b"});
    const core::SideBySideFigure figure =
        core::sideBySideFigure(reportOf(one, 1), wordsIn(*one), reportOf(one, 2), wordsIn(*one));
    QCOMPARE(figure.columns[1].absence, std::string("No erasure on either side: the model has no head."));
    QVERIFY(!figure.columns[1].isPending && !figure.columns[1].cells[0].first);
}

void SideBySideFigureTest::mapsOfOneQuantityShareLimits()
{
    core::HeatMapFigure one{.values = core::Matrix::Ones(2, 2), .valueName = "attention", .scale = {.low = 0, .high = 0.4}};
    core::HeatMapFigure other{
        .values = core::Matrix::Ones(3, 3), .valueName = "attention", .scale = {.low = 0.1, .high = 0.9}};
    core::shareLimits(one, other);
    QCOMPARE(one.scale, other.scale);
    QCOMPARE(one.scale.low, 0.0);
    QCOMPARE(one.scale.high, 0.9);
    core::HeatMapFigure signedMap{
        .values = core::Matrix::Ones(2, 2), .valueName = "effective attention", .scale = {.low = -2, .high = 2}};
    core::shareLimits(one, signedMap);
    QCOMPARE(one.scale.high, 0.9);
}

void SideBySideFigureTest::stripsShareTheirStrength()
{
    const auto snapshot = scripted::randomEncoder(1, 2, {"a", "b"});
    const core::DisplayUnits units = wordsIn(*snapshot);
    std::vector<core::TokenChip> chips = core::tokenChips({0.1, 0.4}, units);
    QCOMPARE(core::fullStrength(chips), 2.5 * 0.25);
    core::setFullStrength(chips, 0.8);
    QCOMPARE(chips[1].share, 0.5);
    QCOMPARE(core::tokenChips({1e-8, -2e-8}, units)[1].share, 0.0);  // as rounding leaves of what is alike
}

void SideBySideFigureTest::whatCannotBeComparedIsOneSentence()
{
    const auto one = scripted::randomEncoder(1, 2, {"a", "b"});
    const auto other = scripted::randomEncoder(1, 2, {"a", "b", "c"});
    const auto caution = [](const core::AnalysisSnapshot &first, const core::AnalysisSnapshot &second) {
        return core::comparisonCaution(first, wordsIn(first), second, wordsIn(second), {});
    };
    QCOMPARE(caution(*one, *one), std::string());
    QCOMPARE(caution(*one, *other), std::string("Not comparable: the maps cell by cell, as they are of 2 and 3 words."));
    core::AnalysisSnapshot elsewhere = *one;
    elsewhere.request.modelDirectory = "/models/other";
    QCOMPARE(caution(*one, elsewhere), std::string("Not comparable: L0 H0 and L0 H0, heads of different models."));
}

// Each side follows its own predicted class.
void SideBySideFigureTest::outputsThatDifferHaveNoDifference()
{
    const auto snapshot = scripted::randomEncoder(1, 2, {"a", "b"});
    auto model = std::make_shared<core::LoadedModel>();
    model->config.labels = {"negative", "positive"};
    auto answered = std::make_shared<core::AnalysisSnapshot>(*snapshot);
    answered->model = model;
    const auto followed = [&](std::size_t output, core::TargetQuantity quantity) {
        core::ImportanceReport report = reportOf(answered, 1);
        report.target = core::ImportanceTarget{.output = output, .quantity = quantity};
        report.measured[1].absence.clear();
        auto erasure = std::make_shared<core::WordImportance>(*report.measured[0].importance);
        erasure->measure = ImportanceMeasure::Erasure;
        erasure->words = {{0, 1}, {1, 1}};
        report.measured[1].importance = erasure;
        return report;
    };
    const auto beside = [&](const core::ImportanceReport &one, const core::ImportanceReport &other) {
        return core::sideBySideFigure(one, wordsIn(*answered), other, wordsIn(*answered));
    };
    using enum core::TargetQuantity;
    const core::ImportanceReport negative = followed(0, Probability);
    const core::SideBySideFigure unlike = beside(negative, followed(1, Probability));
    QVERIFY(unlike.columns[1].cells[0].first && !unlike.columns[1].cells[0].difference);
    QVERIFY(unlike.columns[0].cells[0].difference.has_value());  // attention follows no output
    QCOMPARE(core::differenceNote(unlike), std::string("No Δ of erasure: p(negative) and p(positive)."));
    QCOMPARE(core::differenceNote(beside(negative, followed(0, Logit))),
             std::string("No Δ of erasure: p(negative) and logit of negative."));
    const core::SideBySideFigure alike = beside(negative, followed(0, Probability));
    QCOMPARE(alike.columns[1].cells[0].difference, std::optional(0.0));
    QCOMPARE(core::differenceNote(alike), std::string());
}

void SideBySideFigureTest::hiddenStatesOfTwoModelsHaveNoDifference()
{
    const auto one = scripted::randomEncoder(1, 2, {"a", "b"});
    auto elsewhere = std::make_shared<core::AnalysisSnapshot>(*one);
    elsewhere->request.modelDirectory = "/models/other";
    const auto weighted = [](const std::shared_ptr<const core::AnalysisSnapshot> &snapshot) {
        core::ImportanceReport report = reportOf(snapshot, 1);
        report.measured[0].measure = ImportanceMeasure::ValueWeighted;
        return report;
    };
    const core::SideBySideFigure figure =
        core::sideBySideFigure(weighted(one), wordsIn(*one), weighted(elsewhere), wordsIn(*elsewhere));
    QVERIFY(!figure.columns[0].cells[0].difference);
    QCOMPARE(core::differenceNote(figure),
             std::string("No Δ of value-weighted attention: in units of each model's own hidden state."));
}

ATTNSCOPE_TEST(SideBySideFigureTest, tests::NoApplication)
#include "tst_side_by_side_figure.moc"
