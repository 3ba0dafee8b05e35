#include "core/text/word_reader.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

namespace {

// "play 0-4, ! 4-5": every word with its bytes of the typed text, words that are too long marked with "...".
std::string words(std::string_view text, std::size_t longestWord = 100)
{
    WordReader reader(TextNormalizer(text, {}), longestWord);
    std::string result;
    for (NormalizedWord word; reader.read(word);) {
        result += result.empty() ? "" : ", ";
        result += word.text + (word.isTooLong ? "... " : " ");
        result += std::to_string(word.begin) + '-' + std::to_string(word.end);
    }
    return result;
}

}  // namespace

class WordReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void whiteSpaceDividesWords() { QCOMPARE(words(" a \t bc\n"), std::string("a 1-2, bc 5-7")); }

    void punctuationStandsAlone() { QCOMPARE(words("don't!!"), std::string("don 0-3, ' 3-4, t 4-5, ! 5-6, ! 6-7")); }

    void ideographsStandAlone() { QCOMPARE(words("a字字b"), std::string("a 0-1, 字 1-4, 字 4-7, b 7-8")); }

    void droppedCharactersDoNotDivide()
    {
        QCOMPARE(words("a\u200d"
                       "b\xff"),
                 std::string("ab 0-5"));
    }

    void textWithoutWordsHasNone()
    {
        QCOMPARE(words(""), std::string());
        QCOMPARE(words(" \n\u3000"), std::string());
        QCOMPARE(words("\xff\u0301"), std::string());
    }

    void longWordsKeepTheirPlaceButNotTheirText()
    {
        QCOMPARE(words("abc abcd abcdefgh i", 3), std::string("abc 0-3, abc... 4-8, abc... 9-17, i 18-19"));
    }

    void everyCharacterKnowsItsPlace()
    {
        WordReader reader(TextNormalizer(" éa", {}), 100);
        NormalizedWord word;
        QVERIFY(reader.read(word));
        QCOMPARE(word.text, std::string("ea"));
        QCOMPARE(word.characters.size(), std::size_t(2));
        QCOMPARE(word.characters[0].begin, std::size_t(1));
        QCOMPARE(word.characters[0].end, std::size_t(3));
        QCOMPARE(word.characters[1].textEnd, std::size_t(2));
    }
};

ATTNSCOPE_TEST(WordReaderTest, tests::NoApplication)
#include "tst_word_reader.moc"
