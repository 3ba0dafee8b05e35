#include "tests/support/test_program.h"
#include "ui/topics/rank/head_sizes/head_sizes_page.h"

#include "tests/support/engine_desk.h"
#include "tests/support/scripted_session.h"
#include "tests/support/tiny_model.h"
#include "ui/plot/curve_plot.h"
#include "ui/topics/rank/head_sizes/compared_model_row.h"
#include "ui/topics/rank/head_sizes/comparison_view.h"
#include "ui/widgets/choice_menu.h"

#include <QApplication>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QProgressBar>
#include <QTest>
#include <QToolButton>
#include <QUrl>

using namespace ui;

namespace {

QJsonObject config(int heads, int headSize)
{
    return support::encoderConfig({{"num_attention_heads", heads}, {"head_size", headSize}});
}

struct TwoModels {
    support::TinyModel first{config(4, 6)};
    support::TinyModel second{config(2, 12), 2};
};

// A page over the engine with two tiny models, of which the first is shown.
struct HeadSizesPageBench : TwoModels, support::EngineDesk {
    HeadSizesPage page{sources(), models, comparison, messages};

    HeadSizesPageBench() : EngineDesk({first.directory(), second.directory()})
    {
        ask(first.directory());
        scripted::showAt(page, 900, 560);
        QTest::mouseClick(page.findChild<QToolButton *>("openFamily"), Qt::LeftButton);
        support::waitUntil([this] {
            const core::ComparisonPointer &answer = comparison.comparison();
            return answer && answer->models.size() == 2 && answer->isComplete;
        });
        QCoreApplication::processEvents();
    }

    CurvePlot *plot() const { return page.findChild<CurvePlot *>("comparisonPlot"); }
    const core::CurveFigure &figure() const { return plot()->figure(); }
    void choose(const char *menu, int choice) const
    {
        page.findChild<ChoiceMenu *>(menu)->menu()->actions().at(choice)->trigger();
    }
};

}  // namespace

class HeadSizesPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { scripted::prepareGuiTest(); }
    void oneClickComparesTheFamily();
    void ticksChooseTheModels();
    void clickOnAPointShowsItsHead();
    void shownHeadIsRinged();
    void whatIsNotDrawnIsSaid();
    void nothingTickedIsSaid();
    void closedModelsPointSelectsNothing();
    void menusChooseTheQuantity();
    void droppedFileIsRun();
};

void HeadSizesPageTest::oneClickComparesTheFamily()
{
    const HeadSizesPageBench bench;
    QCOMPARE(bench.figure().curves.at(0).y.size(), 8U);
    QCOMPARE(bench.figure().curves.back().name, std::string("dₕ = d / h"));
    QCOMPARE(bench.page.findChildren<ComparedModelRow *>().size(), 2);
}

void HeadSizesPageTest::ticksChooseTheModels()
{
    const HeadSizesPageBench bench;
    auto *row = bench.page.findChildren<ComparedModelRow *>().at(1);
    QVERIFY(row->isChecked());
    QTest::keyClick(row, Qt::Key_Space);
    QTRY_COMPARE(bench.comparison.comparison()->models.size(), 1U);
    QTest::mouseClick(row, Qt::LeftButton);
    QTRY_COMPARE(bench.comparison.comparison()->models.size(), 2U);
}

void HeadSizesPageTest::clickOnAPointShowsItsHead()
{
    const HeadSizesPageBench bench;
    const CurvePlot *plot = bench.plot();
    const auto points = std::ranges::find_if(bench.figure().curves, [](const core::Curve &curve) {
        return curve.form == core::CurveForm::Points && curve.y.size() == 4;  // 2 layers of the second model's 2 heads
    });
    const QPointF place = plot->frame().at(*points, 3);
    QTest::mouseClick(bench.plot(), Qt::LeftButton, {}, place.toPoint());
    QCOMPARE(bench.selection.cell().head, (core::HeadRef{{1}, {1}}));
    QTRY_COMPARE(bench.models.primary().path, modelPath(bench.second.directory()));
}

