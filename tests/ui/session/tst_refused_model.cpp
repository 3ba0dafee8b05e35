#include "tests/support/fail_on_warnings.h"
#include "tests/support/scripted_desk.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QTest>

class RefusedModelTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }
    void requestGoesBackToTheOpenModel();
    void textTypedMeanwhileStays();
    void firstModelHasNothingToGoBackTo();
};

void RefusedModelTest::requestGoesBackToTheOpenModel()
{
    scripted::Desk desk;
    ui::AnalysisSession &session = desk.session;
    QSignalSpy failures(&session, &ui::AnalysisSession::failed);
    desk.show("text", "good");
    QTRY_VERIFY(session.snapshot());
    desk.models.open("broken");
    QTRY_COMPARE(failures.count(), 1);
    QCOMPARE(failures.first().first().toString(), QStringLiteral("broken: config.json is missing"));
    QCOMPARE(session.request().modelDirectory, std::filesystem::path("good"));
    QTRY_VERIFY(session.isUpToDate());
    QCOMPARE(session.snapshot()->request, session.request());
}

void RefusedModelTest::textTypedMeanwhileStays()
{
    scripted::Desk desk;
    ui::AnalysisSession &session = desk.session;
    desk.show("text", "good");
    QTRY_VERIFY(session.snapshot());
    desk.models.open("broken");
    desk.workbench.change([](core::WorkbenchState &state) { state.text = "text typed meanwhile"; });
    QTRY_COMPARE(session.request().modelDirectory, std::filesystem::path("good"));
    QTRY_VERIFY(session.isUpToDate());
    QCOMPARE(session.snapshot()->request.text, std::string("text typed meanwhile"));
}

void RefusedModelTest::firstModelHasNothingToGoBackTo()
{
    scripted::Desk desk;
    ui::AnalysisSession &session = desk.session;
    QSignalSpy failures(&session, &ui::AnalysisSession::failed);
    desk.models.open("broken");
    QTRY_COMPARE(failures.count(), 1);
    QVERIFY(!session.snapshot());
    QVERIFY(session.isUpToDate());
    desk.models.open("broken");  // once more, in case it has been mended
    QTRY_COMPARE(failures.count(), 2);
}

ATTNSCOPE_TEST(RefusedModelTest, QCoreApplication)
#include "tst_refused_model.moc"
