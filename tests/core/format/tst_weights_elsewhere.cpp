#include "core/format/hub_cache.h"
#include "core/format/model_files.h"
#include "core/format/model_folder.h"
#include "core/format/model_paths.h"
#include "core/format/safetensors_writer.h"
#include "core/format/shards.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

using namespace core;
using support::messageOf;
using Path = std::filesystem::path;

namespace {

const Path tinyModel = ATTNSCOPE_TEST_DATA "/tiny/bert-classifier";
const Path torchFiles = ATTNSCOPE_TEST_DATA "/torch";
constexpr const char *firstShard = "model-00001-of-00002.safetensors";
constexpr const char *secondShard = "model-00002-of-00002.safetensors";
constexpr const char *shardIndex = "model.safetensors.index.json";

void write(const Path &path, const std::string &content)
{
    std::ofstream(path, std::ios::binary) << content;
}

// A safetensors file of the tiny model's tensors from the place `first` to before `last`.
std::string tinyWeights(std::size_t first, std::size_t last)
{
    const Checkpoint whole = Checkpoint::open(tinyModel / "model.safetensors").value();
    std::vector<std::vector<float>> values;
    for (const TensorEntry &entry : whole.tensors()) {
        values.emplace_back(static_cast<std::size_t>(entry.elements()));
        readAsFloat(whole, entry, values.back());
    }
    std::vector<NamedTensor> named;
    for (std::size_t index = first; index < std::min(last, values.size()); ++index)
        named.push_back({whole.tensors()[index].name, whole.tensors()[index].shape, values[index]});
    return safetensorsBytes(named, {{"format", "pt"}});
}

}  // namespace

class WeightsElsewhereTest : public QObject
{
    Q_OBJECT

private slots:
    void everyFormOpens_data()
    {
        QTest::addColumn<QString>("opened");
        for (const char *name : {"", shardIndex, firstShard, secondShard})
            QTest::newRow(name) << QString(name);
    }

    void everyFormOpens()
    {
        QFETCH(QString, opened);
        const Path folder = shardedModel();
        const auto model = openModelFolder(folder / opened.toStdString());
        QVERIFY2(model, qPrintable(messageOf(model)));
        QVERIFY2(model->report.fits(), summary(model->report).c_str());
        QCOMPARE(model->checkpoint.metadata().at("format"), std::string("pt"));
        QVERIFY(haveSameNumbers(*model));
    }

    void shardsNeedNoIndex()
    {
        const Path folder = shardedModel();
        std::filesystem::remove(folder / shardIndex);
        for (const Path &path : {folder, folder / firstShard}) {
            const auto model = openModelFolder(path);
            QVERIFY2(model, qPrintable(messageOf(model)));
            QVERIFY(model->report.fits());
        }
    }

