#include "core/format/trained_result.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace {

core::TrainedResult resultOf(const char *training)
{
    core::ModelConfig config;
    config.training = training;
    return core::trainedResult(config);
}

}  // namespace

class TrainedResultTest : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatIsStated();
    void testCountsBeforeDev();
    void ignoresWhatIsNoResult_data();
    void ignoresWhatIsNoResult();
};

void TrainedResultTest::readsWhatIsStated()
{
    const core::TrainedResult result =
        resultOf(R"({"data_set": "SST-2", "dev_accuracy_in_pytorch": 0.81, "dev_loss_in_pytorch": 0.43})");
    QCOMPARE(result.dataSet, std::string("SST-2"));
    QCOMPARE(result.accuracy->value, 0.81);
    QCOMPARE(result.accuracy->part, std::string("dev"));
    QCOMPARE(result.loss->value, 0.43);
}

void TrainedResultTest::testCountsBeforeDev()
{
    QCOMPARE(resultOf(R"({"dev_loss": 2, "test_loss": 3, "test_unigram_loss": 6})").loss->value, 3.0);
    QCOMPARE(resultOf(R"({"dev_loss": 2, "test_loss": 3})").loss->part, std::string("test"));
    QCOMPARE(resultOf(R"({"accuracy": 0.5})").accuracy->value, 0.5);
    QCOMPARE(resultOf(R"({"accuracy": 0.5})").accuracy->part, std::string());
}

void TrainedResultTest::ignoresWhatIsNoResult_data()
{
    QTest::addColumn<QString>("training");
    QTest::newRow("nothing") << QString();
    QTest::newRow("text") << QStringLiteral(R"({"loss": "low", "data_set": 7})");
    QTest::newRow("other numbers") << QStringLiteral(R"({"test_unigram_loss": 6.7, "lossless": 1})");
    QTest::newRow("no object") << QStringLiteral("[1, 2]");
    QTest::newRow("no JSON") << QStringLiteral("{");
}

void TrainedResultTest::ignoresWhatIsNoResult()
{
    QFETCH(const QString, training);
    const core::TrainedResult result = resultOf(training.toUtf8().constData());
    QVERIFY(!result.loss && !result.accuracy && result.dataSet.empty());
}

ATTNSCOPE_TEST(TrainedResultTest, tests::NoApplication)
#include "tst_trained_result.moc"
