#include "core/pipeline/importance_report.h"

#include "core/importance/importance_run.h"
#include "core/pipeline/analysis_pipeline.h"
#include "core/pipeline/importance_of_snapshot.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QTest>

namespace {

using core::ImportanceMeasure;
using support::TinyModel;

core::ImportanceRequest importanceRequest(const TinyModel &tiny, const std::string &text)
{
    core::AnalysisRequest request;
    request.modelDirectory = tiny.directory();
    request.text = text;
    auto snapshot = core::AnalysisPipeline().run(request, {});
    if (!snapshot)
        qFatal("%s", snapshot.error().message.c_str());
    return {.snapshot = *snapshot,
            .measures = {ImportanceMeasure::Erasure, ImportanceMeasure::Contributions, ImportanceMeasure::AttentionReceived},
            .options = {}};
}

}  // namespace

class ImportanceReportTest : public QObject
{
    Q_OBJECT

private slots:
    void measuresAreThoseAskedOneByOne();
    void quickMeasuresComeFirst();
    void whatIsMissingSaysWhy();
    void whatIsKnownIsKept();
    void curvesAreThoseOfTheMeasures();
    void stopCancels();
};

void ImportanceReportTest::measuresAreThoseAskedOneByOne()
{
    const TinyModel tiny(support::encoderConfig());
    const core::ImportanceRequest request = importanceRequest(tiny, "word57 word60 abc");
    const auto report = core::runImportanceReport(request, nullptr, {}, {});
    QVERIFY(report && (*report)->isComplete());
    QCOMPARE((*report)->measured.size(), request.measures.size());
    for (std::size_t index = 0; index < request.measures.size(); ++index) {
        const core::MeasuredImportance &measured = (*report)->measured[index];
        QCOMPARE(measured.measure, request.measures[index]);
        if (!measured.importance)
            continue;
        const auto alone =
            core::wordImportance(core::importancePass(*request.snapshot), measured.measure, request.options, {});
        QCOMPARE(support::difference(measured.importance->values, alone->values, 0.0), QString());
    }
}

void ImportanceReportTest::quickMeasuresComeFirst()
{
    const TinyModel tiny(support::encoderConfig());
    std::vector<core::ImportanceReportPointer> told;
    const auto report =
        core::runImportanceReport(importanceRequest(tiny, "word57 word60"), nullptr,
                                  [&told](const core::ImportanceReportPointer &soFar) { told.push_back(soFar); }, {});
    QVERIFY(report && !told.empty());
    QVERIFY(!told.back()->isComplete());
    QVERIFY(told.back()->measured[0].isPending());  // erasure
    QVERIFY(told.back()->measured[2].importance);   // attention received
}

void ImportanceReportTest::whatIsMissingSaysWhy()
{
    const TinyModel tiny(support::encoderConfig());
    const auto report = core::runImportanceReport(importanceRequest(tiny, "word57"), nullptr, {}, {});
    const core::MeasuredImportance &contributions = (*report)->measured[1];
    QVERIFY(!contributions.importance && !contributions.isPending());
    QVERIFY(!contributions.absence.empty());
    // Nothing of an empty text can be erased.
    const auto empty = core::runImportanceReport(importanceRequest(tiny, ""), nullptr, {}, {});
    QVERIFY(!(*empty)->measured[0].absence.empty());
}

void ImportanceReportTest::whatIsKnownIsKept()
{
    const TinyModel tiny(support::encoderConfig());
    core::ImportanceRequest request = importanceRequest(tiny, "word57 word60");
    const auto first = core::runImportanceReport(request, nullptr, {}, {});
    request.measures.push_back(ImportanceMeasure::ErasureKeys);
    const auto second = core::runImportanceReport(request, first->get(), {}, {});
    QCOMPARE((*second)->measured[0].importance, (*first)->measured[0].importance);
    QVERIFY((*second)->measured[3].importance);
    request.options.target.quantity = core::TargetQuantity::Logit;
    const auto third = core::runImportanceReport(request, second->get(), {}, {});
    QVERIFY((*third)->measured[0].importance != (*first)->measured[0].importance);
}

void ImportanceReportTest::curvesAreThoseOfTheMeasures()
{
    const TinyModel tiny(support::encoderConfig());
    core::ImportanceRequest request = importanceRequest(tiny, "word57 word60 abc word58");
    request.wantsCurves = true;
    request.options.unit = core::ImportanceUnit::Word;
    const auto report = core::runImportanceReport(request, nullptr, {}, {});
    QVERIFY(report && (*report)->isComplete() && (*report)->curves);
    QCOMPARE((*report)->spans.size(), 4U);
    QCOMPARE((*report)->curves->measures.size(), 2U);  // there are no contributions
    // One of four words is what 1 to 20 % come to: the largest fall is that of the word erased.
    const std::vector<double> erasure = core::measuredUnits(**report).front().values;
    QVERIFY(std::abs((*report)->curves->measures[0].comprehensiveness[0] - *std::ranges::max_element(erasure)) < 1e-6);
}

void ImportanceReportTest::stopCancels()
{
    const TinyModel tiny(support::encoderConfig());
    std::stop_source source;
    source.request_stop();
    const auto report = core::runImportanceReport(importanceRequest(tiny, "word57 word60"), nullptr, {}, source.get_token());
    QVERIFY(!report);
    QCOMPARE(report.error().kind, core::ErrorKind::Cancelled);
}

ATTNSCOPE_TEST(ImportanceReportTest, tests::NoApplication)
#include "tst_importance_report.moc"
