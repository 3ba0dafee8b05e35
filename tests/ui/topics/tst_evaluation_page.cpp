#include "tests/support/test_program.h"
#include "ui/topics/masks/evaluation/evaluation_page.h"

#include "core/model/mask/mask_text.h"
#include "tests/support/engine_desk.h"
#include "tests/support/scripted_session.h"
#include "tests/support/tiny_model.h"
#include "ui/plot/curve_plot.h"
#include "ui/topics/masks/evaluation/evaluation_controls.h"
#include "ui/widgets/choice_menu.h"

#include <QApplication>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace ui;

namespace {

const std::vector<core::MaskTerm> noMask;
const std::vector diagonal{core::maskTerm(core::MaskKind::Diagonal)};
const QJsonObject regression{{"id2label", QJsonObject{{"0", "score"}}}};
const QJsonObject severalLabels{{"problem_type", "multi_label_classification"}};

// The page over the engine with one tiny model, and a labeled file.
struct EvaluationPageBench : support::EngineDesk {
    support::TinyModel tiny;
    EvaluationPage page{sources(), models, messages};
    MaskEvaluation &evaluation = page.evaluation();
    QTemporaryDir folder;

    explicit EvaluationPageBench(const std::vector<core::MaskTerm> &mask = diagonal, const QJsonObject &head = {})
        : tiny(support::encoderConfig(head))
    {
        submit(mask);
        scripted::showAt(page, 860, 620);
    }

    void submit(const std::vector<core::MaskTerm> &mask) { ask(tiny.directory(), mask); }

    std::filesystem::path labeledFile() const
    {
        QFile file(folder.filePath(QStringLiteral("texts.tsv")));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("the texts cannot be written");
        for (int line = 0; line < 16; ++line)
            file.write(QStringLiteral("word%1 a b c d\t%2\n").arg(57 + line % 6).arg(line % 2).toUtf8());
        return file.fileName().toStdString();
    }

    void run()
    {
        QTest::mouseClick(page.findChild<QPushButton *>("evaluationRun"), Qt::LeftButton);
        support::waitUntil([this] { return evaluation.state() == FileRun::State::Idle; });
    }

    void chooseSweep(int choice)
    {
        page.findChild<ChoiceMenu *>("evaluationSweep")->menu()->actions().at(choice)->trigger();
    }
    QString status() const { return page.findChild<QLabel *>("evaluationStatus")->text(); }
    QLabel *absence() const { return page.findChild<QLabel *>("evaluationAbsence"); }
    QStringList headings() const
    {
        QStringList headings;
        for (int column = 0; column < table()->columnCount(); ++column)
            headings << table()->horizontalHeaderItem(column)->text();
        return headings;
    }
    int columnOf(const QString &heading) const { return static_cast<int>(headings().indexOf(heading)); }
    QString cellOf(int row, const QString &heading) const { return table()->item(row, columnOf(heading))->text(); }
    QTableWidget *table() const { return page.findChild<QTableWidget *>("evaluationTable"); }
    const core::CurveFigure &figure(const char *plot) const { return page.findChild<CurvePlot *>(plot)->figure(); }
};

}  // namespace

class EvaluationPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { scripted::prepareGuiTest(); }
    void singleMaskIsJudgedBesideItsControl();
    void changedPredictionsFollowTheSelectedMask();
    void sweepIsDrawn();
    void sweepOfASessionFileHasItsName();
    void regressionHasErrorsAndNoAccuracy();
    void sweepOfARegressionIsOfItsError();
    void severalLabelsAreRefusedAsTheCommandDoes();
    void bestHeadOfManyIsNamedAsSuch();
    void nothingToJudgeKeepsTheLastReport();
    void missingFileIsOneSentence();
    void tableIsSaved();
    void draggedWidthOfTheNamesStays();
};

void EvaluationPageTest::singleMaskIsJudgedBesideItsControl()
{
    EvaluationPageBench bench;
    QVERIFY(bench.absence()->text().contains(QStringLiteral("drop it here")));
    bench.evaluation.setFile(bench.labeledFile());
    QVERIFY(bench.absence()->text().startsWith(QStringLiteral("Press Run ")));
    bench.run();
    QVERIFY(bench.evaluation.report() && bench.evaluation.report()->progress.isComplete());
    QVERIFY(!bench.absence()->isVisible());
    QVERIFY2(bench.status().contains(QStringLiteral("labels read as class indices from 0")), qPrintable(bench.status()));
    QVERIFY2(bench.status().contains(QStringLiteral("texts read from column 1, labels from column 2")),
             qPrintable(bench.status()));
    QCOMPARE(bench.table()->rowCount(), 3);
    QCOMPARE(bench.headings(),
             (QStringList{"mask", "removed", "accuracy", QString::fromUtf8("Δ accuracy\n(masked − unmasked)"), "p",
                          QString::fromUtf8("Δ loss\n(masked − unmasked)"), "changed"}));
    QVERIFY(!bench.cellOf(1, "p").isEmpty());  // McNemar's p of the mask,
    QVERIFY(bench.cellOf(2, "p").isEmpty());   // and none of a mean of draws
    QVERIFY(bench.cellOf(2, "accuracy").contains(QString::fromUtf8("–")));
    QCOMPARE(bench.figure("accuracyPlot").title, std::string("Difference in accuracy"));
    QCOMPARE(bench.figure("sparsityPlot").title, std::string("Difference in loss"));
}

