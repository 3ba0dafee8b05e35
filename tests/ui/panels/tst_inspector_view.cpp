#include "tests/support/test_program.h"
#include "ui/panels/inspector_view.h"

#include "tests/support/scripted_session.h"
#include "ui/widgets/cell_detail.h"
#include "ui/widgets/measure_row.h"

#include <QApplication>
#include <QLabel>
#include <QTest>

using namespace ui;
using core::TokenPosition;

class TestInspectorView : public QObject
{
    Q_OBJECT

private slots:
    void init() { scripted::prepareGuiTest(); }

    void showsTheSelectedHead()
    {
        scripted::Session session;
        session.show(scripted::bertBase());
        session.selection.selectHead({{4}, {7}});
        InspectorView view(session.sources());
        scripted::showAt(view, 246, 600);
        QCOMPARE(view.findChild<QLabel *>("inspectorTitle")->text(), QString("L4 H7"));
        auto *rank = view.findChild<MeasureRow *>("measure_effective_rank");
        QVERIFY(rank);
        QCOMPARE(rank->accessibleName(), QString("effective rank 12.2"));
        QVERIFY(rank->measure().note.starts_with("of 23"));
        session.selection.selectHead({{2}, {0}});
        QCOMPARE(view.findChild<QLabel *>("inspectorTitle")->text(), QString("L2 H0"));
    }

    void saysWhichTokensItsNumbersCount()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(2, 2, {"[CLS]", "un", "##usual", "[SEP]"}));
        InspectorView view(session.sources());
        scripted::showAt(view, 246, 600);
        const auto *note = view.findChild<QLabel *>("countedTokens");
        const auto *detail = view.findChild<CellDetail *>("cellDetail");
        QVERIFY(!note->isVisible());
        core::WorkbenchState options;
        options.display.specialTokens = core::SpecialTokenMode::Renormalize;
        session.workbench.set(options);
        QCOMPARE(note->text(), QStringLiteral("Measures count all 4 tokens, special ones too."));
        QVERIFY(note->isVisible());
        session.selection.lock(TokenPosition{1}, TokenPosition{2});
        QVERIFY(detail->content().lines.first().startsWith(QStringLiteral("attention, renormalized 0.")));
        options.display.specialTokens = core::SpecialTokenMode::Hide;
        options.display.unit = core::TokenUnit::Word;
        session.workbench.set(options);
        QCOMPARE(note->text(), QStringLiteral("Measures count all 4 tokens: pieces of words, and special ones too."));
        session.workbench.set({});
        QVERIFY(!note->isVisible());
    }

    void takesTheCellApart()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(2, 2, 6));
        InspectorView view(session.sources());
        scripted::showAt(view, 246, 600);
        const auto *detail = view.findChild<CellDetail *>("cellDetail");
        QCOMPARE(detail->content().title, QString("No cell selected"));
        session.selection.lock(TokenPosition{1}, TokenPosition{4});
        QCOMPARE(detail->content().title, QString("word1 → word4"));
        QCOMPARE(detail->content().lines.size(), 3);
        QCOMPARE(detail->content().contributions.bars.size(), std::size_t(8));
        session.selection.hover(TokenPosition{2}, TokenPosition{3});
        QCOMPARE(detail->content().title, QString("word2 → word3"));
        session.selection.hover({}, {});
        QCOMPARE(detail->content().title, QString("word1 → word4"));
    }

    void readsOutCellsThatAreNoPairsOfTokens()
    {
        scripted::Session session;
        session.show(scripted::tinyModel("linformer-none"));
        InspectorView view(session.sources());
        scripted::showAt(view, 246, 600);
        const auto *detail = view.findChild<CellDetail *>("cellDetail");
        session.selection.lock(TokenPosition{1}, TokenPosition{3});
        QCOMPARE(detail->content().title, QString("No cell selected"));  // a pair of tokens is no cell of the slots
        session.selection.hover(TokenPosition{2}, {}, {.row = {}, .column = 4});
        QCOMPARE(detail->content().title, QString("film → slot 4"));
        QVERIFY(detail->content().lines.first().startsWith(QStringLiteral("attention 0.")));
        core::WorkbenchState options = session.workbench.state();
        options.attention.picture = core::HeadPicture::KeyProjection;
        session.workbench.set(options);
        session.selection.hover({}, TokenPosition{2}, {.row = 1, .column = {}});
        QCOMPARE(detail->content().title, QString("slot 1 → film"));
        QVERIFY(detail->content().lines.first().startsWith(QStringLiteral("weight in E ")));
        options.attention.picture = core::HeadPicture::Effective;
        session.workbench.set(options);
        session.selection.hover({}, {});
        QVERIFY(detail->content().lines.first().startsWith(QStringLiteral("effective attention ")));
    }

    void readsOutFeaturesAndGates()
    {
        scripted::Session session;
        session.show(scripted::tinyModel("linear-context-first"));
        InspectorView view(session.sources());
        scripted::showAt(view, 246, 600);
        const auto *detail = view.findChild<CellDetail *>("cellDetail");
        session.selection.lock({}, {}, {.row = 1, .column = 2});
        QCOMPARE(detail->content().title, QString("key feature 1 → value feature 2"));
        session.show(scripted::tinyModel("structured"));
        session.workbench.change(
            [](core::WorkbenchState &state) { state.attention.picture = core::HeadPicture::KeepProbability; });
        session.selection.lock(TokenPosition{2}, TokenPosition{2});
        QCOMPARE(detail->content().title, QString("film → film"));
        QVERIFY(detail->content().lines.first().startsWith(QStringLiteral("keep probability 0.")));
    }

    void lamaHasWordsInsteadOfCells()
    {
        scripted::Session session;
        session.show(scripted::randomLama(4, {"a", "fine", "film"}));
        session.selection.selectHead({{0}, {1}});
        session.selection.lock({}, TokenPosition{2});
        InspectorView view(session.sources());
        scripted::showAt(view, 246, 600);
        QCOMPARE(view.findChild<QLabel *>("inspectorTitle")->text(), QString("head 1"));
        QCOMPARE(view.findChild<CellDetail *>("cellDetail")->content().title, QString("film"));
        QVERIFY(!view.findChild<MeasureRow *>("measure_distance"));
    }
};

ATTNSCOPE_TEST(TestInspectorView, QApplication)
#include "tst_inspector_view.moc"
