#include "core/format/tensor_lookup.h"

#include "core/format/safetensors_writer.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace core;

namespace {

const std::vector<TensorSpec> encoderTable{{"embeddings.word_embeddings.weight", {2}},
                                           {"embeddings.LayerNorm.weight", {2}},
                                           {"encoder.layer.0.attention.self.query.weight", {2}},
                                           {"pooler.dense.weight", {2}},
                                           {"classifier.weight", {2}}};

}  // namespace

class TensorLookupTest : public QObject
{
    Q_OBJECT

private slots:
    void wrappersAreLookedThrough_data()
    {
        QTest::addColumn<QStringList>("names");
        const QStringList plain{"embeddings.word_embeddings.weight", "embeddings.LayerNorm.weight",
                                "encoder.layer.0.attention.self.query.weight", "pooler.dense.weight", "classifier.weight"};
        const auto row = [&plain](const char *name, const QString &model, const QString &base) {
            QStringList names = plain;
            for (QString &tensor : names)
                tensor = model + (tensor.startsWith("classifier") ? QString() : base) + tensor;
            QTest::newRow(name) << names;
        };
        row("as they are", "", "");
        row("Hugging Face", "", "bert.");
        row("parallel", "module.", "bert.");
        row("compiled", "_orig_mod.", "bert.");
        row("compiled and parallel", "_orig_mod.module.", "bert.");
        row("parallel and compiled", "module._orig_mod.", "bert.");
        row("Lightning", "model.", "bert.");
        row("all of them", "module.model._orig_mod.module.", "bert.");
        row("only the encoder", "", "bert.module.");
        row("only the encoder, outside", "", "module.bert.");
        row("sharded", "_fsdp_wrapped_module.", "bert._fsdp_wrapped_module.");
        row("base model inside a model", "", "model.bert.");
        row("a module of one's own", "net.", "bert.");
        row("a module of one's own for the encoder", "", "backbone.");
        row("an encoder called encoder", "", "encoder.");
        row("adapters", "base_model.model.", "bert.");
        QTest::newRow("within a name") << QStringList{"bert.embeddings._orig_mod.word_embeddings.weight",
                                                      "bert.embeddings.LayerNorm.module.weight",
                                                      "bert.encoder._orig_mod.layer.0._orig_mod.attention.self.query.weight",
                                                      "bert.pooler.dense._orig_mod.weight", "classifier.module.weight"};
        QTest::newRow("some of them") << QStringList{
            "module.bert.embeddings.word_embeddings.weight", "bert.embeddings.LayerNorm.gamma",
            "_orig_mod.encoder.layer.0.attention.self.query.weight", "pooler.dense.weight", "model.classifier.weight"};
    }

    void wrappersAreLookedThrough()
    {
        QFETCH(QStringList, names);
        std::map<std::string, float> tensors;
        for (qsizetype index = 0; index < names.size(); ++index)
            tensors[names[index].toStdString()] = static_cast<float>(index);
        const Checkpoint checkpoint = fileWith(tensors);
        const TensorLookup lookup(checkpoint, encoderTable);
        for (std::size_t index = 0; index < encoderTable.size(); ++index) {
            const TensorEntry *found = lookup.find(encoderTable[index].name);
            QVERIFY2(found, encoderTable[index].name.c_str());
            QCOMPARE(QString::fromStdString(found->name), names[static_cast<qsizetype>(index)]);
        }
    }

    void networksOfOtherFamiliesAreNotTaken_data()
    {
        QTest::addColumn<QString>("prefix");
        for (const char *prefix : {"roberta.", "model.distilbert.", "net.electra."})
            QTest::newRow(prefix) << QString(prefix);
    }

