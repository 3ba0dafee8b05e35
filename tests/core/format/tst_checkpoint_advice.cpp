#include "core/format/checkpoint_advice.h"

#include "core/format/model_folder.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using support::messageOf;

namespace {

// The weights of a stored model beside its config.json with other keys.
core::Result<core::ModelFolder> modelWith(const QTemporaryDir &folder, const QString &model, const QJsonObject &changes)
{
    const QString stored = QStringLiteral(ATTNSCOPE_TEST_DATA "/") + model;
    QFile original(stored + "/config.json");
    QFile config(folder.filePath("config.json"));
    if (!original.open(QFile::ReadOnly) || !config.open(QFile::WriteOnly))
        qFatal("no config.json in %s", qPrintable(stored));
    QJsonObject keys = QJsonDocument::fromJson(original.readAll()).object();
    for (auto key = changes.begin(); key != changes.end(); ++key)
        keys[key.key()] = key.value();
    config.write(QJsonDocument(keys).toJson());
    config.close();
    QFile::link(stored + "/model.safetensors", folder.filePath("model.safetensors"));
    return core::openModelFolder(folder.path().toStdString());
}

}  // namespace

class CheckpointAdviceTest : public QObject
{
    Q_OBJECT

private slots:
    void storedModelsNeedNone();
    void sayWhatTheTensorsTell_data();
    void sayWhatTheTensorsTell();
    void decoderThatIsNotTiedHasToBeThere();
    void fewerLayersAreRunAndSaid();
    void tensorsOfAnotherAttentionDoNotFit();
};

void CheckpointAdviceTest::storedModelsNeedNone()
{
    for (const char *group : {"/tiny", "/published"}) {
        const std::filesystem::directory_iterator models(std::string(ATTNSCOPE_TEST_DATA) + group);
        for (const auto &model : models) {
            if (!model.is_directory())
                continue;
            const auto folder = core::openModelFolder(model.path());
            QVERIFY2(folder, qPrintable(messageOf(folder)));
            QVERIFY2(folder->report.fits(), summary(folder->report).c_str());
            QCOMPARE(folder->report.advice, std::string());
        }
    }
}

void CheckpointAdviceTest::sayWhatTheTensorsTell_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QJsonObject>("changes");
    QTest::addColumn<QString>("advice");
    const auto row = [](const char *name, const char *model, const QJsonObject &changes, const char *advice) {
        QTest::newRow(name) << QString(model) << changes << QString(advice);
    };
    row("family", "published/distilbert-classifier", {{"model_type", "bert"}},
        "its tensors are named as those of a DistilBERT, but config.json is of a BERT");
    row("family of a causal model", "published/gpt2-language-model",
        {{"model_type", "bert"}, {"architectures", QJsonArray{"BertForMaskedLM"}}, {"hidden_size", 24}},
        "its tensors are named as those of a GPT-2, but config.json is of a BERT");
    row("head", "tiny/bert-classifier", {{"architectures", QJsonArray{"BertForMaskedLM"}}},
        "by its tensors this is a classifier, but \"architectures\" in config.json says a masked language model");
    row("no head", "published/bert-encoder", {{"architectures", QJsonArray{"BertForMaskedLM"}}},
        "by its tensors this is an encoder without a head, but");
    row("layers", "tiny/bert-classifier", {{"num_hidden_layers", 5}}, "it has 2 layers, where config.json comes to 5");
    row("layers of other names", "published/distilbert-classifier", {{"n_layers", 5}},
        "it has 3 layers, where config.json comes to 5");
    row("words", "tiny/bert-classifier", {{"vocab_size", 999}}, "(vocab_size ");
    row("family of other names", "tiny/bert-classifier",
        {{"model_type", "distilbert"}, {"architectures", QJsonArray{"DistilBertForSequenceClassification"}}},
        "its tensors are named as those of a BERT, but config.json is of a DistilBERT");
    row("heads", "tiny/compact-bert-wide-head", {{"head_size", 1}}, "(heads times head size ");
    row("steps inside", "tiny/bert-classifier", {{"intermediate_size", 7}}, "(intermediate_size ");
    row("labels", "tiny/bert-classifier", {{"id2label", QJsonObject{{"0", "a"}, {"1", "b"}, {"2", "c"}, {"3", "d"}}}},
        "(number of labels ");
    row("kind of attention", "tiny/shared", {{"attention", QJsonObject{{"kind", "standard"}}}},
        "by its tensors it has shared attention, where config.json has standard attention");
    row("kind with fewer tensors", "tiny/symmetric", {{"attention", QJsonObject{{"kind", "standard"}}}},
        "by its tensors it has symmetric attention, where config.json has standard attention");
    row("sharing", "tiny/linformer-headwise",
        {{"attention",
          QJsonObject{{"kind", "linformer"}, {"projected_length", 5}, {"max_length", 16}, {"sharing", "none"}}}},
        "by its tensors it has linformer attention (\"headwise\"), where config.json has linformer attention (\"none\")");
    row("kind of mask", "tiny/unstructured", {{"attention_mask", QJsonObject{{"kind", "structured"}}}},
        "by its tensors it has standard attention with an unstructured mask, where");
    row("groups", "published/albert-two-groups", {{"num_hidden_groups", 1}},
        "it has 2 groups of layers, where config.json comes to 1");
    row("prefix of another family", "tiny/bert-classifier",
        {{"model_type", "roberta"}, {"architectures", QJsonArray{"RobertaForSequenceClassification"}}},
        "its tensors are named as those of a BERT, but config.json is of a RoBERTa");
    row("mask", "tiny/structured", {{"attention_mask", QJsonObject{{"kind", "full"}}}},
        "by its tensors it has standard attention with a structured mask, where config.json has standard attention");
    row("LAMA", "tiny/lama-learned", {{"context", "mean"}},
        "its attention has parts that \"token_mlp\" or \"context\" in config.json leave out");
}

