#include "core/corpus/masks/mask_report.h"

#include "core/corpus/evaluation/evaluation_report.h"
#include "core/model/mask/mask_text.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>

namespace {

using support::TinyModel;

const QJsonObject regression{{"id2label", QJsonObject{{"0", "score"}}}};

// A model, and a labeled file of 24 texts.
struct MaskReportBench {
    QTemporaryDir folder;
    std::shared_ptr<const core::LoadedModel> model;
    core::TextFile data{.path = std::filesystem::path(folder.path().toStdString()) / "texts.tsv"};

    explicit MaskReportBench(const QJsonObject &head = {}) : model(TinyModel(support::encoderConfig(head)).load())
    {
        std::ofstream lines(data.path);
        for (int line = 0; line < 24; ++line)
            lines << "a word" << 57 + line % 6 << " b c\t" << line % 2 << '\n';
    }

    core::MaskReportRequest asked(const char *mask, const char *sweep = "") const
    {
        return {.model = model, .data = data, .mask = *core::parseMask(mask), .sweep = sweep};
    }
    std::string refusal(const core::MaskReportRequest &request) const
    {
        const auto report = core::runMaskReport(request, {}, {});
        return report ? std::string("nothing is refused") : report.error().message;
    }
};

}  // namespace

class MaskReportTest : public QObject
{
    Q_OBJECT

private slots:
    void baselineIsThePlainEvaluation();
    void baselineOfARegressionIsItsPlainEvaluation();
    void correlationsOfAControlAreMeansOverItsDraws();
    void modelsWithoutOneAnswerAreRefused_data();
    void modelsWithoutOneAnswerAreRefused();
    void labelsOfTheWholeFileDecideWhateverTheLimit();
    void ablationToMeansTakesThoseOverTheTexts();
    void progressIsOfTexts();
};

void MaskReportTest::baselineIsThePlainEvaluation()
{
    const MaskReportBench bench;
    const auto report = core::runMaskReport(bench.asked("diagonal"), {}, {});
    QVERIFY(report);
    const auto plain = core::runEvaluationReport({.model = bench.model, .data = bench.data}, {}, {});
    QVERIFY(plain);
    const auto &expected = std::get<core::Evaluation>(plain->evaluation);
    const core::Evaluation &baseline = (*report)->baseline().comparison.evaluation;
    QCOMPARE(baseline.accuracy, expected.accuracy);
    QCOMPARE(baseline.loss, expected.loss);
    QCOMPARE((*report)->labelsReadAs, plain->labelsReadAs);
    QCOMPARE((*report)->notes, plain->notes);
    QVERIFY(!(*report)->study.isOfErrors() && !(*report)->baseline().correlations.pearson);
}

void MaskReportTest::baselineOfARegressionIsItsPlainEvaluation()
{
    const MaskReportBench bench(regression);
    const auto report = core::runMaskReport(bench.asked("diagonal"), {}, {});
    QVERIFY2(report, report ? "" : report.error().message.c_str());
    const auto plain = core::runEvaluationReport({.model = bench.model, .data = bench.data}, {}, {});
    QVERIFY(plain);
    const auto &expected = std::get<core::RegressionEvaluation>(plain->evaluation);
    const core::StudyRow &baseline = (*report)->baseline();
    QVERIFY((*report)->study.isOfErrors());
    QCOMPARE(baseline.comparison.evaluation.loss, expected.meanSquaredError);
    QVERIFY(expected.pearson && baseline.correlations.pearson == expected.pearson);
    QVERIFY(expected.spearman && baseline.correlations.spearman == expected.spearman);
    QVERIFY((*report)->rows[1].correlations.pearson != expected.pearson);
    QVERIFY((*report)->labelsReadAs.empty() && !(*report)->rows[1].comparison.mcnemarP);
}

void MaskReportTest::correlationsOfAControlAreMeansOverItsDraws()
{
    const MaskReportBench bench(regression);
    core::MaskReportRequest request = bench.asked("band:2");  // which leaves the answers to differ
    request.controlDraws = 2;
    const auto together = core::runMaskReport(request, {}, {});
    QVERIFY(together);
    double sum = 0;
    for (const char *draw : {"band:2~control:1", "band:2~control:2"}) {
        const auto alone = core::runMaskReport(bench.asked(draw), {}, {});
        QVERIFY(alone && (*alone)->rows[1].correlations.pearson);
        sum += *(*alone)->rows[1].correlations.pearson;
    }
    const std::optional<double> mean = (*together)->rows[2].correlations.pearson;
    QVERIFY(mean && std::abs(*mean - sum / 2) < 1e-12);
}

void MaskReportTest::modelsWithoutOneAnswerAreRefused_data()
{
    QTest::addColumn<QJsonObject>("head");
    QTest::addColumn<QString>("ending");
    QTest::newRow("several labels") << QJsonObject{{"problem_type", "multi_label_classification"}}
                                    << "has labels that may hold together, expected one class per text";
    QTest::newRow("several values") << QJsonObject{{"problem_type", "regression"}}
                                    << "a regression is evaluated with one value and one label per text";
    QTest::newRow("no head") << QJsonObject{{"architectures", QJsonArray{"CompactBertModel"}}}
                             << "does not classify and guesses no pieces, so masks cannot be compared by its accuracy";
}

void MaskReportTest::modelsWithoutOneAnswerAreRefused()
{
    QFETCH(QJsonObject, head);
    QFETCH(QString, ending);
    const MaskReportBench bench(head);
    const QString refusal = QString::fromStdString(bench.refusal(bench.asked("diagonal")));
    QVERIFY2(refusal.startsWith(QString::fromStdString(bench.model->name)) && refusal.endsWith(ending), qPrintable(refusal));
}

void MaskReportTest::labelsOfTheWholeFileDecideWhateverTheLimit()
{
    const MaskReportBench bench;
    std::ofstream(bench.data.path, std::ios::app) << "one more\tperhaps\n";
    core::MaskReportRequest request = bench.asked("diagonal");
    request.data.limit = 4;
    QVERIFY2(bench.refusal(request).find("perhaps") != std::string::npos, bench.refusal(request).c_str());
}

void MaskReportTest::ablationToMeansTakesThoseOverTheTexts()
{
    const MaskReportBench bench;
    const auto toMeans = core::runMaskReport(bench.asked("ablate:mean@0"), {}, {});
    const auto toZero = core::runMaskReport(bench.asked("ablate@0"), {}, {});
    QVERIFY(toMeans && toZero);
    QVERIFY((*toMeans)->study.trials[1].mask.ablation.means);
    QVERIFY((*toMeans)->request == bench.asked("ablate:mean@0"));  // what was asked stays as it was
    QVERIFY((*toMeans)->rows[1].comparison.evaluation.loss != (*toZero)->rows[1].comparison.evaluation.loss);
}

void MaskReportTest::progressIsOfTexts()
{
    const MaskReportBench bench;
    core::RunProgress last;
    const auto hear = [&last](const core::RunProgress &progress) {
        QVERIFY(progress.done > last.done && progress.seconds >= last.seconds);
        last = progress;
    };
    const auto report = core::runMaskReport(bench.asked("diagonal"), {.soFar = {}, .betweenBatches = hear}, {});
    QVERIFY(report);
    QCOMPARE(last.all, 24U);
    QVERIFY(last.isComplete() && (*report)->progress.isComplete());
    QCOMPARE((*report)->progress.secondsLeft(), 0.0);
}

ATTNSCOPE_TEST(MaskReportTest, tests::NoApplication)
#include "tst_mask_report.moc"
