#include "core/figure/masks/mask_study_figures.h"

#include "core/figure/masks/mask_study_lines.h"
#include "core/model/mask/mask_text.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace {

using namespace core;

StudyRow row(TrialRole role, const char *name, double value, double sparsity, double accuracy)
{
    StudyRow row{.trial = {.role = role, .name = name, .value = value, .mask = {}}, .sparsity = sparsity, .comparison = {}};
    row.comparison.evaluation.accuracy = accuracy;
    row.comparison.accuracy = {.mean = accuracy - 0.9, .low = accuracy - 1, .high = accuracy - 0.8};
    return row;
}

// A wider band removes less, so that the parameter runs against the sparsity.
MaskReport bandSweep()
{
    MaskReport report;
    report.study.parameter = "band: width";
    report.progress.done = 100;
    report.rows = {row(TrialRole::Unmasked, "", 0, 0, 0.9), row(TrialRole::Masked, "band:1", 1, 0.8, 0.7),
                   row(TrialRole::Control, "band:1", 1, 0.8, 0.5), row(TrialRole::Masked, "band:2", 2, 0.6, 0.8),
                   row(TrialRole::Control, "band:2", 2, 0.6, 0.6)};
    return report;
}

}  // namespace

class SparsityFigureTest : public QObject
{
    Q_OBJECT

private slots:
    void sparsityRunsFromLeftToRight();
    void controlStandsBeside();
    void equalSparsityHasNoPicture();
    void noAccuracyIsAboveOne();
    void singleMaskHasNoPicture();
    void singleMaskHasItsDifferences();
    void everyDrawIsAPoint();
    void controlsAreSpokenOfWhereThereAreSome();
    void longMaskIsCutAndEscaped();
};

void SparsityFigureTest::sparsityRunsFromLeftToRight()
{
    const CurveFigure figure = sparsityFigure(bandSweep());
    const Curve &masked = figure.curves.back();
    QCOMPARE(masked.name, std::string("masked"));
    QCOMPARE(masked.x, (std::vector<double>{60, 80}));
    QCOMPARE(masked.y, (std::vector<double>{0.8, 0.7}));
    QCOMPARE(masked.notes.front().substr(0, 6), std::string("band:2"));
    QCOMPARE(figure.bands.front().x, masked.x);
    QCOMPARE(figure.bounds.front().at, 0.9);
    MaskReport report = bandSweep();
    QVERIFY(sweepFigure(report).x.isWhole);  // widths
    report.rows.back().trial.value = 0.5;
    QVERIFY(!sweepFigure(report).x.isWhole);
}

void SparsityFigureTest::controlStandsBeside()
{
    const Curve control = sparsityFigure(bandSweep()).curves.front();
    QVERIFY(control.isDashed);
    QCOMPARE(control.y, (std::vector<double>{0.6, 0.5}));
}

void SparsityFigureTest::equalSparsityHasNoPicture()
{
    MaskReport report = bandSweep();
    for (StudyRow &row : report.rows)
        row.sparsity = 0.5;
    QVERIFY(sparsityFigure(report).isEmpty());
    QVERIFY(!sweepFigure(report).isEmpty());
}

// The band is an interval of differences added to the accuracy without a mask.
void SparsityFigureTest::noAccuracyIsAboveOne()
{
    MaskReport report = bandSweep();
    report.rows[1].comparison.accuracy = {.mean = -0.2, .low = -0.95, .high = 0.3};
    const CurveFigure figure = sweepFigure(report);
    QCOMPARE(figure.bands.front().low.front(), 0.0);
    QCOMPARE(figure.bands.front().high.front(), 1.0);
}

void SparsityFigureTest::singleMaskHasNoPicture()
{
    MaskReport report = bandSweep();
    report.study.parameter.clear();
    QVERIFY(sparsityFigure(report).isEmpty());
}

void SparsityFigureTest::singleMaskHasItsDifferences()
{
    MaskReport report = bandSweep();
    QVERIFY(differenceFigures(report).empty());
    report.study.parameter.clear();
    report.rows.resize(3);
    const CurveFigure figure = differenceFigures(report)[0];
    QCOMPARE(figure.curves.size(), 2U);
    QCOMPARE(figure.curves[0].x, (std::vector<double>{0.7 - 1, 0.7 - 0.9, 0.7 - 0.8}));
    QCOMPARE(figure.curves[0].y, (std::vector<double>{1, 1, 1}));
    QCOMPARE(figure.curves[1].y, (std::vector<double>{0, 0, 0}));
    QCOMPARE(figure.y.ticks.size(), 2U);
    QCOMPARE(figure.bounds.front().at, 0.0);
    QCOMPARE(differenceFigures(report)[1].curves.size(), 2U);
    report.study.parameter = "head";
    report.rows = bandSweep().rows;
    const CurveFigure heads = differenceFigures(report)[0];
    QCOMPARE(heads.curves.size(), 4U);
    QCOMPARE(heads.curves[0].y.front(), 1.0);
    QVERIFY(heads.curves[1].y.front() > 0 && heads.curves[1].y.front() < 1);  // its control, below it
    QCOMPARE(heads.y.ticks.size(), 2U);
    QCOMPARE(heads.y.ticks.back().label, std::string("band:1"));
    QVERIFY(sweepFigure(report).isEmpty() && sparsityFigure(report).isEmpty());
    report.rows.resize(1);  // nothing is judged yet
    QVERIFY(differenceFigures(report).empty());
}

