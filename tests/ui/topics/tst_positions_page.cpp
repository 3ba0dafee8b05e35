#include "tests/support/test_program.h"
#include "ui/topics/masks/positions/positions_page.h"

#include "core/model/mask/mask_text.h"
#include "tests/support/attention_kinds.h"
#include "tests/support/engine_desk.h"
#include "tests/support/scripted_session.h"
#include "tests/support/tiny_model.h"
#include "ui/plot/curve_plot.h"
#include "ui/plot/heat_map_plot.h"

#include <QApplication>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QTest>
#include <QUrl>

using namespace ui;

namespace {

// A page over the engine with one tiny model.
struct PositionsPageBench : support::EngineDesk {
    support::TinyModel model;
    PositionsPage page{sources(), models};
    QTemporaryDir folder;

    explicit PositionsPageBench(const QJsonObject &config = support::encoderConfig()) : model(config)
    {
        submit({});
        scripted::showAt(page, 760, 560);
    }

    void submit(const std::vector<core::MaskTerm> &mask)
    {
        ask(model.directory(), mask);
        QCoreApplication::processEvents();
    }

    QString textFile(int lines) const
    {
        QFile file(folder.filePath(QStringLiteral("texts.txt")));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("the texts cannot be written");
        for (int line = 0; line < lines; ++line)
            file.write(line % 2 == 0 ? "a b c\n" : "a b c d e f g h i j\n");
        return file.fileName();
    }

    // One of two texts has more words than the model reads.
    QString longTexts() const
    {
        QFile file(folder.filePath(QStringLiteral("long.csv")));
        if (!file.open(QIODevice::WriteOnly) || file.write("id,text\n1,a b\n2," + QByteArray("a ").repeated(60) + "\n") < 0)
            qFatal("the texts cannot be written");
        return file.fileName();
    }

    void drop(const QString &file) const
    {
        QMimeData dragged;
        dragged.setUrls({QUrl::fromLocalFile(file)});
        auto *groups = page.findChild<QWidget *>("positionGroups");
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &dragged, Qt::LeftButton, {});
        QCoreApplication::sendEvent(groups, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &dragged, Qt::LeftButton, {});
        QCoreApplication::sendEvent(groups, &drop);
    }

    void surveyed(int lines)
    {
        drop(textFile(lines));
        support::waitUntil([this] { return page.survey().state() == PositionSurvey::State::Idle; });
        QCoreApplication::processEvents();
    }

    CurvePlot *plot(const char *name) const { return page.findChild<CurvePlot *>(name); }
    QString status() const { return page.findChild<QLabel *>("positionStatus")->text(); }
    static void click(CurvePlot *plot, std::size_t curve, int point)
    {
        const QPointF place = plot->frame().at(plot->figure().curves.at(curve), point);
        QTest::mouseClick(plot, Qt::LeftButton, {}, place.toPoint());
    }
};

}  // namespace

class PositionsPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { scripted::prepareGuiTest(); }
    void clickOnADiagonalSelectsItsHead();
    void maskIsSetBesideTheModelAsItIs();
    void droppedFileIsSurveyed();
    void cutTextsAreSaid();
    void clickOnAGroupsPointSelectsItsHead();
    void stoppedSurveyKeepsWhatItHas();
    void anotherLimitMakesTheSurveyOutdated();
    void unreadableFileIsOneSentence();
    void learnedGatesHaveACard();
    void clickOnAGateSelectsItsHead();
    void attentionWithoutPairsSaysWhy_data();
    void attentionWithoutPairsSaysWhy();
};

void PositionsPageTest::clickOnADiagonalSelectsItsHead()
{
    const PositionsPageBench bench;
    CurvePlot *plot = bench.plot("diagonalMassPlot");
    QCOMPARE(plot->figure().curves.at(0).y.size(), 8U);
    PositionsPageBench::click(plot, 0, 6);
    QCOMPARE(bench.selection.cell().head, (core::HeadRef{{1}, {2}}));
    QCOMPARE(plot->selected(), std::optional(CurvePoint{0, 6}));
}

void PositionsPageTest::maskIsSetBesideTheModelAsItIs()
{
    PositionsPageBench bench;
    QVERIFY(bench.page.findChild<QLabel *>("diagonalLegend")->isHidden());
    bench.submit({core::maskTerm(core::MaskKind::Diagonal)});
    QCOMPARE(bench.plot("diagonalMassPlot")->figure().curves.size(), 3U);
    QVERIFY(bench.page.findChild<QLabel *>("diagonalLegend")->isVisible());
}

void PositionsPageTest::droppedFileIsSurveyed()
{
    PositionsPageBench bench;
    QVERIFY(bench.page.findChild<QLabel *>("positionGroupsAbsence")->isVisible());
    bench.surveyed(12);
    QVERIFY(bench.plot("positionGroupsPlot")->isVisible());
    QCOMPARE(bench.plot("positionGroupsPlot")->figure().curves.at(0).y.size(), 8U);
    QCOMPARE(bench.page.findChild<QProgressBar *>("positionProgress")->value(), 12);
    QVERIFY(bench.status().startsWith(QStringLiteral("12 of 12 texts by")));
}