void EvaluationPageTest::changedPredictionsFollowTheSelectedMask()
{
    EvaluationPageBench bench;
    bench.evaluation.setFile(bench.labeledFile());
    bench.run();
    const auto *changed = bench.page.findChild<QTableWidget *>("changedTable");
    const auto isOfRow = [&](std::size_t row) {
        return static_cast<std::size_t>(changed->rowCount()) ==
               bench.evaluation.report()->rows[row].comparison.changed.size();
    };
    QCOMPARE(changed->horizontalHeaderItem(1)->text(), QString::fromUtf8("unmasked → diagonal"));
    QVERIFY(isOfRow(1));
    bench.table()->setCurrentCell(2, 0);
    QCOMPARE(changed->horizontalHeaderItem(1)->text(), QString::fromUtf8("unmasked → random, 10 draws"));
    QVERIFY(isOfRow(2));
}

// Not one of those in the menu.
void EvaluationPageTest::sweepOfASessionFileHasItsName()
{
    EvaluationPageBench bench;
    bench.evaluation.setSweep("offset:1..3");
    const auto *menu = bench.page.findChild<ChoiceMenu *>("evaluationSweep");
    QCOMPARE(menu->text(), QStringLiteral("offset:1..3"));
    menu->menu()->actions().constLast()->trigger();
    QCOMPARE(bench.evaluation.sweep(), std::string("offset:1..3"));
    bench.evaluation.setSweep("heads");
    QVERIFY(menu->menu()->actions().constLast()->text().startsWith(QStringLiteral("one head at a time")));
}

void EvaluationPageTest::sweepIsDrawn()
{
    EvaluationPageBench bench;
    bench.evaluation.setFile(bench.labeledFile());
    bench.run();
    bench.chooseSweep(1);
    QVERIFY(bench.evaluation.isOutdated());
    QVERIFY(bench.page.findChild<ChoiceMenu *>("evaluationSweep")
                ->menu()
                ->actions()
                .at(1)
                ->text()
                .endsWith(QStringLiteral("with no diagonal")));
    bench.run();
    QVERIFY(!bench.evaluation.isOutdated());
    QCOMPARE(bench.table()->rowCount(), 19);
    QCOMPARE(bench.figure("sparsityPlot").title, std::string("Accuracy over removed pairs, with diagonal"));
    QCOMPARE(bench.figure("sparsityPlot").curves.back().x.size(), 9U);
}

void EvaluationPageTest::regressionHasErrorsAndNoAccuracy()
{
    EvaluationPageBench bench(diagonal, regression);
    bench.evaluation.setFile(bench.labeledFile());
    bench.run();
    QVERIFY2(bench.evaluation.problem().isEmpty(), qPrintable(bench.evaluation.problem()));
    QVERIFY2(!bench.status().contains("labels read as"), qPrintable(bench.status()));  // numbers have one reading
    QCOMPARE(bench.headings(),
             (QStringList{"mask", "removed", "mean squared error", QString::fromUtf8("Δ squared error\n(masked − unmasked)"),
                          "Pearson r", "Spearman rho"}));
    for (int row = 0; row < 3; ++row)
        QVERIFY(!bench.cellOf(row, "mean squared error").isEmpty() && !bench.cellOf(row, "Pearson r").isEmpty());
    QCOMPARE(bench.figure("accuracyPlot").title, std::string("Difference in squared error"));
    QVERIFY(bench.figure("sparsityPlot").isEmpty());
    const auto *changedTab = bench.page.findChild<QAbstractButton *>("changedTab");
    QVERIFY(!changedTab->isVisible());  // no value changes into another class
    const QString explanation = bench.page.findChild<QAbstractButton *>("linesTab")->toolTip();
    QVERIFY2(explanation.contains("squared errors") && !explanation.contains("accurac"), qPrintable(explanation));
    bench.tiny = support::TinyModel(support::encoderConfig());
    bench.submit(diagonal);
    bench.run();
    QVERIFY(changedTab->isVisible() && bench.columnOf("accuracy") > 0);
}

