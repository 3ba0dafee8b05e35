#include "tests/support/test_program.h"
#include "ui/topics/rank/rank_workspace.h"

#include "tests/support/golden_image.h"
#include "tests/support/scripted_session.h"
#include "ui/theme/theme.h"
#include "ui/topics/rank/playground/playground_curve_view.h"
#include "ui/topics/rank/playground/playground_map_view.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/text_tab.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QRegularExpression>
#include <QSlider>
#include <QTest>

using namespace ui;

namespace {

constexpr int patience = 300000;  // milliseconds; a search takes seconds, with a sanitizer many times as long

enum Source { Head, Diagonal, Band, Permutation, Random, Painted };

// The workspace over a session, with the parts a test looks at.
struct ShownWorkspace {
    explicit ShownWorkspace(scripted::SnapshotPointer snapshot = nullptr)
    {
        if (snapshot)
            session.show(std::move(snapshot));
        workspace = std::make_unique<RankWorkspace>(session.sources(), session.models, session.comparison, session.messages);
        scripted::showAt(*workspace, 860, 640);
        find<TextTab>("playgroundTab")->click();
        QCoreApplication::processEvents();
    }

    template <typename Widget>
    Widget *find(const char *name) const
    {
        return workspace->findChild<Widget *>(QLatin1String(name));
    }
    HeatMapPlot *target() const { return find<HeatMapPlot>("targetPlot"); }
    HeatMapPlot *realized() const { return find<HeatMapPlot>("realizedPlot"); }
    QSlider *headSize() const { return find<QSlider>("headSize"); }
    QString verdict() const { return find<QLabel>("headSizeVerdict")->text(); }
    ChoiceMenu *scores() const { return find<ChoiceMenu>("realizedScores"); }
    QString note() const { return find<QLabel>("targetNote")->text(); }
    ChoiceMenu *sources() const { return find<ChoiceMenu>("targetSource"); }
    float share(int query, int key) const { return target()->figure().values(query, key); }
    QPoint cell(int query, int key) const { return target()->frame().cell({query, key}).center().toPoint(); }
    void choose(Source source) const { sources()->menu()->actions().at(source)->trigger(); }

    scripted::Session session;
    std::unique_ptr<RankWorkspace> workspace;
};

}  // namespace

class TestPlaygroundPage : public QObject
{
    Q_OBJECT

private slots:
    void init() { scripted::prepareGuiTest(); }

    void beginsWithTheSelectedHeadAndFollowsIt()
    {
        const auto snapshot = scripted::randomEncoder(2, 3, 7);
        ShownWorkspace shown(snapshot);
        const auto isMapOf = [&](core::HeadRef head) {
            return shown.target()->figure().values.isApprox(*core::attentionMap(*snapshot, head), 1e-4F);
        };
        QVERIFY(isMapOf({{0}, {0}}));
        shown.session.selection.selectHead({{1}, {2}});
        QVERIFY(isMapOf({{1}, {2}}));
        QCOMPARE(shown.note(), QStringLiteral("L1 H2"));
        shown.session.show(scripted::randomEncoder(2, 3, 12));
        QCOMPARE(shown.target()->figure().values.rows(), 12);
        QCOMPARE(shown.headSize()->maximum(), 12);
    }

    void withoutATextThereAreNumbers()
    {
        ShownWorkspace shown;
        QCOMPARE(shown.target()->figure().values.rows(), 8);
        QCOMPARE(shown.target()->figure().rows.labels.back().text, std::string("7"));
        QCOMPARE(shown.sources()->current(), static_cast<int>(Diagonal));
        QVERIFY(!shown.sources()->menu()->actions().first()->isEnabled());
        QTest::mouseMove(shown.target(), shown.cell(2, 3));
        QCOMPARE(shown.realized()->highlights().hoveredRow, std::optional(2));
    }

    void modelsWithoutTokenMapsGiveTheirTokensOnly()
    {
        ShownWorkspace shown(scripted::randomLama(4, {"a", "fine", "film"}));
        QCOMPARE(shown.target()->figure().values.rows(), 3);
        QCOMPARE(shown.sources()->current(), static_cast<int>(Diagonal));
        shown.session.show(scripted::tinyModel("linformer-none"));
        QCOMPARE(shown.sources()->current(), static_cast<int>(Diagonal));
        shown.session.show(scripted::tinyModel("symmetric"));
        QCOMPARE(shown.sources()->current(), static_cast<int>(Head));  // it was chosen, and is there again
    }