void CheckpointAdviceTest::sayWhatTheTensorsTell()
{
    QFETCH(QString, model);
    QFETCH(QJsonObject, changes);
    QFETCH(QString, advice);
    const QTemporaryDir place;
    const auto folder = modelWith(place, model, changes);
    QVERIFY2(folder, qPrintable(messageOf(folder)));
    QVERIFY(!folder->report.fits());
    const QString said = QString::fromStdString(folder->report.advice);
    QVERIFY2(said.contains(advice), qPrintable(said));
    QVERIFY(said.endsWith("; take the config.json that was saved with these weights"));
    QVERIFY(QString::fromStdString(summary(folder->report)).startsWith(said + ": "));
}

// Without a decoder of its own a model that does not tie it would have one at random.
void CheckpointAdviceTest::decoderThatIsNotTiedHasToBeThere()
{
    const QTemporaryDir place;
    const auto folder = modelWith(place, "tiny/bert-masked-lm", {{"tie_word_embeddings", false}});
    QVERIFY2(folder, qPrintable(messageOf(folder)));
    QCOMPARE(folder->report.missing, std::vector<std::string>{"cls.predictions.decoder.weight"});
}

// As a model is cut shorter on purpose.
void CheckpointAdviceTest::fewerLayersAreRunAndSaid()
{
    const QTemporaryDir place;
    const auto folder = modelWith(place, "tiny/bert-classifier", {{"num_hidden_layers", 1}});
    QVERIFY2(folder, qPrintable(messageOf(folder)));
    QVERIFY(folder->report.fits());
    QCOMPARE(folder->config.remarks.back(),
             std::string("config.json asks for 1 layer: of the 2 in the weights the last is not run"));
}

// Linformer's weights hold all that standard attention needs, which would be another model.
void CheckpointAdviceTest::tensorsOfAnotherAttentionDoNotFit()
{
    for (const char *model : {"tiny/linformer-none", "tiny/linformer-headwise", "tiny/linformer-key-value",
                              "tiny/linformer-layerwise", "tiny/pairwise"}) {
        const QTemporaryDir place;
        const auto folder = modelWith(place, model, {{"attention", QJsonObject{{"kind", "standard"}}}});
        QVERIFY2(folder, qPrintable(messageOf(folder)));
        QVERIFY2(!folder->report.fits(), model);
        QVERIFY2(!folder->report.contradicting.empty(), model);
        QVERIFY2(folder->report.unused.empty(), model);
    }
}

ATTNSCOPE_TEST(CheckpointAdviceTest, tests::NoApplication)
#include "tst_checkpoint_advice.moc"
