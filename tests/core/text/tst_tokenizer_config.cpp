#include "core/text/files/tokenizer_config.h"

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

    void tokensAreReadWithTheirFlags()
    {
        const auto config = parseTokenizerConfig(R"({
            "cls_token": "<s>", "mask_token": {"content": "<mask>", "lstrip": true, "__type": "AddedToken"}, "pad_token": null,
            "additional_special_tokens": ["<a>"], "extra_special_tokens": {"image_token": "<i>"},
            "added_tokens_decoder": {"12": {"content": "b", "normalized": false}, "7": {"content": "a", "single_word": true}}})");
        QVERIFY2(config, qPrintable(messageOf(config)));
        const AddedToken first{.content = "<s>", .id = {}, .isNormalized = false, .isSpecial = true};
        const AddedToken mask{.content = "<mask>", .id = {}, .stripsLeft = true, .isNormalized = false, .isSpecial = true};
        QVERIFY((config->roles == TokenRoles{{"cls_token", first}, {"mask_token", mask}}));
        QCOMPARE(config->furtherSpecialTokens.size(), std::size_t(1));
        QCOMPARE(config->furtherSpecialTokens[0].content, std::string("<a>"));
        QVERIFY(
            (*config->addedTokensDecoder == std::vector<AddedToken>{{.content = "a", .id = {7}, .isSingleWord = true},
                                                                    {.content = "b", .id = {12}, .isNormalized = false}}));
    }

    void addedTokensAreInTheOrderOfTheirIds()
    {
        const auto tokens = parseAddedTokens(R"({"b": 4, "a": 9, "c": 2})");
        QVERIFY2(tokens, qPrintable(messageOf(tokens)));
        QVERIFY((*tokens == std::vector<AddedToken>{
                                {.content = "c", .id = {2}}, {.content = "b", .id = {4}}, {.content = "a", .id = {9}}}));
        QCOMPARE(messageOf(parseAddedTokens(R"({"b": -4})")),
                 QString(R"(the piece "b" has the id -4, expected a whole number from 0 to 1999999)"));
        QCOMPARE(messageOf(parseAddedTokens(R"({"": 4})")),
                 QString(R"(an added token is "", expected a text that is not empty)"));
    }

    void mapOfSpecialTokensHasRolesAlone()
    {
        const auto map = parseSpecialTokensMap(R"({"unk_token": {"content": "[UNK]"}, "do_lower_case": 7})");
        QVERIFY2(map, qPrintable(messageOf(map)));
        QCOMPARE(map->roles.at("unk_token").content, std::string("[UNK]"));
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
        QTest::newRow("a number for a token")
            << QByteArray(R"({"cls_token": 3})") << R"("cls_token": an added token is 3, expected a text that is not empty)";
        QTest::newRow("a list for the decoder")
            << QByteArray(R"({"added_tokens_decoder": []})")
            << R"("added_tokens_decoder" is a list, expected an object of ids and tokens)";
        QTest::newRow("an id that is none") << QByteArray(R"({"added_tokens_decoder": {"-1": {"content": "a"}}})")
                                            << R"("added_tokens_decoder" has the id "-1", expected a whole number)";
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
