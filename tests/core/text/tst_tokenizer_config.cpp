#include "core/text/tokenizer_config.h"

#include "core/text/word_piece.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

using support::messageOf;

class TokenizerConfigTest : public QObject
{
    Q_OBJECT

private slots:
    void fieldsAreRead()
    {
        const auto config = parseTokenizerConfig(
            R"({"do_lower_case": false, "strip_accents": true, "tokenize_chinese_chars": false, "add_special_tokens": true})");
        QVERIFY2(config, qPrintable(messageOf(config)));
        QVERIFY((*config ==
                 TokenizerConfig{
                     .doLowerCase = false, .stripAccents = true, .tokenizeChineseChars = false, .addSpecialTokens = true}));
    }

    void absentAndNullFieldsStayUnset()
    {
        QVERIFY(*parseTokenizerConfig("{}") == TokenizerConfig());
        QVERIFY(*parseTokenizerConfig(R"({"strip_accents": null, "model_max_length": 512})") == TokenizerConfig());
    }

    void setFieldsChangeTheOptions()
    {
        WordPieceOptions options{.normalizer = {.stripAccents = true}};
        applyTokenizerConfig({}, options);
        QVERIFY((options == WordPieceOptions{.normalizer = {.stripAccents = true}}));
        applyTokenizerConfig(
            {.doLowerCase = false, .stripAccents = false, .tokenizeChineseChars = false, .addSpecialTokens = false},
            options);
        QVERIFY((options ==
                 WordPieceOptions{.normalizer = {.doLowerCase = false, .stripAccents = false, .tokenizeChineseChars = false},
                                  .addSpecialTokens = false}));
    }

    void hostileFilesAreErrors_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("message");
        QTest::newRow("a text for a flag")
            << QByteArray(R"({"do_lower_case": "yes"})") << R"("do_lower_case" is "yes", expected true or false)";
        QTest::newRow("a number for a flag")
            << QByteArray(R"({"strip_accents": 1})") << R"("strip_accents" is 1, expected true or false)";
        QTest::newRow("an object for a flag") << QByteArray(R"({"add_special_tokens": {"a": []}})")
                                              << R"("add_special_tokens" is an object, expected true or false)";
        QTest::newRow("a list") << QByteArray("[1]") << "the file holds a list, expected a JSON object";
        QTest::newRow("nothing") << QByteArray() << QString();
        QTest::newRow("cut off") << QByteArray(R"({"do_lower_case": tr)") << QString();
        QTest::newRow("nested without end") << QByteArray(1'000'000, '[') << QString();
        QTest::newRow("not UTF-8") << QByteArray("{\"\xff\": 1}") << QString();
    }

    void hostileFilesAreErrors()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, message);
        const auto config = parseTokenizerConfig(json.toStdString());
        QVERIFY(!config);
        QVERIFY(!messageOf(config).isEmpty());
        if (!message.isEmpty())
            QCOMPARE(messageOf(config), message);
    }
};

ATTNSCOPE_TEST(TokenizerConfigTest, tests::NoApplication)
#include "tst_tokenizer_config.moc"
