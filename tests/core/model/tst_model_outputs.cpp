#include "core/model/model_outputs.h"

#include "tests/support/matrix_compare.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

using core::OutputQuantity;

namespace {

core::LoadedModel modelFor(core::ModelTask task, OutputQuantity outputs = OutputQuantity::Softmax)
{
    core::LoadedModel model;
    model.config.task = task;
    model.config.outputs = outputs;
    return model;
}

core::ModelConfig headOf(OutputQuantity outputs, std::vector<std::string> labels)
{
    core::ModelConfig config;
    config.outputs = outputs;
    config.labels = std::move(labels);
    return config;
}

std::vector<double> outputsOf(const core::Matrix &logits, const core::LoadedModel &model)
{
    return core::modelOutputs(model, {core::EncoderTrace{}, logits});
}

}  // namespace

class ModelOutputsTest : public QObject
{
    Q_OBJECT

private slots:
    void answersOfOneQuantityAreComparable();
    void outputsOfKnownLogits_data();
    void outputsOfKnownLogits();
    void onlyAClassificationHeadHasThem_data();
    void onlyAClassificationHeadHasThem();
    void mostProbableIsFollowedAndTheFirstValue();
    void predictionNamesAClassAlone();
    void labelsAboveOneHalfAreLikely();
    void quantityIsNamed();
};

void ModelOutputsTest::outputsOfKnownLogits_data()
{
    QTest::addColumn<OutputQuantity>("quantity");
    QTest::addColumn<core::Matrix>("logits");
    QTest::addColumn<std::vector<double>>("expected");
    const core::Matrix ln3Apart{{0.0F, 1.0986123F}};
    const core::Matrix huge{{3e38F, -3e38F}};
    QTest::newRow("softmax, equal") << OutputQuantity::Softmax << core::Matrix{{2.0F, 2.0F, 2.0F, 2.0F}}
                                    << std::vector(4, 0.25);
    QTest::newRow("softmax, ln 3 apart") << OutputQuantity::Softmax << ln3Apart << std::vector{0.25, 0.75};
    QTest::newRow("softmax, huge") << OutputQuantity::Softmax << huge << std::vector{1.0, 0.0};
    QTest::newRow("sigmoids") << OutputQuantity::Sigmoids << ln3Apart << std::vector{0.5, 0.75};
    QTest::newRow("sigmoids, huge") << OutputQuantity::Sigmoids << huge << std::vector{1.0, 0.0};
    QTest::newRow("one of several labels") << OutputQuantity::Sigmoids << core::Matrix{{-1.0986123F}} << std::vector{0.25};
    QTest::newRow("one sigmoid") << OutputQuantity::BinarySigmoid << core::Matrix{{-1.0986123F}} << std::vector{0.25};
    QTest::newRow("value") << OutputQuantity::Values << core::Matrix{{-4.5F}} << std::vector{-4.5};
    QTest::newRow("values") << OutputQuantity::Values << core::Matrix{{1.0F, 2.5F, -3.0F}} << std::vector{1.0, 2.5, -3.0};
}

void ModelOutputsTest::outputsOfKnownLogits()
{
    QFETCH(OutputQuantity, quantity);
    QFETCH(core::Matrix, logits);
    QFETCH(std::vector<double>, expected);
    const core::LoadedModel model = modelFor(core::ModelTask::Classification, quantity);
    QCOMPARE(support::difference(outputsOf(logits, model), expected, 1e-7), QString());
}

void ModelOutputsTest::onlyAClassificationHeadHasThem_data()
{
    QTest::addColumn<core::Matrix>("logits");
    QTest::addColumn<core::ModelTask>("task");
    QTest::newRow("masked language model") << core::Matrix{{1.0F, 2.0F}} << core::ModelTask::MaskedLanguageModel;
    QTest::newRow("encoder alone") << core::Matrix(0, 0) << core::ModelTask::EncoderOnly;
    QTest::newRow("LAMA without a word") << core::Matrix(0, 0) << core::ModelTask::Classification;
}

