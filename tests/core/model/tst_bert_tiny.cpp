#include "core/model/encoder.h"
#include "core/model/loaded_model.h"

#include "tests/support/tensor_files.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

namespace {

const QString folder = QStringLiteral(ATTNSCOPE_TEST_DATA "/bert-tiny-sst2-minivocab/");

QJsonArray cases(const char *fileName)
{
    QFile file(folder + fileName);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file.fileName()));
    return QJsonDocument::fromJson(file.readAll()).object()["cases"].toArray();
}

// Nested arrays of equal length, flattened.
void append(const QJsonArray &numbers, std::size_t depth, support::ReferenceTensor &tensor)
{
    if (tensor.shape.size() == depth)
        tensor.shape.push_back(numbers.size());
    for (const QJsonValue &value : numbers) {
        if (value.isArray())
            append(value.toArray(), depth + 1, tensor);
        else
            tensor.values.push_back(value.toDouble());
    }
}

support::ReferenceTensor tensorOf(const QJsonValue &numbers)
{
    support::ReferenceTensor tensor;
    append(numbers.toArray(), 0, tensor);
    return tensor;
}

// What the golden file tells, by the names of a trace file.
support::ReferenceTensors expectedTrace(const QJsonObject &golden)
{
    support::ReferenceTensors trace{{"embeddings", tensorOf(golden["embedding_output"])},
                                    {"logits", tensorOf(golden["logits"])}};
    for (int layer = 0; layer < golden["attentions"].toArray().size(); ++layer) {
        const std::string prefix = "layer." + std::to_string(layer) + ".";
        trace[prefix + "attention"] = tensorOf(golden["attentions"].toArray()[layer]);
        trace[prefix + "hidden"] = tensorOf(golden["hidden_states"].toArray()[layer]);
    }
    return trace;
}

core::Matrix toMatrix(const support::ReferenceTensor &tensor)
{
    core::Matrix matrix(tensor.shape[0], tensor.shape[1]);
    std::ranges::copy(tensor.values, matrix.data());
    return matrix;
}

std::shared_ptr<const core::LoadedModel> loaded()
{
    auto model = core::loadModel(folder.toStdString());
    if (!model)
        qFatal("%s", model.error().message.c_str());
    return *std::move(model);
}

constexpr core::KeptTensors attentionAndHidden{
    .scores = false, .attention = true, .projections = false, .headOutput = false, .hidden = true};

}  // namespace

// A trained encoder, and what an independent float64 program makes of its weights.
class BertTinyTest : public QObject
{
    Q_OBJECT

private slots:
    void knownTexts_data();
    void knownTexts();
    void knownEmbeddings_data();
    void knownEmbeddings();
};

void BertTinyTest::knownTexts_data()
{
    QTest::addColumn<QJsonObject>("golden");
    for (const QJsonValue &golden : cases("golden.json"))
        QTest::newRow(qPrintable(golden["text"].toString())) << golden.toObject();
}

void BertTinyTest::knownTexts()
{
    QFETCH(QJsonObject, golden);
    const auto model = loaded();
    const core::TokenizedText text =
        model->tokenizer->tokenize(golden["text"].toString().toStdString(), model->tokenLimit());
    std::vector<core::TokenId> ids;
    for (const core::Token &token : text.tokens) {
        QCOMPARE(QString::fromStdString(token.piece), golden["tokens"].toArray()[static_cast<int>(ids.size())].toString());
        QCOMPARE(token.id.value, golden["input_ids"].toArray()[static_cast<int>(ids.size())].toInt());
        ids.push_back(token.id);
    }
    const auto trace = core::forward(*model, ids, {attentionAndHidden, {}}, {});
    QVERIFY(trace);
    QCOMPARE(support::difference(*trace, model->config.task, expectedTrace(golden), 1e-5), QString());
    qInfo("largest difference %.1e", support::largestDifference(*trace, model->config.task, expectedTrace(golden)));
}

void BertTinyTest::knownEmbeddings_data()
{
    QTest::addColumn<QJsonObject>("golden");
    for (const QJsonValue &golden : cases("golden_encoder_only.json"))
        QTest::newRow(qPrintable(golden["name"].toString())) << golden.toObject();
}

void BertTinyTest::knownEmbeddings()
{
    QFETCH(QJsonObject, golden);
    const auto model = loaded();
    const auto &encoder = *std::get<std::shared_ptr<const core::Encoder>>(model->network);
    const auto trace =
        encoder.forwardFromEmbeddings(toMatrix(tensorOf(golden["embedding_output"])), {attentionAndHidden, {}}, {});
    QVERIFY(trace);
    QCOMPARE(support::difference(*trace, model->config.task, expectedTrace(golden), 1e-5), QString());
    qInfo("largest difference %.1e", support::largestDifference(*trace, model->config.task, expectedTrace(golden)));
}

ATTNSCOPE_TEST(BertTinyTest, tests::NoApplication)
#include "tst_bert_tiny.moc"