void SparsityFigureTest::everyDrawIsAPoint()
{
    MaskReport report = bandSweep();
    report.rows[2].range = DrawRange{.accuracies = {0.45, 0.55}, .losses = {1, 2}, .changed = 3};
    report.rows[4].range = DrawRange{.accuracies = {0.5, 0.7}, .losses = {1, 2}, .changed = 3};
    const CurveFigure sweep = sparsityFigure(report);
    QCOMPARE(sweep.curves.size(), 4U);
    QCOMPARE(sweep.curves[0].y, (std::vector<double>{0.5, 0.45}));  // from left to right: band:2 removes less
    QCOMPARE(sweep.curves[1].y, (std::vector<double>{0.7, 0.55}));
    report.study.parameter.clear();
    report.rows.resize(3);
    const CurveFigure single = differenceFigures(report)[0];
    QCOMPARE(single.curves.size(), 3U);
    QCOMPARE(single.curves[1].form, CurveForm::Points);
    QCOMPARE(single.curves[1].x, (std::vector<double>{0.45 - 0.9, 0.55 - 0.9}));
    QCOMPARE(single.x.name, std::string("Δ accuracy (masked − unmasked)"));
    report.study.options.baseline = TrialRole::OwnMask;
    QCOMPARE(differenceFigures(report)[0].x.name, std::string("Δ accuracy (masked − own mask)"));
}

void SparsityFigureTest::controlsAreSpokenOfWhereThereAreSome()
{
    MaskReport report = bandSweep();
    report.study.options.controlDraws = 10;
    const QString ending = QStringLiteral("(masked − unmasked)%1.");
    const QString controls = QStringLiteral("; dashed: random masks of the same sparsity, mean of 10 draws");
    const auto explanation = [&report] { return QString::fromStdString(sweepFigure(report).explanation); };
    const auto differences = [&report] { return QString::fromStdString(differenceFigures(report)[0].explanation); };
    QVERIFY2(explanation().endsWith(ending.arg(controls + QStringLiteral(" between the lowest and the highest"))),
             qPrintable(explanation()));
    std::erase_if(report.rows, [](const StudyRow &row) { return row.trial.role == TrialRole::Control; });
    QVERIFY2(explanation().endsWith(ending.arg(QString())), qPrintable(explanation()));
    report.study.parameter.clear();
    report.rows.resize(2);
    QVERIFY2(differences().endsWith(QStringLiteral("with its 95 % bootstrap interval.")), qPrintable(differences()));
    report.rows.push_back(bandSweep().rows[2]);
    QVERIFY2(differences().endsWith(controls + QStringLiteral(", each draw a point.")), qPrintable(differences()));
}

void SparsityFigureTest::longMaskIsCutAndEscaped()
{
    MaskStudy study;
    StudyRow single = row(TrialRole::Masked, "", 0, 0.5, 0.9);
    single.trial.mask = *parseMask("painted:16:" + std::string(64, 'a'));
    single.trial.name = maskText(single.trial.mask);
    QCOMPARE(rowName(study, single), std::string("painted mask"));
    single.trial.mask = *parseMask("band:2&block:4&strided:3&star:1&logsparse&random:5:17");
    const QString several = QString::fromStdString(rowName(study, single));
    QCOMPARE(several.size(), 40);
    QVERIFY2(several.startsWith(QStringLiteral("band:2&block:4")) && several.contains(QStringLiteral("…")),
             qPrintable(several));
    single.trial.mask = *parseMask("ablate@0.1");
    single.trial.name = "\xe2\x80\xae";
    QCOMPARE(rowName(study, single), std::string("ablate@L0 H1"));
    study.parameter = "band: width";
    single.trial.mask = *parseMask("band:2&block:4&strided:3&star:1&logsparse&random:5:17");
    QCOMPARE(rowName(study, single), std::string("\\u202e"));
}

ATTNSCOPE_TEST(SparsityFigureTest, tests::NoApplication)
#include "tst_sparsity_figure.moc"
