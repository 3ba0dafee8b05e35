#include "core/model/loaded_model.h"

#include "tests/support/tensor_files.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

namespace {

std::filesystem::path folderOf(const QString &model)
{
    return (QStringLiteral(ATTNSCOPE_TEST_DATA "/tiny/") + model).toStdString();
}

// `text` and `ids` of a golden trace.
QJsonObject goldenCase(const QString &model, const QString &stem)
{
    QFile file(QStringLiteral(ATTNSCOPE_TEST_DATA "/tiny/%1/%2.json").arg(model, stem));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file.fileName()));
    return QJsonDocument::fromJson(file.readAll()).object();
}

std::vector<core::TokenId> idsOf(const QJsonObject &golden)
{
    std::vector<core::TokenId> ids;
    for (const QJsonValue &id : golden["ids"].toArray())
        ids.push_back({id.toInt()});
    return ids;
}

support::ReferenceTensors goldenTensors(const QString &model, const QString &stem)
{
    return support::readTensors(folderOf(model) / (stem + ".safetensors").toStdString());
}

}  // namespace

// The tiny models of tests/data, computed in float64 elsewhere, tensor by tensor.
class GoldenTracesTest : public QObject
{
    Q_OBJECT

private slots:
    void engineAgrees_data() { addTraces(); }
    void engineAgrees();
    void tokenizerGivesTheSameIds_data() { addTraces(); }
    void tokenizerGivesTheSameIds();
    void referenceOfTheTestsAgrees_data() { addTraces(); }
    void referenceOfTheTestsAgrees();

private:
    static void addTraces();
};

void GoldenTracesTest::addTraces()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("stem");
    for (const QString &model :
         QDir(QStringLiteral(ATTNSCOPE_TEST_DATA "/tiny")).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QTest::addRow("%s, sentence", qPrintable(model)) << model << QStringLiteral("golden");
        QTest::addRow("%s, one word", qPrintable(model)) << model << QStringLiteral("golden_word");
    }
}

void GoldenTracesTest::engineAgrees()
{
    QFETCH(QString, model);
    QFETCH(QString, stem);
    const auto loaded = core::loadModel(folderOf(model));
    QVERIFY2(loaded, loaded ? "" : loaded.error().message.c_str());
    const auto trace = core::forward(**loaded, idsOf(goldenCase(model, stem)), {core::KeptTensors::all(), {}}, {});
    QVERIFY2(trace, trace ? "" : trace.error().message.c_str());
    const support::ReferenceTensors golden = goldenTensors(model, stem);
    QCOMPARE(support::difference(*trace, (*loaded)->config.task, golden, 1e-5), QString());
    qInfo("largest difference %.1e", support::largestDifference(*trace, (*loaded)->config.task, golden));
}

void GoldenTracesTest::tokenizerGivesTheSameIds()
{
    QFETCH(QString, model);
    QFETCH(QString, stem);
    const QJsonObject golden = goldenCase(model, stem);
    const auto loaded = core::loadModel(folderOf(model));
    QVERIFY2(loaded, loaded ? "" : loaded.error().message.c_str());
    const core::TokenizedText text =
        (*loaded)->tokenizer->tokenize(golden["text"].toString().toStdString(), (*loaded)->tokenLimit());
    std::vector<core::TokenId> ids;
    std::ranges::transform(text.tokens, std::back_inserter(ids), &core::Token::id);
    QVERIFY(ids == idsOf(golden));
}

// So that what the other tests compare with is right as well.
void GoldenTracesTest::referenceOfTheTestsAgrees()
{
    QFETCH(QString, model);
    QFETCH(QString, stem);
    const support::ReferenceTensors trace =
        support::referenceTrace(support::readReferenceModel(folderOf(model)), idsOf(goldenCase(model, stem)));
    const support::ReferenceTensors golden = goldenTensors(model, stem);
    QCOMPARE(trace.size(), golden.size());
    for (const auto &[name, tensor] : golden) {
        QVERIFY2(trace.contains(name), name.c_str());
        QVERIFY2(trace.at(name).shape == tensor.shape, name.c_str());
        for (std::size_t index = 0; index < tensor.values.size(); ++index)
            QVERIFY2(std::abs(trace.at(name).values[index] - tensor.values[index]) < 1e-6, name.c_str());
    }
}

ATTNSCOPE_TEST(GoldenTracesTest, tests::NoApplication)
#include "tst_golden_traces.moc"
