// Whole tokenizers of well-known models against ids that Hugging Face's own code gave. They are large, and beside the checkout.
#include "core/base/text_file.h"
#include "core/text/load_tokenizer.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"

#include <nlohmann/json.hpp>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace core;
using support::messageOf;

namespace {

using Json = nlohmann::json;

QString shared(const QString &path)
{
    return QStringLiteral(ATTNSCOPE_SHARED "/tokenizers/") + path;
}

void compare(const QString &folder, TokenizerFamily family, const QString &golden)
{
    const auto text = readTextFile(shared(golden).toStdString(), 8 << 20);
    const auto tokenizer = loadTokenizer(folder.toStdString(), true, 1'000'000, family);
    QVERIFY(text);
    QVERIFY2(tokenizer, qPrintable(messageOf(tokenizer)));
    const Json file = Json::parse(*text);
    QVERIFY(!file["cases"].empty());
    for (const Json &expected : file["cases"]) {
        const auto typed = expected["text"].get<std::string>();
        std::vector<int> ids;
        for (const Token &token : (*tokenizer)->tokenize(typed, 100'000).tokens) {
            ids.push_back(token.id.value);
            QVERIFY(token.begin <= token.end && token.end <= typed.size());
            QVERIFY(!QString::fromStdString(token.shownPiece()).contains(QRegularExpression("[\u0120\u2581]")));
        }
        QVERIFY2(ids == expected["ids"],
                 qPrintable(QString("\"%1\": %2, expected %3")
                                .arg(QString::fromStdString(typed), QString::fromStdString(Json(ids).dump()),
                                     QString::fromStdString(expected["ids"].dump()))));
    }
}

}  // namespace

class TokenizerGoldensTest : public QObject
{
    Q_OBJECT

private slots:
    void idsAreHuggingFaces_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QStringList>("files");
        QTest::addColumn<TokenizerFamily>("family");
        QTest::addColumn<QString>("golden");
        const auto row = [](const char *name, const QString &folder, const QStringList &files, TokenizerFamily family,
                            const QString &golden) { QTest::newRow(name) << folder << files << family << golden; };
        row("GPT-2", "gpt2", {"tokenizer.json"}, TokenizerFamily::Gpt2, "gpt2/golden_hf.json");
        row("GPT-2, other texts", "gpt2", {"tokenizer.json"}, TokenizerFamily::Gpt2, "gpt2/golden_tokenization.json");
        row("GPT-2, vocabulary", "gpt2", {"vocab.json", "merges.txt"}, TokenizerFamily::Gpt2, "gpt2/golden_hf.json");
        row("RoBERTa", "roberta-style", {"tokenizer.json"}, TokenizerFamily::Roberta, "roberta-style/golden_hf.json");
        row("T5", "t5-base", {"tokenizer.json"}, TokenizerFamily::T5, "t5-base/golden_hf.json");
        row("T5, SentencePiece", "t5-base", {"spiece.model"}, TokenizerFamily::T5, "t5-base/golden_hf.json");
        row("ALBERT", "albert-style-30k", {"tokenizer.json"}, TokenizerFamily::Albert, "albert-style-30k/golden_hf.json");
        row("ALBERT, SentencePiece", "albert-style-30k", {"30k-clean.model=spiece.model"}, TokenizerFamily::Albert,
            "albert-style-30k/golden_hf.json");
    }

    // What SentencePiece itself makes of a text; fairseq's models put their own special tokens before its pieces.
    void idsAreSentencePieces_data()
    {
        QTest::addColumn<TokenizerFamily>("family");
        QTest::addColumn<int>("before");
        QTest::newRow("XLM-RoBERTa") << TokenizerFamily::XlmRoberta << 1;
        QTest::newRow("CamemBERT") << TokenizerFamily::Camembert << 4;
    }

    void idsAreSentencePieces()
    {
        QFETCH(TokenizerFamily, family);
        QFETCH(int, before);
        constexpr int unknown = 3;
        const QString material = QStringLiteral(ATTNSCOPE_TEST_DATA "/tokenizer/sentencepiece/");
        const auto text = readTextFile((material + "golden.json").toStdString(), 1 << 20);
        QVERIFY(text);
        const Json golden = Json::parse(*text);
        QCOMPARE(golden["cases"].size(), std::size_t{19});
        for (const char *kind : {"unigram", "bpe"}) {
            const QTemporaryDir model;
            QVERIFY(QFile::copy(material + kind + ".model", model.filePath("sentencepiece.bpe.model")));
            const auto tokenizer = loadTokenizer(model.path().toStdString(), true, 1'000'000, family);
            QVERIFY2(tokenizer, qPrintable(messageOf(tokenizer)));
            for (const Json &expected : golden["cases"]) {
                const auto typed = expected["text"].get<std::string>();
                std::vector<int> ids;
                for (const Token &token : (*tokenizer)->tokenize(typed, 100'000).tokens)
                    ids.push_back(token.id.value);
                std::vector<int> wanted{family == TokenizerFamily::Camembert ? 5 : 0};
                for (const int id : expected[kind])
                    wanted.push_back(id == 0 ? unknown : id + before);
                wanted.push_back(family == TokenizerFamily::Camembert ? 6 : 2);
                QVERIFY2(ids == wanted, qPrintable(QString("%1, \"%2\": %3, expected %4")
                                                       .arg(QLatin1String(kind), QString::fromStdString(typed),
                                                            QString::fromStdString(Json(ids).dump()),
                                                            QString::fromStdString(Json(wanted).dump()))));
            }
        }
    }

    void idsAreHuggingFaces()
    {
        QFETCH(QString, folder);
        QFETCH(QStringList, files);
        QFETCH(TokenizerFamily, family);
        QFETCH(QString, golden);
        if (!QFile::exists(shared(golden)))
            QSKIP("the tokenizers of well-known models are not here");
        const QTemporaryDir model;
        for (const QString &file : files) {
            const QStringList names = file.split('=');
            QVERIFY(
                QFile::link(QDir().absoluteFilePath(shared(folder + '/' + names.front())), model.filePath(names.back())));
        }
        compare(model.path(), family, golden);
    }

    void allFilesOfAFolderAreReadTogether()
    {
        if (!QFile::exists(shared("all-MiniLM-L6-v2/tokenizer.json")))
            QSKIP("the tokenizer of all-MiniLM-L6-v2 is not here");
        const auto whole = loadTokenizer(shared("all-MiniLM-L6-v2").toStdString(), true, 30'522);
        QVERIFY2(whole, qPrintable(messageOf(whole)));
        QCOMPARE(QString::fromStdString((*whole)->description()),
                 QString("WordPiece of 30522 pieces, lower-cased, between [CLS] and [SEP]"));
        QCOMPARE((*whole)->maskToken()->value, 103);
    }
};

ATTNSCOPE_TEST(TokenizerGoldensTest, tests::NoApplication)
#include "tst_tokenizer_goldens.moc"