    void torchFilesOpen_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("name");
        QTest::newRow("zip") << "bert-classifier.bin"
                             << "pytorch_model.bin";
        QTest::newRow("legacy") << "bert-classifier-legacy.bin"
                                << "pytorch_model.bin";
        QTest::newRow("a zip called safetensors") << "bert-classifier.bin"
                                                  << "model.safetensors";
    }

    void torchFilesOpen()
    {
        QFETCH(QString, source);
        QFETCH(QString, name);
        const Path folder = folderWithConfig();
        std::filesystem::copy_file(torchFiles / source.toStdString(), folder / name.toStdString());
        for (const Path &path : {folder, folder / name.toStdString()}) {
            const auto model = openModelFolder(path);
            QVERIFY2(model, qPrintable(messageOf(model)));
            QVERIFY2(model->report.fits(), summary(model->report).c_str());
            QVERIFY(haveSameNumbers(*model));
        }
    }

    void otherWeightsOfAFolderAreOpenedByName()
    {
        const Path folder = folderWithConfig();
        std::filesystem::copy_file(torchFiles / "bert-classifier.bin", folder / "best.pt");
        QVERIFY(openModelFolder(folder / "best.pt"));
        QCOMPARE(
            messageOf(openModelFolder(folder)),
            QString::fromStdString(folder.string()) +
                ": there is neither a model.safetensors nor a pytorch_model.bin; open the file of weights itself: best.pt");
    }

    void safetensorsComeFirst()
    {
        const Path folder = shardedModel();
        write(folder / "pytorch_model.bin", "not looked at");
        QCOMPARE(modelPaths(folder)->weights.filename(), Path(shardIndex));
        std::filesystem::copy_file(tinyModel / "model.safetensors", folder / "model.safetensors");
        QCOMPARE(modelPaths(folder)->weights.filename(), Path("model.safetensors"));
        QVERIFY(areOwnWeights(folder / "model.safetensors"));
        QVERIFY(!areOwnWeights(folder / "pytorch_model.bin"));
        QVERIFY(!areOwnWeights(folder / firstShard));
    }

    void everyFileOfTheWeightsBelongsToTheModel()
    {
        const Path folder = shardedModel();
        const std::vector<Path> files = modelFiles(folder);
        QCOMPARE(files[0], folder / "config.json");
        QCOMPARE(files[1], folder / shardIndex);
        for (const char *name : {firstShard, secondShard})
            QVERIFY(std::ranges::find(files, folder / name) != files.end());
        QVERIFY((weightFiles(folder) == std::vector<Path>{folder / firstShard, folder / secondShard}));
        const ModelStamp before = stampOfModel(folder);
        write(folder / secondShard, tinyWeights(0, 1));
        QVERIFY(stampOfModel(folder) != before);
    }

    void shardNamesAreUnderstood()
    {
        QCOMPARE(shardNamed(firstShard)->indexName(), std::string(shardIndex));
        QCOMPARE(shardNamed("pytorch_model-00003-of-00012.bin")->indexName(), std::string("pytorch_model.bin.index.json"));
        for (const char *name : {"model.safetensors", "a-of-b.bin", "-of-.bin", "model-1-of-2.bin", "model-00001-of-00002",
                                 "00001-of-00002.bin", "x-0000a-of-00002.bin"})
            QVERIFY2(!shardNamed(name), name);
    }

    void indexIsHeldToItsShards_data()
    {
        QTest::addColumn<QByteArray>("index");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const char *index, const char *message) {
            QTest::newRow(name) << QByteArray(index) << QString(message);
        };
        row("file above", R"({"weight_map": {"a": "../x.safetensors"}})",
            "\"weight_map\" puts the tensor \"a\" into \"../x.safetensors\", expected the name of a file in the same "
            "folder");
        row("file elsewhere", R"({"weight_map": {"a": "/etc/passwd"}})", "into \"/etc/passwd\", expected");
        row("the folder", R"({"weight_map": {"a": ".."}})", "into \"..\", expected");
        row("no text", R"({"weight_map": {"a": 1}})", "into what is no text, expected");
        row("NUL", R"({"weight_map": {"a": "x\u0000"}})", "expected the name of a file in the same folder");
        row("no map", R"({"metadata": {"total_size": NaN}})", "the index has no \"weight_map\", expected");
        row("empty map", R"({"weight_map": {}})", "the index has no \"weight_map\", expected");
        row("list", "[]", "the index has no \"weight_map\", expected");
        row("absent shard",
            R"({"weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00003-of-00003.safetensors"}})",
            "the index names 2 shards, and model-00003-of-00003.safetensors is not there; put every shard into this folder");
        row("tensor that is in none", R"({"weight_map": {"a": "model-00001-of-00002.safetensors"}})",
            "the index puts the tensor \"a\" into \"model-00001-of-00002.safetensors\", which does not hold it");
        row("pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "this is a Git LFS pointer");
    }

    void indexIsHeldToItsShards()
    {
        QFETCH(QByteArray, index);
        QFETCH(QString, message);
        const Path folder = shardedModel();
        write(folder / shardIndex, index.toStdString());
        const QString found = messageOf(openModelFolder(folder));
        QVERIFY2(found.startsWith(QString::fromStdString((folder / shardIndex).string()) + ": "), qPrintable(found));
        QVERIFY2(found.contains(message), qPrintable(found));
    }

    void missingShardIsNamed()
    {
        const Path folder = shardedModel();
        std::filesystem::remove(folder / secondShard);
        QVERIFY(messageOf(openModelFolder(folder))
                    .endsWith("the index names 2 shards, and model-00002-of-00002.safetensors is not "
                              "there; put every shard into this folder"));
        std::filesystem::remove(folder / shardIndex);
        QVERIFY(
            messageOf(openModelFolder(folder / firstShard))
                .endsWith("this is one of 2 shards, and model-00002-of-00002.safetensors is not there; put every shard into "
                          "this folder"));
    }

    void whatIsInPlaceOfWeightsIsSaid_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("message");
        QTest::newRow("pointer") << QByteArray("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
                                 << "this is a Git LFS pointer, not the file itself; run `git lfs pull` in its folder";
        QTest::newRow("page")
            << QByteArray("<!doctype html><html>")
            << "this is a web page, not the file itself; download the file again, from the address of its raw "
               "form";
        QTest::newRow("answer") << QByteArray("Entry not found")
                                << "the file holds the text \"Entry not found\" instead of weights; download it again";
        QTest::newRow("TensorFlow")
            << QByteArray("\x89HDF\r\n\x1a\n\0\0", 10)
            << "this is an HDF5 file, as TensorFlow writes weights, expected a safetensors or PyTorch "
               "file; save the model as safetensors";
        QTest::newRow("zip of something")
            << QByteArray("PK\3\4 and no more of it\1")
            << "the zip archive is cut short or damaged: its directory, at the end, is missing; "
               "download it again";
        QTest::newRow("nothing") << QByteArray() << "the file is empty; download or copy it again";
    }

    void whatIsInPlaceOfWeightsIsSaid()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, message);
        for (const char *name : {"model.safetensors", "pytorch_model.bin"}) {
            const Path folder = folderWithConfig();
            write(folder / name, content.toStdString());
            QCOMPARE(messageOf(openModelFolder(folder)), QString::fromStdString((folder / name).string()) + ": " + message);
        }
    }

    void weightsOfOtherProgramsAreNamed()
    {
        const Path folder = folderWithConfig();
        write(folder / "tf_model.h5", "x");
        QVERIFY(messageOf(openModelFolder(folder)).contains("; tf_model.h5 is of TensorFlow; save the model with"));
        write(folder / "adapter_config.json", "{}");
        QVERIFY(messageOf(openModelFolder(folder)).contains("this is an adapter, not a whole model"));
    }

    void linkToNothingIsSaid()
    {
        const Path folder = folderWithConfig();
        std::filesystem::create_symlink("../../blobs/0123", folder / "model.safetensors");
        QCOMPARE(messageOf(openModelFolder(folder)),
                 QString::fromStdString((folder / "model.safetensors").string()) +
                     ": this is a link to ../../blobs/0123, which is not there; download or copy that file again");
        std::filesystem::copy_file(torchFiles / "bert-classifier.bin", folder / "pytorch_model.bin");
        QVERIFY(openModelFolder(folder));
        std::filesystem::create_symlink("nowhere", folder / "model");
        QVERIFY(messageOf(openModelFolder(folder / "model")).endsWith(": this is a link to nowhere, which is not there"));
    }

    void snapshotOpensAndHasTheModelsName()
    {
        const Path snapshot = cachedModel();
        const auto model = openModelFolder(snapshot);
        QVERIFY2(model, qPrintable(messageOf(model)));
        QVERIFY(model->report.fits());
        QCOMPARE(nameOfSnapshot(snapshot), std::optional<std::string>("prajjwal1/bert-tiny"));
        QCOMPARE(nameOfSnapshot(snapshot / ""), std::optional<std::string>("prajjwal1/bert-tiny"));
        QCOMPARE(nameOfSnapshot("/x/models--bert-base-uncased/snapshots/abc"),
                 std::optional<std::string>("bert-base-uncased"));
        QVERIFY(!nameOfSnapshot(snapshot.parent_path()));
        QVERIFY(!nameOfSnapshot("/models/sst2"));
    }

    void foldersAboveASnapshotSayWhichToOpen()
    {
        const Path snapshot = cachedModel();
        const Path cached = snapshot.parent_path().parent_path();
        const QString open = "; open its snapshot " + QString::fromStdString(snapshot.string());
        for (const Path &folder :
             {cached, cached / "snapshots", cached / "blobs", cached / "blobs" / "0model.safetensors", cached / ""}) {
            const QString message = messageOf(openModelFolder(folder));
            QVERIFY2(message.endsWith(": this is in the cache of prajjwal1/bert-tiny, not a model's folder" + open),
                     qPrintable(message));
        }
        const Path hub = cached.parent_path();
        for (const Path &folder : {hub, hub.parent_path()}) {
            const QString message = messageOf(openModelFolder(folder));
            QVERIFY2(message.endsWith("this is a cache of models, not a model's folder; open a snapshot in it, such as " +
                                      QString::fromStdString(snapshot.string())),
                     qPrintable(message));
        }
        std::filesystem::create_directory(snapshot.parent_path() / "newer");
        std::filesystem::create_directories(cached / "refs");
        write(cached / "refs" / "main", snapshot.filename().string() + "\n");
        QVERIFY2(messageOf(openModelFolder(cached)).endsWith(open), "the branch counts for more than the time");
        std::filesystem::remove(snapshot.parent_path() / "newer");
        std::filesystem::remove_all(snapshot);
        QVERIFY(messageOf(openModelFolder(cached)).endsWith("; it holds no snapshot, download the model again"));
    }

    void folderAboveModelsNamesThem()
    {
        const Path folder = newFolder();
        for (const char *name : {"checkpoint-100", "checkpoint-200"}) {
            std::filesystem::create_directory(folder / name);
            write(folder / name / "config.json", "{}");
        }
        QCOMPARE(messageOf(openModelFolder(folder)),
                 QString::fromStdString(folder.string()) +
                     ": there is no config.json in this folder; open a folder in it: checkpoint-100 or checkpoint-200");
    }