void EvaluationPageTest::sweepOfARegressionIsOfItsError()
{
    EvaluationPageBench bench(diagonal, regression);
    bench.evaluation.setFile(bench.labeledFile());
    bench.chooseSweep(1);
    bench.run();
    for (const char *plot : {"accuracyPlot", "sparsityPlot"}) {
        const core::CurveFigure &figure = bench.figure(plot);
        QVERIFY2(figure.title.starts_with("Mean squared error over "), figure.title.c_str());
        QCOMPARE(figure.y.name, std::string("mean squared error"));
        QVERIFY(figure.explanation.find("ccuracy") == std::string::npos);
        QVERIFY(figure.curves.back().y.front() > 0);
        QCOMPARE(bench.page.findChild<CurvePlot *>(plot)->accessibleName(), QString::fromStdString(figure.title));
    }
    QCOMPARE(bench.columnOf("Holm p"), -1);
}

void EvaluationPageTest::severalLabelsAreRefusedAsTheCommandDoes()
{
    EvaluationPageBench bench(diagonal, severalLabels);
    bench.evaluation.setFile(bench.labeledFile());
    bench.run();
    QVERIFY2(bench.status().endsWith("has labels that may hold together, expected one class per text"),
             qPrintable(bench.status()));
}

void EvaluationPageTest::bestHeadOfManyIsNamedAsSuch()
{
    EvaluationPageBench bench(noMask);
    bench.evaluation.setFile(bench.labeledFile());
    bench.chooseSweep(6);
    bench.run();
    QStringList masks;
    for (int row = 1; row < bench.table()->rowCount(); ++row) {
        masks << bench.table()->item(row, 0)->text();
        QVERIFY(bench.cellOf(row, "Holm p").toDouble() >= bench.cellOf(row, "p").toDouble());
    }
    QVERIFY(masks.front().startsWith(QStringLiteral("L0 H0")));
    QCOMPARE(masks.filter(QStringLiteral("(best of %1 heads)").arg(masks.size())).size(), 1);
    QCOMPARE(masks.filter(QStringLiteral("(worst of %1 heads)").arg(masks.size())).size(), 1);
    QVERIFY(bench.figure("accuracyPlot").explanation.find("Holm-corrected p") != std::string::npos);
}

void EvaluationPageTest::nothingToJudgeKeepsTheLastReport()
{
    EvaluationPageBench bench(noMask);
    bench.evaluation.setFile(bench.labeledFile());
    bench.run();
    QVERIFY(bench.status().contains(QStringLiteral("Choose a mask")));
    QVERIFY(bench.absence()->isVisible() && bench.absence()->text() == bench.status());
    bench.submit({core::maskTerm(core::MaskKind::Diagonal)});
    bench.run();
    QVERIFY(bench.evaluation.problem().isEmpty());
    const core::MaskReportPointer report = bench.evaluation.report();
    QVERIFY(report);
    bench.submit({});
    bench.run();
    QVERIFY(bench.status().contains(QStringLiteral("Choose a mask")));
    QCOMPARE(bench.evaluation.report(), report);
    QCOMPARE(bench.table()->rowCount(), 3);
}

void EvaluationPageTest::missingFileIsOneSentence()
{
    EvaluationPageBench bench;
    bench.evaluation.setFile("/nowhere/missing.tsv");
    bench.run();
    QVERIFY(bench.status().contains(QStringLiteral("missing.tsv")));
}

void EvaluationPageTest::tableIsSaved()
{
    EvaluationPageBench bench;
    bench.evaluation.setFile(bench.labeledFile());
    bench.run();
    const QString path = bench.folder.filePath(QStringLiteral("table.csv"));
    QCOMPARE(bench.evaluation.saveTable(path), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    QCOMPARE(lines.size(), 5);  // a header, three masks, nothing behind the last line
    QVERIFY(lines[2].contains("diagonal"));
    QVERIFY(bench.evaluation.saveTable(QStringLiteral("/nowhere/table.csv")).contains(QStringLiteral("/nowhere/table.csv")));
    QVERIFY(!bench.status().contains(QStringLiteral("/nowhere")));  // which is said in the window
}

void EvaluationPageTest::draggedWidthOfTheNamesStays()
{
    EvaluationPageBench bench;
    bench.evaluation.setFile(bench.labeledFile());
    bench.run();
    const QHeaderView *header = bench.table()->horizontalHeader();
    const int before = header->sectionSize(0);
    const QPoint edge(header->sectionViewportPosition(0) + before - 1, header->height() / 2);
    QTest::mousePress(header->viewport(), Qt::LeftButton, {}, edge);
    QTest::mouseMove(header->viewport(), edge - QPoint(30, 0));
    QTest::mouseRelease(header->viewport(), Qt::LeftButton, {}, edge - QPoint(60, 0));
    const int dragged = header->sectionSize(0);
    QVERIFY(dragged < before);
    bench.run();
    QCOMPARE(header->sectionSize(0), dragged);
}

ATTNSCOPE_TEST(EvaluationPageTest, QApplication)
#include "tst_evaluation_page.moc"
