#include "core/text/special_token_finder.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

namespace {

// "5@1-7": the id and the bytes of every match.
std::string matches(const SpecialTokenFinder &finder, std::string_view text)
{
    std::string result;
    std::size_t offset = 0;
    while (const auto match = finder.find(text, offset)) {
        result += result.empty() ? "" : " ";
        result += std::to_string(match->id.value) + '@' + std::to_string(match->begin) + '-' + std::to_string(match->end);
        offset = match->end;
    }
    return result;
}

SpecialTokenFinder finderOf(std::initializer_list<std::string_view> spellings)
{
    SpecialTokenFinder finder;
    int id = 0;
    for (const std::string_view spelling : spellings)
        finder.add(spelling, TokenId{id++});
    return finder;
}

}  // namespace

class SpecialTokenFinderTest : public QObject
{
    Q_OBJECT

private slots:
    void tokensAreFoundAnywhere()
    {
        const auto finder = finderOf({"[SEP]", "[MASK]"});
        QCOMPARE(matches(finder, "[MASK]"), std::string("1@0-6"));
        QCOMPARE(matches(finder, "a[MASK]b[SEP][SEP]"), std::string("1@1-7 0@8-13 0@13-18"));
        QCOMPARE(matches(finder, "[[MASK]]"), std::string("1@1-7"));
    }

    void onlyTheExactSpellingCounts()
    {
        const auto finder = finderOf({"[MASK]"});
        for (const char *text : {"", "[", "[MASK", "MASK]", "[mask]", "[ MASK ]", "[MA\u200dSK]"})
            QCOMPARE(matches(finder, text), std::string());
    }

    void longestOfSeveralWins()
    {
        QCOMPARE(matches(finderOf({"<a", "<a>", "b"}), "<a><ab"), std::string("1@0-3 0@3-5 2@5-6"));
    }

    void withoutTokensNothingIsFound() { QCOMPARE(matches(finderOf({}), "[MASK]"), std::string()); }
};

ATTNSCOPE_TEST(SpecialTokenFinderTest, tests::NoApplication)
#include "tst_special_token_finder.moc"
