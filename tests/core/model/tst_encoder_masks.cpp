#include "core/model/encoder.h"

#include "core/model/loaded_model.h"
#include "tests/core/model/masked_keys.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/tensor_files.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QTest>

using masked::encoderTrace;
using masked::maskOf;
using masked::tokens;
using support::TinyModel;

class EncoderMasksTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void maskedPassEqualsTheReference_data();
    void maskedPassEqualsTheReference();
    void maskedKeysGetNoAttention();
    void rowsAreDividedByWhatIsLeft();
    void scoresAreThoseBeforeTheMask();
    void maskOfNothingChangesNothing();
    void allKeysMaskedLeavesTheResidual();
    void maskedTokenDoesNotReachTheOthers();

private:
    std::unique_ptr<TinyModel> m_tiny;
    std::shared_ptr<const core::LoadedModel> m_model;
    std::vector<core::TokenId> m_ids;
};

void EncoderMasksTest::init()
{
    m_tiny = std::make_unique<TinyModel>(support::encoderConfig({{"num_attention_heads", 3}, {"head_size", 7}}));
    m_model = m_tiny->load();
    m_ids = support::randomIds(tokens, 64, 1);
}

void EncoderMasksTest::maskedPassEqualsTheReference_data()
{
    QTest::addColumn<std::vector<bool>>("mask");
    QTest::newRow("no mask") << std::vector<bool>{};
    QTest::newRow("first key") << maskOf({0});
    QTest::newRow("both ends") << maskOf({0, tokens - 1});
    QTest::newRow("all but one") << maskOf({0, 1, 2, 3, 5, 6, 7, 8});
    QTest::newRow("all") << std::vector<bool>(tokens, true);
}

void EncoderMasksTest::maskedPassEqualsTheReference()
{
    QFETCH(std::vector<bool>, mask);
    QCOMPARE(support::difference(support::wholeTrace(*m_model, m_ids, mask), core::ModelTask::Classification,
                                 support::referenceTrace(m_tiny->reference(), m_ids, mask), 2e-5),
             QString());
}

void EncoderMasksTest::maskedKeysGetNoAttention()
{
    const core::ForwardTrace trace = support::wholeTrace(*m_model, m_ids, maskOf({2, 5}));
    for (const core::LayerTrace &layer : encoderTrace(trace).layers) {
        for (int head = 0; head < 3; ++head) {
            QVERIFY((layer.attention[head].col(2).array() == 0.0F).all());
            QVERIFY((layer.attention[head].col(5).array() == 0.0F).all());
            for (const double sum : layer.attention[head].cast<double>().rowwise().sum())
                QVERIFY(std::abs(sum - 1.0) < 1e-6);
        }
    }
}

// In the first layer, whose input the mask does not change: P' = P / (1 - P of the masked key).
void EncoderMasksTest::rowsAreDividedByWhatIsLeft()
{
    const core::ForwardTrace full = support::wholeTrace(*m_model, m_ids);
    const core::ForwardTrace masked = support::wholeTrace(*m_model, m_ids, maskOf({4}));
    for (int head = 0; head < 3; ++head) {
        core::Matrix expected = encoderTrace(full).layers[0].attention[head];
        for (int query = 0; query < tokens; ++query)
            expected.row(query) /= 1.0F - expected(query, 4);
        expected.col(4).setZero();
        QCOMPARE(support::difference(core::Matrix(encoderTrace(masked).layers[0].attention[head]), expected, 1e-6),
                 QString());
    }
}

void EncoderMasksTest::scoresAreThoseBeforeTheMask()
{
    const core::ForwardTrace full = support::wholeTrace(*m_model, m_ids);
    const core::ForwardTrace masked = support::wholeTrace(*m_model, m_ids, maskOf({0, 4}));
    for (int head = 0; head < 3; ++head)
        QCOMPARE(support::difference(core::Matrix(encoderTrace(masked).layers[0].scores[head]),
                                     core::Matrix(encoderTrace(full).layers[0].scores[head]), 0.0),
                 QString());
}

void EncoderMasksTest::maskOfNothingChangesNothing()
{
    QCOMPARE(support::difference(support::wholeTrace(*m_model, m_ids, maskOf({})).logits,
                                 support::wholeTrace(*m_model, m_ids).logits, 0.0),
             QString());
}

void EncoderMasksTest::allKeysMaskedLeavesTheResidual()
{
    const core::ForwardTrace trace = support::wholeTrace(*m_model, m_ids, std::vector<bool>(tokens, true));
    for (const core::LayerTrace &layer : encoderTrace(trace).layers) {
        for (int head = 0; head < 3; ++head) {
            QVERIFY((layer.attention[head].array() == 0.0F).all());
            QVERIFY((layer.headOutput[head].array() == 0.0F).all());
        }
    }
    QVERIFY(trace.logits.allFinite());
}

void EncoderMasksTest::maskedTokenDoesNotReachTheOthers()
{
    std::vector<core::TokenId> changed = m_ids;
    changed[3].value = m_ids[3].value == 20 ? 21 : 20;
    const core::ForwardTrace before = support::wholeTrace(*m_model, m_ids, maskOf({3}));
    const core::ForwardTrace after = support::wholeTrace(*m_model, changed, maskOf({3}));
    QCOMPARE(support::difference(after.logits, before.logits, 0.0), QString());
    QVERIFY(!support::difference(core::Matrix(encoderTrace(after).layers[1].hidden.row(3)),
                                 core::Matrix(encoderTrace(before).layers[1].hidden.row(3)), 1e-3)
                 .isEmpty());
}

ATTNSCOPE_TEST(EncoderMasksTest, tests::NoApplication)
#include "tst_encoder_masks.moc"
