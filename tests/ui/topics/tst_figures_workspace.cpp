#include "tests/support/engine_desk.h"
#include "tests/support/scripted_session.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"
#include "ui/session/workbench_history.h"
#include "ui/topics/figures/figures_workspace.h"
#include "ui/topics/figures/page_view.h"
#include "ui/widgets/choice_menu.h"

#include <QApplication>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace ui;
using core::PanelKind;
using support::waitUntil;

namespace {

// The workspace over the engine, with a page of three heads' maps.
struct Desk {
    support::TinyModel model{support::encoderConfig()};
    support::EngineDesk engine;
    FigureDesk figures{engine.workbench, engine.session, engine.messages, std::make_shared<core::ModelStore>()};
    WorkbenchHistory history{engine.workbench, engine.session};
    std::unique_ptr<FiguresWorkspace> page;

    Desk()
    {
        engine.ask(model.directory());
        for (const int head : {0, 1, 2}) {
            core::FigurePanel panel;
            panel.heads = {head};
            figures.addToPage(panel);
        }
        ViewSources sources = engine.sources();
        sources.figures = &figures;
        page = std::make_unique<FiguresWorkspace>(sources, figures);
        scripted::showAt(*page, 900, 640);
        settle();
    }

    void settle()
    {
        waitUntil([this] { return !figures.isDrawing(); });
    }
    PageView &view() { return *page->findChild<PageView *>("pageView"); }
    template <typename Widget>
    Widget &widget(const char *name)
    {
        return *page->findChild<Widget *>(name);
    }
    const core::FigureRecipe &recipe() const { return engine.workbench.state().figures.page; }
    QList<int> heads() const
    {
        QList<int> heads;
        for (const core::FigurePanel &panel : recipe().panels)
            heads << panel.heads.front();
        return heads;
    }
    void choose(const char *menu, int choice) { widget<ChoiceMenu>(menu).menu()->actions()[choice]->trigger(); }
};

QPoint centerOf(PageView &view, int panel)
{
    return view.panelArea(panel).center().toPoint();
}

}  // namespace

