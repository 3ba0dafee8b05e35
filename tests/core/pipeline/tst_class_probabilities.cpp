#include "core/pipeline/class_probabilities.h"

#include "tests/support/matrix_compare.h"

#include <QTest>

namespace {

core::LoadedModel modelFor(core::ModelTask task)
{
    core::LoadedModel model;
    model.config.task = task;
    return model;
}

std::vector<double> probabilitiesOf(const core::Matrix &logits, core::ModelTask task = core::ModelTask::Classification)
{
    return core::classProbabilities(modelFor(task), {core::EncoderTrace{}, logits});
}

}  // namespace

class ClassProbabilitiesTest : public QObject
{
    Q_OBJECT

private slots:
    void knownLogits_data();
    void knownLogits();
    void onlyAClassifierHasThem_data();
    void onlyAClassifierHasThem();
    void predictedClassIsTheLargest();
    void classWithoutANameIsItsNumber();
};

void ClassProbabilitiesTest::knownLogits_data()
{
    QTest::addColumn<core::Matrix>("logits");
    QTest::addColumn<std::vector<double>>("expected");
    QTest::newRow("one class") << core::Matrix{{4.0F}} << std::vector{1.0};
    QTest::newRow("equal") << core::Matrix{{2.0F, 2.0F, 2.0F, 2.0F}} << std::vector(4, 0.25);
    QTest::newRow("ln 3 apart") << core::Matrix{{0.0F, 1.0986123F}} << std::vector{0.25, 0.75};
    QTest::newRow("huge") << core::Matrix{{3e38F, -3e38F}} << std::vector{1.0, 0.0};
}

void ClassProbabilitiesTest::knownLogits()
{
    QFETCH(core::Matrix, logits);
    QFETCH(std::vector<double>, expected);
    QCOMPARE(support::difference(probabilitiesOf(logits), expected, 1e-7), QString());
}

void ClassProbabilitiesTest::onlyAClassifierHasThem_data()
{
    QTest::addColumn<core::Matrix>("logits");
    QTest::addColumn<core::ModelTask>("task");
    QTest::newRow("masked language model") << core::Matrix{{1.0F, 2.0F}} << core::ModelTask::MaskedLanguageModel;
    QTest::newRow("encoder alone") << core::Matrix(0, 0) << core::ModelTask::EncoderOnly;
    QTest::newRow("LAMA without a word") << core::Matrix(0, 0) << core::ModelTask::Classification;
}

void ClassProbabilitiesTest::onlyAClassifierHasThem()
{
    QFETCH(core::Matrix, logits);
    QFETCH(core::ModelTask, task);
    QVERIFY(probabilitiesOf(logits, task).empty());
}

void ClassProbabilitiesTest::predictedClassIsTheLargest()
{
    QVERIFY(core::predictedClass({0.2, 0.5, 0.3}) == std::size_t{1});
    QVERIFY(core::predictedClass({0.5, 0.5}) == std::size_t{0});
    QVERIFY(core::predictedClass({}) == std::nullopt);
}

void ClassProbabilitiesTest::classWithoutANameIsItsNumber()
{
    core::ModelConfig config;
    config.labels = {"negative"};
    QCOMPARE(core::className(config, 0), std::string("negative"));
    QCOMPARE(core::className(config, 1), std::string("1"));
}

QTEST_APPLESS_MAIN(ClassProbabilitiesTest)
#include "tst_class_probabilities.moc"
