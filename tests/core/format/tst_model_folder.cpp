#include "core/format/model_folder.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace core;
using support::messageOf;

namespace {

constexpr const char *bertTiny = ATTNSCOPE_TEST_DATA "/bert-tiny-sst2-minivocab";

}  // namespace

class ModelFolderTest : public QObject
{
    Q_OBJECT

private slots:
    void realModelFits()
    {
        const auto model = openModelFolder(bertTiny);
        QVERIFY2(model, qPrintable(messageOf(model)));
        QVERIFY2(model->report.fits(), summary(model->report).c_str());
        QVERIFY(model->report.unused.empty());
        QCOMPARE(model->directory, std::filesystem::path(bertTiny));
        QCOMPARE(model->config.heads, 2);
        QCOMPARE(model->config.maxPositions, 32);
        QVERIFY((model->config.labels == std::vector<std::string>{"negative", "positive"}));
        QCOMPARE(parameterCount(tensorTable(model->config)), 422'018);
        QVERIFY(model->tensors.find("encoder.layer.1.attention.self.query.weight"));
    }

    void pathOfTheWeightsWillDo()
    {
        const auto model = openModelFolder(std::string(bertTiny) + "/model.safetensors");
        QVERIFY2(model, qPrintable(messageOf(model)));
        QCOMPARE(model->directory, std::filesystem::path(bertTiny));
        QVERIFY(model->report.fits());
    }

    void reportThatDoesNotFitIsNoError()
    {
        QTemporaryDir folder;
        copyInto(folder, "config.json", "\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3");
        copyInto(folder, "model.safetensors");
        const auto model = openModelFolder(folder.path().toStdString());
        QVERIFY2(model, qPrintable(messageOf(model)));
        QVERIFY(!model->report.fits());
        QCOMPARE(model->report.missing.size(), std::size_t(16));
    }

    void errorsNameTheFile()
    {
        QTemporaryDir folder;
        const QString config = folder.filePath("config.json");
        const QString weights = folder.filePath("model.safetensors");
        QCOMPARE(messageOf(openModelFolder(folder.filePath("nowhere").toStdString())),
                 folder.filePath("nowhere") +
                     ": there is no such folder; name the one that a model was saved or downloaded to");
        QCOMPARE(messageOf(openModelFolder(folder.filePath("model.bin").toStdString())),
                 folder.filePath("model.bin") + ": there is no such file");
        QCOMPARE(messageOf(openModelFolder(folder.path().toStdString())),
                 folder.path() +
                     ": there is no config.json, so this is not a model's folder; open the one with config.json, "
                     "the weights and the vocabulary");
        copyInto(folder, "config.json", "\"hidden_size\": 128", "\"hidden_size\": -1");
        QVERIFY(messageOf(openModelFolder(config.toStdString()))
                    .endsWith(
                        "this is not a model, expected its folder, its weights (.safetensors, .bin, .pt, .pth or .ckpt) or "
                        "their index"));
        QCOMPARE(messageOf(openModelFolder(folder.path().toStdString())),
                 folder.path() +
                     ": there is neither a model.safetensors nor a pytorch_model.bin; download or copy one of them "
                     "into this folder");
        copyInto(folder, "model.safetensors");
        QCOMPARE(messageOf(openModelFolder(folder.path().toStdString())),
                 config + ": \"hidden_size\" is -1, expected a whole number from 1 to 1048576");
        copyInto(folder, "config.json");
        writeTo(weights, "\1\2");
        QCOMPARE(messageOf(openModelFolder(folder.path().toStdString())),
                 weights + ": the file has 2 bytes, too few for a safetensors header");
        QVERIFY(QFile::remove(config));
        QCOMPARE(messageOf(openModelFolder(folder.path().toStdString())),
                 weights + ": the file has 2 bytes, too few for a safetensors header");
        copyInto(folder, "model.safetensors");
        QCOMPARE(messageOf(openModelFolder(folder.path().toStdString())),
                 folder.path() + ": there is no config.json beside the weights; copy it from where they are from");
        QCOMPARE(messageOf(openModelFolder(weights.toStdString())),
                 weights + ": there is no config.json beside the weights; copy it from where they are from; if it holds "
                           "attention, call its array attention or layer.0.attention");
        QVERIFY(QFile::remove(weights));
        writeTo(config, QByteArray(5 << 20, ' '));
        copyInto(folder, "model.safetensors");
        QCOMPARE(messageOf(openModelFolder(folder.path().toStdString())),
                 config + ": the file has 5242880 bytes, expected at most 4194304");
    }

private:
    static void writeTo(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }

    // The real model's file, with one thing replaced.
    static void copyInto(const QTemporaryDir &folder, const QString &name, const QByteArray &before = {},
                         const QByteArray &after = {})
    {
        QFile source(QString(bertTiny) + "/" + name);
        QVERIFY(source.open(QIODevice::ReadOnly));
        QByteArray content = source.readAll();
        if (!before.isEmpty())
            content.replace(before, after);
        writeTo(folder.filePath(name), content);
    }
};

ATTNSCOPE_TEST(ModelFolderTest, tests::NoApplication)
#include "tst_model_folder.moc"
