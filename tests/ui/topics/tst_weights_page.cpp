#include "tests/support/test_program.h"
#include "ui/topics/rank/weights/weights_page.h"

#include "core/figure/rank/weight_figures.h"
#include "tests/support/engine_desk.h"
#include "tests/support/scripted_session.h"
#include "tests/support/tiny_model.h"
#include "ui/plot/curve_plot.h"
#include "ui/topics/rank/weights/checkpoint_view.h"
#include "ui/topics/rank/weights/tensor_table_model.h"
#include "ui/views/curve_view.h"
#include "ui/views/layer_head_view.h"
#include "ui/widgets/choice_menu.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTableView>
#include <QTest>

#include <limits>

using namespace ui;

namespace {

// The page over the engine with one tiny model, once its checkpoint has been read.
struct WeightsBench : support::EngineDesk {
    support::TinyModel tiny;
    WeightsPage page{sources()};

    explicit WeightsBench(const QJsonObject &config = support::encoderConfig()) : tiny(config)
    {
        ask(tiny.directory());
        scripted::showAt(page, 900, 620);
        support::waitUntil([this] { return !findings().startsWith("Reading") && table()->model()->rowCount() > 0; });
        (void)QTest::qWaitFor([this] { return findings().count('\n') > 0; });
        QCoreApplication::processEvents();
    }

    QTableView *table() const { return page.findChild<QTableView *>("tensorTable"); }
    QString findings() const { return page.findChild<QLabel *>("checkpointFindings")->text(); }
    const core::CurveFigure &spectrum() const { return page.findChild<CurveView *>("weightSpectrum")->plot()->figure(); }
    const core::HeatMapFigure &map() const { return page.findChild<LayerHeadView *>("weightMap")->plot()->figure(); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    int rowOf(const QString &name) const
    {
        for (int row = 0; row < table()->model()->rowCount(); ++row) {
            if (cell(row, TensorTableModel::Name).endsWith(name))
                return row;
        }
        return -1;
    }
};

}  // namespace

class WeightsPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { scripted::prepareGuiTest(); }
    void spectraFollowTheSelectedHead();
    void factsStandBelowTheSpectra();
    void mapShowsTheChosenMeasure();
    void everyTensorIsARow();
    void tensorsAreSortedAndSearched();
    void folderThatDoesNotFitIsLookedAt();
    void refusedModelIsLookedAt();
    void lamaSaysWhatItDoesNotHave();
    void nothingRunsWhileHidden();
};

void WeightsPageTest::spectraFollowTheSelectedHead()
{
    WeightsBench bench;
    QTRY_COMPARE(bench.spectrum().curves.size(), 3U);
    QCOMPARE(bench.spectrum().curves.back().name, std::string("W_Q · W_K"));
    QCOMPARE(bench.spectrum().curves.back().y.size(), 6U);
    const std::vector<double> before = bench.spectrum().curves.back().y;
    QCOMPARE(before.front(), 1.0);
    bench.selection.selectHead({{1}, {2}});
    QCOMPARE(bench.spectrum().title, std::string("Spectra of the weights of L1 H2"));
    QVERIFY(bench.spectrum().curves.back().y != before);
    bench.page.findChild<ChoiceMenu *>("weightScale")->menu()->actions().at(0)->trigger();
    QCOMPARE(bench.spectrum().y.scale, core::AxisScale::Linear);
}

void WeightsPageTest::factsStandBelowTheSpectra()
{
    WeightsBench bench;
    QTRY_COMPARE(bench.spectrum().curves.size(), 3U);
    const auto *facts = bench.page.findChild<QWidget *>("weightFacts");
    QVERIFY(facts->isVisible());
    QStringList shown;
    for (const QLabel *label : facts->findChildren<QLabel *>())
        shown << label->text();
    const core::DiagnosisPointer diagnosis = core::diagnoseCheckpoint({.path = bench.tiny.directory()}, {}, {}).value();
    const auto expected = core::weightFacts(*bench.session.snapshot(), {{0}, {0}}, diagnosis.get());
    QCOMPARE(expected.size(), 3U);
    for (const core::WeightFacts &fact : expected) {
        const auto at = shown.indexOf(QString::fromStdString(fact.name));
        QVERIFY(at >= 0);
        QCOMPARE(shown.mid(at + 1, 3),
                 (QStringList{QString::fromStdString(fact.stableRank), QString::fromStdString(fact.symmetric),
                              QString::fromStdString(fact.antisymmetric)}));
    }
}

