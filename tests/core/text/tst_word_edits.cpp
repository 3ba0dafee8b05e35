#include "core/text/word_edits.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace {

// Words between spaces, and each of ".," a word of its own, as tokenizers divide a text.
std::vector<core::TypedWord> editableWords(std::string_view text)
{
    core::TokenizedText tokens;
    const auto isAlone = [](char byte) { return byte == '.' || byte == ','; };
    int word = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        if (text[begin] == ' ') {
            ++begin;
            continue;
        }
        std::size_t end = begin + 1;
        while (end < text.size() && text[end] != ' ' && !isAlone(text[end]) && !isAlone(text[begin]))
            ++end;
        // Longer words are of two pieces.
        if (end - begin > 4)
            tokens.tokens.push_back({.piece = "piece", .id = {7}, .word = word, .begin = begin, .end = begin + 3});
        tokens.tokens.push_back(
            {.piece = "piece", .id = {7}, .word = word, .begin = end - begin > 4 ? begin + 3 : begin, .end = end});
        ++word;
        begin = end;
    }
    return core::typedWords(tokens);
}

}  // namespace

class WordEditsTest : public QObject
{
    Q_OBJECT

private slots:
    void wordsAreFoundByTheirBytes();
    void replacedWordLeavesTheRestAsTyped();
    void removedWordTakesItsSpaceAlong_data();
    void removedWordTakesItsSpaceAlong();
    void movedWordStandsWhereItWasPut_data();
    void movedWordStandsWhereItWasPut();
    void negationComesAndGoes_data();
    void negationComesAndGoes();
};

void WordEditsTest::wordsAreFoundByTheirBytes()
{
    const std::string text = "an élan, unforgettable.";
    const std::vector<core::TypedWord> words = editableWords(text);
    QCOMPARE(words.size(), std::size_t(5));
    QCOMPARE(core::spelling(text, words[1]), std::string_view("élan"));
    QCOMPARE(core::spelling(text, words[3]), std::string_view("unforgettable"));
    QVERIFY(core::typedWords({}).empty());
}

void WordEditsTest::replacedWordLeavesTheRestAsTyped()
{
    const std::string text = "a  good film.";
    const std::vector<core::TypedWord> words = editableWords(text);
    QCOMPARE(core::withReplacedWord(text, words[1], "[MASK]"), std::string("a  [MASK] film."));
    QCOMPARE(core::withReplacedWord(text, words[2], "play"), std::string("a  good play."));
}

void WordEditsTest::removedWordTakesItsSpaceAlong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("word");
    QTest::addColumn<QString>("left");
    QTest::newRow("first") << "a good film" << 0 << "good film";
    QTest::newRow("middle") << "a good film" << 1 << "a film";
    QTest::newRow("last") << "a good film" << 2 << "a good";
    QTest::newRow("before a comma") << "a good, long film" << 1 << "a, long film";
    QTest::newRow("the comma") << "a good, long film" << 2 << "a good long film";
    QTest::newRow("two spaces") << "a  good film" << 1 << "a film";
    QTest::newRow("the only one") << " film " << 0 << "";
}

void WordEditsTest::removedWordTakesItsSpaceAlong()
{
    QFETCH(QString, text);
    QFETCH(int, word);
    QFETCH(QString, left);
    const std::string typed = text.toStdString();
    const std::vector<core::TypedWord> words = editableWords(typed);
    QCOMPARE(QString::fromStdString(core::withoutWord(typed, words.at(static_cast<std::size_t>(word)))), left);
}

void WordEditsTest::movedWordStandsWhereItWasPut_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<QString>("moved");
    QTest::newRow("to the front") << "a b c d" << 2 << 0 << "c a b d";
    QTest::newRow("back by one") << "a b c d" << 2 << 1 << "a c b d";
    QTest::newRow("forward by one") << "a b c d" << 1 << 2 << "a c b d";
    QTest::newRow("to the end") << "a b c d" << 0 << 3 << "b c d a";
    QTest::newRow("nowhere") << "a b c d" << 2 << 2 << "a b c d";
    QTest::newRow("before a period") << "very good film." << 0 << 2 << "good film very.";
    QTest::newRow("behind a period") << "very good film." << 0 << 3 << "good film. very";
    QTest::newRow("two-byte letters") << "é ü ö" << 2 << 0 << "ö é ü";
}

void WordEditsTest::movedWordStandsWhereItWasPut()
{
    QFETCH(QString, text);
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(QString, moved);
    const std::string typed = text.toStdString();
    const std::string result =
        core::withMovedWord(typed, editableWords(typed), static_cast<std::size_t>(from), static_cast<std::size_t>(to));
    QCOMPARE(QString::fromStdString(result), moved);
    const std::vector<core::TypedWord> before = editableWords(typed);
    const std::vector<core::TypedWord> after = editableWords(result);
    QCOMPARE(core::spelling(result, after.at(static_cast<std::size_t>(to))),
             core::spelling(typed, before.at(static_cast<std::size_t>(from))));
}

void WordEditsTest::negationComesAndGoes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("word");
    QTest::addColumn<QString>("negated");
    QTest::addColumn<int>("newWord");
    QTest::addColumn<bool>("came");
    QTest::newRow("comes") << "a good film" << 1 << "a not good film" << 2 << true;
    QTest::newRow("goes") << "a not good film" << 2 << "a good film" << 1 << false;
    QTest::newRow("goes in capitals") << "a NOT good film" << 2 << "a good film" << 1 << false;
    QTest::newRow("at the front") << "good film" << 0 << "not good film" << 1 << true;
    QTest::newRow("the not itself") << "a not good film" << 1 << "a good film" << 1 << false;
    QTest::newRow("a word that begins like it") << "a note good" << 2 << "a note not good" << 3 << true;
    QTest::newRow("behind a comma without a space") << "a,good film" << 2 << "a, not good film" << 3 << true;
}

void WordEditsTest::negationComesAndGoes()
{
    QFETCH(QString, text);
    QFETCH(int, word);
    QFETCH(QString, negated);
    QFETCH(int, newWord);
    QFETCH(bool, came);
    const std::string typed = text.toStdString();
    const core::NegatedText result = core::withToggledNegation(typed, editableWords(typed), static_cast<std::size_t>(word));
    QCOMPARE(QString::fromStdString(result.text), negated);
    QCOMPARE(result.isNegated, came);
    QCOMPARE(result.word, static_cast<std::size_t>(newWord));
}

ATTNSCOPE_TEST(WordEditsTest, tests::NoApplication)
#include "tst_word_edits.moc"
