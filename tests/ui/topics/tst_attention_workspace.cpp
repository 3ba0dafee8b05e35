#include "tests/support/test_program.h"
#include "ui/topics/attention/attention_workspace.h"
#include "ui/topics/lama/lama_page.h"

#include "tests/support/scripted_session.h"
#include "ui/theme/theme.h"
#include "ui/topics/attention/head_grid_view.h"
#include "ui/topics/attention/head_lines_view.h"
#include "ui/views/head_strip_view.h"
#include "ui/views/heat_map_view.h"
#include "ui/views/token_strip_view.h"
#include "ui/views/updating_veil.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/text_tab.h"

#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QTest>

using namespace ui;

class TestAttentionWorkspace : public QObject
{
    Q_OBJECT

private slots:
    void init() { scripted::prepareGuiTest(); }

    void oneSelectionForAllViews()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(2, 3, 7));
        AttentionWorkspace workspace(session.sources(), new LamaPage(session.sources()));
        scripted::showAt(workspace, 800, 600);
        auto *grid = workspace.findChild<HeadGridView *>("headGrid");
        auto *map = workspace.findChild<HeatMapView *>("heatMap");
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, grid->headRect({{1}, {2}}).center());
        QCOMPARE(map->plot()->figure().title, std::string("L1 H2"));
    }

    void thumbnailsSayThatCellsArePutTogether()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(2, 3, 7));
        AttentionWorkspace workspace(session.sources(), new LamaPage(session.sources()));
        scripted::showAt(workspace, 800, 600);
        const auto *note = workspace.findChild<QLabel *>("thumbnailNote");
        QVERIFY(!note->isVisible());
        session.show(scripted::randomEncoder(12, 12, 64));
        QTRY_VERIFY(note->isVisible());
        QVERIFY2(note->text().startsWith("each pixel: mean of up to "), qPrintable(note->text()));
    }

    void tabsSwitchThePicture()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(2, 3, 7));
        AttentionWorkspace workspace(session.sources(), new LamaPage(session.sources()));
        scripted::showAt(workspace, 800, 600);
        auto *lines = workspace.findChild<HeadLinesView *>("headLines");
        QVERIFY(!lines->isVisible());
        QTest::mouseClick(workspace.findChild<TextTab *>("linesTab"), Qt::LeftButton);
        QVERIFY(lines->isVisible());
        QCOMPARE(session.workbench.state().attention.picture, core::HeadPicture::Lines);
        session.workbench.set({});
        QVERIFY(!lines->isVisible());
        QVERIFY(workspace.findChild<TextTab *>("mapTab")->isChecked());
    }

    void lamaIsShownAsStrips()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(2, 3, 7));
        AttentionWorkspace workspace(session.sources(), new LamaPage(session.sources()));
        scripted::showAt(workspace, 800, 600);
        auto *strips = workspace.findChild<HeadStripView *>("headStrips");
        auto *grid = workspace.findChild<HeadGridView *>("headGrid");
        QVERIFY(grid->isVisible() && !strips->isVisible());
        session.show(scripted::randomLama(4, {"a", "fine", "film"}));
        QVERIFY(!grid->isVisible() && strips->isVisible());
        session.show(scripted::randomEncoder(2, 3, 7));
        QVERIFY(grid->isVisible() && !strips->isVisible());
    }

    void tabsAreThoseOfTheAttentionKind()
    {
        scripted::Session session;
        session.show(scripted::tinyModel("linformer-none"));
        AttentionWorkspace workspace(session.sources(), new LamaPage(session.sources()));
        scripted::showAt(workspace, 800, 600);
        const auto isVisible = [&workspace](const char *name) { return workspace.findChild<QWidget *>(name)->isVisible(); };
        QCOMPARE(workspace.findChild<TextTab *>("mapTab")->text(), QStringLiteral("Slots"));
        QVERIFY(isVisible("effectiveTab") && isVisible("keyProjectionTab") && isVisible("valueProjectionTab"));
        QVERIFY(!isVisible("linesTab") && !isVisible("headFoot") && !isVisible("gatesTab"));
        session.show(scripted::tinyModel("shared-unstructured"));
        QCOMPARE(workspace.findChild<TextTab *>("mapTab")->text(), QStringLiteral("Map"));
        QVERIFY(!isVisible("effectiveTab") && !isVisible("keyProjectionTab"));
        QVERIFY(isVisible("linesTab") && isVisible("headFoot") && isVisible("gatesTab") && isVisible("stationaryTab"));
    }

    void effectiveMapIsSignedInGridAndMap()
    {
        scripted::Session session;
        session.show(scripted::tinyModel("linformer-none"));
        AttentionWorkspace workspace(session.sources(), new LamaPage(session.sources()));
        scripted::showAt(workspace, 800, 600);
        const auto *map = workspace.findChild<HeatMapView *>("heatMap");
        auto *grid = workspace.findChild<HeadGridView *>("headGrid");
        const QImage before = grid->viewport()->grab().toImage();
        QTest::mouseClick(workspace.findChild<TextTab *>("effectiveTab"), Qt::LeftButton);
        QCOMPARE(map->plot()->figure().colorMap, std::string("diverging"));
        QVERIFY(!workspace.findChild<QWidget *>("colorMap")->isVisible());
        QVERIFY(grid->viewport()->grab().toImage() != before);
        QTest::mouseClick(workspace.findChild<TextTab *>("mapTab"), Qt::LeftButton);
        QVERIFY(workspace.findChild<QWidget *>("colorMap")->isVisible());
        QCOMPARE(grid->viewport()->grab().toImage(), before);
    }

    void tabsOpenWhatTheyName_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("tab");
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("rows");  // of the map
        QTest::newRow("scales") << "shared"
                                << "scalesTab"
                                << "scales"
                                << "";
        QTest::newRow("gates") << "structured"
                               << "gatesTab"
                               << "heatMap"
                               << "query position";
        QTest::newRow("M sym.") << "pairwise"
                                << "pairingSymmetricTab"
                                << "heatMap"
                                << "feature of the query";
        QTest::newRow("M antisym.") << "pairwise"
                                    << "pairingAntisymmetricTab"
                                    << "heatMap"
                                    << "feature of the query";
        QTest::newRow("E") << "linformer-none"
                           << "keyProjectionTab"
                           << "heatMap"
                           << "slot";
        QTest::newRow("F") << "linformer-none"
                           << "valueProjectionTab"
                           << "heatMap"
                           << "slot";
    }

    void tabsOpenWhatTheyName()
    {
        QFETCH(QString, model);
        QFETCH(QString, tab);
        QFETCH(QString, page);
        QFETCH(QString, rows);
        scripted::Session session;
        session.show(scripted::tinyModel(model.toStdString()));
        AttentionWorkspace workspace(session.sources(), new LamaPage(session.sources()));
        scripted::showAt(workspace, 800, 600);
        auto *button = workspace.findChild<TextTab *>(tab);
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(button->isChecked());
        QVERIFY(workspace.findChild<QWidget *>(page)->isVisible());
        QCOMPARE(QString::fromStdString(workspace.findChild<HeatMapView *>("heatMap")->plot()->figure().rows.name), rows);
    }

    void everyTabExplainsItself()
    {
        scripted::Session session;
        session.show(scripted::tinyModel("linformer-none"));
        AttentionWorkspace workspace(session.sources(), new LamaPage(session.sources()));
        scripted::showAt(workspace, 800, 600);
        const auto tab = [&workspace](const char *name) { return workspace.findChild<TextTab *>(name); };
        QVERIFY(tab("mapTab")->toolTip().contains(QStringLiteral("slots")));
        QVERIFY(tab("effectiveTab")->toolTip().contains(QStringLiteral("M = P F")));
        QCOMPARE(tab("keyProjectionTab")->accessibleName(), QStringLiteral("projection of the keys, E"));
        session.show(scripted::tinyModel("pairwise"));
        QVERIFY(tab("mapTab")->toolTip().contains(QStringLiteral("key tokens")));
        QVERIFY(tab("pairingSymmetricTab")->toolTip().contains(QStringLiteral("symmetric part")));
        QCOMPARE(tab("pairingSymmetricTab")->accessibleName(), QStringLiteral("symmetric part of M"));
    }

    void gridIsExplainedAsItIsDrawn()
    {
        scripted::Session session;
        session.show(scripted::tinyModel("linformer-none"));
        AttentionWorkspace workspace(session.sources(), new LamaPage(session.sources()));
        scripted::showAt(workspace, 800, 600);
        const auto *grid = workspace.findChild<HeadGridView *>("headGrid");
        QVERIFY(grid->explanation().contains(QStringLiteral("slots across")));
        QTest::mouseClick(workspace.findChild<TextTab *>("effectiveTab"), Qt::LeftButton);
        QVERIFY(grid->explanation().contains(QStringLiteral("to both sides of 0")));
    }

    void pictureOfAnotherModelGivesWay()
    {
        scripted::Session session;
        session.show(scripted::tinyModel("linformer-none"));
        AttentionWorkspace workspace(session.sources(), new LamaPage(session.sources()));
        scripted::showAt(workspace, 800, 600);
        QTest::mouseClick(workspace.findChild<TextTab *>("effectiveTab"), Qt::LeftButton);
        session.show(scripted::tinyModel("pairwise"));
        QVERIFY(workspace.findChild<TextTab *>("mapTab")->isChecked());
        QCOMPARE(workspace.findChild<HeatMapView *>("heatMap")->plot()->figure().columns.name, std::string("key token"));
        session.show(scripted::tinyModel("linformer-none"));
        QVERIFY(workspace.findChild<TextTab *>("effectiveTab")->isChecked());  // it was chosen, and is there again
    }

    void slotIsLockedBesideItsToken()
    {
        scripted::Session session;
        session.show(scripted::tinyModel("linformer-none"));
        AttentionWorkspace workspace(session.sources(), new LamaPage(session.sources()));
        scripted::showAt(workspace, 800, 600);
        auto *map = workspace.findChild<HeatMapView *>("heatMap");
        QTest::mouseClick(map->plot(), Qt::LeftButton, {}, map->plot()->frame().cell({2, 3}).center().toPoint());
        QCOMPARE(session.selection.cell().query, std::optional(core::TokenPosition{2}));
        QVERIFY(!session.selection.cell().key);
        QCOMPARE(map->plot()->highlights().column, std::optional(3));
        QTest::keyClick(map, Qt::Key_Right);
        QCOMPARE(map->plot()->highlights().column, std::optional(4));
        QTest::keyClick(map, Qt::Key_Right);
        QCOMPARE(map->plot()->highlights().column, std::optional(4));  // there are five slots
        QTest::keyClick(map, Qt::Key_Escape);
        QVERIFY(!map->plot()->highlights().column && !map->plot()->highlights().row);
    }

    void slotIsForgottenWithItsPicture()
    {
        scripted::Session session;
        session.show(scripted::tinyModel("linformer-none"));
        AttentionWorkspace workspace(session.sources(), new LamaPage(session.sources()));
        scripted::showAt(workspace, 800, 600);
        auto *plot = workspace.findChild<HeatMapView *>("heatMap")->plot();
        const auto lockSlot = [plot] {
            QTest::mouseClick(plot, Qt::LeftButton, {}, plot->frame().cell({2, 3}).center().toPoint());
        };
        lockSlot();
        QTest::mouseClick(workspace.findChild<TextTab *>("keyProjectionTab"), Qt::LeftButton);
        QVERIFY(!plot->highlights().row);  // slot 3 of another picture
        QTest::mouseClick(workspace.findChild<TextTab *>("mapTab"), Qt::LeftButton);
        QVERIFY(!plot->highlights().column);
        lockSlot();
        session.show(scripted::tinyModel("linformer-headwise"));
        QVERIFY(!plot->highlights().column);
        lockSlot();
        QCOMPARE(plot->highlights().column, std::optional(3));
        session.selection.clear();
        QVERIFY(!plot->highlights().column && !plot->highlights().row);
    }

    void lockedPairIsNoSlot()
    {
        scripted::Session session;
        session.show(scripted::tinyModel("linformer-none"));
        AttentionWorkspace workspace(session.sources(), new LamaPage(session.sources()));
        scripted::showAt(workspace, 800, 600);
        auto *plot = workspace.findChild<HeatMapView *>("heatMap")->plot();
        QTest::mouseClick(workspace.findChild<TextTab *>("effectiveTab"), Qt::LeftButton);
        QTest::mouseClick(plot, Qt::LeftButton, {}, plot->frame().cell({2, 3}).center().toPoint());
        QCOMPARE(session.selection.cell().key, std::optional(core::TokenPosition{3}));
        QVERIFY(!session.selection.cell().indices.column);
        QTest::mouseClick(workspace.findChild<TextTab *>("mapTab"), Qt::LeftButton);
        QCOMPARE(plot->highlights().row, std::optional(2));
        QVERIFY(!plot->highlights().column);
    }

    void choiceOfTheFootIsAViewOption()
    {
        scripted::Session session;
        session.show(scripted::tinyModel("symmetric"));
        AttentionWorkspace workspace(session.sources(), new LamaPage(session.sources()));
        scripted::showAt(workspace, 800, 600);
        QTest::mouseClick(workspace.findChild<TextTab *>("stationaryTab"), Qt::LeftButton);
        QCOMPARE(session.workbench.state().attention.foot, core::FooterPicture::Stationary);
        session.workbench.set({});
        QVERIFY(workspace.findChild<TextTab *>("offsetTab")->isChecked());
        QVERIFY(!workspace.findChild<TokenStripView *>("stationaryStrip")->isVisible());
    }

    void footStandsBelowHeadsThatLeaveRoom()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(1, 4, 7));
        AttentionWorkspace workspace(session.sources(), new LamaPage(session.sources()));
        scripted::showAt(workspace, 1000, 900);
        auto *foot = workspace.findChild<QWidget *>("headFoot");
        const auto *footCard = workspace.findChild<QWidget *>("footCard");
        const auto *grid = workspace.findChild<HeadGridView *>("headGrid");
        const auto hasOwnCard = [&] { return footCard->isVisible() && footCard->isAncestorOf(foot); };
        QVERIFY(hasOwnCard() && foot->isVisible());
        QVERIFY(grid->headRect({{0}, {3}}).bottom() < grid->viewport()->height());
        session.show(scripted::randomEncoder(12, 4, 7));
        QVERIFY(!footCard->isVisible() && !hasOwnCard() && foot->isVisible());
        session.show(scripted::randomEncoder(1, 4, 7));
        QVERIFY(hasOwnCard() && foot->isVisible());
        session.show(scripted::tinyModel("linformer-none"));
        QVERIFY(!footCard->isVisible() && !foot->isVisible());
    }

    void hiddenStripWorksNothingOut()
    {
        scripted::Session session;
        session.show(scripted::tinyModel("symmetric"));
        AttentionWorkspace workspace(session.sources(), new LamaPage(session.sources()));
        scripted::showAt(workspace, 800, 600);
        const auto *strip = workspace.findChild<TokenStripView *>("stationaryStrip");
        QVERIFY(strip->figure().chips.empty());
        QTest::mouseClick(workspace.findChild<TextTab *>("stationaryTab"), Qt::LeftButton);
        QCOMPARE(strip->figure().chips.size(), 8U);
    }

    void stationaryDistributionFollowsTheHead()
    {
        scripted::Session session;
        session.show(scripted::tinyModel("symmetric"));
        AttentionWorkspace workspace(session.sources(), new LamaPage(session.sources()));
        scripted::showAt(workspace, 800, 600);
        QTest::mouseClick(workspace.findChild<TextTab *>("stationaryTab"), Qt::LeftButton);
        const auto *strip = workspace.findChild<TokenStripView *>("stationaryStrip");
        QVERIFY(strip->isVisible());
        const double before = strip->figure().chips.at(1).value;
        session.selection.selectHead({{1}, {1}});
        QVERIFY(strip->figure().chips.at(1).value != before);
        session.show(scripted::tinyModel("pairwise"));
        QVERIFY(!strip->isVisible());
        QVERIFY(workspace.findChild<TextTab *>("offsetTab")->isChecked());
    }

    void linearAttentionSaysThatItIsReconstructed()
    {
        scripted::Session session;
        session.show(scripted::tinyModel("linear-context-first"));
        AttentionWorkspace workspace(session.sources(), new LamaPage(session.sources()));
        scripted::showAt(workspace, 800, 600);
        const auto *caution = workspace.findChild<QLabel *>("attentionCaution");
        QVERIFY(caution->isVisible() && caution->text().contains(QStringLiteral("reconstructed from the abstract")));
        session.show(scripted::tinyModel("symmetric"));
        QVERIFY(!caution->isVisible());
    }

    void menusChangeTheColors()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(2, 3, 7));
        AttentionWorkspace workspace(session.sources(), new LamaPage(session.sources()));
        scripted::showAt(workspace, 800, 600);
        workspace.findChild<ChoiceMenu *>("colorMap")->menu()->actions().at(1)->trigger();
        workspace.findChild<ChoiceMenu *>("gamma")->menu()->actions().at(0)->trigger();
        const auto &figure = workspace.findChild<HeatMapView *>("heatMap")->plot()->figure();
        QCOMPARE(figure.colorMap, std::string("viridis"));
        QCOMPARE(figure.scale.gamma, 1.0);
    }

    void oldPictureDimsWhileANewOneIsComing()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(2, 3, 7));
        AttentionWorkspace workspace(session.sources(), new LamaPage(session.sources()));
        scripted::showAt(workspace, 800, 600);
        auto *map = workspace.findChild<HeatMapView *>("heatMap");
        auto *veil = map->findChild<UpdatingVeil *>();
        session.keepWaiting();
        QVERIFY(!veil->isVisible());
        QTRY_VERIFY(veil->isVisible());
        QVERIFY(!map->plot()->figure().isEmpty());
        session.release();
        QTRY_VERIFY(!veil->isVisible());
    }

    void everyControlHasANameForScreenReaders()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(2, 3, 7));
        AttentionWorkspace workspace(session.sources(), new LamaPage(session.sources()));
        scripted::showAt(workspace, 800, 600);
        for (const QWidget *widget : workspace.findChildren<QWidget *>())
            if (widget->focusPolicy() != Qt::NoFocus && widget->isVisible())
                QVERIFY2(!widget->accessibleName().isEmpty() && !widget->objectName().isEmpty(),
                         widget->metaObject()->className());
    }

    void themeChangeRedrawsEverything()
    {
        scripted::Session session;
        session.show(scripted::bertBase());
        AttentionWorkspace workspace(session.sources(), new LamaPage(session.sources()));
        scripted::showAt(workspace, 800, 600);
        const QImage light = workspace.grab().toImage();
        QApplication::setPalette(paletteFor(darkTheme()));
        QCoreApplication::processEvents();
        const QImage dark = workspace.grab().toImage();
        const QPoint inCard(workspace.width() / 4, 14);
        QCOMPARE(QColor(light.pixel(inCard)), lightTheme().card);
        QCOMPARE(QColor(dark.pixel(inCard)), darkTheme().card);
    }
};

ATTNSCOPE_TEST(TestAttentionWorkspace, QApplication)
#include "tst_attention_workspace.moc"
