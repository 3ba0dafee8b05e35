#include "tests/support/fail_on_warnings.h"
#include "tests/support/scripted_analyzer.h"
#include "tests/support/test_program.h"
#include "ui/session/analysis_session.h"

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

namespace {

core::AnalysisRequest request(const char *model, const char *text)
{
    core::AnalysisRequest request;
    request.modelDirectory = model;
    request.text = text;
    return request;
}

}  // namespace

void RefusedModelTest::requestGoesBackToTheOpenModel()
{
    ui::AnalysisSession session(scripted::analyze);
    QSignalSpy failures(&session, &ui::AnalysisSession::failed);
    session.submit(request("good", "text"));
    QTRY_VERIFY(session.snapshot());
    session.submit(request("broken", "text"));
    QTRY_COMPARE(failures.count(), 1);
    QCOMPARE(failures.first().first().toString(), QStringLiteral("broken: config.json is missing"));
    QCOMPARE(session.request().modelDirectory, std::filesystem::path("good"));
    QTRY_VERIFY(session.isUpToDate());
    QCOMPARE(session.snapshot()->request, session.request());
}

void RefusedModelTest::textTypedMeanwhileStays()
{
    ui::AnalysisSession session(scripted::analyze);
    session.submit(request("good", "text"));
    QTRY_VERIFY(session.snapshot());
    session.submit(request("broken", "text"));
    session.submit(request("broken", "text typed meanwhile"));
    QTRY_COMPARE(session.request().modelDirectory, std::filesystem::path("good"));
    QTRY_VERIFY(session.isUpToDate());
    QCOMPARE(session.snapshot()->request.text, std::string("text typed meanwhile"));
}

void RefusedModelTest::firstModelHasNothingToGoBackTo()
{
    ui::AnalysisSession session(scripted::analyze);
    QSignalSpy failures(&session, &ui::AnalysisSession::failed);
    session.submit(request("broken", "text"));
    QTRY_COMPARE(failures.count(), 1);
    QVERIFY(!session.snapshot());
    QVERIFY(session.isUpToDate());
    session.submit(request("broken", "text"));  // once more, in case it has been mended
    QTRY_COMPARE(failures.count(), 2);
}

ATTNSCOPE_TEST(RefusedModelTest, QCoreApplication)
#include "tst_refused_model.moc"
