#include "core/pipeline/model_store.h"
#include "tests/support/rewritten_model.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

using support::ModelVersion;

class ModelStoreTest : public QObject
{
    Q_OBJECT

private slots:
    void changedFolderIsTheOpenModelUntilItIsReloaded();
    void failedReloadLeavesTheOpenModel();
};

void ModelStoreTest::changedFolderIsTheOpenModelUntilItIsReloaded()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    core::ModelStore store;
    support::writeVersion(path, ModelVersion::Old);
    const auto first = *store.model(path);
    support::writeVersion(path, ModelVersion::New);
    QCOMPARE(*store.model(path), first);
    const auto second = *store.reload(path);
    QVERIFY(second != first);
    QCOMPARE(second->config.labels[1], std::string("new yes"));
    QCOMPARE(*store.model(path), second);
    QCOMPARE(first->config.labels[1], std::string("old yes"));
}

void ModelStoreTest::failedReloadLeavesTheOpenModel()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    core::ModelStore store;
    support::writeVersion(path, ModelVersion::Old);
    const auto first = *store.model(path);
    std::filesystem::remove(path / "model.safetensors");
    QVERIFY(!store.reload(path));
    QCOMPARE(*store.model(path), first);
}

ATTNSCOPE_TEST(ModelStoreTest, tests::NoApplication)
#include "tst_model_store.moc"
