#include "tests/support/test_program.h"
#include "ui/widgets/fuzzy_match.h"

using ui::fuzzyMatch;

class FuzzyMatchTest : public QObject
{
    Q_OBJECT

private slots:
    void lettersAreFoundInTheirOrder();
    void caseAndBlanksDoNotMatter();
    void beginningsOfWordsCome();
    void lettersBesideEachOtherCome();
    void wholeTextComesBeforeALongerOne();
    void emptyPatternIsInEverything();
};

namespace {

int score(const char *pattern, const char *text)
{
    const auto match = fuzzyMatch(QString::fromUtf8(pattern), QString::fromUtf8(text));
    return match ? match->score : -1000;
}

}  // namespace

void FuzzyMatchTest::lettersAreFoundInTheirOrder()
{
    QCOMPARE(fuzzyMatch(QStringLiteral("svs"), QStringLiteral("Save Session"))->places, (std::vector<int>{0, 2, 5}));
    QVERIFY(!fuzzyMatch(QStringLiteral("sz"), QStringLiteral("Save Session")));
    QVERIFY(!fuzzyMatch(QStringLiteral("ess"), QStringLiteral("Se")));
    QVERIFY(!fuzzyMatch(QStringLiteral("a"), QString()));
}

void FuzzyMatchTest::caseAndBlanksDoNotMatter()
{
    QCOMPARE(fuzzyMatch(QStringLiteral("l7 h3"), QStringLiteral("L7 H3"))->places, (std::vector<int>{0, 1, 3, 4}));
    QCOMPARE(fuzzyMatch(QStringLiteral("L7H3"), QStringLiteral("L7 H3"))->places, (std::vector<int>{0, 1, 3, 4}));
}

void FuzzyMatchTest::beginningsOfWordsCome()
{
    QCOMPARE(fuzzyMatch(QStringLiteral("os"), QStringLiteral("Choose Open Session"))->places, (std::vector<int>{7, 12}));
    QVERIFY(score("ss", "Save Session") > score("ss", "classes"));
}

void FuzzyMatchTest::lettersBesideEachOtherCome()
{
    QCOMPARE(fuzzyMatch(QStringLiteral("mask"), QStringLiteral("make a mask"))->places, (std::vector<int>{7, 8, 9, 10}));
    QVERIFY(score("rank", "Rank") > score("rank", "random network"));
}

void FuzzyMatchTest::wholeTextComesBeforeALongerOne()
{
    QVERIFY(score("l1h1", "L1 H1") > score("l1h1", "L1 H10"));
    QVERIFY(score("l1h1", "L1 H10") > score("l1h1", "L11 H1"));
}

void FuzzyMatchTest::emptyPatternIsInEverything()
{
    QVERIFY(fuzzyMatch(QString(), QStringLiteral("anything"))->places.empty());
    QVERIFY(fuzzyMatch(QStringLiteral("  "), QString()));
}

ATTNSCOPE_TEST(FuzzyMatchTest, tests::NoApplication)
#include "tst_fuzzy_match.moc"
