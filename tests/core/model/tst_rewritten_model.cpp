#include "core/format/model_folder.h"
#include "core/model/loaded_model.h"
#include "tests/support/rewritten_model.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <fstream>
#include <thread>
#include <utility>

namespace {

using support::ModelVersion;
using Loaded = core::Result<std::shared_ptr<const core::LoadedModel>>;

// Everything that tells the versions apart.
struct Marks {
    std::string label;
    int lastWord = 0;  // of the vocabulary
    std::vector<float> logits;

    bool operator==(const Marks &) const = default;
};

Marks marksOf(const core::LoadedModel &model)
{
    const std::vector<core::TokenId> ids{{1}, {5}, {7}, {2}};
    const auto trace = core::forward(model, ids, {}, {});
    const core::Matrix &logits = trace->logits;
    return {model.config.labels[1],
            model.tokenizer->tokenize("word63", 8).tokens[1].id.value,
            {logits.data(), logits.data() + logits.size()}};
}

}  // namespace

class RewrittenModelTest : public QObject
{
    Q_OBJECT

private slots:
    void everyLoadIsOldOrNewOrRefused_data();
    void everyLoadIsOldOrNewOrRefused();
    void linkThatComesBackIsFollowedOnce();
    void stampTellsTheVersionsApart();
    void runGoesOnAfterTheFilesAreGone();
};

// As far as the files on disk are never half of each: weights that are shortened first, weights that are replaced, and a link that
// changes from one whole folder to the other.
void RewrittenModelTest::everyLoadIsOldOrNewOrRefused_data()
{
    QTest::addColumn<int>("way");
    QTest::newRow("weights written in place") << 0;
    QTest::newRow("weights replaced") << 1;
    QTest::newRow("folder replaced") << 2;
}

void RewrittenModelTest::everyLoadIsOldOrNewOrRefused()
{
    QFETCH(int, way);
    const QTemporaryDir folder;
    const std::filesystem::path root = folder.path().toStdString();
    const std::filesystem::path path = root / "shown";
    for (const auto &[name, version] : {std::pair{"old", ModelVersion::Old}, std::pair{"new", ModelVersion::New}}) {
        std::filesystem::create_directory(root / name);
        support::writeVersion(root / name, version);
    }
    if (way == 2)
        std::filesystem::create_directory_symlink(root / "old", path);
    else
        std::filesystem::copy(root / "old", path);
    const auto write = [=](ModelVersion version) {
        if (way < 2)
            return (way == 0 ? support::writeWeights : support::replaceWeights)(path, version);
        std::filesystem::create_directory_symlink(root / (version == ModelVersion::Old ? "old" : "new"), root / "link");
        std::filesystem::rename(root / "link", path);
    };
    const Marks oldest = marksOf(**core::loadModel(path));
    write(ModelVersion::New);
    const Marks newest = marksOf(**core::loadModel(path));
    QVERIFY(newest.logits != oldest.logits);
    QCOMPARE(newest.label != oldest.label && newest.lastWord != oldest.lastWord, way == 2);

    std::jthread writer([write](const std::stop_token &stop) {
        for (int round = 0; !stop.stop_requested(); ++round) {
            write(round % 2 == 0 ? ModelVersion::Old : ModelVersion::New);
            std::this_thread::sleep_for(std::chrono::milliseconds(round % 5 == 0 ? 60 : round % 3));
        }
    });
    for (int round = 0; round < 30; ++round) {
        const Loaded model = core::loadModel(path);
        if (!model) {
            QVERIFY2(model.error().message.find('\n') == std::string::npos, model.error().message.c_str());
            continue;
        }
        const Marks marks = marksOf(**model);
        QVERIFY2(marks == oldest || marks == newest, marks.label.c_str());
    }
    writer = {};
    QVERIFY(core::loadModel(path));
}

// Between two files of one reading the link points to another folder and back: its stamps cannot tell.
void RewrittenModelTest::linkThatComesBackIsFollowedOnce()
{
    const QTemporaryDir folder;
    const std::filesystem::path root = folder.path().toStdString();
    for (const auto &[name, version] : {std::pair{"old", ModelVersion::Old}, std::pair{"new", ModelVersion::New}}) {
        std::filesystem::create_directory(root / name);
        support::writeVersion(root / name, version);
    }
    const auto pointTo = [&root](const char *name) {
        std::filesystem::create_directory_symlink(root / name, root / "link");
        std::filesystem::rename(root / "link", root / "shown");
    };
    pointTo("old");
    const auto labelOf = [&](const std::filesystem::path &path) {
        return core::readModelUnchanged<std::string>(path, [&](const core::ModelReading &reading) {
            pointTo("new");
            const auto model = core::openModelFolderOnce(reading.path);
            pointTo("old");
            return model ? core::Result<std::string>(model->config.labels[1]) : model.error();
        });
    };
    QCOMPARE(*labelOf(root / "shown"), "old yes");
    QCOMPARE(*labelOf(root / "shown" / "model.safetensors"), "old yes");
    QCOMPARE((*core::loadModel(root / "shown"))->directory, root / "shown");
    QCOMPARE((*core::loadModel(root / "shown"))->name, "shown");
}

void RewrittenModelTest::stampTellsTheVersionsApart()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    support::writeVersion(path, ModelVersion::Old);
    const Loaded model = core::loadModel(path);
    QVERIFY2(model, model ? "" : model.error().message.c_str());
    QVERIFY((*model)->stamp == core::stampOfModel(path));
    std::ofstream(path / "tokenizer_config.json") << "{}";
    QVERIFY((*model)->stamp != core::stampOfModel(path));
}

// With a mapping, the first pass over what had not been read yet ended the program.
void RewrittenModelTest::runGoesOnAfterTheFilesAreGone()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    support::writeVersion(path, ModelVersion::Old);
    const Loaded model = core::loadModel(path);
    QVERIFY2(model, model ? "" : model.error().message.c_str());
    const Marks before = marksOf(**model);
    for (const char *file : {"config.json", "vocab.txt", "model.safetensors"})
        std::filesystem::resize_file(path / file, 0);
    QVERIFY(marksOf(**model) == before);
    QVERIFY(!core::loadModel(path));
}

ATTNSCOPE_TEST(RewrittenModelTest, tests::NoApplication)
#include "tst_rewritten_model.moc"
