#include "tests/support/test_program.h"
#include "ui/theme/spoken_picture.h"
#include "ui/topics/rank/spectra/spectra_page.h"

#include "tests/support/scripted_session.h"
#include "ui/topics/rank/rank_workspace.h"
#include "ui/views/curve_view.h"
#include "ui/views/layer_head_view.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/text_tab.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QRegularExpression>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>

using namespace ui;

namespace {

// Lives until the end of the test.
struct TextFile {
    explicit TextFile(const QByteArray &text)
    {
        static const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("texts.txt")));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0)
            qFatal("no texts");
        path = file.fileName().toStdString();
    }

    std::filesystem::path path;
};

}  // namespace

class TestSpectraPage : public QObject
{
    Q_OBJECT

private slots:
    void init() { scripted::prepareGuiTest(); }

    void sliderChoosesK()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(2, 3, 12));
        SpectraPage page(session.sources(), session.comparison);
        scripted::showAt(page, 900, 600);
        auto *slider = page.findChild<QSlider *>("rankSlider");
        QCOMPARE(slider->maximum(), 12);
        QCOMPARE(slider->value(), 3);  // a quarter until one is chosen
        QTest::keyClick(slider, Qt::Key_Right);
        QCOMPARE(session.workbench.state().rank.k, 4);
        QVERIFY(page.findChild<QLabel *>("rankText")->text().startsWith(QStringLiteral("k = 4 of 12")));
        QCOMPARE(page.findChild<CurveView *>("shares")->plot()->figure().bounds.front().at, 4.0);
    }

    void kIsDraggedInBothPlots_data()
    {
        QTest::addColumn<QString>("view");
        QTest::newRow("spectrum") << "spectrum";
        QTest::newRow("shares") << "shares";
    }

    void kIsDraggedInBothPlots()
    {
        QFETCH(QString, view);
        scripted::Session session;
        session.show(scripted::randomEncoder(2, 3, 12));
        SpectraPage page(session.sources(), session.comparison);
        scripted::showAt(page, 900, 600);
        CurvePlot *plot = page.findChild<CurveView *>(view)->plot();
        const auto at = [plot](double k) {
            return QPointF(plot->frame().at(k, 1).x(), plot->frame().plot.center().y()).toPoint();
        };
        QTest::mousePress(plot, Qt::LeftButton, {}, at(3));
        QTest::mouseMove(plot, at(7));
        QCOMPARE(session.workbench.state().rank.k, 7);
        QCOMPARE(page.findChild<QSlider *>("rankSlider")->value(), 7);
        QTest::mouseMove(plot, {1, 1});
        QCOMPARE(session.workbench.state().rank.k, 1);
        QTest::mouseMove(plot, at(5));
        QTest::mouseRelease(plot, Qt::LeftButton, {}, at(5));
        QCOMPARE(page.findChild<CurveView *>("spectrum")->plot()->figure().bounds.back().at, 5.0);
        QCOMPARE(page.findChild<CurveView *>("shares")->plot()->figure().bounds.back().label, std::string("k = 5"));
    }

    void clickOnTheMapSelectsTheHead()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(2, 3, 12));
        SpectraPage page(session.sources(), session.comparison);
        scripted::showAt(page, 900, 600);
        auto *map = page.findChild<LayerHeadView *>("rankMap");
        QTest::mouseClick(map->plot(), Qt::LeftButton, {}, map->plot()->frame().cell({1, 2}).center().toPoint());
        QCOMPARE(session.selection.cell().head, (core::HeadRef{{1}, {2}}));
        QCOMPARE(page.findChild<CurveView *>("spectrum")->plot()->figure().title, std::string("Singular values of L1 H2"));
        QTest::keyClick(map, Qt::Key_Left);
        QCOMPARE(session.selection.cell().head, (core::HeadRef{{1}, {1}}));
        QCOMPARE(spokenValue(*map->plot()),
                 QStringLiteral("layer 1, head 1: %1").arg(readOut(map->plot()->figure(), {1, 1})));
        QTest::mouseMove(map->plot(), map->plot()->frame().cell({0, 2}).center().toPoint());
        QCOMPARE(map->plot()->highlights().hoveredColumn, 2);
    }

    void ctrlClickDrawsHeadsBeside()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(2, 3, 12));
        SpectraPage page(session.sources(), session.comparison);
        scripted::showAt(page, 900, 600);
        auto *map = page.findChild<LayerHeadView *>("rankMap");
        const auto namesBeside = [&page] {
            std::vector<std::string> names;
            for (const core::Curve &curve : page.findChild<CurveView *>("spectrum")->plot()->figure().curves) {
                if (curve.role == core::CurveRole::Reference)
                    names.push_back(curve.name);
            }
            return names;
        };
        QVERIFY(namesBeside().empty());
        QTest::mouseClick(map->plot(), Qt::LeftButton, Qt::ControlModifier,
                          map->plot()->frame().cell({1, 2}).center().toPoint());
        QTest::mouseClick(map->plot(), Qt::LeftButton, Qt::ControlModifier,
                          map->plot()->frame().cell({0, 1}).center().toPoint());
        QCOMPARE(namesBeside(), (std::vector<std::string>{"L1 H2", "L0 H1"}));
        QCOMPARE(session.selection.cell().head, core::HeadRef());  // stays
        QTest::mouseClick(map->plot(), Qt::LeftButton, Qt::ControlModifier,
                          map->plot()->frame().cell({1, 2}).center().toPoint());
        QCOMPARE(namesBeside(), (std::vector<std::string>{"L0 H1"}));
    }

    void menusChooseWhatIsShown()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(2, 3, 12));
        SpectraPage page(session.sources(), session.comparison);
        scripted::showAt(page, 900, 600);
        const auto choose = [&page](const char *menu, int choice) {
            page.findChild<ChoiceMenu *>(menu)->menu()->actions().at(choice)->trigger();
        };
        choose("spectrumScale", 0);
        choose("spectrumHeads", 0);
        choose("rankMeasure", 1);
        const core::RankState &rank = session.workbench.state().rank;
        QVERIFY(!rank.spectrum.isLogarithmic && !rank.spectrum.showsAllHeads);
        QCOMPARE(rank.measure, core::SpectrumMeasure::NumericalRank);
        QCOMPARE(page.findChild<LayerHeadView *>("rankMap")->plot()->figure().title, std::string("numerical rank"));
        QCOMPARE(page.findChild<CurveView *>("spectrum")->plot()->figure().y.scale, core::AxisScale::Linear);
    }

    void toleranceIsThereForNumericalRanks()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(2, 3, 12));
        SpectraPage page(session.sources(), session.comparison);
        scripted::showAt(page, 900, 600);
        const auto *tolerance = page.findChild<ChoiceMenu *>("rankTolerance");
        const auto measure = [&page](core::SpectrumMeasure chosen) {
            page.findChild<ChoiceMenu *>("rankMeasure")->menu()->actions().at(static_cast<int>(chosen))->trigger();
        };
        QVERIFY(!tolerance->isVisible());
        measure(core::SpectrumMeasure::NumericalRank);
        QVERIFY(tolerance->isVisible());
        QCOMPARE(tolerance->text(), QStringLiteral("counts σ above σ₁ · n · 1.2e−7"));
        const HeatMapPlot *map = page.findChild<LayerHeadView *>("rankMap")->plot();
        const float strict = map->figure().values(0, 0);
        tolerance->menu()->actions().last()->trigger();
        QCOMPARE(session.workbench.state().rank.tolerance, 1e-2);
        QVERIFY(map->figure().values(0, 0) < strict);
        QVERIFY(map->figure().explanation.find("above 10⁻² σ₁.") != std::string::npos);
        measure(core::SpectrumMeasure::StableRank);
        QVERIFY(!tolerance->isVisible());
    }

    void mapShowsTheMeanOfACorpus()
    {
        scripted::Session session;
        session.show(scripted::tinyModel("bert-classifier"));
        SpectraPage page(session.sources(), session.comparison);
        scripted::showAt(page, 900, 600);
        const auto *texts = page.findChild<ChoiceMenu *>("rankMapTexts");
        const HeatMapPlot *map = page.findChild<LayerHeadView *>("rankMap")->plot();
        const QAction *corpus = texts->menu()->actions().at(1);
        QVERIFY(!corpus->isEnabled() && corpus->text().contains(QStringLiteral("Head sizes")));
        session.comparison.setCorpus(TextFile("a fine film\nthe film is not very good\n").path);
        QTRY_VERIFY(corpus->isEnabled());
        QCOMPARE(corpus->text(), QStringLiteral("mean of 2 texts"));
        QCOMPARE(map->figure().title, std::string("effective rank"));
        texts->menu()->actions().at(1)->trigger();
        QCOMPARE(map->figure().title, std::string("effective rank, mean of 2 texts"));
        session.show(scripted::tinyModel("shared"));  // of which the corpus says nothing
        QCOMPARE(map->figure().title, std::string("effective rank"));
        QCOMPARE(texts->text(), QStringLiteral("scope: this sentence"));
    }

    void corpusIsCountedByTheDefaultTolerance()
    {
        scripted::Session session;
        session.show(scripted::tinyModel("bert-classifier"));
        core::WorkbenchState options = session.workbench.state();
        options.rank.measure = core::SpectrumMeasure::NumericalRank;
        options.rank.tolerance = 1e-2;
        options.rank.mapsCorpus = true;
        session.workbench.set(options);
        SpectraPage page(session.sources(), session.comparison);
        scripted::showAt(page, 900, 600);
        const auto *tolerance = page.findChild<ChoiceMenu *>("rankTolerance");
        const HeatMapPlot *map = page.findChild<LayerHeadView *>("rankMap")->plot();
        QVERIFY(tolerance->isVisible() && map->figure().isWhole);
        session.comparison.setCorpus(TextFile("a fine film\n").path);
        QTRY_VERIFY(!tolerance->isVisible());  // the map follows the corpus by itself
        QCOMPARE(map->figure().title, std::string("numerical rank, mean of 1 text"));
    }

    void baselineMenuAsksTheEngine()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(2, 3, 12));
        SpectraPage page(session.sources(), session.comparison);
        scripted::showAt(page, 900, 600);
        const auto *menu = page.findChild<ChoiceMenu *>("spectrumBaseline");
        const auto request = [&session] { return session.session.request().baselines; };
        QVERIFY(request() == core::BaselineRequest());
        menu->menu()->actions().at(1)->trigger();
        QVERIFY(request() == (core::BaselineRequest{.shufflesTokens = true}));
        session.selection.selectHead({{1}, {2}});
        menu->menu()->actions().at(3)->trigger();
        QVERIFY(request() == (core::BaselineRequest{.permutesRows = true, .head = {{{1}, {2}}}}));
        session.selection.selectHead({{0}, {1}});
        QVERIFY(request().head == (core::HeadRef{{0}, {1}}));
        menu->menu()->actions().at(4)->trigger();
        QVERIFY(request().shufflesTokens && request().drawsProjections && request().permutesRows);
        QCOMPARE(menu->text(), QStringLiteral("baselines"));
        QVERIFY(menu->menu()->actions().at(3)->toolTip().contains("destroys which keys get them"));
        session.show(scripted::randomLama(4, {"a", "fine", "film"}));
        QVERIFY(menu->menu()->actions().at(1)->isEnabled() && !menu->menu()->actions().at(2)->isEnabled());
        QVERIFY(menu->menu()->actions().at(3)->isEnabled());
        QCOMPARE(menu->menu()->actions().at(2)->text(), QStringLiteral("random Q and K (LAMA has no queries and keys)"));
        menu->menu()->actions().at(0)->trigger();
        QVERIFY(request() == core::BaselineRequest());
    }

    void ranksOfRandomMapsAreReadBelowTheSpectrum()
    {
        scripted::Session session;
        const core::HeadRef head{{1}, {1}};
        session.show(scripted::tinyModel(
            "bert-classifier", {.text = "a fine film of heads", .baselines = {.permutesRows = true, .head = head}}));
        SpectraPage page(session.sources(), session.comparison);
        scripted::showAt(page, 900, 600);
        const auto *text = page.findChild<QLabel *>("baselineText");
        QVERIFY(!text->isVisible());
        page.findChild<ChoiceMenu *>("spectrumBaseline")->menu()->actions().at(3)->trigger();
        session.selection.selectHead(head);
        QVERIFY(text->isVisible());
        static const QRegularExpression ranks(
            "^effective rank \\d+\\.\\d; permuted rows \\d+\\.\\d \\[\\d+\\.\\d, \\d+\\.\\d\\]$");
        QVERIFY2(ranks.match(text->text()).hasMatch(), qPrintable(text->text()));
        session.selection.selectHead({{0}, {0}});  // not drawn yet
        QVERIFY(!text->isVisible());
    }

    void residualsTakeThePlaceOfShares()
    {
        scripted::Session session;
        session.show(scripted::tinyModel("bert-classifier", {.text = "a fine film", .spectra = {.findsResiduals = true}}));
        SpectraPage page(session.sources(), session.comparison);
        scripted::showAt(page, 900, 600);
        const CurvePlot *plot = page.findChild<CurveView *>("shares")->plot();
        QVERIFY(!session.session.request().spectra.findsResiduals);
        page.findChild<ChoiceMenu *>("sharePicture")->menu()->actions().at(1)->trigger();
        QVERIFY(session.session.request().spectra.findsResiduals);
        QCOMPARE(plot->figure().title, std::string("Residual to rank one"));
        QCOMPARE(plot->figure().curves.front().y.size(), 3U);
        QVERIFY(page.findChild<QSlider *>("rankSlider")->isVisible());  // k is not of the shares alone
    }

    void truncationNamesItsHeads()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(2, 3, 12));
        SpectraPage page(session.sources(), session.comparison);
        scripted::showAt(page, 900, 600);
        const auto *menu = page.findChild<ChoiceMenu *>("truncatedHeads");
        const core::RankTruncation &truncation = session.session.request().truncation;
        QVERIFY(!truncation.isActive());
        menu->menu()->actions().at(1)->trigger();
        QCOMPARE(truncation.heads, (std::vector<core::HeadRef>{{{0}, {0}}}));
        QCOMPARE(truncation.rank, 3);
        session.selection.selectHead({{1}, {2}});
        QCOMPARE(truncation.heads, (std::vector<core::HeadRef>{{{1}, {2}}}));
        menu->menu()->actions().at(2)->trigger();
        QCOMPARE(truncation.heads.size(), 3U);
        menu->menu()->actions().at(3)->trigger();
        QCOMPARE(truncation.heads.size(), 6U);
        menu->menu()->actions().at(0)->trigger();
        QVERIFY(!truncation.isActive());
    }

    void oneTabOfTheWorkspaceIsChosen()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(2, 3, 7));
        RankWorkspace workspace(session.sources(), session.models, session.comparison, session.messages);
        scripted::showAt(workspace, 1000, 700);
        auto *spectra = workspace.findChild<TextTab *>("spectraTab");
        auto *playground = workspace.findChild<TextTab *>("playgroundTab");
        QVERIFY(spectra->isChecked() && workspace.findChild<SpectraPage *>("spectraPage")->isVisible());
        QTest::mouseClick(playground, Qt::LeftButton);
        QVERIFY(playground->isChecked() && !spectra->isChecked());
        QVERIFY(!workspace.findChild<SpectraPage *>("spectraPage")->isVisible());
    }

    void everyControlHasANameForScreenReaders()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(2, 3, 7));
        SpectraPage page(session.sources(), session.comparison);
        scripted::showAt(page, 900, 600);
        for (const QWidget *widget : page.findChildren<QWidget *>())
            if (widget->focusPolicy() != Qt::NoFocus && widget->isVisible())
                QVERIFY2(!widget->accessibleName().isEmpty() && !widget->objectName().isEmpty(),
                         widget->metaObject()->className());
    }

    void oneTokenAndLamaLeaveSentencesNotErrors()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(1, 1, std::vector<std::string>{"[CLS]"}));
        SpectraPage page(session.sources(), session.comparison);
        scripted::showAt(page, 900, 600);
        QVERIFY(page.findChild<QLabel *>("spectrumAbsence")->isVisible());
        QVERIFY(!page.findChild<QSlider *>("rankSlider")->isEnabled());
        session.show(scripted::randomLama(4, {"a", "fine", "film"}));
        QVERIFY(!page.findChild<QLabel *>("spectrumAbsence")->isVisible());
        QVERIFY(page.findChild<QLabel *>("rankMapAbsence")->isVisible());
        session.show(scripted::tinyModel("linear-context-first"));
        QVERIFY(!page.findChild<CurveView *>("spectrum")->plot()->figure().isEmpty());
    }
};

ATTNSCOPE_TEST(TestSpectraPage, QApplication)
#include "tst_spectra_page.moc"
