#include "ui/topics/importance/what_if/what_if_page.h"

#include "tests/support/engine_desk.h"
#include "tests/support/scripted_session.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"
#include "ui/session/workbench_history.h"
#include "ui/topics/importance/what_if/edited_words_view.h"
#include "ui/topics/importance/what_if/what_if_tree_view.h"

#include <QApplication>
#include <QLineEdit>
#include <QTest>

#include <QToolButton>
#include <algorithm>

#include <cmath>

using namespace ui;

namespace {

// The page over the engine with one tiny model and the sentence "a b c d e f".
struct WhatIfBench : support::EngineDesk {
    support::TinyModel model{support::encoderConfig()};
    WorkbenchHistory history{workbench, session};
    WhatIfPage page{sources()};
    EditedWordsView &words = *page.findChild<EditedWordsView *>("editedWords");
    WhatIfTreeView &tree = *page.findChild<WhatIfTreeView *>("whatIfTree");

    WhatIfBench()
    {
        ask(model.directory());
        scripted::showAt(page, 760, 480);
        answered();
    }

    // Until every row has its answer.
    void answered()
    {
        support::waitUntil([this] {
            const auto &rows = tree.tree().rows;
            return !rows.empty() && std::ranges::none_of(rows, &core::WhatIfRow::isPending);
        });
    }

    const std::string &text() const { return workbench.state().text; }
    const core::WhatIfState &state() const { return workbench.state().importance.whatIf; }
    std::vector<std::string> edits() const
    {
        std::vector<std::string> edits;
        for (const core::WhatIfNode &node : state().nodes)
            edits.push_back(node.edit);
        return edits;
    }

    QPoint middleOf(int word) const { return words.rectOf(word).center(); }
    void clickWord(int word) const { QTest::mouseClick(words.viewport(), Qt::LeftButton, {}, middleOf(word)); }
    void clickRow(int row) const { QTest::mouseClick(tree.viewport(), Qt::LeftButton, {}, tree.rectOf(row).center()); }
    void drag(int word, QPoint to) const
    {
        QTest::mousePress(words.viewport(), Qt::LeftButton, {}, middleOf(word));
        for (const QPoint &at : {middleOf(word) + QPoint(20, 0), to})
            QTest::mouseMove(words.viewport(), at);
        QMouseEvent move(QEvent::MouseMove, to, words.viewport()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(words.viewport(), &move);
        QTest::mouseRelease(words.viewport(), Qt::LeftButton, {}, to);
    }
};

}  // namespace

class WhatIfPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { scripted::prepareGuiTest(); }
    void doubleClickMasksAWord();
    void typingReplacesTheSelectedWord();
    void escapeLeavesTheWordAsItWas();
    void negationIsOneKey();
    void deletedWordIsGone();
    void draggedWordMoves();
    void keysMoveAndSelectWords();
    void eachEditIsOneStepOfUndo();
    void clickOnARowShowsItsSentence();
    void keysGoThroughTheTree();
    void deleteTakesABranchAway();
    void changeIsTheDifferenceFromTheParent();
    void typedSentenceIsAChild();
    void startingOverKeepsTheSentence();
    void wordsOfHebrewRunFromTheRight();
};

void WhatIfPageTest::doubleClickMasksAWord()
{
    const WhatIfBench bench;
    QTest::mouseDClick(bench.words.viewport(), Qt::LeftButton, {}, bench.middleOf(2));
    QCOMPARE(bench.text(), std::string("a b [MASK] d e f"));
    QCOMPARE(bench.edits(), (std::vector<std::string>{"", "masked c"}));
    QCOMPARE(bench.words.selectedWord(), std::optional(2));
}

void WhatIfPageTest::typingReplacesTheSelectedWord()
{
    const WhatIfBench bench;
    bench.clickWord(1);
    QTest::keyClick(&bench.words, Qt::Key_W);
    auto *editor = bench.words.findChild<QLineEdit *>("wordEditor");
    QVERIFY(editor);
    QTest::keyClicks(editor, "ord57");
    QTest::keyClick(editor, Qt::Key_Return);
    QCOMPARE(bench.text(), std::string("a word57 c d e f"));
    QCOMPARE(bench.edits().back(), std::string("b → word57"));
    const QList<QLineEdit *> editors = bench.words.findChildren<QLineEdit *>("wordEditor");
    QVERIFY(std::ranges::all_of(editors, &QWidget::isHidden));  // the key is the editor's alone
}