void ModelOutputsTest::onlyAClassificationHeadHasThem()
{
    QFETCH(core::Matrix, logits);
    QFETCH(core::ModelTask, task);
    QVERIFY(outputsOf(logits, modelFor(task)).empty());
}

void ModelOutputsTest::mostProbableIsFollowedAndTheFirstValue()
{
    const core::ModelConfig classes = headOf(OutputQuantity::Softmax, {});
    QVERIFY(core::followedOutput(classes, {0.2, 0.5, 0.3}) == std::size_t{1});
    QVERIFY(core::followedOutput(classes, {0.5, 0.5}) == std::size_t{0});
    QVERIFY(core::followedOutput(classes, {}) == std::nullopt);
    QVERIFY(core::followedOutput(headOf(OutputQuantity::Sigmoids, {}), {0.2, 0.1, 0.9}) == std::size_t{2});
    QVERIFY(core::followedOutput(headOf(OutputQuantity::Values, {}), {0.2, 7.5}) == std::size_t{0});
    QVERIFY(core::followedOutput(headOf(OutputQuantity::Values, {}), {}) == std::nullopt);
}

void ModelOutputsTest::predictionNamesAClassAlone()
{
    QVERIFY(core::predictionName(headOf(OutputQuantity::Softmax, {"a", "b"}), {0.2, 0.8}) == "b");
    QVERIFY(core::predictionName(headOf(OutputQuantity::BinarySigmoid, {"toxic"}), {0.8}) == "toxic");
    QVERIFY(core::predictionName(headOf(OutputQuantity::BinarySigmoid, {"toxic"}), {0.3}) == "not toxic");
    QVERIFY(core::predictionName(headOf(OutputQuantity::Sigmoids, {"a", "b"}), {0.9, 0.8}) == std::nullopt);
    QVERIFY(core::predictionName(headOf(OutputQuantity::Values, {"score"}), {0.9}) == std::nullopt);
    QVERIFY(core::predictionName(headOf(OutputQuantity::Softmax, {"a", "b"}), {}) == std::nullopt);
}

void ModelOutputsTest::labelsAboveOneHalfAreLikely()
{
    QCOMPARE(core::likelyLabels(headOf(OutputQuantity::Sigmoids, {"a", "b", "c"}), {0.9, 0.5, 0.51}),
             (std::vector<std::size_t>{0, 2}));
    QVERIFY(core::likelyLabels(headOf(OutputQuantity::Sigmoids, {"a"}), {0.1}).empty());
    QVERIFY(core::likelyLabels(headOf(OutputQuantity::Values, {"a"}), {3}).empty());
}

void ModelOutputsTest::quantityIsNamed()
{
    QCOMPARE(core::quantityName(headOf(OutputQuantity::Softmax, {"negative"}), 0), std::string("p(negative)"));
    QCOMPARE(core::quantityName(headOf(OutputQuantity::Softmax, {"negative"}), 1), std::string("p(1)"));
    QCOMPARE(core::quantityName(headOf(OutputQuantity::Sigmoids, {"toxic"}), 0), std::string("p(toxic), sigmoid"));
    QCOMPARE(core::quantityName(headOf(OutputQuantity::BinarySigmoid, {"toxic"}), 0), std::string("p(toxic), sigmoid"));
    QCOMPARE(core::quantityName(headOf(OutputQuantity::Values, {"score"}), 0), std::string("value of score"));
}

void ModelOutputsTest::answersOfOneQuantityAreComparable()
{
    QVERIFY(core::areComparable(OutputQuantity::Softmax, OutputQuantity::Softmax));
    QVERIFY(core::areComparable(OutputQuantity::BinarySigmoid, OutputQuantity::Sigmoids));
    QVERIFY(!core::areComparable(OutputQuantity::Softmax, OutputQuantity::Sigmoids));
    QVERIFY(!core::areComparable(OutputQuantity::Values, OutputQuantity::Softmax));
}

ATTNSCOPE_TEST(ModelOutputsTest, tests::NoApplication)
#include "tst_model_outputs.moc"
