#include "core/text/load_tokenizer.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace core;
using support::messageOf;

namespace {

constexpr const char *vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nplay\nPlay\n";
constexpr const char *tokenizerJson =
    R"({"normalizer": {"type": "BertNormalizer", "lowercase": false}, "pre_tokenizer": {"type": "BertPreTokenizer"},
        "model": {"type": "WordPiece", "vocab": {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "play": 3, "Play": 4}}})";

using LoadResult = Result<std::shared_ptr<const Tokenizer>>;

QString pieces(const LoadResult &tokenizer, std::string_view text)
{
    if (!tokenizer)
        return messageOf(tokenizer);
    QStringList result;
    for (const Token &token : (*tokenizer)->tokenize(text, 512).tokens)
        result += QString::fromStdString(token.piece);
    return result.join(' ');
}

QString shown(const LoadResult &tokenizer, std::string_view text)
{
    QStringList result;
    for (const Token &token : (*tokenizer)->tokenize(text, 512).tokens)
        result += QString::fromStdString(token.shownPiece());
    return result.join('|');
}

// A .model of these pieces as SentencePiece writes it: scores -0, -1, ... in the order of the list, "<unk>" unknown, other names between
// angles control pieces.
QByteArray sentencePieces(const std::vector<std::string> &pieces)
{
    QByteArray bytes;
    for (std::size_t id = 0; id < pieces.size(); ++id) {
        const float score = -static_cast<float>(id);
        QByteArray piece("\x0a");
        piece += static_cast<char>(pieces[id].size());
        piece += QByteArray::fromStdString(pieces[id]) + '\x15';
        piece.append(reinterpret_cast<const char *>(&score), sizeof score);
        piece += '\x18';
        piece += pieces[id] == "<unk>"                                        ? '\x02'
                 : pieces[id].starts_with('<') || pieces[id].starts_with('[') ? '\x03'
                                                                              : '\x01';
        bytes += '\x0a';
        bytes += static_cast<char>(piece.size());
        bytes += piece;
    }
    return bytes;
}

}  // namespace

class LoadTokenizerTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void vocabularyAloneMakesAnUncasedTokenizer()
    {
        write("vocab.txt", vocabulary);
        QCOMPARE(pieces(load(), "Play"), QString("[CLS] play [SEP]"));
        QCOMPARE(pieces(load(/*addSpecialTokens=*/false), "Play"), QString("play"));
    }

    void configurationComesFirst()
    {
        write("vocab.txt", vocabulary);
        write("tokenizer_config.json", R"({"do_lower_case": false, "add_special_tokens": false})");
        QCOMPARE(pieces(load(/*addSpecialTokens=*/true), "Play"), QString("Play"));
        write("tokenizer_config.json", R"({"add_special_tokens": true})");
        QCOMPARE(pieces(load(/*addSpecialTokens=*/false), "Play"), QString("[CLS] play [SEP]"));
    }

    void classesOfTheirOwnAreRefused()
    {
        write("vocab.txt", vocabulary);
        write("tokenizer_config.json", R"({"tokenizer_class": "BertTokenizerFast"})");
        QCOMPARE(pieces(load(), "Play"), QString("[CLS] play [SEP]"));
        write("tokenizer_config.json", R"({"tokenizer_class": "BertJapaneseTokenizer"})");
        const QString refused = messageOf(load());
        QVERIFY2(refused.contains("its tokenizer is of the class \"BertJapaneseTokenizer\", whose files are not read"),
                 qPrintable(refused));
        write("tokenizer_config.json",
              R"({"tokenizer_class": "BertTokenizer", "auto_map": {"AutoTokenizer": ["own.Own", null]}})");
        QVERIFY(messageOf(load()).contains("\"own.Own\", whose files are not read"));
        write("tokenizer_config.json", R"({"tokenizer_class": "GPT2Tokenizer", "add_bos_token": true})");
        QVERIFY(messageOf(load()).contains("\"add_bos_token\" is true, which is not read"));
    }

    void tokenizerJsonWillDo()
    {
        write("tokenizer.json", tokenizerJson);
        QCOMPARE(pieces(load(), "Play"), QString("Play"));  // it says of no token that it stands around a text
        write("tokenizer_config.json", R"({"do_lower_case": true, "add_special_tokens": true})");
        QCOMPARE(pieces(load(), "Play"), QString("[CLS] play [SEP]"));
    }

    void tokenizerJsonIsPreferred()
    {
        write("vocab.txt", vocabulary);
        write("tokenizer.json", tokenizerJson);
        QCOMPARE(pieces(load(), "Play play"), QString("Play play"));
        write("tokenizer.json", "404: Not Found");
        QCOMPARE(messageOf(load()), file("tokenizer.json") + ": the file holds the text \"404: Not Found\" instead of JSON; "
                                                             "download it again");
        write("tokenizer.json", "{");
        QVERIFY2(messageOf(load()).startsWith(file("tokenizer.json") + ": not valid JSON"), qPrintable(messageOf(load())));
    }

    void addedTokensOfAllFilesCount()
    {
        write("vocab.txt", vocabulary);
        write("added_tokens.json", R"({"co-op": 6})");
        QCOMPARE(pieces(load(), "play Co-op"), QString("[CLS] play co-op [SEP]"));
        write("special_tokens_map.json", R"({"additional_special_tokens": ["co-op", "<new>"]})");
        QCOMPARE(pieces(load(), "play Co-op<new>"), QString("[CLS] play co-op <new> [SEP]"));
        QCOMPARE((*load())->find("<new>")->value, 7);
        // The configuration's list is the whole list.
        write("tokenizer_config.json", R"({"added_tokens_decoder": {"7": {"content": "Play", "single_word": true}}})");
        QCOMPARE(pieces(load(), "Co-op"), QString("[CLS] [UNK] [UNK] [UNK] [SEP]"));
        QCOMPARE(messageOf(load()), QString());
    }

    void configurationChangesFlagsOfTokenizerJson()
    {
        write(
            "tokenizer.json",
            R"({"model": {"type": "WordLevel", "unk_token": "?", "vocab": {"?": 0, "a": 1}}, "pre_tokenizer": {"type": "WhitespaceSplit"},
                  "added_tokens": [{"id": 2, "content": "b", "normalized": false}]})");
        QCOMPARE(pieces(load(), "ab a"), QString("a b a"));
        write("tokenizer_config.json", R"({"added_tokens_decoder": {"2": {"content": "b", "single_word": true}}})");
        QCOMPARE(pieces(load(), "ab b a"), QString("? b a"));
        write("tokenizer_config.json", R"({"added_tokens_decoder": {"3": {"content": "b"}}})");
        QCOMPARE(messageOf(load()), file("tokenizer.json") + ": the added token \"b\" has the ids 2 and 3");
    }

    void rolesNameTheTokens()
    {
        write("vocab.txt", "<pad>\n<oov>\n<b>\n<e>\nplay\n<hide>\n");
        write("tokenizer_config.json", R"({"unk_token": "<oov>", "cls_token": {"content": "<b>"}, "sep_token": "<e>"})");
        write("special_tokens_map.json", R"({"mask_token": "<hide>"})");
        QCOMPARE(pieces(load(), "play <hide> x"), QString("<b> play <hide> <oov> <e>"));
        QCOMPARE((*load())->maskToken()->value, 5);
        QCOMPARE((*load())->unknownToken()->value, 1);
    }

    void robertaHasPairsOfBytes()
    {
        write(
            "vocab.json",
            R"({"<s>": 0, "</s>": 1, "<mask>": 2, "a": 3, "b": 4, "\u0120": 5, "ab": 6, "\u0120ab": 7, "\u00c3": 8, "\u00a9": 9})");
        write("merges.txt", "#version: 0.2\na b\n\u0120 ab\n");
        const auto roberta = load(true, 100, TokenizerFamily::Roberta);
        QCOMPARE(pieces(roberta, "ab  ab <mask>\u00e9"), QString("<s> ab \u0120 \u0120ab <mask> \u00c3 \u00a9 </s>"));
        QCOMPARE(QString::fromStdString((*roberta)->description()),
                 QString("byte-level BPE of 10 pieces, between <s> and </s>"));
        QCOMPARE(shown(roberta, "ab  ab \u00e9"), QString("<s>|ab|\u2423|ab|\u2423|<0xC3>|<0xA9>|</s>"));
        QCOMPARE((*roberta)->maskToken()->value, 2);
        const auto gpt2 = load(true, 100, TokenizerFamily::Gpt2);
        QCOMPARE(pieces(gpt2, "ab"), QString("ab"));
        QVERIFY(!(*gpt2)->maskToken() && !(*gpt2)->unknownToken());
        write("tokenizer_config.json", R"({"add_prefix_space": true})");
        QCOMPARE(pieces(load(true, 100, TokenizerFamily::Gpt2), "ab"), QString("\u0120ab"));
        write("merges.txt", "a b c\n");
        QCOMPARE(messageOf(load(true, 100, TokenizerFamily::Roberta)),
                 file("vocab.json") + ": line 1 of merges.txt: the merge \"a b c\" is not two pieces with a space between");
        QVERIFY(QFile::remove(file("merges.txt")));
        QCOMPARE(messageOf(load(true, 100, TokenizerFamily::Roberta)),
                 m_folder->path() + ": there is neither a vocab.json with its merges.txt nor a tokenizer.json");
    }

    void wordsAreCountedAsReadersDo()
    {
        write("vocab.json", R"({"a": 0, "b": 1, "\u0120": 2, "\u0120a": 3, ".": 4, "\u010a": 5})");
        write("merges.txt", "\u0120 a\n");
        const auto tokens = (*load(true, 100, TokenizerFamily::Gpt2))->tokenize("ab a.  a\n", 100).tokens;
        QList<int> words;
        for (const Token &token : tokens)
            words += token.word;
        QCOMPARE(words,
                 QList<int>({0, 0, 1, 2, 3, 3, 3}));  // blanks go with the word behind them, those at the end with the last
        QCOMPARE(tokens[2].begin, std::size_t(3));
        QCOMPARE(tokens[2].end, std::size_t(4));
        QVERIFY(tokens[4].isBlank && !tokens[5].isBlank && tokens[6].isBlank);
        const auto blank = (*load(true, 100, TokenizerFamily::Gpt2))->tokenize(" ", 100).tokens;
        QCOMPARE(blank.size(), std::size_t(1));
        QCOMPARE(blank[0].word, 0);
    }

    void sentencePiecesHaveTheFamilysIds()
    {
        write("sentencepiece.bpe.model", sentencePieces({"<unk>", "<s>", "</s>", "\u2581", "\u2581a", "b"}));
        const auto xlm = load(true, 100, TokenizerFamily::XlmRoberta);
        QCOMPARE(pieces(xlm, "ab  a"), QString("<s> \u2581a b \u2581a </s>"));
        QCOMPARE((*xlm)->find("b")->value, 6);
        QCOMPARE((*xlm)->maskToken()->value, 7);
        QCOMPARE((*xlm)->unknownToken()->value, 3);
        QCOMPARE(shown(xlm, "ab c"), QString("<s>|a|b|\u2423|<unk>|</s>"));
        const auto camembert = load(true, 100, TokenizerFamily::Camembert);
        QCOMPARE(pieces(camembert, "ab"), QString("<s> \u2581a b </s>"));
        QCOMPARE((*camembert)->find("<s>")->value, 5);
        QCOMPARE((*camembert)->find("b")->value, 9);
        QCOMPARE((*camembert)->maskToken()->value, 10);
    }

    void albertChangesCaseAndAccents()
    {
        write("spiece.model", sentencePieces({"<unk>", "[CLS]", "[SEP]", "\u2581a", "\"", "\u2581A", "\u2581\u00e1"}));
        const auto of = [this](const char *config) {
            write("tokenizer_config.json", config);
            return load(true, 100, TokenizerFamily::Albert);
        };
        QCOMPARE(pieces(of("{}"), "A \u00e1''"), QString("[CLS] \u2581a \u2581a \" [SEP]"));
        QCOMPARE(pieces(of(R"({"do_lower_case": false})"), "A"), QString("[CLS] \u2581A [SEP]"));
        QCOMPARE(pieces(of(R"({"keep_accents": true})"), "\u00c1"), QString("[CLS] \u2581\u00e1 [SEP]"));
    }

    void pairsOfSentencePiecesAreMergedByTheirScores()
    {
        QByteArray model = sentencePieces({"<unk>", "\u2581", "a", "b", "ab", "\u2581a", "\u2581ab", "</s>"});
        model += QByteArray::fromHex("12021802");  // of byte pairs
        write("spiece.model", model);
        QCOMPARE(pieces(load(true, 200, TokenizerFamily::T5), "ab aab"), QString("\u2581ab \u2581a ab </s>"));
    }

    void brokenSentencePiecesAreErrors_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("message");
        QTest::newRow("a text") << QByteArray("piece") << "the file is not a model of SentencePiece, or a part of one";
        QTest::newRow("cut off") << sentencePieces({"<unk>"}).chopped(1)
                                 << "the file is not a model of SentencePiece, or a part of one";
        QTest::newRow("no piece") << QByteArray::fromHex("12021801")
                                  << "the file is not a model of SentencePiece, or a part of one";
        QTest::newRow("empty piece") << QByteArray::fromHex("0a020a00") << "the piece 0 is empty";
        QTest::newRow("bytes for a piece") << QByteArray::fromHex("0a030a01ff") << "the piece 0 is not UTF-8 text";
        QTest::newRow("type of a piece") << QByteArray::fromHex("0a050a01611809")
                                         << "a piece is of the type 9, which SentencePiece does not have";
        QTest::newRow("type of the model")
            << QByteArray::fromHex("0a030a016112021807") << "the model is of the type 7, which SentencePiece does not have";
        QTest::newRow("words") << QByteArray::fromHex("0a030a016112021803")
                               << "models of SentencePiece over words or characters are not supported";
        QTest::newRow("no unknown piece") << QByteArray::fromHex("0a030a0161")
                                          << "the model has no unknown piece, which any text may need";
        QTest::newRow("rules") << sentencePieces({"<unk>"}) + QByteArray::fromHex("1a0612040000ffff")
                               << "the precompiled character map gives its trie 4294901760 bytes of the 0 that follow";
    }

    void brokenSentencePiecesAreErrors()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, message);
        write("spiece.model", bytes);
        write("tokenizer_config.json", R"({"add_special_tokens": false})");
        QCOMPARE(messageOf(load(true, 200, TokenizerFamily::T5)), file("spiece.model") + ": " + message);
    }

    void folderWithoutATokenizerIsAnError()
    {
        QCOMPARE(messageOf(load()), m_folder->path() + ": there is neither a vocab.txt nor a tokenizer.json");
        QCOMPARE(messageOf(loadTokenizer("/no/such/folder", true, 10)),
                 QString("/no/such/folder: there is neither a vocab.txt nor a tokenizer.json"));
    }

    void vocabularyLargerThanTheModelIsAnError()
    {
        write("vocab.txt", vocabulary);
        QVERIFY(load(true, 6));
        QCOMPARE(messageOf(load(true, 5)),
                 file("vocab.txt") + ": the vocabulary has 6 pieces, expected at most the model's 5");
        QVERIFY(!load(true, 0));
    }

    void errorsNameTheFile()
    {
        write("vocab.txt", "\xff");
        QCOMPARE(messageOf(load()), file("vocab.txt") + ": the vocabulary is not UTF-8 text");
        write("vocab.txt", "[CLS]\n[SEP]\nplay\n");
        QCOMPARE(messageOf(load()),
                 file("vocab.txt") + ": the vocabulary has no piece \"[UNK]\", which the tokenizer needs");
        write("vocab.txt", vocabulary);
        write("tokenizer_config.json", R"({"do_lower_case": 1})");
        QCOMPARE(messageOf(load()), file("tokenizer_config.json") + ": \"do_lower_case\" is 1, expected true or false");
        QVERIFY(QFile::remove(file("vocab.txt")));
        QVERIFY(QFile::remove(file("tokenizer_config.json")));
        write("tokenizer.json", R"({"model": {"type": "Bigram"}})");
        QCOMPARE(messageOf(load()), file("tokenizer.json") + ": the tokenizer model \"Bigram\" is not supported");
    }

    void whatCannotBeReadIsNotPassedOver()
    {
        write("vocab.txt", vocabulary);
        QVERIFY(QDir(m_folder->path()).mkdir("tokenizer.json"));
        const auto result = load();
        QVERIFY(!result);
        QVERIFY2(messageOf(result).startsWith(file("tokenizer.json") + ": "), qPrintable(messageOf(result)));
    }

private:
    QString file(const QString &name) const { return m_folder->filePath(name); }

    LoadResult load(bool addSpecialTokens = true, int vocabularySize = 100,
                    TokenizerFamily family = TokenizerFamily::Bert) const
    {
        return loadTokenizer(m_folder->path().toStdString(), addSpecialTokens, vocabularySize, family);
    }

    void write(const QString &name, const QByteArray &content) const
    {
        QFile target(file(name));
        QVERIFY(target.open(QIODevice::WriteOnly));
        QCOMPARE(target.write(content), content.size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

ATTNSCOPE_TEST(LoadTokenizerTest, tests::NoApplication)
#include "tst_load_tokenizer.moc"
