#include "core/corpus/positions/position_importance.h"

#include "core/corpus/positions/position_report.h"
#include "tests/support/attention_kinds.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QFile>
#include <QTest>

#include <cmath>

namespace {

using support::TinyModel;

std::vector<std::string> someTexts()
{
    return {"word57 word58 word59 word60", "word60", "word57 word61 a b c", ""};
}

}  // namespace

class PositionImportanceTest : public QObject
{
    Q_OBJECT

private slots:
    void modelWithoutADiagonalHasNone();
    void groupsMakeUpTheRows();
    void kindsWithoutTokenMapsRefuse_data();
    void kindsWithoutTokenMapsRefuse();
    void gatesAreReadByGroup();
    void fileIsReportedAsItIsRead();
};

void PositionImportanceTest::modelWithoutADiagonalHasNone()
{
    const auto model = TinyModel(support::encoderConfig(support::attentionCase("no diagonal"))).load();
    const auto statistics = core::positionImportance(*model, someTexts(), {}, {});
    QVERIFY(statistics);
    QVERIFY(statistics->isComplete());
    QCOMPARE(statistics->perHead, 4);
    for (int head = 0; head < 4; ++head) {
        QCOMPARE(statistics->at({{1}, {head}}, 0).mean(), 0.0);
        QVERIFY(statistics->at({{1}, {head}}, 1).mean() > 0.0);
        QCOMPARE(statistics->at({{1}, {head}}, 2).undefinedCount(), 2U);  // one word, and none
    }
}

// Of one text: pairs of each group times their mean are the whole of the attention, 1 for each row.
void PositionImportanceTest::groupsMakeUpTheRows()
{
    const auto model = TinyModel(support::encoderConfig()).load();
    const auto statistics =
        core::positionImportance(*model, std::vector<std::string>{"word57 word58 word59 word60"}, {}, {});
    QVERIFY(statistics);
    constexpr double tokens = 6;
    constexpr std::array<double, 4> pairs{6, 2 * 5 + 2 * 4, 6, 6};
    double sum = 0.0;
    for (int group = 0; group < 4; ++group)
        sum += pairs[group] * statistics->at({{0}, {2}}, group).mean() / tokens;
    QVERIFY2(std::abs(sum - tokens) < 1e-5, qPrintable(QString::number(sum)));
}

void PositionImportanceTest::kindsWithoutTokenMapsRefuse_data()
{
    QTest::addColumn<QJsonObject>("config");
    QTest::newRow("LAMA") << support::lamaConfig();
    QTest::newRow("Linformer") << support::encoderConfig(support::attentionCase("linformer"));
    QTest::newRow("linear, context first") << support::encoderConfig(support::attentionCase("linear, context first"));
}

void PositionImportanceTest::kindsWithoutTokenMapsRefuse()
{
    QFETCH(QJsonObject, config);
    const auto statistics = core::positionImportance(*TinyModel(config).load(), someTexts(), {}, {});
    QVERIFY(!statistics);
    QVERIFY(statistics.error().message.find("no attention map over pairs of tokens") != std::string::npos);
}

void PositionImportanceTest::gatesAreReadByGroup()
{
    const auto model = TinyModel(support::encoderConfig(support::attentionCase("structured"))).load();
    const auto means = core::gateImportance(*model, 1, 7);
    const core::Matrix probabilities = core::keepProbabilities(*model->learnedGates, 1, 7);
    QVERIFY(std::abs(means[0] - probabilities(0, 0)) < 1e-6);
    QVERIFY(std::abs(means[2] - probabilities(0, 1)) < 1e-6);
}

void PositionImportanceTest::fileIsReportedAsItIsRead()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("texts.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("word57 word58\nword60\nword61\n");
    file.close();
    const core::PositionReportRequest request{.model = TinyModel(support::encoderConfig()).load(),
                                              .data = {.path = file.fileName().toStdString(), .limit = 2}};
    const auto report = core::runPositionReport(request, {}, {});
    QVERIFY(report);
    QVERIFY((*report)->summary.isComplete());
    QCOMPARE((*report)->summary.allTexts, 2U);
    QCOMPARE((*report)->summary.perHead, 4);
    QCOMPARE((*report)->progress.secondsLeft(), 0.0);
    QVERIFY(!core::runPositionReport(
        {.model = request.model, .data = {.path = folder.filePath(QStringLiteral("none")).toStdString()}}, {}, {}));
}

ATTNSCOPE_TEST(PositionImportanceTest, tests::NoApplication)
#include "tst_position_importance.moc"