void PositionsPageTest::cutTextsAreSaid()
{
    PositionsPageBench bench;
    bench.drop(bench.longTexts());
    support::waitUntil([&] { return bench.page.survey().state() == PositionSurvey::State::Idle; });
    QVERIFY2(bench.status().contains(QStringLiteral("1 of 2 texts cut at the model's limit of 40 tokens")),
             qPrintable(bench.status()));
    QVERIFY2(bench.status().contains(QStringLiteral("texts read from \"text\"")), qPrintable(bench.status()));
}

void PositionsPageTest::clickOnAGroupsPointSelectsItsHead()
{
    PositionsPageBench bench;
    bench.surveyed(4);
    PositionsPageBench::click(bench.plot("positionGroupsPlot"), 4, 5);  // the neighbors
    QCOMPARE(bench.selection.cell().head, (core::HeadRef{{1}, {1}}));
    QCOMPARE(bench.plot("positionGroupsPlot")->figure().curves.back().name, std::string("L1 H1"));
}

void PositionsPageTest::stoppedSurveyKeepsWhatItHas()
{
    PositionsPageBench bench;
    bench.drop(bench.textFile(200000));
    QTRY_VERIFY(bench.page.survey().report() != nullptr);
    QTest::mouseClick(bench.page.findChild<QPushButton *>("positionRun"), Qt::LeftButton);
    QCOMPARE(bench.page.survey().state(), PositionSurvey::State::Stopped);
    QVERIFY(bench.status().endsWith(QStringLiteral("stopped")));
    QVERIFY(!bench.plot("positionGroupsPlot")->figure().isEmpty());
}

void PositionsPageTest::anotherLimitMakesTheSurveyOutdated()
{
    PositionsPageBench bench;
    bench.surveyed(4);
    QVERIFY(!bench.page.survey().isOutdated());
    bench.page.survey().setLimit(200);
    QVERIFY(bench.page.survey().isOutdated());
    QVERIFY(bench.status().startsWith(QStringLiteral("Outdated, press Run: ")));
    QTest::mouseClick(bench.page.findChild<QPushButton *>("positionRun"), Qt::LeftButton);
    QTRY_COMPARE(bench.page.survey().state(), PositionSurvey::State::Idle);
    QVERIFY(!bench.page.survey().isOutdated());
}

void PositionsPageTest::unreadableFileIsOneSentence()
{
    PositionsPageBench bench;
    bench.surveyed(0);
    QVERIFY(bench.status().contains(QStringLiteral("texts.txt")));
}

void PositionsPageTest::learnedGatesHaveACard()
{
    const PositionsPageBench plain;
    QVERIFY(plain.page.findChild<QWidget *>("gatesCard")->isHidden());
    const PositionsPageBench bench(support::encoderConfig(support::attentionCase("structured")));
    QVERIFY(bench.page.findChild<QWidget *>("gatesCard")->isVisible());
    const auto *caution = bench.page.findChild<QLabel *>("gatesCaution");
    QVERIFY(caution->isVisible() && caution->text().contains(QStringLiteral("before the softmax")) &&
            caution->text().contains(QStringLiteral("not the importance gates")));
    const core::Matrix &shown = bench.page.findChild<HeatMapPlot *>("gateMapPlot")->figure().values;
    const core::Matrix probabilities =
        core::keepProbabilities(*bench.session.snapshot()->model->learnedGates, 0, static_cast<int>(shown.rows()));
    QCOMPARE(shown(0, 1), probabilities(0, 1));
}

void PositionsPageTest::clickOnAGateSelectsItsHead()
{
    PositionsPageBench bench(support::encoderConfig(support::attentionCase("unstructured")));
    bench.selection.selectHead({{1}, {0}});
    QTest::mouseClick(bench.page.findChild<QWidget *>("gateGroupsTab"), Qt::LeftButton);
    CurvePlot *plot = bench.plot("gateGroupsPlot");
    QVERIFY(plot->isVisible());
    PositionsPageBench::click(plot, 0, 3);
    QCOMPARE(bench.selection.cell().head, (core::HeadRef{{1}, {3}}));
}

void PositionsPageTest::attentionWithoutPairsSaysWhy_data()
{
    QTest::addColumn<QJsonObject>("config");
    QTest::newRow("LAMA") << support::lamaConfig();
    QTest::newRow("Linformer") << support::encoderConfig(support::attentionCase("linformer"));
    QTest::newRow("linear, context first") << support::encoderConfig(support::attentionCase("linear, context first"));
}

void PositionsPageTest::attentionWithoutPairsSaysWhy()
{
    QFETCH(QJsonObject, config);
    const PositionsPageBench bench(config);
    QVERIFY(bench.page.findChild<QLabel *>("positionsAbsence")->isVisible());
    QVERIFY(!bench.plot("diagonalMassPlot")->isVisible());
}

ATTNSCOPE_TEST(PositionsPageTest, QApplication)
#include "tst_positions_page.moc"
