#include "app/engine_analyzer.h"

#include "core/model/mask/mask_text.h"
#include "tests/support/test_program.h"

#include <QTest>

class EngineAnalyzerTest : public QObject
{
    Q_OBJECT

private slots:
    void whatFitsOfAMaskIsKept();
};

// A picture of a LAMA with heads ablated was drawn without, as the pairs that were masked beside them mean nothing there.
void EngineAnalyzerTest::whatFitsOfAMaskIsKept()
{
    core::AnalysisRequest request;
    request.modelDirectory = ATTNSCOPE_TEST_DATA "/tiny/lama-mean";
    request.text = "a good film";
    request.mask = *core::parseMask("band:1;ablate@0.0");
    const auto snapshot = app::engineAnalyzer()(request, {});
    QVERIFY2(snapshot, snapshot ? "" : snapshot.error().message.c_str());
    QCOMPARE(core::maskText((*snapshot)->request.mask), std::string("ablate@0.0"));
    QVERIFY((*snapshot)->masked);
}

ATTNSCOPE_TEST(EngineAnalyzerTest, tests::NoApplication)
#include "tst_engine_analyzer.moc"