void WeightsPageTest::mapShowsTheChosenMeasure()
{
    WeightsBench bench;
    QTRY_COMPARE(bench.map().values.rows(), 2);
    const core::DiagnosisPointer diagnosis = core::diagnoseCheckpoint({.path = bench.tiny.directory()}, {}, {}).value();
    QCOMPARE(bench.map().values(1, 3), static_cast<float>(diagnosis->patternOf({{1}, {3}})->fromUniform));
    bench.page.findChild<ChoiceMenu *>("weightMeasure")->menu()->actions().at(3)->trigger();
    QCOMPARE(bench.workbench.state().rank.weightMeasure, core::WeightMeasure::ValueOutputRank);
    QTRY_VERIFY(!bench.map().isEmpty());
    QCOMPARE(bench.map().values(1, 3), static_cast<float>(*diagnosis->weightsOf({{1}, {3}})->valueOutput.stableRank()));
}

void WeightsPageTest::everyTensorIsARow()
{
    WeightsBench bench;
    QCOMPARE(bench.table()->model()->rowCount(), static_cast<int>(bench.tiny.reference().tensors.size()));
    QVERIFY(bench.cell(0, TensorTableModel::Name).endsWith("word_embeddings.weight"));
    const int query = bench.rowOf("layer.1.attention.self.query.weight");
    QCOMPARE(bench.cell(query, TensorTableModel::Use), QStringLiteral("used"));
    QCOMPARE(bench.cell(query, TensorTableModel::Type), QStringLiteral("F32"));
    QCOMPARE(bench.cell(query, TensorTableModel::Shape), QStringLiteral("24 × 24"));
    QVERIFY(bench.findings().startsWith("The checkpoint fits: "));
    TensorTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setDiagnosis(core::diagnoseCheckpoint({.path = bench.tiny.directory()}, {}, {}).value());
    model.setDiagnosis(nullptr);
}

void WeightsPageTest::tensorsAreSortedAndSearched()
{
    WeightsBench bench;
    bench.table()->sortByColumn(TensorTableModel::Norm, Qt::DescendingOrder);
    const auto norm = [&bench](int row) {
        return bench.table()->model()->index(row, TensorTableModel::Norm).data(TensorTableModel::sortRole).toDouble();
    };
    for (int row = 1; row < bench.table()->model()->rowCount(); ++row)
        QVERIFY(norm(row) <= norm(row - 1));
    QTest::keyClicks(bench.page.findChild<QLineEdit *>("tensorSearch"), "QUERY.weight");
    QCOMPARE(bench.table()->model()->rowCount(), 2);
    bench.page.findChild<QLineEdit *>("tensorSearch")->clear();
    bench.table()->sortByColumn(-1, Qt::AscendingOrder);
    QVERIFY(bench.cell(0, TensorTableModel::Name).endsWith("word_embeddings.weight"));
}

void WeightsPageTest::folderThatDoesNotFitIsLookedAt()
{
    WeightsBench bench;
    support::TinyModel other(support::encoderConfig());
    other.tensors().erase("encoder.layer.0.output.dense.bias");
    other.write();
    auto *view = bench.page.findChild<CheckpointView *>();
    view->showOther(other.directory());
    QTRY_VERIFY(bench.findings().startsWith("The checkpoint does not fit: 1 tensor is missing"));
    const int missing = bench.rowOf("encoder.layer.0.output.dense.bias");
    QCOMPARE(bench.cell(missing, TensorTableModel::Use), QStringLiteral("missing"));
    QCOMPARE(bench.cell(missing, TensorTableModel::Norm), QStringLiteral("–"));
    QVERIFY(!bench.spectrum().isEmpty());  // still of the shown model
    view->sourceMenu()->menu()->actions().at(0)->trigger();
    QVERIFY(bench.findings().startsWith("The checkpoint fits: "));
}

void WeightsPageTest::refusedModelIsLookedAt()
{
    WeightsBench bench;
    support::TinyModel other(support::encoderConfig());
    other.tensor("encoder.layer.0.output.dense.bias").values[0] = std::numeric_limits<double>::infinity();
    other.write();
    bench.models.open(other.directory());
    QTRY_VERIFY(bench.findings().startsWith("The checkpoint does not fit: 1 tensor is not finite"));
}

void WeightsPageTest::lamaSaysWhatItDoesNotHave()
{
    WeightsBench bench(support::lamaConfig());
    QTRY_VERIFY(bench.findings().contains("weighs words without queries and keys"));
    QVERIFY(bench.spectrum().isEmpty());
    QVERIFY(!bench.page.findChild<QWidget *>("weightFacts")->isVisible());
    QTRY_COMPARE(bench.map().values.cols(), 4);
}

void WeightsPageTest::nothingRunsWhileHidden()
{
    support::EngineDesk desk;
    const support::TinyModel tiny(support::encoderConfig());
    WeightsPage page(desk.sources());
    desk.ask(tiny.directory());
    QTest::qWait(0);
    QCOMPARE(page.findChild<QTableView *>("tensorTable")->model()->rowCount(), 0);
    scripted::showAt(page, 900, 620);
    QTRY_VERIFY(page.findChild<QTableView *>("tensorTable")->model()->rowCount() > 0);
}

ATTNSCOPE_TEST(WeightsPageTest, QApplication)
#include "tst_weights_page.moc"