    void menuChoosesTheTarget()
    {
        ShownWorkspace shown(scripted::randomEncoder(1, 1, 7));
        auto *number = shown.find<QSlider>("targetNumber");
        auto *roll = shown.find<QAbstractButton>("rollAgain");
        QVERIFY(!number->isVisible() && !roll->isVisible());
        shown.choose(Diagonal);
        QCOMPARE(shown.share(3, 3), 0.9F);
        number->setValue(40);
        QCOMPARE(shown.share(3, 3), 0.4F);
        shown.choose(Band);
        number->setValue(2);
        QCOMPARE(shown.share(3, 5), 0.2F);
        QVERIFY(shown.share(3, 6) < 1e-5F);
        shown.choose(Random);
        QVERIFY(number->isVisible() && roll->isVisible());
        const float before = shown.share(3, 3);
        roll->click();
        QVERIFY(shown.share(3, 3) != before);
        shown.choose(Permutation);
        QVERIFY(!number->isVisible() && roll->isVisible());
        QVERIFY(shown.target()->figure().values.row(0).maxCoeff() > 0.99F);
    }

    void keysMoveTheHeadSizeUntilTheErrorIsGone()
    {
        ShownWorkspace shown(scripted::randomEncoder(1, 1, 7));
        QCOMPARE(shown.headSize()->value(), 4);
        QTRY_COMPARE_WITH_TIMEOUT(shown.scores()->text(), QStringLiteral("best found"), patience);
        QTest::keyClick(shown.headSize(), Qt::Key_Left);
        QVERIFY(shown.verdict().startsWith("Head size 3: mean total variation "));
        QTRY_COMPARE_WITH_TIMEOUT(shown.scores()->text(), QStringLiteral("best found"), patience);
        const core::ColorScale scale = shown.realized()->figure().scale;
        QTest::keyClick(shown.headSize(), Qt::Key_End);
        QTest::keyClick(shown.headSize(), Qt::Key_Left);
        QVERIFY(shown.verdict().startsWith("Head size 6: mean total variation "));
        QCOMPARE(shown.realized()->figure().scale, scale);
        QCOMPARE(shown.target()->figure().scale, scale);
        QVERIFY(shown.realized()->figure().values.isApprox(shown.target()->figure().values, 1e-4F));
        QVERIFY(shown.find<QLabel>("constructionNote")->text().contains("which is rounding"));
    }

    void bestFoundAndTruncationAreNamed()
    {
        ShownWorkspace shown(scripted::randomEncoder(1, 1, 9));
        shown.choose(Permutation);
        QTest::keyClick(shown.headSize(), Qt::Key_Home);
        QTest::keyClick(shown.headSize(), Qt::Key_Right);
        QTRY_COMPARE_WITH_TIMEOUT(shown.realized()->figure().title, std::string("Best found with head size 2"), patience);
        QTRY_COMPARE_WITH_TIMEOUT(shown.scores()->text(), QStringLiteral("best found"), patience);
        QVERIFY(shown.realized()->figure().values.isApprox(shown.target()->figure().values, 1e-4F));
        shown.scores()->menu()->actions().at(1)->trigger();
        QCOMPARE(shown.realized()->figure().title, std::string("Truncation to head size 2"));
        QVERIFY(!shown.realized()->figure().values.isApprox(shown.target()->figure().values, 0.1F));
        QVERIFY(shown.find<QLabel>("constructionNote")->text().contains("the truncation's map"));
        static const QRegularExpression sizes(
            "Smallest head size below 0\\.05: 2 best found, [5-9] by truncation, of n = 9\\.$");
        QVERIFY2(sizes.match(shown.verdict()).hasMatch(), qPrintable(shown.verdict()));
        shown.find<ChoiceMenu>("playgroundTolerance")->menu()->actions().at(4)->trigger();
        QVERIFY(shown.verdict().contains("below 0.2: 2 best found"));
    }

    void anotherTargetIsSearchedAnew()
    {
        ShownWorkspace shown(scripted::randomEncoder(1, 1, 30));
        shown.choose(Random);
        for (int roll = 0; roll < 20; ++roll)
            shown.find<QAbstractButton>("rollAgain")->click();
        shown.choose(Permutation);
        QTRY_VERIFY_WITH_TIMEOUT(shown.verdict().contains("Smallest head size below 0.05: 2 best found"), patience);
        const auto *plot = shown.find<CurvePlot>("errorPlot");
        QTRY_COMPARE_WITH_TIMEOUT(plot->figure().curves.back().x.back(), 30.0, patience);
        QVERIFY(plot->figure().curves.back().y[1] < 1e-6);
    }

