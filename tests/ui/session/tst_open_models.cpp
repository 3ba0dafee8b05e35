#include "tests/support/fail_on_warnings.h"
#include "tests/support/scripted_desk.h"
#include "tests/support/test_program.h"
#include "ui/session/open_models.h"
#include "ui/session/open_names.h"

#include <QTest>

class OpenModelsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }
    void modelsStayInTheOrderTheyWereOpened();
    void pathHasOneSpelling();
    void refusedModelDoesNotJoin();
    void neighborTakesOverFromAClosedPrimary();
    void lastModelStays();
    void reloadedModelStaysPrimary();
    void modelIsNamedBesideTheOpenOnes();
};

namespace {

QString names(const ui::OpenModels &models)
{
    QStringList names;
    for (const ui::OpenModel &open : models.models())
        names << QString::fromStdString(open.model->name) + (open == models.primary() ? QStringLiteral("*") : QString());
    return names.join(u' ');
}

}  // namespace

void OpenModelsTest::modelsStayInTheOrderTheyWereOpened()
{
    scripted::Desk desk;
    ui::OpenModels &models = desk.models;
    QVERIFY(!models.primary().model);
    models.open("one");
    QTRY_COMPARE(names(models), QStringLiteral("one*"));
    models.open("two");
    QTRY_COMPARE(names(models), QStringLiteral("one two*"));
    models.open("one");
    QTRY_COMPARE(names(models), QStringLiteral("one* two"));
}

void OpenModelsTest::pathHasOneSpelling()
{
    QCOMPARE(ui::modelPath("/models/one"), std::filesystem::path("/models/one"));
    QCOMPARE(ui::modelPath("/models/one/"), std::filesystem::path("/models/one"));
    QCOMPARE(ui::modelPath("/models/two/../one/model.safetensors"), std::filesystem::path("/models/one"));
    QCOMPARE(ui::modelPath("/models/one/epoch3.safetensors"), std::filesystem::path("/models/one/epoch3.safetensors"));
    QVERIFY(ui::modelPath("one").is_absolute());
}

void OpenModelsTest::refusedModelDoesNotJoin()
{
    scripted::Desk desk;
    ui::AnalysisSession &session = desk.session;
    ui::OpenModels &models = desk.models;
    models.open("one");
    QTRY_COMPARE(names(models), QStringLiteral("one*"));
    models.open("broken");
    QTRY_COMPARE(session.request().modelDirectory, ui::modelPath("one"));
    QTRY_VERIFY(session.isUpToDate());
    QCOMPARE(names(models), QStringLiteral("one*"));
}

void OpenModelsTest::neighborTakesOverFromAClosedPrimary()
{
    scripted::Desk desk;
    ui::AnalysisSession &session = desk.session;
    ui::OpenModels &models = desk.models;
    for (const char *name : {"one", "two", "three"}) {
        models.open(name);
        QTRY_VERIFY(session.isUpToDate());
    }
    models.open("two");
    QTRY_COMPARE(names(models), QStringLiteral("one two* three"));
    models.close(ui::modelPath("two"));
    QCOMPARE(names(models), QStringLiteral("one three*"));
    QTRY_COMPARE(session.snapshot()->model->name, std::string("three"));
    models.close(ui::modelPath("three"));
    QTRY_COMPARE(session.snapshot()->model->name, std::string("one"));
    QCOMPARE(names(models), QStringLiteral("one*"));
}

void OpenModelsTest::lastModelStays()
{
    scripted::Desk desk;
    ui::OpenModels &models = desk.models;
    models.open("one");
    QTRY_VERIFY(models.primary().model);
    models.close(ui::modelPath("one"));
    QCOMPARE(names(models), QStringLiteral("one*"));
}

// Also before the session has answered with the new one, and where it never does.
void OpenModelsTest::reloadedModelStaysPrimary()
{
    scripted::Desk desk;
    ui::AnalysisSession &session = desk.session;
    ui::OpenModels &models = desk.models;
    for (const char *name : {"one", "two"}) {
        models.open(name);
        QTRY_VERIFY(session.isUpToDate());
    }
    const auto reloaded = std::make_shared<core::LoadedModel>(*models.primary().model);
    models.replace(ui::modelPath("two"), reloaded);
    QCOMPARE(names(models), QStringLiteral("one two*"));
    QVERIFY(models.primary().model == reloaded);
    models.close(ui::modelPath("two"));
    QCOMPARE(names(models), QStringLiteral("one*"));
    QTRY_COMPARE(session.snapshot()->model->name, std::string("one"));
}

void OpenModelsTest::modelIsNamedBesideTheOpenOnes()
{
    scripted::Desk desk;
    ui::OpenModels &models = desk.models;
    models.open("/a/wiki");
    QTRY_COMPARE(names(models), QStringLiteral("wiki*"));
    const core::NamedFolder first = ui::namedFolder(*models.primary().model);
    QCOMPARE(ui::openName(models, first), QStringLiteral("wiki"));
    QCOMPARE(ui::openName(models, {"wiki", "/closed/wiki"}), QStringLiteral("closed/wiki"));
    models.open("/b/wiki");
    QTRY_COMPARE(names(models), QStringLiteral("wiki wiki*"));
    QCOMPARE(ui::openName(models, first), QStringLiteral("a/wiki"));
}

ATTNSCOPE_TEST(OpenModelsTest, QCoreApplication)
#include "tst_open_models.moc"
