#include "core/text/stored_tokens.h"

#include "tests/support/test_program.h"

#include <QTest>

class StoredTokensTest : public QObject
{
    Q_OBJECT

private slots:
    void piecesBecomeWords_data();
    void piecesBecomeWords();
    void everyTokenHasItsPlace();
};

void StoredTokensTest::piecesBecomeWords_data()
{
    QTest::addColumn<QStringList>("pieces");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("words");
    QTest::newRow("word pieces") << QStringList{"[CLS]", "play", "##ing", ".", "[SEP]"} << "playing ."
                                 << QList<int>{-1, 0, 0, 1, -1};
    QTest::newRow("byte pairs") << QStringList{"<s>", "A", "Ġlong", "er", "Ġday", "</s>"} << "A longer day"
                                << QList<int>{-1, 0, 1, 1, 2, -1};
    QTest::newRow("sentence pieces") << QStringList{"▁a", "▁qu", "iet", "▁day"} << "a quiet day" << QList<int>{0, 1, 1, 2};
    QTest::newRow("plain words") << QStringList{"a", "b"} << "a b" << QList<int>{0, 1};
    QTest::newRow("a blank alone") << QStringList{"▁in", "▁", "2019"} << "in 2019" << QList<int>{0, 1, 1};
    QTest::newRow("a mark alone") << QStringList{"##", "a"} << "## a" << QList<int>{0, 1};
    QTest::newRow("none") << QStringList() << "" << QList<int>();
}

void StoredTokensTest::piecesBecomeWords()
{
    QFETCH(QStringList, pieces);
    QFETCH(QList<int>, words);
    std::vector<std::string> names;
    for (const QString &piece : pieces)
        names.push_back(piece.toStdString());
    const core::StoredText stored = core::storedText(names);
    QTEST(QString::fromStdString(stored.text), "text");
    QList<int> found;
    for (const core::Token &token : stored.tokens)
        found << token.word;
    QCOMPARE(found, words);
}

void StoredTokensTest::everyTokenHasItsPlace()
{
    const core::StoredText stored = core::storedText({"<s>", "A", "Ġlong", "er", "</s>"});
    QStringList spellings;
    for (const core::Token &token : stored.tokens)
        spellings << QString::fromStdString(stored.text.substr(token.begin, token.end - token.begin));
    QCOMPARE(spellings, (QStringList{"", "A", "long", "er", ""}));
    const auto tokenizer = core::makeStoredTokens(stored);
    QCOMPARE(tokenizer->tokenize("another text", 3).droppedTokens, 2U);
    QCOMPARE(tokenizer->piece({2}), std::string("Ġlong"));
    QCOMPARE(tokenizer->find("er").value().value, 3);
}

ATTNSCOPE_TEST(StoredTokensTest, tests::NoApplication)
#include "tst_stored_tokens.moc"