// The page, its panels and what is set of them, by mouse and keys.
class FiguresWorkspaceTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { scripted::prepareGuiTest(); }

    void anEmptyPageSaysHowItIsFilled()
    {
        support::EngineDesk engine;
        FigureDesk figures(engine.workbench, engine.session, engine.messages, std::make_shared<core::ModelStore>());
        FiguresWorkspace page(engine.sources(), figures);
        scripted::showAt(page, 900, 640);
        QVERIFY(page.findChild<QLabel *>("pageAbsence")->text().contains("Add to Figure"));
        QVERIFY(!page.findChild<QToolButton *>("pageSave")->isEnabled());
    }

    void panelsAreDrawnAtTheVenuesWidth()
    {
        Desk desk;
        QCOMPARE(desk.view().page()->panels.size(), 3U);
        QVERIFY(std::abs(desk.view().page()->size.width() - 77 / 25.4 * 72) < 0.01);
        desk.choose("pageWidth", 1);
        desk.settle();
        QVERIFY(std::abs(desk.view().page()->size.width() - 160 / 25.4 * 72) < 0.01);
        desk.choose("pageWidth", 2);
        desk.widget<QDoubleSpinBox>("pageMillimeters").setValue(100);
        desk.settle();
        QVERIFY(std::abs(desk.view().page()->size.width() - 100 / 25.4 * 72) < 0.01);
        desk.choose("pageVenue", 2);
        QCOMPARE(desk.recipe().preset, std::string("neurips"));
    }

    void panelsAreDraggedToAnotherPlace()
    {
        Desk desk;
        PageView &view = desk.view();
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, centerOf(view, 0));
        QTest::mouseMove(view.viewport(), centerOf(view, 1));
        QTest::mouseMove(view.viewport(), centerOf(view, 2));
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, centerOf(view, 2));
        QCOMPARE(desk.heads(), (QList<int>{1, 2, 0}));
        QCOMPARE(view.chosenPanel(), 2);
        desk.history.undo();
        QCOMPARE(desk.heads(), (QList<int>{0, 1, 2}));
    }

    void keysChooseMoveAndRemove()
    {
        Desk desk;
        PageView &view = desk.view();
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.chosenPanel(), 1);
        QCOMPARE(desk.widget<QSpinBox>("panelHead").value(), 1);
        QTest::keyClick(&view, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(desk.heads(), (QList<int>{0, 2, 1}));
        QTest::keyClick(&view, Qt::Key_Delete);
        QCOMPARE(desk.heads(), (QList<int>{0, 2}));
        desk.settle();
        QCOMPARE(view.chosenPanel(), 1);
    }

    void thePanelsLookIsSet()
    {
        Desk desk;
        desk.widget<QSpinBox>("panelLayer").setValue(1);
        desk.widget<QDoubleSpinBox>("panelHeight").setValue(40);
        auto &low = desk.widget<QLineEdit>("panelLow");
        auto &high = desk.widget<QLineEdit>("panelHigh");
        QTest::keyClicks(&low, "0");
        QTest::keyClicks(&high, "0.5");
        QTest::keyClick(&high, Qt::Key_Return);
        desk.choose("panelGamma", 2);
        const core::FigurePanel &panel = desk.recipe().panels.front();
        QCOMPARE(panel.layers, std::vector<int>{1});
        QCOMPARE(panel.look.height, std::optional(40.0));
        QVERIFY(panel.look.limits == (std::array{0.0, 0.5}));
        QCOMPARE(panel.look.gamma, std::optional(0.6));
        desk.settle();
        QCOMPARE(std::get<core::HeatMapFigure>(desk.view().page()->panels.front().figure).scale.high, 0.5);
        QVERIFY(desk.widget<QLabel>("pageRemarks").text().contains("(b) shows the same measure as (a)"));
    }

    void labelsTokensAndNumbersAreSet()
    {
        Desk desk;
        auto &tokens = desk.widget<QLineEdit>("panelTokens");
        QVERIFY(tokens.isVisible());
        tokens.setFocus();
        QTest::keyClicks(&tokens, "0-1, 3");
        QTest::keyClick(&tokens, Qt::Key_Return);
        desk.choose("panelAngle", 4);
        desk.choose("panelEvery", 2);
        desk.choose("panelNumbers", 1);
        desk.choose("panelLegend", 3);
        const auto look = [&desk] { return desk.recipe().panels.front().look; };
        QCOMPARE(look().tokens, std::optional(std::vector{0, 1, 3}));
        QCOMPARE(look().labelAngle, std::optional(90.0));
        QCOMPARE(look().labelEvery, std::optional(2));
        QVERIFY(look().annotates && look().legend == core::LegendPlace::None);
        desk.settle();
        QCOMPARE(std::get<core::HeatMapFigure>(desk.view().page()->panels.front().figure).values.rows(), 3);
        QCOMPARE(tokens.text(), QStringLiteral("0-1, 3"));
        tokens.selectAll();
        QTest::keyClicks(&tokens, "0-4, 3");  // one twice
        QTest::keyClick(&tokens, Qt::Key_Return);
        QCOMPARE(look().tokens->size(), 3U);
        tokens.selectAll();
        QTest::keyClick(&tokens, Qt::Key_Delete);
        QTest::keyClick(&tokens, Qt::Key_Return);
        QVERIFY(!look().tokens);
    }

    // As `figure --describe` lists them.
    void theFieldsOfTheKindAreSet()
    {
        Desk desk;
        core::FigurePanel added;
        added.kind = PanelKind::Spectrum;
        desk.figures.addToPage(added);
        desk.view().choosePanel(3);
        desk.settle();
        const auto panel = [&desk] { return desk.recipe().panels.back(); };
        const auto type = [&desk](const char *field, const char *text) {
            auto &line = desk.widget<QLineEdit>(field);
            line.selectAll();
            QTest::keyClicks(&line, text);
            QTest::keyClick(&line, Qt::Key_Return);
        };
        desk.choose("field-scale", 2);
        QVERIFY(!panel().options.spectrum.isLogarithmic);
        desk.choose("field-all_heads", 1);
        QVERIFY(!panel().options.spectrum.showsAllHeads);
        type("field-k", "2");
        QCOMPARE(panel().options.markedRank, 2);
        type("field-nulls", R"(["permuted_rows"])");
        QVERIFY(panel().options.spectrum.showsPermuted);
        type("field-text", "word1 word2 word3 word4");
        QCOMPARE(panel().sources.text, std::optional(std::string("word1 word2 word3 word4")));
        type("field-k", "many");
        QVERIFY(desk.widget<QLabel>("fieldProblem").text().startsWith("k: expected a whole number"));
        QCOMPARE(panel().options.markedRank, 2);
        desk.choose("field-scale", 0);
        QVERIFY(panel().options.spectrum.isLogarithmic);
        desk.settle();
        QVERIFY(std::holds_alternative<core::CurveFigure>(desk.view().page()->panels.back().figure));
        desk.view().choosePanel(0);
        QVERIFY(!desk.page->findChild<QWidget *>("field-scale") && desk.page->findChild<QWidget *>("field-matrix"));
    }

    void oneScaleForAllMaps()
    {
        Desk desk;
        const auto high = [&desk](std::size_t panel) {
            return std::get<core::HeatMapFigure>(desk.view().page()->panels[panel].figure).scale.high;
        };
        QVERIFY(high(0) != high(1));
        QVERIFY(desk.widget<QLabel>("pageRemarks").text().contains("colors of other limits"));
        desk.choose("pageLimits", 1);
        desk.settle();
        QCOMPARE(high(0), high(1));
        QVERIFY(!desk.widget<QLabel>("pageRemarks").text().contains("colors of other limits"));
    }

    void limitsAreTakenBackByEmptyFields()
    {
        Desk desk;
        auto &low = desk.widget<QLineEdit>("panelLow");
        auto &high = desk.widget<QLineEdit>("panelHigh");
        QTest::keyClicks(&low, "0");
        QTest::keyClicks(&high, "0.5");
        QTest::keyClick(&high, Qt::Key_Return);
        QVERIFY(desk.recipe().panels.front().look.limits);
        for (QLineEdit *edit : {&low, &high}) {
            edit->selectAll();
            QTest::keyClick(edit, Qt::Key_Delete);
        }
        QTest::keyClick(&high, Qt::Key_Return);
        QVERIFY(!desk.recipe().panels.front().look.limits);
    }

    void whatIsBegunInAFieldStaysWithItsPanel()
    {
        Desk desk;
        auto &tokens = desk.widget<QLineEdit>("panelTokens");
        tokens.setFocus();
        QTest::keyClicks(&tokens, "0-1");
        desk.view().choosePanel(1);
        desk.view().setFocus();
        QVERIFY(!desk.recipe().panels[1].look.tokens);
        QCOMPARE(tokens.text(), QString());
    }

    void aPanelThatCannotBeDrawnCanBeRemoved()
    {
        Desk desk;
        core::FigurePanel panel;
        panel.layers = {77};
        desk.figures.addToPage(panel);
        desk.settle();
        QCOMPARE(desk.view().page()->panels.size(), 3U);
        for (int step = 0; step < 3; ++step)
            QTest::keyClick(&desk.view(), Qt::Key_Right);
        QTest::keyClick(&desk.view(), Qt::Key_Delete);
        QCOMPARE(desk.heads(), (QList<int>{0, 1, 2}));
    }

    void aCaptionIsOneStepOfUndo()
    {
        Desk desk;
        auto &caption = desk.widget<QPlainTextEdit>("pageCaption");
        caption.setFocus();
        caption.selectAll();
        QTest::keyClicks(&caption, "Mine.");
        desk.engine.workbench.change([](core::WorkbenchState &state) { state.text += "g"; }, typing());
        desk.history.undo();
        QCOMPARE(desk.recipe().caption, std::string("Mine."));
        desk.history.undo();
        QCOMPARE(desk.recipe().caption, std::string());
    }

    void theCaptionIsADraftUntilItIsWritten()
    {
        Desk desk;
        auto &caption = desk.widget<QPlainTextEdit>("pageCaption");
        const QString draft = caption.toPlainText();
        QVERIFY(draft.startsWith("(a) Map of a head, L0 H0"));
        desk.page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(desk.page.get()));
        caption.setFocus();
        QTest::keyClicks(&caption, "x");
        QCOMPARE(desk.recipe().caption, "x" + draft.toStdString());
        QTest::keyClick(&caption, Qt::Key_Backspace);
        QCOMPARE(desk.recipe().caption, std::string());  // the draft again, which follows the panels
        caption.selectAll();
        QTest::keyClick(&caption, Qt::Key_Delete);
        QCOMPARE(caption.toPlainText(), QString());
        QTest::keyClicks(&caption, "Mine.");
        QCOMPARE(desk.recipe().caption, std::string("Mine."));
        caption.selectAll();
        QTest::keyClick(&caption, Qt::Key_Delete);
        desk.view().setFocus();
        QTRY_COMPARE(caption.toPlainText(), draft);
    }

    // A caption changes nothing that is drawn, a venue nothing that is computed.
    void onlyWhatChangesIsWorkedOut()
    {
        Desk desk;
        const QSignalSpy runs(&desk.figures, &FigureDesk::pageChanged);
        const auto *before = &desk.view().page()->panels.front();
        desk.widget<QPlainTextEdit>("pageCaption").setFocus();
        QTest::keyClicks(&desk.widget<QPlainTextEdit>("pageCaption"), "Mine.");
        QCOMPARE(&desk.view().page()->panels.front(), before);
        desk.choose("pageWidth", 1);
        QVERIFY(std::abs(desk.view().page()->size.width() - 160 / 25.4 * 72) < 0.01);
        desk.choose("pageVenue", 2);
        QVERIFY(std::abs(desk.view().page()->size.width() - 5.5 * 72) < 0.01);
        desk.widget<QDoubleSpinBox>("panelHeight").setValue(40);
        QCOMPARE(runs.size(), 0);
        desk.choose("panelGamma", 1);
        QVERIFY(desk.figures.isDrawing());
        desk.settle();
    }

    void whatCannotBeDrawnIsSaidAndThePageStays()
    {
        Desk desk;
        desk.widget<QSpinBox>("panelLayer").setValue(77);
        desk.settle();
        const auto &problem = desk.widget<QLabel>("pageProblem");
        QVERIFY(problem.isVisible() && problem.text().startsWith("panel (a), layer: there is no 77"));
        QCOMPARE(desk.view().page()->panels.size(), 3U);
        desk.history.undo();
        desk.settle();
        QVERIFY(!problem.isVisible());
    }

    void zoomIsTrueToSize()
    {
        Desk desk;
        desk.choose("pageZoom", 2);
        const double points = desk.view().panelArea(1).left() - desk.view().panelArea(0).left();
        desk.choose("pageZoom", 4);
        QVERIFY(std::abs((desk.view().panelArea(1).left() - desk.view().panelArea(0).left()) / points - 2) < 0.01);
    }
};

ATTNSCOPE_TEST(FiguresWorkspaceTest, QApplication)
#include "tst_figures_workspace.moc"
