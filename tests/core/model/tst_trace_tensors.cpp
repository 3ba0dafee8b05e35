#include "core/model/trace_tensors.h"

#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QJsonArray>
#include <QTest>

namespace {

using Shape = std::vector<std::int64_t>;

std::vector<std::pair<std::string, Shape>> tableOf(const std::vector<core::NamedTensor> &tensors)
{
    std::vector<std::pair<std::string, Shape>> table;
    for (const core::NamedTensor &tensor : tensors)
        table.emplace_back(tensor.name, tensor.shape);
    return table;
}

}  // namespace

class TraceTensorsTest : public QObject
{
    Q_OBJECT

private slots:
    void encoderTensorsHaveTheirNamesAndShapes();
    void wordLogitsAreAMatrix();
    void lamaTensorsHaveTheirNamesAndShapes();
    void whatWasNotKeptIsLeftOut();
};

void TraceTensorsTest::encoderTensorsHaveTheirNamesAndShapes()
{
    const support::TinyModel tiny(
        support::encoderConfig({{"num_hidden_layers", 1}, {"num_attention_heads", 3}, {"head_size", 5}}));
    const core::ForwardTrace trace = support::wholeTrace(*tiny.load(), support::randomIds(4, 64, 1));
    const std::vector<std::pair<std::string, Shape>> expected{{"embeddings", {4, 24}},
                                                              {"layer.0.query", {3, 4, 5}},
                                                              {"layer.0.key", {3, 4, 5}},
                                                              {"layer.0.value", {3, 4, 5}},
                                                              {"layer.0.scores", {3, 4, 4}},
                                                              {"layer.0.attention", {3, 4, 4}},
                                                              {"layer.0.head_output", {3, 4, 5}},
                                                              {"layer.0.hidden", {4, 24}},
                                                              {"logits", {2}}};
    QVERIFY(tableOf(core::traceTensors(trace, core::ModelTask::Classification)) == expected);
}

void TraceTensorsTest::wordLogitsAreAMatrix()
{
    const support::TinyModel tiny(support::encoderConfig({{"architectures", QJsonArray{"CompactBertForMaskedLM"}}}));
    const core::ForwardTrace trace = support::wholeTrace(*tiny.load(), support::randomIds(1, 64, 1));
    QCOMPARE(core::traceTensors(trace, core::ModelTask::MaskedLanguageModel).back().shape, (Shape{1, 64}));
}

void TraceTensorsTest::lamaTensorsHaveTheirNamesAndShapes()
{
    const support::TinyModel tiny(support::lamaConfig());
    const core::ForwardTrace trace = support::wholeTrace(*tiny.load(), support::randomIds(6, 64, 1));
    const std::vector<std::pair<std::string, Shape>> expected{
        {"states", {6, 20}}, {"scores", {4, 6}}, {"attention", {4, 6}}, {"sentence", {4, 20}}, {"logits", {2}}};
    QVERIFY(tableOf(core::traceTensors(trace, core::ModelTask::Classification)) == expected);
}

void TraceTensorsTest::whatWasNotKeptIsLeftOut()
{
    const support::TinyModel tiny(support::encoderConfig());
    const auto trace = core::forward(*tiny.load(), support::randomIds(3, 64, 1), {}, {});
    QVERIFY(trace);
    const std::vector<std::pair<std::string, Shape>> expected{
        {"layer.0.attention", {4, 3, 3}}, {"layer.1.attention", {4, 3, 3}}, {"logits", {2}}};
    QVERIFY(tableOf(core::traceTensors(*trace, core::ModelTask::Classification)) == expected);
}

ATTNSCOPE_TEST(TraceTensorsTest, tests::NoApplication)
#include "tst_trace_tensors.moc"
