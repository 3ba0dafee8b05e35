#include "core/figure/importance/answer_change.h"

#include "tests/support/scripted_snapshot.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <optional>

namespace {

core::HeatMapFigure mapOf(std::vector<float> values, const char *quantity,
                          std::vector<core::AxisLabel> labels = {{"a"}, {"b"}})
{
    core::HeatMapFigure map;
    map.values = core::Matrix(2, 2);
    std::ranges::copy(values, map.values.data());
    map.rows.labels = map.columns.labels = std::move(labels);
    map.valueName = quantity;
    return map;
}

core::AnalysisSnapshot measured(double entropy, std::optional<double> rank)
{
    core::AnalysisSnapshot snapshot = *scripted::randomEncoder(1, 2, 4);
    auto measures = std::make_shared<core::HeadMeasureTable>(1, 2);
    for (const core::HeadMeasureDescription &measure : core::headMeasureDescriptions())
        measures->set({{0}, {1}}, measure.measure, std::nan(""));
    measures->set({{0}, {1}}, core::HeadMeasure::Entropy, entropy);
    if (rank)
        measures->set({{0}, {1}}, core::HeadMeasure::EffectiveRank, *rank);
    snapshot.measures = measures;
    return snapshot;
}

core::AnalysisSnapshot weighted(const std::vector<std::string> &pieces, std::vector<double> values)
{
    core::AnalysisSnapshot snapshot = *scripted::randomEncoder(1, 2, pieces);
    auto importance = std::make_shared<core::WordImportance>();
    importance->measure = core::ImportanceMeasure::AttentionReceived;
    importance->values = std::move(values);
    snapshot.importance = importance;
    return snapshot;
}

}  // namespace

class AnswerChangeTest : public QObject
{
    Q_OBJECT

private slots:
    void mapIsSecondMinusFirst();
    void mapsOfOtherTokensOrQuantitiesSayWhy();
    void equalMapsSaySo();
    void stripIsSecondMinusFirst();
    void stripOfOtherTokensIsEmpty();
    void measuresThatBothDefineAreTold();
};

void AnswerChangeTest::mapIsSecondMinusFirst()
{
    const core::HeatMapFigure change =
        core::mapChange(mapOf({0.1F, 0.9F, 0.5F, 0.5F}, "attention"), mapOf({0.4F, 0.6F, 0.5F, 0.5F}, "attention"));
    QVERIFY(std::abs(change.values(0, 0) - 0.3F) < 1e-6F);
    QVERIFY(std::abs(change.values(0, 1) + 0.3F) < 1e-6F);
    QCOMPARE(change.values(1, 0), 0.0F);
    QVERIFY(change.scale.low == -change.scale.high);
    QCOMPARE(change.valueName, std::string("attention, second − first"));
}

void AnswerChangeTest::mapsOfOtherTokensOrQuantitiesSayWhy()
{
    const core::HeatMapFigure map = mapOf({0.1F, 0.9F, 0.5F, 0.5F}, "attention");
    QVERIFY(core::mapChange(map, mapOf({1, 0, 0, 1}, "attention", {{"a"}, {"c"}}))
                .absence.starts_with("The two sides have different"));
    QVERIFY(core::mapChange(map, mapOf({1, 0, 0, 1}, "effective attention")).absence.find("attention and effective") !=
            std::string::npos);
    QVERIFY(core::mapChange(map, {}).absence.starts_with("One side has no such map"));
}

void AnswerChangeTest::equalMapsSaySo()
{
    const core::HeatMapFigure map = mapOf({0.1F, 0.9F, 0.5F, 0.5F}, "attention");
    QCOMPARE(core::mapChange(map, map).absence, std::string("The map is the same on both sides."));
}

void AnswerChangeTest::stripIsSecondMinusFirst()
{
    const core::AnalysisSnapshot first = weighted({"[CLS]", "a", "b"}, {0.1, 0.2, 0.3});
    const core::AnalysisSnapshot second = weighted({"[CLS]", "a", "b"}, {0.1, 0.5, 0.0});
    const core::DisplayUnits units = core::displayUnits(first, {});
    const core::TokenStripFigure strip = core::stripChange(first, units, second, units);
    QCOMPARE(strip.chips.size(), std::size_t(3));
    QVERIFY(std::abs(strip.chips[1].value - 0.3) < 1e-12);
    QVERIFY(std::abs(strip.chips[2].value + 0.3) < 1e-12);
}

void AnswerChangeTest::stripOfOtherTokensIsEmpty()
{
    const core::AnalysisSnapshot first = weighted({"[CLS]", "a", "b"}, {0.1, 0.2, 0.3});
    const core::AnalysisSnapshot second = weighted({"[CLS]", "a", "c"}, {0.1, 0.2, 0.3});
    QVERIFY(core::stripChange(first, core::displayUnits(first, {}), second, core::displayUnits(second, {})).chips.empty());
}

void AnswerChangeTest::measuresThatBothDefineAreTold()
{
    const core::HeadRef head{{0}, {1}};
    QCOMPARE(core::headChangeText(measured(0.8, 2.9), measured(0.71, 3.4), head),
             std::string("L0 H1: entropy 0.80 → 0.71 (−0.09) · effective rank 2.9 → 3.4 (+0.5)"));
    QCOMPARE(core::headChangeText(measured(0.8, 2.9), measured(0.8, {}), head),
             std::string("L0 H1: entropy 0.80 → 0.80 (0.00)"));
    QVERIFY(core::headChangeText(measured(0.8, {}), measured(std::nan(""), {}), head).empty());
}

ATTNSCOPE_TEST(AnswerChangeTest, tests::NoApplication)
#include "tst_answer_change.moc"
