#include "tests/support/test_program.h"
#include "ui/topics/attention/head_grid_view.h"

#include "tests/support/golden_image.h"
#include "tests/support/scripted_session.h"
#include "ui/widgets/choice_menu.h"

#include <QApplication>
#include <QMenu>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace ui;

class TestHeadGridView : public QObject
{
    Q_OBJECT

private slots:
    void init() { scripted::prepareGuiTest(); }

    void clickSelectsTheHead()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(3, 4, 9));
        HeadGridView view(session.sources());
        scripted::showAt(view, 400, 400);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.headRect({{2}, {3}}).center());
        QCOMPARE(session.selection.cell().head, (core::HeadRef{{2}, {3}}));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {1, 1});
        QCOMPARE(session.selection.cell().head, (core::HeadRef{{2}, {3}}));
    }

    void sharedScaleMakesColorsComparable()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(2, 2, 9));
        HeadGridView view(session.sources());
        scripted::showAt(view, 400, 400);
        const auto darkest = [&view] {
            std::vector<int> indices;
            for (const core::IndexImage &thumbnail : view.figure().thumbnails)
                indices.push_back(*std::ranges::max_element(thumbnail.indices));
            return indices;
        };
        QCOMPARE(darkest(), std::vector<int>(4, 255));
        QCOMPARE(view.note(), QString());
        session.workbench.change([](core::WorkbenchState &state) { state.attention.sharesScale = true; });
        const std::vector<int> shared = darkest();
        QCOMPARE(std::ranges::count(shared, 255), 1);  // the head with the largest value of all
        QVERIFY2(view.note().startsWith(QStringLiteral("colors of all heads: 0.000 to 0.")), qPrintable(view.note()));
    }

    void arrowKeysWalkTheGrid()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(3, 4, 9));
        HeadGridView view(session.sources());
        scripted::showAt(view, 400, 400);
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(session.selection.cell().head, (core::HeadRef{{1}, {1}}));
        QTest::keyClick(&view, Qt::Key_End);
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(session.selection.cell().head, (core::HeadRef{{2}, {3}}));
        QTest::keyClick(&view, Qt::Key_Home);
        QTest::keyClick(&view, Qt::Key_Left);
        QCOMPARE(session.selection.cell().head, core::HeadRef());
    }

    // Linformer's maps are n x k: no diagonal, no distance, no asymmetry.
    void measuresThatTheModelLacksAreNotOffered()
    {
        scripted::Session session;
        session.show(scripted::bertBase());
        HeadGridView view(session.sources());
        scripted::showAt(view, 400, 600);
        auto *measure = view.controls()->findChild<ChoiceMenu *>("headMeasure");
        const auto isOffered = [&](const char *name) {
            return std::ranges::any_of(measure->menu()->actions(),
                                       [&](const QAction *action) { return action->text() == QLatin1String(name); });
        };
        QVERIFY(isOffered("diagonal mass"));
        core::WorkbenchState options;
        options.attention.cornerMeasure = core::HeadMeasure::DiagonalMass;
        options.attention.order = core::HeadOrder::MeasureDescending;
        session.workbench.set(options);
        session.show(scripted::tinyModel("linformer-none"));
        QVERIFY(!isOffered("diagonal mass"));
        QVERIFY(isOffered("effective rank"));
        QVERIFY(view.figure().measureName != "diagonal mass");
        QVERIFY(!std::isnan(view.figure().cells.front().value));
        measure->menu()->actions().last()->trigger();
        QCOMPARE(QString::fromStdString(view.figure().measureName), measure->menu()->actions().last()->text());
        session.show(scripted::bertBase());
        QVERIFY(isOffered("diagonal mass"));
    }

    void sortedHeadsFlowInTheOrderOfTheMeasure()
    {
        scripted::Session session;
        session.show(scripted::bertBase());
        HeadGridView view(session.sources());
        scripted::showAt(view, 400, 600);
        auto *order = view.controls()->findChild<ChoiceMenu *>("headOrder");
        auto *measure = view.controls()->findChild<ChoiceMenu *>("headMeasure");
        QVERIFY(order && measure);
        measure->menu()->actions().at(0)->trigger();
        order->menu()->actions().at(1)->trigger();
        QCOMPARE(session.workbench.state().attention.cornerMeasure, core::HeadMeasure::Entropy);
        QCOMPARE(session.workbench.state().attention.order, core::HeadOrder::MeasureAscending);
        QVERIFY(!view.figure().isMatrix);
        QVERIFY(view.figure().cells.front().value < view.figure().cells.back().value);
        QVERIFY(measure->text().contains("entropy"));
        delete view.controls();
    }

    void manyHeadsScrollIntoView()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(24, 16, 6));
        HeadGridView view(session.sources());
        scripted::showAt(view, 380, 300);
        QTest::keyClick(&view, Qt::Key_End);
        const QRect last = view.headRect({{23}, {15}});
        QVERIFY(view.viewport()->rect().contains(last));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, last.center());
        QCOMPARE(session.selection.cell().head, (core::HeadRef{{23}, {15}}));
    }

    void nothingToShowIsNoMistake()
    {
        scripted::Session session;
        HeadGridView view(session.sources());
        scripted::showAt(view, 300, 300);
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {50, 50});
        QCOMPARE(session.selection.cell().head, core::HeadRef());
    }

    void drawsBertBaseInTheDark()
    {
        QApplication::setPalette(paletteFor(darkTheme()));
        scripted::Session session;
        session.show(scripted::bertBase());
        session.selection.selectHead({{4}, {7}});
        HeadGridView view(session.sources());
        view.setAutoFillBackground(true);
        scripted::showAt(view, 320, 430);
        const QString difference = scripted::differenceFromGolden(view.grab().toImage(), QStringLiteral("head-grid-dark"));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
};

ATTNSCOPE_TEST(TestHeadGridView, QApplication)
#include "tst_head_grid_view.moc"
