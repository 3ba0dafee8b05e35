// Every part that a tokenizer.json can have, against what Hugging Face's tokenizers make of it (tests/data/tokenizer/README.md).
#include "core/base/text_file.h"
#include "core/base/utf8.h"
#include "core/text/character_class.h"
#include "core/text/files/tokenizer_json.h"
#include "core/text/models/byte_fallback.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace core;
using support::messageOf;

namespace {

using Json = nlohmann::json;

const Json &expectations()
{
    static const Json file = Json::parse(*readTextFile(ATTNSCOPE_TEST_DATA "/tokenizer/components.json", 1 << 20));
    return file;
}

// Its ids are the bytes of the normalized text.
Json byteModel()
{
    Json vocabulary;
    for (int byte = 0; byte < 256; ++byte)
        vocabulary[bytePiece(static_cast<unsigned char>(byte))] = byte;
    return {{"type", "BPE"}, {"byte_fallback", true}, {"vocab", vocabulary}, {"merges", Json::array()}};
}

// Every part that the text is divided into is one unknown word.
Json wordModel()
{
    return {{"type", "WordLevel"}, {"unk_token", "?"}, {"vocab", {{"?", 0}}}};
}

std::shared_ptr<const Tokenizer> tokenizerOf(const Json &part, const Json &model, int firstAdded)
{
    Json file{{"model", model}};
    for (const char *name : {"normalizer", "pre_tokenizer"}) {
        if (part.contains(name))
            file[name] = part[name];
    }
    for (Json token : part.value("added_tokens", Json::array())) {
        token["id"] = firstAdded++;
        file["added_tokens"].push_back(token);
    }
    auto definition = parseTokenizerJson(file.dump());
    auto tokenizer = definition ? makeTokenizer(*std::move(definition)) : definition.error();
    if (!tokenizer)
        qWarning("%s: %s", part.value("name", "").c_str(), qPrintable(messageOf(tokenizer)));
    return tokenizer ? *tokenizer : nullptr;
}

std::vector<int> idsOf(const Tokenizer &tokenizer, const std::string &text)
{
    std::vector<int> ids;
    for (const Token &token : tokenizer.tokenize(text, 1000).tokens)
        ids.push_back(token.id.value);
    return ids;
}

// From characters to bytes, without the blanks at both ends.
std::pair<std::size_t, std::size_t> trimmedBytes(const std::string &text, const Json &range)
{
    std::vector<std::size_t> begins;
    std::vector<bool> areBlank;
    for (std::size_t offset = 0; offset < text.size();) {
        begins.push_back(offset);
        areBlank.push_back(isWhiteSpace(readUtf8(text, offset)));
    }
    begins.push_back(text.size());
    auto begin = range[0].get<std::size_t>();
    auto end = range[1].get<std::size_t>();
    while (begin < end && areBlank[begin])
        ++begin;
    while (begin < end && areBlank[end - 1])
        --end;
    if (begin == end)
        return {begins[range[0].get<std::size_t>()], begins[range[1].get<std::size_t>()]};
    return {begins[begin], begins[end]};
}

}  // namespace

class TokenizerPartsTest : public QObject
{
    Q_OBJECT

private slots:
    void partsDoWhatHuggingFacesDo_data() { addRows("parts"); }

    void partsDoWhatHuggingFacesDo()
    {
        QFETCH(int, row);
        const Json &part = expectations()["parts"][static_cast<std::size_t>(row)];
        const auto bytes = tokenizerOf(part, byteModel(), 256);
        const auto words = tokenizerOf(part, wordModel(), 1);
        QVERIFY(bytes && words);
        for (const Json &expected : part["cases"]) {
            const auto text = expected["text"].get<std::string>();
            QVERIFY2(idsOf(*bytes, text) == expected["bytes"],
                     qPrintable(told(text, idsOf(*bytes, text), expected["bytes"])));
            QVERIFY2(idsOf(*words, text) == expected["words"],
                     qPrintable(told(text, idsOf(*words, text), expected["words"])));
        }
    }

    void rangesAreTheTypedCharacters_data() { addRows("parts"); }

    void rangesAreTheTypedCharacters()
    {
        QFETCH(int, row);
        const Json &part = expectations()["parts"][static_cast<std::size_t>(row)];
        if (part.contains("normalizer") && !part["normalizer"].is_null() && part["normalizer"]["type"] != "Lowercase")
            return;  // theirs leave accents out, and are off where a character becomes several
        const auto words = tokenizerOf(part, wordModel(), 1);
        QVERIFY(words);
        for (const Json &expected : part["cases"]) {
            const auto text = expected["text"].get<std::string>();
            const auto tokens = words->tokenize(text, 1000).tokens;
            QCOMPARE(tokens.size(), expected["ranges"].size());
            for (std::size_t token = 0; token < tokens.size(); ++token) {
                const auto [begin, end] = trimmedBytes(text, expected["ranges"][token]);
                QVERIFY2(tokens[token].begin == begin && tokens[token].end == end,
                         qPrintable(QString("%1, token %2: %3 to %4, expected %5 to %6")
                                        .arg(QString::fromStdString(text))
                                        .arg(token)
                                        .arg(tokens[token].begin)
                                        .arg(tokens[token].end)
                                        .arg(begin)
                                        .arg(end)));
            }
        }
    }

    void modelsDoWhatHuggingFacesDo_data() { addRows("models"); }

    void modelsDoWhatHuggingFacesDo()
    {
        QFETCH(int, row);
        const Json &model = expectations()["models"][static_cast<std::size_t>(row)];
        const auto tokenizer = tokenizerOf({{"pre_tokenizer", {{"type", "WhitespaceSplit"}}}}, model["model"], 0);
        QVERIFY(tokenizer);
        for (const Json &expected : model["cases"]) {
            const auto text = expected["text"].get<std::string>();
            QVERIFY2(idsOf(*tokenizer, text) == expected["ids"],
                     qPrintable(told(text, idsOf(*tokenizer, text), expected["ids"])));
        }
    }

private:
    static void addRows(const char *list)
    {
        QTest::addColumn<int>("row");
        for (std::size_t row = 0; row < expectations()[list].size(); ++row)
            QTest::newRow(expectations()[list][row]["name"].get<std::string>().c_str()) << static_cast<int>(row);
    }

    static QString told(const std::string &text, const std::vector<int> &ids, const Json &expected)
    {
        return QString("\"%1\": %2, expected %3")
            .arg(QString::fromStdString(text), QString::fromStdString(Json(ids).dump()),
                 QString::fromStdString(expected.dump()));
    }
};

ATTNSCOPE_TEST(TokenizerPartsTest, tests::NoApplication)
#include "tst_tokenizer_parts.moc"
