#include "core/text/tokenizer_json.h"

#include "core/base/text_file.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace core;
using support::messageOf;

namespace {

using Json = nlohmann::json;

// The parts of a file as Hugging Face writes it.
Json validFile()
{
    return Json::parse(R"({
        "version": "1.0",
        "truncation": {"max_length": 256, "strategy": "LongestFirst", "stride": 0},
        "padding": {"strategy": "BatchLongest", "pad_id": 0, "pad_token": "[PAD]"},
        "added_tokens": [
            {"id": 1, "content": "[UNK]", "special": true, "normalized": false},
            {"id": 4, "content": "[NEW]", "special": true, "normalized": false}],
        "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
                       "strip_accents": null, "lowercase": true},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {"type": "TemplateProcessing"},
        "decoder": {"type": "WordPiece", "prefix": "##"},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                  "max_input_chars_per_word": 100, "vocab": {"play": 2, "[PAD]": 0, "##ing": 3, "[UNK]": 1}}
    })");
}

// The file with the value at `pointer` ("/model/type") replaced.
Json fileWith(const std::string &pointer, Json value)
{
    Json file = validFile();
    file[Json::json_pointer(pointer)] = std::move(value);
    return file;
}

Json fileWithout(const std::string &member)
{
    Json file = validFile();
    file.erase(member);
    return file;
}

}  // namespace

class TokenizerJsonTest : public QObject
{
    Q_OBJECT

private slots:
    void vocabularyAndAddedTokensAreRead()
    {
        const auto definition = parseTokenizerJson(validFile().dump());
        QVERIFY2(definition, qPrintable(messageOf(definition)));
        QCOMPARE(definition->vocabulary.size(), std::size_t(5));
        QCOMPARE(definition->vocabulary.find("##ing")->value, 3);
        QCOMPARE(definition->vocabulary.find("[NEW]")->value, 4);
        QVERIFY((definition->options == WordPieceOptions{.keptWhole = {"[UNK]", "[NEW]"}}));
    }

    void addedTokensStayWhole()
    {
        auto definition = parseTokenizerJson(validFile().dump());
        definition->options.addSpecialTokens = false;
        const auto tokenizer = *makeWordPiece(definition->vocabulary, definition->options);
        const auto tokens = tokenizer->tokenize("playing[NEW]", 512).tokens;
        QCOMPARE(tokens.size(), std::size_t(3));
        QCOMPARE(tokens.back().piece, std::string("[NEW]"));
    }

    void optionsAreRead()
    {
        Json file = validFile();
        file["normalizer"] = {{"type", "BertNormalizer"},
                              {"clean_text", false},
                              {"handle_chinese_chars", false},
                              {"strip_accents", true},
                              {"lowercase", false}};
        file["model"]["unk_token"] = "<unk>";
        file["model"]["continuing_subword_prefix"] = "@@";
        file["model"]["max_input_chars_per_word"] = 20;
        const auto options = parseTokenizerJson(file.dump())->options;
        QVERIFY((options.normalizer ==
                 NormalizerOptions{
                     .cleanText = false, .doLowerCase = false, .stripAccents = true, .tokenizeChineseChars = false}));
        QCOMPARE(options.unknownPiece, std::string("<unk>"));
        QCOMPARE(options.continuationPrefix, std::string("@@"));
        QCOMPARE(options.longestWord, std::size_t(20));
    }

    void oldFilesWithoutAModelTypeAreRead()
    {
        Json file = validFile();
        file["model"].erase("type");
        QVERIFY(parseTokenizerJson(file.dump()));
        file["model"]["merges"] = Json::array();
        QCOMPARE(messageOf(parseTokenizerJson(file.dump())),
                 QString("the file names no tokenizer type, expected \"WordPiece\""));
    }

    void missingPartsAreTolerated()
    {
        for (const char *part : {"truncation", "padding", "added_tokens", "post_processor", "decoder", "version"})
            QVERIFY2(parseTokenizerJson(fileWithout(part).dump()), part);
    }

    void idsMayHaveGaps()
    {
        const auto definition = parseTokenizerJson(fileWith("/added_tokens/1/id", 9).dump());
        QCOMPARE(definition->vocabulary.size(), std::size_t(10));
        QCOMPARE(definition->vocabulary.find("[NEW]")->value, 9);
    }

