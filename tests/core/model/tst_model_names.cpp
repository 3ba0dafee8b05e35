#include "core/model/model_names.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace {

using Names = std::vector<std::string>;

Names namesOf(const std::vector<std::filesystem::path> &folders)
{
    std::vector<core::NamedFolder> models;
    for (const std::filesystem::path &folder : folders)
        models.push_back({folder.filename().string(), folder});
    return core::distinctNames(models);
}

}  // namespace

class ModelNamesTest : public QObject
{
    Q_OBJECT

private slots:
    void differentFoldersKeepTheirNames();
    void equalNamesTakeTheirParents();
    void asManyParentsAsItTakes();
    void sameFolderHasOneName();
    void relativeFoldersHaveParentsToo();
    void modelsFromNowhereKeepTheirNames();
    void snapshotsOfOneModelHaveTheirRevisions();
};

void ModelNamesTest::differentFoldersKeepTheirNames()
{
    QCOMPARE(namesOf({"/models/one", "/models/two"}), (Names{"one", "two"}));
    QVERIFY(namesOf({}).empty());
}

void ModelNamesTest::equalNamesTakeTheirParents()
{
    QCOMPARE(namesOf({"/runs/a/compact", "/runs/b/compact", "/runs/a/other"}), (Names{"a/compact", "b/compact", "other"}));
}

void ModelNamesTest::asManyParentsAsItTakes()
{
    QCOMPARE(namesOf({"/x/1/a/m", "/x/2/a/m", "/x/2/b/m"}), (Names{"1/a/m", "2/a/m", "b/m"}));
    QCOMPARE(namesOf({"/m", "/a/m", "/a/a/m"}), (Names{"/m", "/a/m", "a/a/m"}));
}

void ModelNamesTest::sameFolderHasOneName()
{
    QCOMPARE(namesOf({"/a/m", "/a/m", "/b/m"}), (Names{"a/m", "a/m", "b/m"}));
    QCOMPARE(namesOf({"/a/m", "/a/../a/m"}), (Names{"m", "m"}));
}

void ModelNamesTest::relativeFoldersHaveParentsToo()
{
    QCOMPARE(namesOf({"a/m", "b/m"}), (Names{"a/m", "b/m"}));
}

void ModelNamesTest::modelsFromNowhereKeepTheirNames()
{
    QCOMPARE(core::distinctNames(std::vector<core::NamedFolder>{{"m", {}}, {"m", {}}, {"m", "/a/m"}}),
             (Names{"m", "m", "a/m"}));
}

void ModelNamesTest::snapshotsOfOneModelHaveTheirRevisions()
{
    const std::filesystem::path first = "/hub/models--org--m/snapshots/0123456789";
    const std::filesystem::path second = "/hub/models--org--m/snapshots/abcdefghij";
    const std::vector<core::NamedFolder> models{{"org/m", first}, {"org/m", second}, {"org/m", first}, {"m", "/a/m"}};
    QCOMPARE(core::distinctNames(models), (Names{"org/m@0123456", "org/m@abcdefg", "org/m@0123456", "m"}));
    QCOMPARE(core::distinctNames(std::vector(models.begin(), models.begin() + 1)), Names{"org/m"});
}

ATTNSCOPE_TEST(ModelNamesTest, tests::NoApplication)
#include "tst_model_names.moc"