    void nothingIsSearchedWhileHidden()
    {
        ShownWorkspace shown(scripted::randomEncoder(1, 1, 7));
        QTRY_COMPARE_WITH_TIMEOUT(shown.scores()->text(), QStringLiteral("best found"), patience);
        shown.workspace->hide();
        shown.session.show(scripted::randomEncoder(1, 1, 9));
        QTest::qWait(1);
        QCOMPARE(shown.headSize()->maximum(), 7);
        shown.workspace->show();
        QTRY_COMPARE_WITH_TIMEOUT(shown.scores()->text(), QStringLiteral("best found"), patience);
        QVERIFY(shown.verdict().contains("of n = 9"));
    }

    void mousePaintsAndErases()
    {
        ShownWorkspace shown(scripted::randomEncoder(1, 1, 7));
        const float before = shown.share(2, 4);
        QTest::mouseClick(shown.target(), Qt::LeftButton, {}, shown.cell(2, 4));
        QVERIFY(qAbs(shown.share(2, 4) - (before + 0.5F) / 1.5F) < 1e-5F);
        QCOMPARE(shown.sources()->current(), static_cast<int>(Painted));
        QVERIFY(qAbs(shown.target()->figure().values.row(2).sum() - 1) < 1e-5F);
        QTest::mouseClick(shown.target(), Qt::RightButton, {}, shown.cell(2, 4));
        QVERIFY(shown.share(2, 4) < 1e-5F);
        QTest::mouseClick(shown.target(), Qt::LeftButton, Qt::ShiftModifier, shown.cell(3, 3));
        QVERIFY(shown.share(3, 3) < 1e-5F);
        shown.find<QAbstractButton>("resetPainting")->click();
        QCOMPARE(shown.sources()->current(), static_cast<int>(Head));
        QCOMPARE(shown.share(2, 4), before);
    }

    void fastStrokeSkipsNoCell()
    {
        ShownWorkspace shown(scripted::randomEncoder(1, 1, 7));
        shown.choose(Diagonal);
        QTest::mousePress(shown.target(), Qt::LeftButton, {}, shown.cell(5, 0));
        QTest::mouseMove(shown.target(), shown.cell(5, 4));
        QTest::mouseRelease(shown.target(), Qt::LeftButton, {}, shown.cell(5, 4));
        for (int key = 0; key < 4; ++key)
            QVERIFY(shown.share(5, key) > 0.05F);
        QCOMPARE(shown.target()->frame().columns, (CellRange{0, 7}));  // painted, not panned
    }

    void keysPaintWhereTheLockIs()
    {
        ShownWorkspace shown(scripted::randomEncoder(1, 1, 7));
        auto *map = shown.find<PlaygroundMapView>("targetMap");
        QTest::keyClick(map, Qt::Key_Down);
        QTest::keyClick(map, Qt::Key_Down);
        QTest::keyClick(map, Qt::Key_Right);
        QCOMPARE(shown.session.selection.cell().query, std::optional(core::TokenPosition{1}));
        QCOMPARE(shown.realized()->highlights().column, std::optional(1));
        const float before = shown.share(1, 1);
        QTest::keyClick(map, Qt::Key_Space);
        QVERIFY(shown.share(1, 1) > before);
        QTest::keyClick(map, Qt::Key_Backspace);
        QVERIFY(shown.share(1, 1) < 1e-5F);
        QTest::keyClick(map, Qt::Key_Escape);
        QVERIFY(!shown.target()->highlights().row);
    }

    void paintingStaysWhileTheTokensDo()
    {
        ShownWorkspace shown(scripted::randomEncoder(1, 2, 7));
        QTest::mouseClick(shown.target(), Qt::LeftButton, {}, shown.cell(2, 4));
        const float painted = shown.share(2, 4);
        shown.session.selection.selectHead({{0}, {1}});
        QCOMPARE(shown.share(2, 4), painted);
        shown.choose(Band);
        shown.choose(Painted);
        QCOMPARE(shown.share(2, 4), painted);
        shown.session.show(scripted::randomEncoder(1, 2, 9));
        QCOMPARE(shown.sources()->current(), static_cast<int>(Band));
    }

