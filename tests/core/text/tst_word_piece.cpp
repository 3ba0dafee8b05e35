#include "core/text/word_piece.h"

#include "core/base/json.h"
#include "core/base/text_file.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;
using support::messageOf;

namespace {

std::string testFile(const std::string &name)
{
    const auto text = readTextFile(ATTNSCOPE_TEST_DATA "/tokenizer/" + name, 1 << 20);
    return text ? *text : std::string();
}

std::shared_ptr<const Tokenizer> bertTokenizer(const WordPieceOptions &options = {.addSpecialTokens = false})
{
    static const auto vocabulary = parseVocabulary(testFile("vocab.txt"));
    return *makeWordPiece(*vocabulary, options);
}

constexpr std::string_view smallVocabulary =
    "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nplay\n##ing\n##s\na\n##a\n!\nß\n字\n[\n]\nmask\n";

std::shared_ptr<const Tokenizer> smallTokenizer(const WordPieceOptions &options = {.addSpecialTokens = false})
{
    return *makeWordPiece(*parseVocabulary(smallVocabulary), options);
}

std::string pieces(const TokenizedText &text)
{
    std::string result;
    for (const Token &token : text.tokens) {
        result += result.empty() ? "" : " ";
        result += token.piece;
    }
    return result;
}

std::string pieces(const std::shared_ptr<const Tokenizer> &tokenizer, std::string_view text, std::size_t tokenLimit = 512)
{
    return pieces(tokenizer->tokenize(text, tokenLimit));
}

std::vector<int> ids(const TokenizedText &text)
{
    std::vector<int> result;
    for (const Token &token : text.tokens)
        result.push_back(token.id.value);
    return result;
}

std::vector<int> wordIndices(const TokenizedText &text)
{
    std::vector<int> result;
    for (const Token &token : text.tokens)
        result.push_back(token.word);
    return result;
}

// What the user typed for a token.
std::string_view slice(std::string_view text, const Token &token)
{
    return text.substr(token.begin, token.end - token.begin);
}

// "play|ing|!": the typed text of every token.
std::string slices(const std::shared_ptr<const Tokenizer> &tokenizer, std::string_view text)
{
    std::string result;
    for (const Token &token : tokenizer->tokenize(text, 512).tokens) {
        result += result.empty() ? "" : "|";
        result += slice(text, token);
    }
    return result;
}

// The piece as it stands in the text, case and accents aside.
QString plain(QString text)
{
    text = text.toLower().normalized(QString::NormalizationForm_D);
    text.removeIf([](QChar character) { return character.category() == QChar::Mark_NonSpacing; });
    return text;
}

}  // namespace

