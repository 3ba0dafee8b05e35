#include "core/text/files/tokenizer_json.h"

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
        "post_processor": {"type": "TemplateProcessing", "single": [{"Sequence": {"id": "A", "type_id": 0}}], "pair": [],
                           "special_tokens": {}},
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

Result<std::shared_ptr<const Tokenizer>> made(const std::string &json)
{
    auto definition = parseTokenizerJson(json);
    return definition ? makeTokenizer(*std::move(definition)) : definition.error();
}

std::shared_ptr<const Tokenizer> tokenizerOf(const Json &file)
{
    const auto tokenizer = made(file.dump());
    if (!tokenizer)
        qWarning("%s", qPrintable(messageOf(tokenizer)));
    return tokenizer ? *tokenizer : nullptr;
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
        QCOMPARE(vocabularyOf(definition->model).size(), std::size_t(4));
        QCOMPARE(vocabularyOf(definition->model).find("##ing")->value, 3);
        QCOMPARE(definition->addedTokens.size(), std::size_t(2));
        QVERIFY((definition->addedTokens[1] ==
                 AddedToken{.content = "[NEW]", .id = {4}, .isNormalized = false, .isSpecial = true}));
    }

    void addedTokensStayWhole()
    {
        const auto tokenizer = tokenizerOf(validFile());
        const auto tokens = tokenizer->tokenize("playing[NEW]", 512).tokens;
        QCOMPARE(tokens.size(), std::size_t(3));
        QCOMPARE(tokens.back().piece, std::string("[NEW]"));
        QCOMPARE(tokens[1].shownPiece(), std::string("ing"));
    }

    void addedTokensThatArePiecesTakeNoOtherWay()
    {
        Json file = validFile();
        file["added_tokens"].erase(1);
        const auto plain = tokenizerOf(file)->tokenize("Playing [UNK] playING", 512).tokens;
        file["added_tokens"][0]["lstrip"] = true;  // goes the long way
        const auto pipeline = tokenizerOf(file)->tokenize("Playing [UNK] playING", 512).tokens;
        QVERIFY(plain == pipeline);
    }

    void flagsOfAddedTokensHaveDefaults()
    {
        Json file = validFile();
        file["added_tokens"] = {{{"id", 4}, {"content", "a"}}, {{"id", 5}, {"content", "b"}, {"special", true}}};
        const auto definition = parseTokenizerJson(file.dump());
        QVERIFY((definition->addedTokens ==
                 std::vector<AddedToken>{{.content = "a", .id = {4}, .isNormalized = true, .isSpecial = false},
                                         {.content = "b", .id = {5}, .isNormalized = false, .isSpecial = true}}));
    }

    void optionsAreRead()
    {
        Json file = validFile();
        file["model"]["unk_token"] = "<unk>";
        file["model"]["continuing_subword_prefix"] = "@@";
        file["model"]["max_input_chars_per_word"] = 20;
        const auto model = std::get<WordPieceDefinition>(parseTokenizerJson(file.dump())->model);
        QCOMPARE(model.unknownPiece, std::string("<unk>"));
        QCOMPARE(model.continuationPrefix, std::string("@@"));
        QCOMPARE(model.longestWord, std::size_t(20));
    }

    void oldFilesWithoutAModelTypeAreRead()
    {
        Json file = validFile();
        file["model"].erase("type");
        QCOMPARE(QString::fromStdString(tokenizerOf(file)->description()),
                 QString("WordPiece of 5 pieces, lower-cased, nothing added"));
        file["model"] = {{"vocab", {{"a", 0}, {"b", 1}, {"ab", 2}}}, {"merges", {"a b"}}};
        file["added_tokens"] = nullptr;
        QCOMPARE(QString::fromStdString(tokenizerOf(file)->description()),
                 QString("BPE of 3 pieces, lower-cased, nothing added"));
        file["model"] = {{"vocab", {{"<unk>", 0}, {"b", 1}}}};
        QCOMPARE(QString::fromStdString(tokenizerOf(file)->description()),
                 QString("WordLevel of 2 pieces, lower-cased, nothing added"));
        file["model"] = {{"vocab", {{"<unk>", 0}, {"b", -1}}}, {"unk_id", 0}};
        file["model"]["vocab"] = Json::array({Json::array({"<unk>", 0}), Json::array({"b", -1})});
        QCOMPARE(QString::fromStdString(tokenizerOf(file)->description()),
                 QString("Unigram of 2 pieces, lower-cased, nothing added"));
    }

    void missingPartsAreTolerated()
    {
        for (const char *part : {"truncation", "padding", "added_tokens", "normalizer", "pre_tokenizer", "post_processor",
                                 "decoder", "version"}) {
            QVERIFY2(tokenizerOf(fileWithout(part)), part);
        }
    }

    void idsMayHaveGaps()
    {
        const auto tokenizer = tokenizerOf(fileWith("/added_tokens/1/id", 9));
        QCOMPARE(tokenizer->find("[NEW]")->value, 9);
        QCOMPARE(tokenizer->piece({8}), std::string());
    }

    void framesAreRead_data()
    {
        QTest::addColumn<QString>("postProcessor");
        QTest::addColumn<QString>("description");
        const auto row = [](const char *postProcessor, const char *frame) {
            QTest::newRow(frame) << postProcessor << frame;
        };
        row("null", "nothing added");
        row(R"({"type": "ByteLevel", "trim_offsets": false})", "nothing added");
        row(R"({"type": "BertProcessing", "cls": ["play", 2], "sep": ["##ing", 3]})", "between play and ##ing");
        row(R"({"type": "RobertaProcessing", "cls": ["play", 2], "sep": ["[UNK]", 1], "trim_offsets": true, "add_prefix_space": false})",
            "between play and [UNK]");
        row(R"({"type": "TemplateProcessing", "single": [{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "end",
                "type_id": 0}}], "pair": [], "special_tokens": {"end": {"id": "end", "ids": [3, 1], "tokens": ["a", "b"]}}})",
            "before ##ing [UNK]");
        row(R"({"type": "Sequence", "processors": [{"type": "ByteLevel"}, {"type": "BertProcessing", "cls": ["x", 2], "sep": ["y", 3]}]})",
            "between play and ##ing");
    }

    void framesAreRead()
    {
        QFETCH(QString, postProcessor);
        QFETCH(QString, description);
        const auto tokenizer = tokenizerOf(fileWith("/post_processor", Json::parse(postProcessor.toStdString())));
        QVERIFY(tokenizer);
        QVERIFY2(tokenizer->description().ends_with(", " + description.toStdString()), tokenizer->description().c_str());
    }

    void othersAreRefused_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const Json &file, const char *message) {
            QTest::newRow(name) << QString::fromStdString(file.dump()) << message;
        };
        const auto normalizer = [&](const char *name, const char *json, const char *message) {
            row(name, fileWith("/normalizer", Json::parse(json)), message);
        };
        const auto preTokenizer = [&](const char *name, const char *json, const char *message) {
            row(name, fileWith("/pre_tokenizer", Json::parse(json)), message);
        };
        const auto postProcessor = [&](const char *name, const char *json, const char *message) {
            row(name, fileWith("/post_processor", Json::parse(json)), message);
        };
        const auto model = [&](const char *name, const char *json, const char *message) {
            Json file = fileWith("/model", Json::parse(json));
            file["added_tokens"] = nullptr;
            file["post_processor"] = nullptr;
            row(name, file, message);
        };
        row("model", fileWith("/model/type", "Bigram"), R"(the tokenizer model "Bigram" is not supported)");
        row("no model", fileWithout("model"), "the file has no tokenizer model");
        row("model of another kind", fileWith("/model", "WordPiece"),
            R"(the file gives "WordPiece" for the tokenizer model, expected an object)");
        row("list", Json::array(), "the file holds a list, expected a JSON object");
        row("part", fileWith("/embedder", 1), R"(the part "embedder" of the tokenizer is not supported)");
        row("option of a model", fileWith("/model/dropout", 0.1),
            R"(the option "dropout" of the tokenizer model "WordPiece" is not supported)");
        row("flag", fileWith("/normalizer/lowercase", "no"), R"("lowercase" is "no", expected true or false)");
        row("accents", fileWith("/normalizer/strip_accents", 0), R"("strip_accents" is 0, expected true or false)");
        row("unknown piece", fileWith("/model/unk_token", 3), R"("unk_token" is 3, expected a text)");
        row("no unknown piece", fileWith("/model/unk_token", "?"),
            R"(the vocabulary has no piece "?", which the tokenizer needs)");
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
        row("flag of an added token", fileWith("/added_tokens/0/lstrip", 1), R"("lstrip" is 1, expected true or false)");

        normalizer("normalizer", R"({"type": "NFX"})", R"(the normalizer "NFX" is not supported)");
        normalizer("normalizer in a sequence", R"({"type": "Sequence", "normalizers": [{"type": "NFC"}, {"type": "Tidy"}]})",
                   R"(the normalizer "Tidy" is not supported)");
        normalizer("option", R"({"type": "NFC", "version": 16})",
                   R"(the option "version" of the normalizer "NFC" is not supported)");
        normalizer("expression", R"({"type": "Replace", "pattern": {"Regex": "*a"}, "content": ""})",
                   R"(the normalizer "Replace": the expression "*a" is not understood (U_REGEX_RULE_SYNTAX))");
        normalizer("expression of another meaning", R"({"type": "Replace", "pattern": {"Regex": "(?m)a."}, "content": ""})",
                   R"(the normalizer "Replace": the expression "(?m)a." uses (?m), which is not supported)");
        normalizer("no pattern", R"({"type": "Replace", "content": ""})",
                   R"(the normalizer "Replace": "pattern" is null, expected a text as "String" or "Regex")");
        normalizer("charsmap", R"({"type": "Precompiled", "precompiled_charsmap": "/w=="})",
                   "the precompiled character map has 1 bytes, expected at least 4");
        normalizer("charsmap's trie", R"({"type": "Precompiled", "precompiled_charsmap": "AAAAEAA="})",
                   "the precompiled character map gives its trie 268435456 bytes of the 1 that follow");
        normalizer("charsmap's letters", R"({"type": "Precompiled", "precompiled_charsmap": "a b"})",
                   "the precompiled character map is not base64");

        preTokenizer("pre-tokenizer", R"({"type": "Mecab"})", R"(the pre-tokenizer "Mecab" is not supported)");
        preTokenizer("behavior", R"({"type": "Punctuation", "behavior": "Doubled"})",
                     R"(the pre-tokenizer "Punctuation": the behavior "Doubled" is not supported)");
        preTokenizer("no behavior", R"({"type": "Split", "pattern": {"String": " "}, "invert": false})",
                     R"(the pre-tokenizer "Split": the behavior "" is not supported)");
        preTokenizer("scheme", R"({"type": "Metaspace", "replacement": "_", "prepend_scheme": "last"})",
                     R"(the pre-tokenizer "Metaspace": the prepend_scheme "last" is not supported)");
        preTokenizer("two schemes", R"({"type": "Metaspace", "prepend_scheme": "first", "add_prefix_space": false})",
                     R"(the pre-tokenizer "Metaspace": add_prefix_space is false, and prepend_scheme "first")");
        preTokenizer("delimiter", R"({"type": "CharDelimiterSplit", "delimiter": "ab"})",
                     R"("delimiter" is "ab", expected one character)");
        preTokenizer("length", R"({"type": "FixedLength", "length": 0})",
                     R"(the pre-tokenizer "FixedLength": a length of 0 divides nothing)");

        postProcessor("post-processor", R"({"type": "Wrap"})", R"(the post-processor "Wrap" is not supported)");
        postProcessor("frame's id", R"({"type": "BertProcessing", "cls": ["a", 2], "sep": ["b", 7]})",
                      R"(the post-processor "BertProcessing": the id 7 is not one of the vocabulary's 5 pieces)");
        postProcessor("frame's pair", R"({"type": "BertProcessing", "cls": "a", "sep": ["b", 2]})",
                      R"(the post-processor "BertProcessing": "cls" is "a", expected a token and its id)");
        postProcessor(
            "template without a text", R"({"type": "TemplateProcessing", "single": [], "special_tokens": {}})",
            R"(the post-processor "TemplateProcessing": the template for a single text does not have the text, A, once)");
        postProcessor(
            "template's token",
            R"({"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "x"}}], "special_tokens": {}})",
            R"(the post-processor "TemplateProcessing": the template uses "x", which "special_tokens" does not define)");

        model("merge of absent pieces", R"({"type": "BPE", "vocab": {"a": 0, "b": 1}, "merges": ["a b"]})",
              R"(the merge of "a" and "b" needs the piece "ab", which the vocabulary does not have)");
        model("merge of one piece", R"({"type": "BPE", "vocab": {"a": 0}, "merges": ["a"]})",
              R"(the merge "a" is not two pieces with a space between)");
        model("merge of three", R"({"type": "BPE", "vocab": {"a": 0}, "merges": [["a", "a", "a"]]})",
              "a merge is a list, expected two pieces");
        model("no merges", R"({"type": "BPE", "vocab": {"a": 0}})", R"("merges" is null, expected a list)");
        model("dropout", R"({"type": "BPE", "vocab": {"a": 0}, "merges": [], "dropout": 0.1})",
              R"("dropout" is 0.1, expected null: merges at random are not supported)");
        model("pairs' unknown piece", R"({"type": "BPE", "vocab": {"a": 0}, "merges": [], "unk_token": "?"})",
              R"(the vocabulary has no piece "?", which the tokenizer needs)");
        model("scores", R"({"type": "Unigram", "unk_id": 0, "vocab": [["a", "b"]]})",
              "the piece 0 is a list, expected its spelling and its score");
        model("no unknown id", R"({"type": "Unigram", "vocab": [["a", 0]]})",
              "the Unigram model names no unknown piece, which any text may need");
        model("unknown id", R"({"type": "Unigram", "unk_id": 1, "vocab": [["a", 0]]})",
              "the unknown piece has the id 1, expected one below 1");
    }

    void othersAreRefused()
    {
        QFETCH(QString, json);
        QFETCH(QString, message);
        QCOMPARE(messageOf(made(json.toStdString())), message);
    }

    void emptyVocabularyIsAnError()
    {
        Json file = fileWith("/model/vocab", Json::object());
        file.erase("added_tokens");
        QCOMPARE(messageOf(made(file.dump())), QString("the vocabulary is empty, expected at least one piece"));
    }

    void searchWithoutEndIsSaid()
    {
        Json file = fileWith("/pre_tokenizer",
                             Json::parse(R"({"type": "Split", "pattern": {"Regex": "(a+)+b"}, "behavior": "Removed",
                                                               "invert": false})"));
        const auto tokens = tokenizerOf(file)->tokenize(std::string(5000, 'a') + " play", 512);
        QVERIFY2(tokens.failure.starts_with(R"(the tokenizer's expression "(a+)+b" takes too long on this text)"),
                 tokens.failure.c_str());
        QCOMPARE(tokenizerOf(file)->tokenize("aab play", 512).failure, std::string());
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
        const Vocabulary &vocabulary = vocabularyOf(definition->model);
        QCOMPARE(vocabulary.size(), expected->size());
        for (int id = 0; id < int(expected->size()); ++id)
            QCOMPARE(vocabulary.piece(TokenId{id}), expected->piece(TokenId{id}));
    }
};

ATTNSCOPE_TEST(TokenizerJsonTest, tests::NoApplication)
#include "tst_tokenizer_json.moc"
