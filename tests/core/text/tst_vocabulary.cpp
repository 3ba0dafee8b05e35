#include "core/text/vocabulary.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;
using support::messageOf;

namespace {

int idOf(const Result<Vocabulary> &vocabulary, std::string_view piece)
{
    const auto id = vocabulary->find(piece);
    return id ? id->value : -1;
}

}  // namespace

class VocabularyTest : public QObject
{
    Q_OBJECT

private slots:
    void idIsTheLineNumber()
    {
        const auto vocabulary = parseVocabulary("[PAD]\nplay\n##ing\n");
        QVERIFY2(vocabulary, qPrintable(messageOf(vocabulary)));
        QCOMPARE(vocabulary->size(), std::size_t(3));
        QCOMPARE(idOf(vocabulary, "[PAD]"), 0);
        QCOMPARE(idOf(vocabulary, "##ing"), 2);
        QCOMPARE(vocabulary->piece(TokenId{1}), std::string("play"));
        QCOMPARE(idOf(vocabulary, "pla"), -1);
        QCOMPARE(idOf(vocabulary, ""), -1);
    }

    void lineEndsMayBeCrLf()
    {
        const auto vocabulary = parseVocabulary("a\r\nb\r\n");
        QCOMPARE(vocabulary->size(), std::size_t(2));
        QCOMPARE(idOf(vocabulary, "b"), 1);
    }

    void lastLineNeedsNoEnd() { QCOMPARE(idOf(parseVocabulary("a\nb"), "b"), 1); }

    void emptyLinesCount() { QCOMPARE(idOf(parseVocabulary("a\n\nb\n"), "b"), 2); }

    void byteOrderMarkIsNoPiece() { QCOMPARE(idOf(parseVocabulary("\xef\xbb\xbf[PAD]\na\n"), "[PAD]"), 0); }

    void spacesBelongToThePiece()
    {
        QCOMPARE(idOf(parseVocabulary("a \nb\n"), "a "), 0);
        QCOMPARE(idOf(parseVocabulary("a \nb\n"), "a"), -1);
    }

    void lastOfEqualPiecesIsFound()
    {
        const auto vocabulary = parseVocabulary("a\nb\na\n");
        QCOMPARE(idOf(vocabulary, "a"), 2);
        QCOMPARE(vocabulary->size(), std::size_t(3));
        QCOMPARE(vocabulary->piece(TokenId{0}), std::string("a"));
    }

    void longestPieceIsMeasuredInBytes() { QCOMPARE(parseVocabulary("a\nßß\n")->longestPiece(), std::size_t(4)); }

    void copyFindsItsOwnPieces()
    {
        auto original = parseVocabulary("a\nb\n");
        const Vocabulary copy = *original;
        original = parseVocabulary("c\n");
        QCOMPARE(copy.find("b")->value, 1);
    }

    void emptyTextIsAnError()
    {
        QCOMPARE(messageOf(parseVocabulary("")), QString("the vocabulary is empty, expected at least one piece"));
        QCOMPARE(messageOf(parseVocabulary("\xef\xbb\xbf")),
                 QString("the vocabulary is empty, expected at least one piece"));
    }

    void textThatIsNotUtf8IsAnError()
    {
        QCOMPARE(messageOf(parseVocabulary("a\n\xff\n")), QString("the vocabulary is not UTF-8 text"));
    }

    void tooManyPiecesAreAnError()
    {
        const auto result = parseVocabulary(std::string(Vocabulary::largestSize + 1, '\n'));
        QCOMPARE(messageOf(result), QString("the vocabulary has 2000001 lines, expected at most 2000000"));
    }
};

ATTNSCOPE_TEST(VocabularyTest, tests::NoApplication)
#include "tst_vocabulary.moc"
