#include "core/model/encoder.h"

#include "core/model/loaded_model.h"
#include "tests/core/model/masked_keys.h"
#include "tests/support/attention_kinds.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/tensor_files.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QTest>

#include <algorithm>

using masked::encoderTrace;
using masked::maskOf;
using masked::tokens;
using support::TinyModel;

namespace {

bool isAllZero(const core::HeadMatrices &heads)
{
    return std::all_of(heads.data(), heads.data() + heads.size(), [](float value) { return value == 0.0F; });
}

void addKinds()
{
    QTest::addColumn<QJsonObject>("changes");
    for (const support::AttentionCase &kind : support::attentionKinds())
        QTest::newRow(kind.name) << kind.config;
    for (const support::AttentionCase &kind : support::trainedMasks())
        QTest::newRow(kind.name) << kind.config;
}

}  // namespace

// Tokens that nobody may attend to, in every attention kind and under the masks that models are trained with.
class MaskedKindsTest : public QObject
{
    Q_OBJECT

private slots:
    void passEqualsTheReference_data() { addKinds(); }
    void passEqualsTheReference();
    void maskedTokenDoesNotReachTheOthers_data() { addKinds(); }
    void maskedTokenDoesNotReachTheOthers();
    void allTokensMaskedLeaveTheResidual_data() { addKinds(); }
    void allTokensMaskedLeaveTheResidual();
    void effectiveMapLeadsFromValuesToOutputs();
    void projectionsAreThoseBeforeTheMask();
    void rowWithoutAKeyIsZero_data();
    void rowWithoutAKeyIsZero();
};

void MaskedKindsTest::passEqualsTheReference()
{
    QFETCH(QJsonObject, changes);
    const TinyModel tiny(support::encoderConfig(changes));
    const auto model = tiny.load();
    const std::vector<core::TokenId> ids = support::randomIds(tokens, 64, 1);
    for (const std::vector<bool> &mask : {std::vector<bool>{}, maskOf({}), maskOf({0, tokens - 1}),
                                          maskOf({0, 1, 2, 3, 5, 6, 7, 8}), std::vector<bool>(tokens, true)})
        QCOMPARE(support::difference(support::wholeTrace(*model, ids, mask), core::ModelTask::Classification,
                                     support::referenceTrace(tiny.reference(), ids, mask), 2e-5),
                 QString());
}

void MaskedKindsTest::maskedTokenDoesNotReachTheOthers()
{
    QFETCH(QJsonObject, changes);
    const auto model = TinyModel(support::encoderConfig(changes)).load();
    const std::vector<core::TokenId> ids = support::randomIds(tokens, 64, 1);
    std::vector<core::TokenId> changed = ids;
    changed[3].value = ids[3].value == 20 ? 21 : 20;
    const core::ForwardTrace before = support::wholeTrace(*model, ids, maskOf({3}));
    const core::ForwardTrace after = support::wholeTrace(*model, changed, maskOf({3}));
    QCOMPARE(support::difference(after.logits, before.logits, 0.0), QString());
    QVERIFY(encoderTrace(after).layers[1].hidden.row(3) != encoderTrace(before).layers[1].hidden.row(3));
}

void MaskedKindsTest::allTokensMaskedLeaveTheResidual()
{
    QFETCH(QJsonObject, changes);
    const auto model = TinyModel(support::encoderConfig(changes)).load();
    const core::ForwardTrace trace =
        support::wholeTrace(*model, support::randomIds(tokens, 64, 1), std::vector<bool>(tokens, true));
    for (const core::LayerTrace &layer : encoderTrace(trace).layers) {
        QVERIFY(isAllZero(layer.attention));
        QVERIFY(isAllZero(layer.effective));
        QVERIFY(isAllZero(layer.headOutput));
    }
    QVERIFY(trace.logits.allFinite());
}

// Linformer: head output = effective map times the values, those of masked tokens among them.
void MaskedKindsTest::effectiveMapLeadsFromValuesToOutputs()
{
    const auto model = TinyModel(support::encoderConfig(support::attentionCase("linformer"))).load();
    const core::ForwardTrace trace = support::wholeTrace(*model, support::randomIds(tokens, 64, 1), maskOf({0, 5}));
    for (const core::LayerTrace &layer : encoderTrace(trace).layers) {
        for (int head = 0; head < 4; ++head) {
            QVERIFY((layer.effective[head].col(5).array() == 0.0F).all());
            const core::Matrix expected = layer.effective[head] * layer.value[head];
            QCOMPARE(support::difference(core::Matrix(layer.headOutput[head]), expected, 1e-5), QString());
        }
    }
}

void MaskedKindsTest::projectionsAreThoseBeforeTheMask()
{
    for (const support::AttentionCase &kind : support::attentionKinds()) {
        const auto model = TinyModel(support::encoderConfig(kind.config)).load();
        const std::vector<core::TokenId> ids = support::randomIds(tokens, 64, 1);
        const core::ForwardTrace full = support::wholeTrace(*model, ids);
        const core::ForwardTrace masked = support::wholeTrace(*model, ids, maskOf({2, 4}));
        for (int head = 0; head < 4; ++head) {
            QVERIFY2(encoderTrace(masked).layers[0].key[head] == encoderTrace(full).layers[0].key[head], kind.name);
            QVERIFY2(encoderTrace(masked).layers[0].value[head] == encoderTrace(full).layers[0].value[head], kind.name);
        }
    }
}

void MaskedKindsTest::rowWithoutAKeyIsZero_data()
{
    QTest::addColumn<QJsonObject>("changes");
    QTest::addColumn<int>("length");
    QTest::newRow("no diagonal, one token") << support::attentionCase("no diagonal") << 1;
    QTest::newRow("structured, every gate closed") << support::attentionCase("structured") << tokens;
    QTest::newRow("unstructured, every gate closed") << support::attentionCase("unstructured") << tokens;
}

void MaskedKindsTest::rowWithoutAKeyIsZero()
{
    QFETCH(QJsonObject, changes);
    QFETCH(int, length);
    TinyModel tiny(support::encoderConfig(changes));
    if (tiny.tensors().contains("encoder.attention_mask.gates"))
        std::ranges::fill(tiny.tensor("encoder.attention_mask.gates").values, -1.0);
    tiny.write();
    const core::ForwardTrace trace = support::wholeTrace(*tiny.load(), support::randomIds(length, 64, 1));
    for (const core::LayerTrace &layer : encoderTrace(trace).layers) {
        QVERIFY(isAllZero(layer.attention));
        QVERIFY(isAllZero(layer.headOutput));
    }
    QVERIFY(trace.logits.allFinite());
}

ATTNSCOPE_TEST(MaskedKindsTest, tests::NoApplication)
#include "tst_masked_kinds.moc"
