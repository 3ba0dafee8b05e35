#include "core/text/text_normalizer.h"

#include "core/base/utf8.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

namespace {

std::vector<NormalizedCharacter> charactersOf(TextNormalizer normalizer)
{
    std::vector<NormalizedCharacter> characters;
    while (const auto character = normalizer.next())
        characters.push_back(*character);
    return characters;
}

// The normalized text with "_" for white space and "|" around what stands alone.
std::string normalized(std::string_view text, const NormalizerOptions &options = {})
{
    std::string result;
    for (const NormalizedCharacter &character : charactersOf({text, options})) {
        const std::string_view frame = character.role == CharacterRole::Alone ? "|" : "";
        result += frame;
        appendUtf8(result, character.role == CharacterRole::Space ? U'_' : character.value);
        result += frame;
    }
    return result;
}

// "a 0-1, b 1-3": every character with its bytes of the typed text.
std::string places(std::string_view text, const NormalizerOptions &options = {})
{
    std::string result;
    for (const NormalizedCharacter &character : charactersOf({text, options})) {
        result += result.empty() ? "" : ", ";
        appendUtf8(result, character.value);
        result += ' ' + std::to_string(character.begin) + '-' + std::to_string(character.end);
    }
    return result;
}

}  // namespace

class TextNormalizerTest : public QObject
{
    Q_OBJECT

private slots:
    void textIsCleanedUp_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("expected");
        QTest::newRow("nothing") << ""
                                 << "";
        QTest::newRow("case") << "ABC"
                              << "abc";
        QTest::newRow("accent") << "Führer CAFÉ"
                                << "fuhrer_cafe";
        QTest::newRow("accent as a character of its own") << "e\u0301x"
                                                          << "ex";
        QTest::newRow("accent alone") << "\u0301"
                                      << "";
        QTest::newRow("white space of every kind") << "a\tb\r\nc\u00a0d\u3000e\u2028f"
                                                   << "a_b__c_d_e_f";
        QTest::newRow("control characters") << "a\u0001b\u200dc\u007fd\ufeffe"
                                            << "abcde";
        QTest::newRow("NUL") << QString("a%1b").arg(QChar(0)) << "ab";
        QTest::newRow("replacement character") << "a\ufffdb"
                                               << "ab";
        QTest::newRow("punctuation") << "don't $1"
                                     << "don|'|t_|$|1";
        QTest::newRow("punctuation by decomposition") << "a\u037eb"
                                                      << "a|;|b";
        QTest::newRow("ideographs") << "a字\uf900b"
                                    << "a|字||豈|b";
        QTest::newRow("kana lose their voicing") << "ガ"
                                                 << "カ";
        QTest::newRow("Hangul is taken apart") << "각"
                                               << "\u1100\u1161\u11a8";
        QTest::newRow("capital I with dot") << "İ"
                                            << "i";
        QTest::newRow("dotless i") << "ı"
                                   << "ı";
        QTest::newRow("capital sharp s") << "ẞ"
                                         << "ß";
        QTest::newRow("sigma at the end") << "ΟΔΟΣ"
                                          << "οδοσ";
        QTest::newRow("compatibility characters stay") << "ﬁ²"
                                                       << "ﬁ²";
        QTest::newRow("emoji") << "🦙️"
                               << "🦙";
    }

    void textIsCleanedUp()
    {
        QFETCH(QString, typed);
        QFETCH(QString, expected);
        QCOMPARE(QString::fromStdString(normalized(typed.toStdString())), expected);
    }

    void invalidBytesAreDropped() { QCOMPARE(normalized("a\xff\xc3(\xf0\x9f\x98 b"), std::string("a|(|_b")); }

    void casedTextKeepsItsAccents()
    {
        QCOMPARE(normalized("É e\u0301 각 İ", {.doLowerCase = false}), std::string("É_e\u0301_각_İ"));
    }

    void accentsCanBeStrippedAlone()
    {
        QCOMPARE(normalized("ÉΣ", {.doLowerCase = false, .stripAccents = true}), std::string("EΣ"));
    }

    void caseCanBeLoweredAlone()
    {
        QCOMPARE(normalized("Éİ", {.doLowerCase = true, .stripAccents = false}), std::string("éi\u0307"));
    }

    void ideographsCanBeLeftInTheirWord()
    {
        QCOMPARE(normalized("a字b", {.tokenizeChineseChars = false}), std::string("a字b"));
    }

    void cleaningCanBeLeftOut() { QCOMPARE(normalized("a\u200d\xff", {.cleanText = false}), std::string("a\u200d\ufffd")); }

    void placesAreBytesOfTheTypedText()
    {
        QCOMPARE(places("aÉ🦙"), std::string("a 0-1, e 1-3, 🦙 3-7"));
        QCOMPARE(places("a\xff\xff"
                        "b"),
                 std::string("a 0-1, b 3-4"));
    }

    void strippedAccentsBelongToTheCharacterBeforeThem()
    {
        QCOMPARE(places("e\u0301\u0308x"), std::string("e 0-5, x 5-6"));
        QCOMPARE(places("é\u0308x"), std::string("e 0-4, x 4-5"));
        QCOMPARE(places("\u0301x"), std::string("x 2-3"));
    }

    void keptAccentsHaveTheirOwnPlace()
    {
        QCOMPARE(places("e\u0301", {.stripAccents = false}), std::string("e 0-1, \u0301 1-3"));
    }

    void partsOfACharacterShareItsPlace() { QCOMPARE(places("가"), std::string("\u1100 0-3, \u1161 0-3")); }

    void partOfATextKeepsThePlacesOfTheWhole()
    {
        const auto characters = charactersOf({"abcd", 1, 3, {}});
        QCOMPARE(characters.size(), std::size_t(2));
        QCOMPARE(characters.front().begin, std::size_t(1));
        QCOMPARE(characters.back().end, std::size_t(3));
    }

    void accentsBehindThePartAreNotLookedAt()
    {
        const auto characters = charactersOf({"e\u0301", 0, 1, {}});
        QCOMPARE(characters.size(), std::size_t(1));
        QCOMPARE(characters.front().end, std::size_t(1));
    }
};

ATTNSCOPE_TEST(TextNormalizerTest, tests::NoApplication)
#include "tst_text_normalizer.moc"