class WordPieceTest : public QObject
{
    Q_OBJECT

private slots:
    void goldenTextsAgree_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QList<int>>("expected");
        const auto golden = parseJson(testFile("golden_tokenization.json"));
        QVERIFY(golden);
        const auto &cases = (*golden)["cases"];
        QCOMPARE(cases.size(), std::size_t(46));
        for (std::size_t row = 0; row < cases.size(); ++row) {
            const auto expected = cases[row]["ids"].get<std::vector<int>>();
            QTest::addRow("%zu", row) << QByteArray::fromStdString(cases[row]["text"].get<std::string>())
                                      << QList<int>(expected.begin(), expected.end());
        }
    }

    void goldenTextsAgree()
    {
        QFETCH(QByteArray, text);
        QFETCH(QList<int>, expected);
        const auto found = ids(bertTokenizer()->tokenize(text.toStdString(), 10'000));
        QCOMPARE(QList<int>(found.begin(), found.end()), expected);
    }

    void crLfVocabularyGivesTheSame()
    {
        const QString vocabulary = QString::fromStdString(testFile("vocab.txt")).replace("\n", "\r\n");
        const auto tokenizer = *makeWordPiece(*parseVocabulary(vocabulary.toStdString()), {});
        const std::string text = "Führer don't unaffable 字 [MASK]";
        QVERIFY(tokenizer->tokenize(text, 512).tokens == bertTokenizer({})->tokenize(text, 512).tokens);
    }

    void longestPieceWins()
    {
        QCOMPARE(pieces(bertTokenizer(), "unaffable"), std::string("una ##ffa ##ble"));
        QCOMPARE(pieces(smallTokenizer(), "plays playing"), std::string("play ##s play ##ing"));
    }

    void wordsAreNormalizedAsTheyAreLookedUp()
    {
        QCOMPARE(bertTokenizer()->normalizedWord("F\u00fchrer"), std::string("fuhrer"));
        QCOMPARE(bertTokenizer()->normalizedWord("[MASK]"), std::string("[MASK]"));
        QCOMPARE(bertTokenizer()->normalizedWord("xyzzyqq"), std::string("xyzzyqq"));  // whether or not it has pieces
        QCOMPARE(bertTokenizer()->normalizedWord(""), std::string());
        WordPieceOptions cased{.addSpecialTokens = false};
        cased.normalizer.doLowerCase = false;
        QCOMPARE(bertTokenizer(cased)->normalizedWord("Play"), std::string("Play"));
    }

    void wordThatDoesNotDivideIsUnknownAsAWhole()
    {
        QCOMPARE(pieces(smallTokenizer(), "playx xplay play!x"), std::string("[UNK] [UNK] play ! [UNK]"));
    }

    void wordsOfMoreThanAHundredCharactersAreUnknown()
    {
        QCOMPARE(smallTokenizer()->tokenize(std::string(100, 'a'), 512).tokens.size(), std::size_t(100));
        QCOMPARE(pieces(smallTokenizer(), std::string(101, 'a') + "!"), std::string("[UNK] !"));
    }

    void hundredIsCountedInCharacters()
    {
        std::string word = "a";
        for (int repetition = 0; repetition < 100; ++repetition)
            word += "\u0301";
        QCOMPARE(pieces(smallTokenizer(), word), std::string("a"));
        QCOMPARE(pieces(smallTokenizer({.addSpecialTokens = false, .longestWord = 1}), "ß a aa"), std::string("ß a [UNK]"));
    }

    void frameBelongsToNoWord()
    {
        const auto text = smallTokenizer({})->tokenize("plays!", 512);
        QCOMPARE(pieces(text), std::string("[CLS] play ##s ! [SEP]"));
        QVERIFY((wordIndices(text) == std::vector<int>{Token::noWord, 0, 0, 1, Token::noWord}));
        QVERIFY(text.tokens.front().isSpecial() && text.tokens.back().isSpecial());
        QCOMPARE(text.tokens.back().begin, text.tokens.back().end);
    }

    void emptyTextIsTheFrameAlone()
    {
        QCOMPARE(pieces(smallTokenizer({}), ""), std::string("[CLS] [SEP]"));
        QCOMPARE(pieces(smallTokenizer({}), " \n"), std::string("[CLS] [SEP]"));
        QCOMPARE(pieces(smallTokenizer(), ""), std::string());
    }

    void wordsAreCountedAsBertDividesThem()
    {
        const auto text = smallTokenizer()->tokenize("plays playing! 字字 aa", 512);
        QCOMPARE(pieces(text), std::string("play ##s play ##ing ! 字 字 a ##a"));
        QVERIFY((wordIndices(text) == std::vector<int>{0, 0, 1, 1, 2, 3, 4, 5, 5}));
    }

    void typedSpecialTokensStayWhole()
    {
        QCOMPARE(pieces(smallTokenizer(), "a [MASK]!"), std::string("a [MASK] !"));
        QCOMPARE(pieces(smallTokenizer(), "a[SEP]plays[CLS]"), std::string("a [SEP] play ##s [CLS]"));
        QCOMPARE(pieces(smallTokenizer(), "[mask]"), std::string("[ mask ]"));
        QCOMPARE(pieces(smallTokenizer({.addSpecialTokens = false, .keptWhole = {}}), "[MASK]"), std::string("[ mask ]"));
    }

    void typedSpecialTokenIsAWord()
    {
        const auto text = smallTokenizer()->tokenize("a[MASK] a", 512);
        QVERIFY((wordIndices(text) == std::vector<int>{0, 1, 2}));
        QVERIFY(!text.tokens[1].isSpecial());
        QCOMPARE(text.tokens[1].begin, std::size_t(1));
        QCOMPARE(text.tokens[1].end, std::size_t(7));
    }

    void specialTokensTheVocabularyLacksAreText()
    {
        const auto tokenizer = *makeWordPiece(*parseVocabulary("[UNK]\nmask\n[\n]\n"), {.addSpecialTokens = false});
        QCOMPARE(pieces(tokenizer, "[MASK]"), std::string("[ mask ]"));
    }

    void limitKeepsTheLastTokenOfTheFrame_data()
    {
        QTest::addColumn<int>("limit");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<int>("dropped");
        QTest::newRow("all fit") << 6 << "[CLS] play ##s ! a [SEP]" << 0;
        QTest::newRow("one too many") << 5 << "[CLS] play ##s ! [SEP]" << 1;
        QTest::newRow("in the middle of a word") << 3 << "[CLS] play [SEP]" << 3;
        QTest::newRow("the frame alone") << 2 << "[CLS] [SEP]" << 4;
        QTest::newRow("less than the frame") << 1 << "[CLS]" << 5;
        QTest::newRow("nothing") << 0 << "" << 6;
    }

    void limitKeepsTheLastTokenOfTheFrame()
    {
        QFETCH(int, limit);
        QFETCH(QString, expected);
        QFETCH(int, dropped);
        const auto text = smallTokenizer({})->tokenize("plays! a", std::size_t(limit));
        QCOMPARE(QString::fromStdString(pieces(text)), expected);
        QCOMPARE(text.droppedTokens, std::size_t(dropped));
    }

    void limitCutsTextWithoutAFrame()
    {
        const auto text = smallTokenizer()->tokenize("plays! [MASK]", 2);
        QCOMPARE(pieces(text), std::string("play ##s"));
        QCOMPARE(text.droppedTokens, std::size_t(2));
    }

    void slicesAreWhatWasTyped()
    {
        QCOMPARE(slices(smallTokenizer(), " PLÁYS\u200d!a[MASK]"), std::string("PLÁY|S|!|a|[MASK]"));
        QCOMPARE(slices(smallTokenizer(), "pla\u0301y\u0301s\u0301"), std::string("pla\u0301y\u0301|s\u0301"));
        QCOMPARE(slices(smallTokenizer(), "a\xff unknown\xff字"), std::string("a|unknown|字"));
    }

    void slicesReproduceTheirPieces()
    {
        const std::string text =
            "Crème BRÛLÉE für Zoë's naïveté, e\u0301clair—ŠKODA déjà-vu 日本 ½ unaffable\u00a0Ångström [MASK] x\u200dy";
        const auto tokens = bertTokenizer()->tokenize(text, 512).tokens;
        QVERIFY(tokens.size() > 30);
        for (const Token &token : tokens) {
            const auto typed = QString::fromStdString(std::string(slice(text, token))).remove(QChar(0x200d));
            const auto piece = QString::fromStdString(token.piece);
            QCOMPARE(plain(typed), plain(piece.startsWith("##") ? piece.mid(2) : piece));
        }
    }

    void placesNeverGoBack()
    {
        const std::string text = "각국 Zoë\xff\u0301\u0301 字[SEP]!! \u0f73a";
        std::size_t begin = 0;
        for (const Token &token : bertTokenizer()->tokenize(text, 512).tokens) {
            QVERIFY(token.begin >= begin && token.begin < token.end && token.end <= text.size());
            begin = token.begin;
        }
    }

    void casedVocabularyKeepsCase()
    {
        const auto tokenizer = *makeWordPiece(*parseVocabulary("[UNK]\nPlay\nplay\né\ne\n"),
                                              {.normalizer = {.doLowerCase = false}, .addSpecialTokens = false});
        QCOMPARE(pieces(tokenizer, "Play play PLAY é e"), std::string("Play play [UNK] é e"));
    }

    void prefixAndUnknownPieceCanBeOthers()
    {
        const auto tokenizer =
            *makeWordPiece(*parseVocabulary("<unk>\nplay\n@@@ing\nx\n@@@x\n"),
                           {.addSpecialTokens = false, .unknownPiece = "<unk>", .continuationPrefix = "@@@"});
        QCOMPARE(pieces(tokenizer, "playing xxx y"), std::string("play @@@ing x @@@x @@@x <unk>"));
    }

    void missingPiecesAreErrors()
    {
        QCOMPARE(messageOf(makeWordPiece(*parseVocabulary("a\n"), {})),
                 QString("the vocabulary has no piece \"[UNK]\", which the tokenizer needs"));
        QCOMPARE(messageOf(makeWordPiece(*parseVocabulary("[UNK]\n[CLS]\n"), {})),
                 QString("the vocabulary has no piece \"[SEP]\", which the tokenizer needs"));
        QVERIFY(makeWordPiece(*parseVocabulary("[UNK]\n"), {.addSpecialTokens = false}));
    }

    void hugeTextsAreCountedExactly()
    {
        std::string text;
        for (int repetition = 0; repetition < 100'000; ++repetition)
            text += "playing [MASK]! ";
        const auto tokenized = smallTokenizer({})->tokenize(text, 512);
        QCOMPARE(tokenized.tokens.size(), std::size_t(512));
        QCOMPARE(tokenized.droppedTokens, std::size_t(400'000 - 510));
    }
};

ATTNSCOPE_TEST(WordPieceTest, tests::NoApplication)
#include "tst_word_piece.moc"
