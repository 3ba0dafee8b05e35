#include "core/workbench/what_if_rows.h"
#include "core/workbench/what_if_state.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

using core::WhatIfNode;
using core::WhatIfState;

namespace {

// "a film", with "a good film" and below it "a bad film", and "film".
WhatIfState smallTree()
{
    WhatIfState tree;
    std::string sentence = "a film";
    core::addEdit(tree, sentence, "a good film", "good");
    core::addEdit(tree, sentence, "a bad film", "good → bad");
    core::chooseNode(tree, sentence, 0);
    core::addEdit(tree, sentence, "film", "removed a");
    return tree;
}

core::TextAnswers answersTo(std::vector<std::string> texts, const std::vector<double> &followed)
{
    core::TextAnswers answers{.request = {}, .followed = "p(positive)", .isProbability = true, .answers = {}};
    answers.request.texts = std::move(texts);
    for (const double number : followed)
        answers.answers.emplace_back(
            core::TextAnswer{.prediction = number > 0.5 ? "positive" : "negative", .followed = number});
    return answers;
}

}  // namespace

class WhatIfStateTest : public QObject
{
    Q_OBJECT

private slots:
    void firstEditMakesTheSentenceTheRoot();
    void sameEditTwiceIsOneChild();
    void anEditThatChangesNothingIsNone();
    void whatWasTypedIsAChild();
    void chosenNodeKeepsWhatWasTyped();
    void removedBranchTakesItsChildrenAlong();
    void rootStays();
    void childrenAreListedBelowTheirParent();
    void excerptBeginsALittleBeforeTheChange();
    void changesAreThoseFromTheParent();
};

void WhatIfStateTest::firstEditMakesTheSentenceTheRoot()
{
    WhatIfState tree;
    std::string sentence = "a good film";
    core::addEdit(tree, sentence, "a bad film", "good → bad");
    QCOMPARE(sentence, std::string("a bad film"));
    QCOMPARE(tree, (WhatIfState{.nodes = {{.text = "a good film", .parent = {}, .edit = {}},
                                          {.text = "a bad film", .parent = 0, .edit = "good → bad"}},
                                .current = 1}));
}

void WhatIfStateTest::sameEditTwiceIsOneChild()
{
    WhatIfState tree;
    std::string sentence = "a good film";
    core::addEdit(tree, sentence, "a film", "removed good");
    core::chooseNode(tree, sentence, 0);
    core::addEdit(tree, sentence, "a film", "removed good");
    QCOMPARE(tree.nodes.size(), std::size_t(2));
    QCOMPARE(tree.current, 1);
    QCOMPARE(sentence, std::string("a film"));
}

void WhatIfStateTest::anEditThatChangesNothingIsNone()
{
    WhatIfState tree;
    std::string sentence = "a film";
    core::addEdit(tree, sentence, "a film", "film → film");
    QCOMPARE(tree, WhatIfState());
}

void WhatIfStateTest::whatWasTypedIsAChild()
{
    const WhatIfState tree = smallTree();
    const WhatIfState shown = core::shownTree(tree, "film noir");
    QCOMPARE(shown.nodes.size(), tree.nodes.size() + 1);
    QCOMPARE(shown.nodes.back(), (WhatIfNode{.text = "film noir", .parent = tree.current, .edit = "typed"}));
    QCOMPARE(shown.current, 4);
    QCOMPARE(core::shownTree(tree, "film"), tree);
    // While there is no edit, it is the sentence itself.
    QCOMPARE(core::shownTree({}, "film noir").nodes.size(), std::size_t(1));
}

void WhatIfStateTest::chosenNodeKeepsWhatWasTyped()
{
    WhatIfState tree = smallTree();
    std::string sentence = "film noir";
    core::chooseNode(tree, sentence, 1);
    QCOMPARE(sentence, std::string("a good film"));
    QCOMPARE(tree.nodes.back().text.text(), std::string("film noir"));
    QCOMPARE(tree.current, 1);
}

void WhatIfStateTest::removedBranchTakesItsChildrenAlong()
{
    WhatIfState tree = smallTree();
    std::string sentence = "film";
    core::removeBranch(tree, sentence, 1);
    QCOMPARE(tree, (WhatIfState{.nodes = {{.text = "a film", .parent = {}, .edit = {}},
                                          {.text = "film", .parent = 0, .edit = "removed a"}},
                                .current = 1}));
    QCOMPARE(sentence, std::string("film"));
    core::removeBranch(tree, sentence, 1);
    QCOMPARE(sentence, std::string("a film"));
    QCOMPARE(tree.current, 0);
}

void WhatIfStateTest::rootStays()
{
    WhatIfState tree = smallTree();
    std::string sentence = "film";
    core::removeBranch(tree, sentence, 0);
    QCOMPARE(tree, smallTree());
}

void WhatIfStateTest::childrenAreListedBelowTheirParent()
{
    const core::WhatIfRows rows = core::whatIfRows(smallTree(), nullptr);
    std::vector<int> nodes;
    std::vector<int> depths;
    for (const core::WhatIfRow &row : rows.rows) {
        nodes.push_back(row.node);
        depths.push_back(row.depth);
        QVERIFY(row.isPending);
    }
    QCOMPARE(nodes, (std::vector<int>{0, 1, 2, 3}));
    QCOMPARE(depths, (std::vector<int>{0, 1, 2, 1}));
    // Past "a bad film" runs the line to "film".
    QCOMPARE(rows.rows[2].continues, (std::vector<bool>{false, true}));
    QVERIFY(!rows.rows[1].isLastChild);
    QVERIFY(rows.rows[3].isLastChild && rows.rows[3].isCurrent);
}

void WhatIfStateTest::excerptBeginsALittleBeforeTheChange()
{
    WhatIfState tree;
    std::string sentence = "it is a very good film";
    core::addEdit(tree, sentence, "it is a very bad film", "good → bad");
    core::addEdit(tree, sentence, "it was a very bad film", "is → was");
    const core::WhatIfRows rows = core::whatIfRows(tree, nullptr);
    QCOMPARE(rows.rows[0].excerpt, std::string("it is a very good film"));
    QCOMPARE(rows.rows[1].excerpt, std::string("… a very bad film"));
    QCOMPARE(rows.rows[2].excerpt, std::string("it was a very bad film"));
}

void WhatIfStateTest::changesAreThoseFromTheParent()
{
    const core::TextAnswers answers = answersTo({"a film", "a good film", "a bad film", "film"}, {0.75, 0.875, 0.125, 0.75});
    const core::WhatIfRows rows = core::whatIfRows(smallTree(), &answers);
    QCOMPARE(rows.followedName, std::string("p(positive)"));
    QVERIFY(!rows.rows[0].change);
    QCOMPARE(rows.rows[1].change, std::optional(0.125));
    QCOMPARE(rows.rows[2].change, std::optional(-0.75));
    QVERIFY(rows.rows[2].changesPrediction);
    QCOMPARE(rows.rows[3].change, std::optional(0.0));
    QVERIFY(!rows.rows[3].changesPrediction);
}

ATTNSCOPE_TEST(WhatIfStateTest, tests::NoApplication)
#include "tst_what_if_state.moc"