void WhatIfPageTest::escapeLeavesTheWordAsItWas()
{
    const WhatIfBench bench;
    bench.clickWord(1);
    QTest::keyClick(&bench.words, Qt::Key_Return);
    auto *editor = bench.words.findChild<QLineEdit *>("wordEditor");
    QVERIFY(editor);
    QCOMPARE(editor->text(), QStringLiteral("b"));
    QTest::keyClicks(editor, "x");
    QTest::keyClick(editor, Qt::Key_Escape);
    QCOMPARE(bench.text(), std::string("a b c d e f"));
    QVERIFY(bench.state().nodes.empty());
    QCOMPARE(bench.words.selectedWord(), std::optional(1));
    QTest::keyClick(&bench.words, Qt::Key_Escape);
    QVERIFY(!bench.words.selectedWord());
}

void WhatIfPageTest::negationIsOneKey()
{
    const WhatIfBench bench;
    bench.clickWord(3);
    QTest::keyClick(&bench.words, Qt::Key_N);
    QCOMPARE(bench.text(), std::string("a b c not d e f"));
    QCOMPARE(bench.words.selectedWord(), std::optional(4));
    QTest::keyClick(&bench.words, Qt::Key_N);
    QCOMPARE(bench.text(), std::string("a b c d e f"));
    QCOMPARE(bench.words.selectedWord(), std::optional(3));
}

void WhatIfPageTest::deletedWordIsGone()
{
    const WhatIfBench bench;
    bench.clickWord(5);
    QTest::keyClick(&bench.words, Qt::Key_Delete);
    QCOMPARE(bench.text(), std::string("a b c d e"));
    QCOMPARE(bench.words.selectedWord(), std::optional(4));
}

void WhatIfPageTest::draggedWordMoves()
{
    const WhatIfBench bench;
    bench.drag(0, bench.middleOf(3) + QPoint(4, 0));
    QCOMPARE(bench.text(), std::string("b c d a e f"));
    QCOMPARE(bench.edits().back(), std::string("moved a"));
    bench.drag(3, bench.words.rectOf(3).center());
    QCOMPARE(bench.text(), std::string("b c d a e f"));
}

void WhatIfPageTest::keysMoveAndSelectWords()
{
    const WhatIfBench bench;
    QTest::keyClick(&bench.words, Qt::Key_End);
    QTest::keyClick(&bench.words, Qt::Key_Left);
    QCOMPARE(bench.words.selectedWord(), std::optional(4));
    QTest::keyClick(&bench.words, Qt::Key_Left, Qt::ControlModifier);
    QCOMPARE(bench.text(), std::string("a b c e d f"));
    QTest::keyClick(&bench.words, Qt::Key_Space);
    QCOMPARE(bench.text(), std::string("a b c [MASK] d f"));
}

void WhatIfPageTest::eachEditIsOneStepOfUndo()
{
    WhatIfBench bench;
    bench.clickWord(0);
    QTest::keyClick(&bench.words, Qt::Key_Space);
    QTest::keyClick(&bench.words, Qt::Key_Delete);
    const core::WhatIfState after = bench.state();
    bench.history.undo();
    QCOMPARE(bench.text(), std::string("[MASK] b c d e f"));
    bench.history.undo();
    QCOMPARE(bench.text(), std::string("a b c d e f"));
    QVERIFY(bench.state().nodes.empty());
    bench.history.redo();
    bench.history.redo();
    QCOMPARE(bench.state(), after);
}

void WhatIfPageTest::clickOnARowShowsItsSentence()
{
    const WhatIfBench bench;
    bench.clickWord(0);
    QTest::keyClick(&bench.words, Qt::Key_Delete);
    bench.clickRow(0);
    QCOMPARE(bench.text(), std::string("a b c d e f"));
    QCOMPARE(bench.state().current, 0);
    QTest::mouseClick(bench.tree.viewport(), Qt::LeftButton, {}, QPoint(5, 5));  // the heading is no row
    QCOMPARE(bench.state().current, 0);
}