private:
    Path newFolder()
    {
        const Path folder = m_folder.filePath(QString("%1").arg(m_folders++)).toStdString();
        std::filesystem::create_directory(folder);
        return folder;
    }

    Path folderWithConfig()
    {
        const Path folder = newFolder();
        std::filesystem::copy_file(tinyModel / "config.json", folder / "config.json");
        return folder;
    }

    Path shardedModel()
    {
        const Path folder = folderWithConfig();
        constexpr std::size_t half = 20;
        constexpr std::size_t all = 1000;
        write(folder / firstShard, tinyWeights(0, half));
        write(folder / secondShard, tinyWeights(half, all));
        nlohmann::json map;
        const Checkpoint whole = Checkpoint::open(tinyModel / "model.safetensors").value();
        for (std::size_t index = 0; index < whole.tensors().size(); ++index)
            map[whole.tensors()[index].name] = index < half ? firstShard : secondShard;
        write(folder / shardIndex, nlohmann::json{{"metadata", {{"total_size", 1}}}, {"weight_map", map}}.dump());
        return folder;
    }

    // hub/models--prajjwal1--bert-tiny with one snapshot, whose path this is.
    Path cachedModel()
    {
        const Path cached = newFolder() / "hub" / "models--prajjwal1--bert-tiny";
        const Path snapshot = cached / "snapshots" / "6f75de8b60a9f8a2fdf7b69cbd86d9e64bcb3837";
        for (const Path &folder : {cached / "blobs", cached / "refs", snapshot})
            std::filesystem::create_directories(folder);
        for (const char *name : {"config.json", "model.safetensors", "vocab.txt"}) {
            std::filesystem::copy_file(tinyModel / name, cached / "blobs" / (std::string("0") + name));
            std::filesystem::create_symlink(Path("../../blobs") / (std::string("0") + name), snapshot / name);
        }
        return snapshot;
    }

    static bool haveSameNumbers(const ModelFolder &model)
    {
        const Checkpoint expected = Checkpoint::open(tinyModel / "model.safetensors").value();
        return std::ranges::all_of(expected.tensors(), [&](const TensorEntry &entry) {
            const TensorEntry *found = model.checkpoint.find(entry.name);
            std::vector<float> wanted(static_cast<std::size_t>(entry.elements()));
            std::vector<float> values(wanted.size());
            readAsFloat(expected, entry, wanted);
            if (found && found->shape == entry.shape)
                readAsFloat(model.checkpoint, *found, values);
            return found && values == wanted;
        });
    }

    QTemporaryDir m_folder;
    int m_folders = 0;
};

ATTNSCOPE_TEST(WeightsElsewhereTest, tests::NoApplication)
#include "tst_weights_elsewhere.moc"