    void longSentenceIsCutAndSaysSo()
    {
        ShownWorkspace shown(scripted::randomEncoder(1, 1, 70));
        QVERIFY(shown.note().contains("the first 64 of 70 tokens"));
        shown.session.selection.lock(core::TokenPosition{66}, core::TokenPosition{3});
        QVERIFY(!shown.target()->highlights().row);
        QCOMPARE(shown.target()->highlights().column, std::optional(3));
    }

    void differenceAndErrorMeasure()
    {
        ShownWorkspace shown(scripted::randomEncoder(1, 1, 7));
        QTest::mouseClick(shown.find<QAbstractButton>("differenceTab"), Qt::LeftButton);
        QCOMPARE(shown.realized()->figure().colorMap, std::string("diverging"));
        shown.find<ChoiceMenu>("rowError")->menu()->actions().at(1)->trigger();
        QCOMPARE(shown.find<CurvePlot>("errorPlot")->figure().y.name, std::string("total variation from the target"));
    }

    void clickOnTheCurveTakesItsHeadSize()
    {
        ShownWorkspace shown(scripted::randomEncoder(1, 1, 7));
        auto *plot = shown.find<CurvePlot>("errorPlot");
        QTest::mouseClick(plot, Qt::LeftButton, {}, plot->frame().at(plot->figure().curves[0], 1).toPoint());
        QCOMPARE(shown.headSize()->value(), 2);
    }

    void hiddenPageWaits()
    {
        ShownWorkspace shown(scripted::randomEncoder(1, 1, 7));
        shown.workspace->hide();
        shown.session.show(scripted::randomEncoder(1, 1, 9));
        QCOMPARE(shown.target()->figure().values.rows(), 7);
        shown.workspace->show();
        QCOMPARE(shown.target()->figure().values.rows(), 9);
    }

    void hiddenSearchGoesOnWhereItWas()
    {
        scripted::Session session;
        ui::Playground playground(session.workbench);
        const auto snapshot = scripted::randomEncoder(1, 1, 40);
        playground.setOffer(core::playgroundOffer(*snapshot, {}, core::displayUnits(*snapshot, {})));
        playground.setChoice({.source = core::TargetSource::Random});
        playground.setActive(true);
        QTRY_VERIFY_WITH_TIMEOUT(playground.found().count() >= 2, patience);
        playground.setActive(false);
        const int before = playground.found().count();
        QVERIFY(playground.isSearching());
        int fewest = before;
        connect(&playground, &Playground::changed, this, [&] { fewest = std::min(fewest, playground.found().count()); });
        playground.setActive(true);
        QTRY_VERIFY_WITH_TIMEOUT(playground.found().count() > before || fewest < before, patience);
        QCOMPARE(fewest, before);
    }

    void everyControlHasANameForScreenReaders()
    {
        ShownWorkspace shown(scripted::randomEncoder(1, 1, 7));
        shown.choose(Random);
        for (const QWidget *widget : shown.workspace->findChildren<QWidget *>())
            if (widget->focusPolicy() != Qt::NoFocus && widget->isVisible())
                QVERIFY2(!widget->accessibleName().isEmpty() && !widget->objectName().isEmpty(),
                         widget->metaObject()->className());
    }

    void drawsBertBase_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<QString>("golden");
        QTest::newRow("light") << false << "playground-light";
        QTest::newRow("dark") << true << "playground-dark";
    }

    void drawsBertBase()
    {
        QFETCH(bool, isDark);
        QFETCH(QString, golden);
        QApplication::setPalette(paletteFor(isDark ? darkTheme() : lightTheme()));
        ShownWorkspace shown(scripted::bertBase());
        shown.session.selection.selectHead({{4}, {7}});
        // What is found changes the words above the card and with them its height.
        QTRY_COMPARE_WITH_TIMEOUT(shown.scores()->text(), QStringLiteral("best found"), patience);
        shown.scores()->menu()->actions().at(1)->trigger();
        if (isDark)
            QTest::mouseClick(shown.find<QAbstractButton>("differenceTab"), Qt::LeftButton);
        QCoreApplication::processEvents();  // the layout
        const QImage card = shown.find<QWidget>("realizedPicture")->parentWidget()->grab().toImage();
        const QString difference = scripted::differenceFromGolden(card, golden);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
};

ATTNSCOPE_TEST(TestPlaygroundPage, QApplication)
#include "tst_playground_page.moc"