    void networksOfOtherFamiliesAreNotTaken()
    {
        QFETCH(QString, prefix);
        const Checkpoint checkpoint = fileWith({{prefix.toStdString() + "embeddings.word_embeddings.weight", 1.f},
                                                {prefix.toStdString() + "embeddings.LayerNorm.weight", 1.f}});
        QVERIFY(!TensorLookup(checkpoint, encoderTable).find("embeddings.word_embeddings.weight"));
        const std::string base = prefix.section('.', -2, -2).toStdString() + ".";
        QVERIFY(TensorLookup(checkpoint, encoderTable, base).find("embeddings.word_embeddings.weight"));
    }

    void oneTensorUnderTwoNamesMustBeTheSame()
    {
        const Checkpoint same = fileWith({{"bert.pooler.dense.weight", 1.f}, {"pooler.dense.weight", 1.f}});
        QCOMPARE(TensorLookup(same, encoderTable).match("pooler.dense.weight").tensors.size(), std::size_t(2));
        QVERIFY(TensorLookup(same, encoderTable).find("pooler.dense.weight"));
        const Checkpoint other = fileWith({{"bert.pooler.dense.weight", 1.f}, {"module.pooler.dense.weight", 2.f}});
        QVERIFY(TensorLookup(other, encoderTable).match("pooler.dense.weight").isAmbiguous);
        QVERIFY(!TensorLookup(other, encoderTable).find("pooler.dense.weight"));
    }

    // Two networks in one file, both behind names of their own.
    void twoModelsAreNotMixed()
    {
        std::map<std::string, float> tensors;
        for (const TensorSpec &spec : encoderTable) {
            tensors["student." + spec.name] = 1;
            tensors["teacher." + spec.name] = 2;
        }
        const Checkpoint checkpoint = fileWith(tensors);
        const TensorLookup lookup(checkpoint, encoderTable);
        for (const TensorSpec &spec : encoderTable)
            QVERIFY2(!lookup.find(spec.name), spec.name.c_str());
    }

    void tiedTensorsMayBeThereOnce()
    {
        const std::vector<TensorSpec> table{{"embeddings.word_embeddings.weight", {2}},
                                            {"cls.predictions.decoder.weight", {2}, /*isOptional=*/true},
                                            {"cls.predictions.bias", {2}}};
        const Checkpoint decoder =
            fileWith({{"cls.predictions.decoder.weight", 1.f}, {"cls.predictions.decoder.bias", 2.f}});
        const TensorLookup fromDecoder(decoder, table);
        QCOMPARE(fromDecoder.find("embeddings.word_embeddings.weight")->name, std::string("cls.predictions.decoder.weight"));
        QCOMPARE(fromDecoder.find("cls.predictions.bias")->name, std::string("cls.predictions.decoder.bias"));
        const Checkpoint both = fileWith({{"cls.predictions.decoder.weight", 1.f},
                                          {"bert.embeddings.word_embeddings.weight", 3.f},
                                          {"cls.predictions.bias", 2.f},
                                          {"cls.predictions.decoder.bias", 2.f}});
        const TensorLookup fromBoth(both, table);
        QCOMPARE(fromBoth.find("embeddings.word_embeddings.weight")->name,
                 std::string("bert.embeddings.word_embeddings.weight"));
        QVERIFY(fromBoth.find("cls.predictions.bias"));
    }

private:
    // Two numbers a tensor, both the same.
    Checkpoint fileWith(const std::map<std::string, float> &tensors)
    {
        std::vector<std::vector<float>> values;
        for (const auto &[name, value] : tensors)
            values.push_back({value, value});
        std::vector<NamedTensor> named;
        for (const auto &[name, value] : tensors)
            named.push_back({name, {2}, values[named.size()]});
        const std::filesystem::path path = m_folder.filePath(QString("%1.safetensors").arg(m_files++)).toStdString();
        std::ofstream(path, std::ios::binary) << safetensorsBytes(named, {});
        auto opened = Checkpoint::open(path);
        if (!opened)
            qFatal("%s", opened.error().message.c_str());
        return *std::move(opened);
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

ATTNSCOPE_TEST(TensorLookupTest, tests::NoApplication)
#include "tst_tensor_lookup.moc"