void HeadSizesPageTest::shownHeadIsRinged()
{
    HeadSizesPageBench bench;
    const auto models = [&bench] { return bench.comparison.comparison()->models; };
    QCOMPARE(bench.plot()->selected(), (CurvePoint{0, 0}));
    bench.selection.selectHead({{1}, {2}});
    QCOMPARE(bench.plot()->selected(), (CurvePoint{0, 6}));
    bench.models.show(models()[1].model);
    QTRY_COMPARE(bench.session.snapshot()->model, models()[1].model);
    const CurvePoint ringed = bench.plot()->selected().value();
    QCOMPARE(bench.figure().curves[static_cast<std::size_t>(ringed.curve)].y.size(), 4U);
    QCOMPARE(ringed.point, 3);  // of two heads the nearest
    QTest::mouseClick(bench.page.findChildren<ComparedModelRow *>().at(1), Qt::LeftButton);
    QTRY_COMPARE(models().size(), 1U);
    QTRY_VERIFY(!bench.plot()->selected());
}

void HeadSizesPageTest::whatIsNotDrawnIsSaid()
{
    const support::TinyModel lama(support::lamaConfig());
    HeadSizesPageBench bench;
    const auto *note = bench.page.findChild<QLabel *>("comparisonNote");
    QVERIFY(!note->text().contains("Not drawn"));
    bench.models.add({lama.directory()});
    QTRY_COMPARE(bench.comparison.comparison()->models.size(), 3U);
    QTRY_VERIFY(bench.comparison.comparison()->isComplete);
    QTRY_VERIFY2(note->isVisible() && note->text().contains("LAMA has no head size"), qPrintable(note->text()));
    bench.choose("comparisonAxis", 1);
    QTRY_VERIFY(!note->text().contains("Not drawn"));
}

void HeadSizesPageTest::nothingTickedIsSaid()
{
    const HeadSizesPageBench bench;
    for (auto *row : bench.page.findChildren<ComparedModelRow *>())
        QTest::mouseClick(row, Qt::LeftButton);
    QTRY_VERIFY(bench.comparison.comparison()->models.empty());
    QTRY_COMPARE(bench.page.findChild<QLabel *>("comparisonAbsence")->text(), QStringLiteral("No model is chosen."));
    QVERIFY(!bench.page.findChild<CurvePlot *>("trainedPlot")->isVisible());
}

void HeadSizesPageTest::closedModelsPointSelectsNothing()
{
    HeadSizesPageBench bench;
    const auto points =
        std::ranges::find_if(bench.figure().curves, [](const core::Curve &curve) { return curve.y.size() == 4; });
    const QPoint place = bench.plot()->frame().at(*points, 3).toPoint();
    bench.models.close(modelPath(bench.second.directory()));  // the next answer is still on its way
    QTest::mouseClick(bench.plot(), Qt::LeftButton, {}, place);
    QCOMPARE(bench.selection.cell().head, core::HeadRef());
}

void HeadSizesPageTest::menusChooseTheQuantity()
{
    const HeadSizesPageBench bench;
    bench.choose("comparisonMeasure", static_cast<int>(core::SpectrumMeasure::NumericalRank));
    bench.choose("comparisonMatrix", static_cast<int>(core::SpectrumMatrix::Scores));
    bench.choose("comparisonAxis", static_cast<int>(core::ComparisonAxis::Heads));
    bench.choose("comparisonUnit", 1);
    QCOMPARE(bench.figure().y.name, std::string("numerical rank of scores / n"));
    QCOMPARE(bench.figure().x.name, std::string("heads h"));
}

void HeadSizesPageTest::droppedFileIsRun()
{
    const HeadSizesPageBench bench;
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("texts.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (int line = 0; line < 12; ++line)
        file.write(line % 2 == 0 ? "a b c\n" : "a b c d e f g h i j\n");
    file.close();
    QMimeData dragged;
    dragged.setUrls({QUrl::fromLocalFile(file.fileName())});
    auto *texts = bench.page.findChild<QWidget *>("comparisonTexts");
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &dragged, Qt::LeftButton, {});
    QCoreApplication::sendEvent(texts, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &dragged, Qt::LeftButton, {});
    QCoreApplication::sendEvent(texts, &drop);
    QTRY_VERIFY(bench.comparison.comparison()->texts == 12 && bench.comparison.comparison()->isComplete);
    QTRY_COMPARE(bench.page.findChild<QProgressBar *>("comparisonProgress")->value(), 24);
    QVERIFY(bench.page.findChild<QLabel *>("comparisonStatus")->text().startsWith(QStringLiteral("12 texts")));
    QCOMPARE(bench.page.findChild<ChoiceMenu *>("comparisonLengths")->menu()->actions().size(), 3);
    bench.choose("comparisonLengths", 2);  // 9 to 16 tokens
    QVERIFY(bench.figure().curves.front().notes.front().find("of 6 texts") != std::string::npos);
}

ATTNSCOPE_TEST(HeadSizesPageTest, QApplication)
#include "tst_head_sizes_page.moc"