void WhatIfPageTest::keysGoThroughTheTree()
{
    const WhatIfBench bench;
    bench.clickWord(0);
    QTest::keyClick(&bench.words, Qt::Key_Delete);
    QTest::keyClick(&bench.words, Qt::Key_Delete);
    bench.tree.setFocus();
    QTRY_COMPARE(bench.tree.cursor(), std::optional(2));
    QTest::keyClick(&bench.tree, Qt::Key_Left);
    QCOMPARE(bench.tree.cursor(), std::optional(1));
    QTest::keyClick(&bench.tree, Qt::Key_Up);
    QCOMPARE(bench.text(), std::string("c d e f"));
    QTest::keyClick(&bench.tree, Qt::Key_Return);
    QCOMPARE(bench.text(), std::string("a b c d e f"));
    QTest::keyClick(&bench.tree, Qt::Key_Right);
    QCOMPARE(bench.tree.cursor(), std::optional(1));
    QTest::keyClick(&bench.tree, Qt::Key_Escape);
    QCOMPARE(bench.tree.cursor(), std::optional(0));
}

void WhatIfPageTest::deleteTakesABranchAway()
{
    const WhatIfBench bench;
    bench.clickWord(0);
    QTest::keyClick(&bench.words, Qt::Key_Delete);
    QTest::keyClick(&bench.words, Qt::Key_Delete);
    bench.tree.setFocus();
    QTest::keyClick(&bench.tree, Qt::Key_Up);
    QTest::keyClick(&bench.tree, Qt::Key_Delete);
    QCOMPARE(bench.text(), std::string("a b c d e f"));
    QCOMPARE(bench.state().nodes.size(), std::size_t(1));
}

void WhatIfPageTest::changeIsTheDifferenceFromTheParent()
{
    WhatIfBench bench;
    bench.clickWord(0);
    QTest::keyClick(&bench.words, Qt::Key_Space);
    bench.answered();
    const core::WhatIfRow &edited = bench.tree.tree().rows.at(1);
    QCOMPARE(edited.change.value(), edited.followed.value() - bench.tree.tree().rows.at(0).followed.value());
    bench.settle();
    const std::vector<double> &outputs = bench.session.snapshot()->outputs;
    const bool isOneOfThem =
        std::ranges::any_of(outputs, [&](double output) { return std::abs(output - *edited.followed) < 1e-6; });
    QVERIFY(isOneOfThem);
}

void WhatIfPageTest::typedSentenceIsAChild()
{
    WhatIfBench bench;
    bench.clickWord(0);
    QTest::keyClick(&bench.words, Qt::Key_Delete);
    for (const char *text : {"b c d e f a", "b c d e f a b"})
        bench.workbench.change([text](core::WorkbenchState &state) { state.text = text; }, typing());
    QCOMPARE(bench.tree.tree().rows.size(), std::size_t(3));
    QCOMPARE(bench.tree.tree().rows.back().edit, std::string("typed"));
    bench.clickRow(1);
    QCOMPARE(bench.text(), std::string("b c d e f"));
    QCOMPARE(bench.state().nodes.back().text.text(), std::string("b c d e f a b"));
}

void WhatIfPageTest::startingOverKeepsTheSentence()
{
    const WhatIfBench bench;
    auto *startOver = bench.page.findChild<QToolButton *>("whatIfStartOver");
    QVERIFY(!startOver->isEnabled());
    bench.clickWord(0);
    QTest::keyClick(&bench.words, Qt::Key_Delete);
    QTest::mouseClick(startOver, Qt::LeftButton);
    QVERIFY(bench.state().nodes.empty());
    QCOMPARE(bench.text(), std::string("b c d e f"));
    QCOMPARE(bench.tree.tree().rows.size(), std::size_t(1));
}

void WhatIfPageTest::wordsOfHebrewRunFromTheRight()
{
    WhatIfBench bench;
    bench.workbench.change([](core::WorkbenchState &state) { state.text = "\u05d0 \u05d1 \u05d2"; });
    bench.settle();
    QVERIFY(bench.words.rectOf(0).left() > bench.words.rectOf(1).right());
    bench.clickWord(0);
    QTest::keyClick(&bench.words, Qt::Key_Left);  // forward
    QCOMPARE(bench.words.selectedWord(), std::optional(1));
    QTest::keyClick(&bench.words, Qt::Key_Left, Qt::ControlModifier);
    QCOMPARE(bench.text(), std::string("\u05d0 \u05d2 \u05d1"));
    bench.drag(0, bench.middleOf(2) - QPoint(bench.words.rectOf(2).width() / 2 + 2, 0));  // behind the last
    QCOMPARE(bench.text(), std::string("\u05d2 \u05d1 \u05d0"));
}

ATTNSCOPE_TEST(WhatIfPageTest, QApplication)
#include "tst_what_if_page.moc"
