#include "core/format/mechanism/attention_mechanism.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <set>
#include <utility>

using namespace core;

namespace {

// Sizes that all differ, so that a mixed-up shape shows.
ModelConfig configOf(const AttentionMechanism &mechanism)
{
    ModelConfig config;
    config.type = ModelType::CompactBert;
    config.hiddenSize = 10;
    config.heads = 3;
    config.headSize = 4;
    config.attention = {.kind = mechanism.kind,
                        .projectedLength = mechanism.columns == AttentionColumns::Slots ? 6 : 0,
                        .maxLength = mechanism.columns == AttentionColumns::Slots ? 25 : 0,
                        .variant = mechanism.variant};
    return config;
}

}  // namespace

// What has to be true of every kind of attention, those to come too.
class AttentionMechanismTest : public QObject
{
    Q_OBJECT

private slots:
    void everyKindIsDescribedOnce();
    void everyDescriptionIsWhole_data() { eachMechanism(); }
    void everyDescriptionIsWhole();
    void picturesFollowTheMap_data() { eachMechanism(); }
    void picturesFollowTheMap();
    void masksFollowTheMap_data() { eachMechanism(); }
    void masksFollowTheMap();

private:
    static void eachMechanism();
};

void AttentionMechanismTest::eachMechanism()
{
    QTest::addColumn<const AttentionMechanism *>("mechanism");
    for (const AttentionMechanism *mechanism : attentionMechanisms())
        QTest::newRow(std::string(mechanism->name).c_str()) << mechanism;
}

void AttentionMechanismTest::everyKindIsDescribedOnce()
{
    std::set<std::pair<AttentionKind, LinearVariant>> kinds;
    std::set<std::string_view> names;
    for (const AttentionMechanism *mechanism : attentionMechanisms()) {
        QVERIFY(kinds.insert({mechanism->kind, mechanism->variant}).second);
        QVERIFY(names.insert(mechanism->name).second);
        QCOMPARE(&mechanismOf({.kind = mechanism->kind, .variant = mechanism->variant}), mechanism);
        QCOMPARE(idOf(mechanism->kind), mechanism->id);
    }
}

void AttentionMechanismTest::everyDescriptionIsWhole()
{
    QFETCH(const AttentionMechanism *, mechanism);
    QVERIFY(!mechanism->id.empty() && !mechanism->formula.empty());
    QVERIFY(mechanism->layerTensors);
    const MapShapes shapes = mechanism->shapes(configOf(*mechanism), 7);
    QCOMPARE(shapes.scores.size() > 0, mechanism->hasScores());
    QVERIFY(shapes.attention.size() > 0);
    QVERIFY(shapes.unkept.size() > 0);
    if (mechanism->settings) {
        for (const MechanismSetting &setting : mechanism->settings(configOf(*mechanism).attention))
            QVERIFY(!setting.name.empty() || !setting.fact.empty());
    }
    QVERIFY(!mechanism->hasOneProjection || !mechanism->drawnWords.empty());
}

void AttentionMechanismTest::picturesFollowTheMap()
{
    QFETCH(const AttentionMechanism *, mechanism);
    const auto has = [mechanism](HeadPicture picture) {
        return std::ranges::find(mechanism->pictures, picture) != mechanism->pictures.end();
    };
    QCOMPARE(mechanism->pictures.front(), HeadPicture::Attention);
    QCOMPARE(has(HeadPicture::Lines), mechanism->columns == AttentionColumns::Tokens);
    QCOMPARE(has(HeadPicture::Effective), mechanism->shapes(configOf(*mechanism), 7).effective.size() > 0);
    QCOMPARE(std::set(mechanism->pictures.begin(), mechanism->pictures.end()).size(), mechanism->pictures.size());
}

// A softmax over the keys of each query is what a pair can be left out of.
void AttentionMechanismTest::masksFollowTheMap()
{
    QFETCH(const AttentionMechanism *, mechanism);
    const bool hasTokens = mechanism->columns == AttentionColumns::Tokens;
    QCOMPARE(mechanism->masksPairs(), hasTokens && mechanism->hasScores());
    QCOMPARE(mechanism->whyNoPositions.empty(), hasTokens);
}

ATTNSCOPE_TEST(AttentionMechanismTest, tests::NoApplication)
#include "tst_attention_mechanism.moc"