    void othersAreRefused_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const Json &file, const char *message) {
            QTest::newRow(name) << QString::fromStdString(file.dump()) << message;
        };
        row("BPE", fileWith("/model/type", "BPE"), R"(the tokenizer type "BPE" is not supported, expected "WordPiece")");
        row("Unigram", fileWith("/model/type", "Unigram"),
            R"(the tokenizer type "Unigram" is not supported, expected "WordPiece")");
        row("no model", fileWithout("model"), R"(the file names no tokenizer type, expected "WordPiece")");
        row("model of another kind", fileWith("/model", "WordPiece"),
            R"(the file gives "WordPiece" for the tokenizer type, expected an object)");
        row("normalizer", fileWith("/normalizer/type", "NFC"),
            R"(the normalizer "NFC" is not supported, expected "BertNormalizer")");
        row("no normalizer", fileWith("/normalizer", nullptr), R"(the file names no normalizer, expected "BertNormalizer")");
        row("pre-tokenizer", fileWith("/pre_tokenizer/type", "Metaspace"),
            R"(the pre-tokenizer "Metaspace" is not supported, expected "BertPreTokenizer")");
        row("list", Json::array(), "the file holds a list, expected a JSON object");
        row("flag", fileWith("/normalizer/lowercase", "no"), R"("lowercase" is "no", expected true or false)");
        row("accents", fileWith("/normalizer/strip_accents", 0), R"("strip_accents" is 0, expected true or false)");
        row("unknown piece", fileWith("/model/unk_token", 3), R"("unk_token" is 3, expected a text)");
        row("longest word", fileWith("/model/max_input_chars_per_word", -1),
            R"("max_input_chars_per_word" is -1, expected a whole number from 0 to 10000)");
        row("vocabulary list", fileWith("/model/vocab", Json::array()),
            R"("vocab" is a list, expected an object of pieces and their ids)");
        row("negative id", fileWith("/model/vocab/play", -2),
            R"(the piece "play" has the id -2, expected a whole number from 0 to 1999999)");
        row("huge id", fileWith("/model/vocab/play", 4'000'000'000'000),
            R"(the piece "play" has the id 4000000000000, expected a whole number from 0 to 1999999)");
        row("id that is text", fileWith("/model/vocab/play", "2"),
            R"(the piece "play" has the id "2", expected a whole number from 0 to 1999999)");
        row("shared id", fileWith("/model/vocab/play", 3), R"(the pieces "##ing" and "play" have the same id 3)");
        row("added token on a piece", fileWith("/added_tokens/1/id", 2),
            R"(the pieces "play" and "[NEW]" have the same id 2)");
        row("added tokens", fileWith("/added_tokens", "x"), R"("added_tokens" is "x", expected a list)");
        row("added token", fileWith("/added_tokens/0", 5), "an added token is 5, expected a text that is not empty");
        row("empty added token", fileWith("/added_tokens/0/content", ""),
            R"(an added token is "", expected a text that is not empty)");
    }

    void othersAreRefused()
    {
        QFETCH(QString, json);
        QFETCH(QString, message);
        QCOMPARE(messageOf(parseTokenizerJson(json.toStdString())), message);
    }

    void emptyVocabularyIsAnError()
    {
        Json file = fileWith("/model/vocab", Json::object());
        file.erase("added_tokens");
        QCOMPARE(messageOf(parseTokenizerJson(file.dump())),
                 QString("the vocabulary is empty, expected at least one piece"));
    }

    void textThatIsNotJsonIsAnError()
    {
        for (const std::string &text : {std::string(), std::string("{"), std::string(100'000, '['), std::string("\xff")})
            QVERIFY(!parseTokenizerJson(text));
    }

    void realFileHasTheVocabularyOfBert()
    {
        const auto json = readTextFile(ATTNSCOPE_SHARED "/tokenizers/all-MiniLM-L6-v2/tokenizer.json", 32 << 20);
        if (!json)
            QSKIP("the tokenizer.json of all-MiniLM-L6-v2 is not here");
        const auto definition = parseTokenizerJson(*json);
        QVERIFY2(definition, qPrintable(messageOf(definition)));
        const auto expected = parseVocabulary(*readTextFile(ATTNSCOPE_TEST_DATA "/tokenizer/vocab.txt", 1 << 20));
        QCOMPARE(definition->vocabulary.size(), expected->size());
        for (int id = 0; id < int(expected->size()); ++id)
            QCOMPARE(definition->vocabulary.piece(TokenId{id}), expected->piece(TokenId{id}));
    }
};

ATTNSCOPE_TEST(TokenizerJsonTest, tests::NoApplication)
#include "tst_tokenizer_json.moc"
