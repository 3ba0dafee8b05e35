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

    void tokenizerJsonWillDo()
    {
        write("tokenizer.json", tokenizerJson);
        QCOMPARE(pieces(load(), "Play"), QString("[CLS] Play [SEP]"));
        write("tokenizer_config.json", R"({"do_lower_case": true})");
        QCOMPARE(pieces(load(), "Play"), QString("[CLS] play [SEP]"));
    }

    void vocabularyIsPreferred()
    {
        write("vocab.txt", vocabulary);
        write("tokenizer.json", "not JSON");
        QVERIFY(load());
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
        write("vocab.txt", "play\n");
        QCOMPARE(messageOf(load()),
                 file("vocab.txt") + ": the vocabulary has no piece \"[UNK]\", which the tokenizer needs");
        write("vocab.txt", vocabulary);
        write("tokenizer_config.json", R"({"do_lower_case": 1})");
        QCOMPARE(messageOf(load()), file("tokenizer_config.json") + ": \"do_lower_case\" is 1, expected true or false");
        QVERIFY(QFile::remove(file("vocab.txt")));
        write("tokenizer.json", R"({"model": {"type": "BPE"}})");
        QCOMPARE(messageOf(load()),
                 file("tokenizer.json") + ": the tokenizer type \"BPE\" is not supported, expected \"WordPiece\"");
    }

    void whatCannotBeReadIsNotPassedOver()
    {
        write("tokenizer.json", tokenizerJson);
        QVERIFY(QDir(m_folder->path()).mkdir("vocab.txt"));
        const auto result = load();
        QVERIFY(!result);
        QVERIFY2(messageOf(result).startsWith(file("vocab.txt") + ": "), qPrintable(messageOf(result)));
    }

private:
    QString file(const QString &name) const { return m_folder->filePath(name); }

    LoadResult load(bool addSpecialTokens = true, int vocabularySize = 100) const
    {
        return loadTokenizer(m_folder->path().toStdString(), addSpecialTokens, vocabularySize);
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
