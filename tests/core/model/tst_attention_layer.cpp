#include "core/format/mechanism/attention_mechanism.h"
#include "tests/support/attention_kinds.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QTest>

#include <set>

namespace {

core::MapShape shapeOf(const core::HeadMatrices &maps)
{
    return {static_cast<std::size_t>(maps.rows()), static_cast<std::size_t>(maps.columns())};
}

}  // namespace

class AttentionLayerTest : public QObject
{
    Q_OBJECT

private slots:
    void everyMechanismIsAmongTheTestedOnes();
    void mapsHaveTheDescribedShapes_data();
    void mapsHaveTheDescribedShapes();
};

// The tests that go over all kinds of attention take them from there.
void AttentionLayerTest::everyMechanismIsAmongTheTestedOnes()
{
    std::set<std::string> tested;
    for (const support::AttentionCase &kind : support::attentionKinds()) {
        const support::TinyModel tiny(support::encoderConfig(kind.config));
        tested.insert(std::string(core::mechanismOf(tiny.load()->config.attention).name));
    }
    for (const core::AttentionMechanism *mechanism : core::attentionMechanisms())
        QVERIFY2(tested.contains(std::string(mechanism->name)), mechanism->name.data());
}

void AttentionLayerTest::mapsHaveTheDescribedShapes_data()
{
    QTest::addColumn<QJsonObject>("config");
    for (const support::AttentionCase &kind : support::attentionKinds())
        QTest::newRow(kind.name) << support::encoderConfig(kind.config);
}

void AttentionLayerTest::mapsHaveTheDescribedShapes()
{
    QFETCH(QJsonObject, config);
    const support::TinyModel tiny(config);
    const auto model = tiny.load();
    const core::AttentionMechanism &mechanism = core::mechanismOf(model->config.attention);
    for (const int tokens : {1, 9}) {
        const core::ForwardTrace trace = support::wholeTrace(*model, support::randomIds(tokens, 64, 1));
        const auto &encoder = std::get<core::EncoderTrace>(trace.network);
        const core::MapShapes shapes = mechanism.shapes(model->config, static_cast<std::size_t>(tokens));
        QCOMPARE(encoder.attentionColumns, mechanism.columns);
        for (const core::LayerTrace &layer : encoder.layers) {
            QCOMPARE(shapeOf(layer.attention), shapes.attention);
            QCOMPARE(shapeOf(layer.scores), shapes.scores);
            QCOMPARE(shapeOf(layer.effective), shapes.effective);
        }
    }
}

ATTNSCOPE_TEST(AttentionLayerTest, tests::NoApplication)
#include "tst_attention_layer.moc"
