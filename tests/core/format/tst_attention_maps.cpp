#include "core/format/maps/attention_maps.h"

#include "tests/support/message_of.h"
#include "tests/support/npy_bytes.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>
#include <numeric>

using core::AttentionMaps;
using core::MapArray;
using support::messageOf;

namespace {

using Shape = std::vector<std::size_t>;

// Each map is uniform but for its first value, so that places can be told apart.
MapArray arrayOf(const Shape &shape, std::string name = {})
{
    std::size_t count = 1;
    for (const std::size_t size : shape)
        count *= size;
    MapArray array{std::move(name), shape, std::vector<float>(count)};
    std::iota(array.values.begin(), array.values.end(), 0.0F);
    return array;
}

QString refusal(const std::vector<MapArray> &arrays, std::vector<std::string> tokens = {})
{
    return messageOf(core::attentionMaps(arrays, std::move(tokens)));
}

}  // namespace

class AttentionMapsTest : public QObject
{
    Q_OBJECT

private slots:
    void everyShapeIsLayersOfHeads_data();
    void everyShapeIsLayersOfHeads();
    void severalArraysAreLayers();
    void tokensAreNumberedWhereNobodyNamesThem();
    void sumsThatAreNotOneAreSaid();
    void refusesWithOneSentence();
    void readsFiles_data();
    void readsFiles();
    void compressedArchivesReadAsOthers();
    void tokensStandBesideAFile();
    void blankLinesAtTheEndAreNoTokens();
    void tokensOfJsonMayBeInAnObject();
    void saysWhichOfTwoTokenFilesIsRead();
    void archivesHoldTokens();
    void twoArraysOfEverythingAreRefused();
    void refusesFilesWithOneSentence_data();
    void refusesFilesWithOneSentence();
    void tellsMapsFromWeights();

private:
    std::filesystem::path write(const char *name, const std::string &content) const;

    QTemporaryDir m_folder;
};

std::filesystem::path AttentionMapsTest::write(const char *name, const std::string &content) const
{
    QFile file(m_folder.filePath(QString::fromLatin1(name)));
    if (!file.open(QIODevice::WriteOnly) || file.write(content.data(), static_cast<qint64>(content.size())) < 0)
        qFatal("a file cannot be written");
    return file.fileName().toStdString();
}

void AttentionMapsTest::everyShapeIsLayersOfHeads_data()
{
    QTest::addColumn<Shape>("shape");
    QTest::addColumn<int>("layers");
    QTest::addColumn<int>("heads");
    QTest::newRow("one map") << Shape{3, 3} << 1 << 1;
    QTest::newRow("heads") << Shape{4, 3, 3} << 1 << 4;
    QTest::newRow("layers") << Shape{2, 4, 3, 3} << 2 << 4;
    QTest::newRow("layers of one head") << Shape{2, 1, 3, 3} << 2 << 1;
    QTest::newRow("a batch of one in front") << Shape{1, 4, 3, 3} << 1 << 4;
    QTest::newRow("a batch of one in front of layers") << Shape{1, 2, 4, 3, 3} << 2 << 4;
    QTest::newRow("a batch of one in each layer") << Shape{2, 1, 4, 3, 3} << 2 << 4;
    QTest::newRow("one token") << Shape{2, 4, 1, 1} << 2 << 4;
}

void AttentionMapsTest::everyShapeIsLayersOfHeads()
{
    QFETCH(Shape, shape);
    const MapArray array = arrayOf(shape);
    const auto maps = core::attentionMaps(std::vector{array}, {});
    QVERIFY2(maps, maps ? "" : maps.error().message.c_str());
    QTEST(static_cast<int>(maps->layers.size()), "layers");
    QTEST(maps->heads(), "heads");
    std::vector<float> values;
    for (const core::HeadMatrices &layer : maps->layers)
        values.insert(values.end(), layer.data(), layer.data() + layer.size());
    QVERIFY(values == array.values);
}

void AttentionMapsTest::severalArraysAreLayers()
{
    const auto maps = core::attentionMaps(std::vector{arrayOf({4, 3, 3}, "a"), arrayOf({4, 3, 3}, "b")}, {"x", "y", "z"});
    QVERIFY(maps);
    QCOMPARE(maps->layers.size(), 2U);
    QVERIFY((maps->tokens == std::vector<std::string>{"x", "y", "z"}));
    QVERIFY(refusal({arrayOf({4, 3, 3}, "a"), arrayOf({2, 3, 3}, "b")}).contains("\"b\" has the shape 2 x 3 x 3"));
    QVERIFY(refusal({arrayOf({2, 4, 3, 3}, "a"), arrayOf({4, 3, 3}, "b")}).contains("\"a\" holds 2 layers"));
}

void AttentionMapsTest::tokensAreNumberedWhereNobodyNamesThem()
{
    const auto maps = core::attentionMaps(std::vector{arrayOf({3, 3})}, {});
    QVERIFY((maps->tokens == std::vector<std::string>{"0", "1", "2"}));
}

void AttentionMapsTest::sumsThatAreNotOneAreSaid()
{
    MapArray array{{}, {2, 2}, {0.5F, 0.5F, 0.0F, 0.0F}};  // the second query has no key
    QVERIFY(core::attentionMaps(std::vector{array}, {})->remarks.empty());
    const auto remarkOn = [](const std::vector<float> &values) {
        const auto maps = core::attentionMaps(std::vector{MapArray{{}, {2, 2}, values}}, {});
        return maps->remarks.size() == 1 ? QString::fromStdString(maps->remarks.front()) : QString();
    };
    const QString remark = QStringLiteral(
        "the weights of a query add up to %1 and not to 1, so measures that take them for shares have no meaning");
    QCOMPARE(remarkOn({60, 40, 0, 100}), remark.arg("100"));
    QCOMPARE(remarkOn({0.25F, 0.25F, 1.5F, 0.83333F}), remark.arg("0.5 to 2.33"));
    QCOMPARE(remarkOn({0.9F, 0.5F, 0, 0}), remark.arg("1.4"));
    QCOMPARE(remarkOn({0, 0, 0, 0}), remark.arg("0"));
    QCOMPARE(remarkOn({0.5F, 0.495F, 1, 0}), QString());
}

void AttentionMapsTest::refusesWithOneSentence()
{
    QVERIFY(refusal({}).contains("no attention"));
    QVERIFY(refusal({arrayOf({3})}).contains("has the shape 3, expected n x n"));
    QVERIFY(refusal({arrayOf({3, 4})}).contains("3 x 4"));
    QVERIFY(refusal({arrayOf({2, 0, 0})}).contains("2 x 0 x 0"));
    QVERIFY(refusal({arrayOf({2, 2, 2, 3, 3})}).contains("2 x 2 x 2 x 3 x 3"));
    QVERIFY(refusal({arrayOf({3, 3})}, {"one"}).contains("1 token"));
    MapArray array = arrayOf({2, 2, 3, 3});
    for (const float wrong : {-1.0F, std::numeric_limits<float>::infinity(), std::nanf("")}) {
        array.values[9 + 5] = wrong;
        QVERIFY(refusal({array}).contains("layer 0, head 1, query 1, key 2"));
    }
}

void AttentionMapsTest::readsFiles_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("content");
    const std::string values = support::bytesOf(0.5F, 0.5F, 1.0F, 0.0F);
    QTest::newRow("npy") << QByteArray("maps.npy") << QByteArray::fromStdString(support::npyFile("<f4", "(2, 2)", values));
    QTest::newRow("npy of doubles, one head")
        << QByteArray("maps.npy")
        << QByteArray::fromStdString(support::npyFile("<f8", "(1, 2, 2)", support::bytesOf(0.5, 0.5, 1.0, 0.0)));
    QTest::newRow("json list") << QByteArray("maps.json") << QByteArray("[[0.5, 0.5], [1, 0]]");
    QTest::newRow("json object") << QByteArray("maps.json")
                                 << QByteArray(R"({"tokens": ["a", "b"], "attentions": [[[[0.5, 0.5], [1, 0]]]]})");
    QTest::newRow("json object of layers")
        << QByteArray("maps.json") << QByteArray(R"({"tokens": ["a", "b"], "layer.0.attention": [[0.5, 0.5], [1, 0]]})");
    QTest::newRow("safetensors") << QByteArray("maps.safetensors") << [&values] {
        const std::string header =
            R"({"__metadata__":{"tokens":"[\"a\",\"b\"]"},"layer.0.attention":{"dtype":"F32","shape":[1,2,2],"data_offsets":[0,16]}})";
        return QByteArray::fromStdString(support::bytesOf(static_cast<std::uint64_t>(header.size())) + header + values);
    }();
}

void AttentionMapsTest::readsFiles()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, content);
    const auto path = write(name.constData(), content.toStdString());
    QVERIFY(core::isAttentionFile(path));
    const auto maps = core::readAttentionMaps(path);
    QVERIFY2(maps, maps ? "" : maps.error().message.c_str());
    QCOMPARE(maps->layers.size(), 1U);
    const core::HeadMatrices &layer = maps->layers.front();
    QVERIFY((std::vector<float>(layer.data(), layer.data() + layer.size()) == std::vector{0.5F, 0.5F, 1.0F, 0.0F}));
    if (content.contains("tokens"))
        QVERIFY((maps->tokens == std::vector<std::string>{"a", "b"}));
}

// numpy.savez and numpy.savez_compressed of the same random maps, and of uniform ones, which compress most.
void AttentionMapsTest::compressedArchivesReadAsOthers()
{
    const auto stored = core::readAttentionMaps(ATTNSCOPE_TEST_DATA "/maps/stored.npz");
    const auto compressed = core::readAttentionMaps(ATTNSCOPE_TEST_DATA "/maps/compressed.npz");
    QVERIFY2(stored && compressed, qPrintable(messageOf(compressed)));
    QCOMPARE(compressed->layers.size(), std::size_t{2});
    for (std::size_t layer = 0; layer < 2; ++layer)
        for (int head = 0; head < 2; ++head)
            QVERIFY(compressed->layers[layer][head] == stored->layers[layer][head]);
    const auto uniform = core::readAttentionMaps(ATTNSCOPE_TEST_DATA "/maps/uniform.npz");
    QVERIFY2(uniform, qPrintable(messageOf(uniform)));
    QCOMPARE(uniform->tokenCount(), 64);
    QVERIFY((uniform->layers[0][0].array() == 1.0F / 64.0F).all());
}

void AttentionMapsTest::tokensStandBesideAFile()
{
    const auto path = write("beside.npy", support::npyFile("<f4", "(2, 2)", support::bytesOf(0.5F, 0.5F, 1.0F, 0.0F)));
    write("beside.tokens.txt", "one\r\n##s\n");
    QVERIFY((core::readAttentionMaps(path)->tokens == std::vector<std::string>{"one", "##s"}));
    write("beside.tokens.txt", "one\n");
    QVERIFY(messageOf(core::readAttentionMaps(path)).contains("1 token"));
}

void AttentionMapsTest::blankLinesAtTheEndAreNoTokens()
{
    const auto path = write("lines.npy", support::npyFile("<f4", "(3, 3)", std::string(36, '\0')));
    write("lines.tokens.txt", "one\n\nthree\n\r\n\n");
    QVERIFY((core::readAttentionMaps(path)->tokens == std::vector<std::string>{"one", "", "three"}));
    write("lines.tokens.txt", "one\ntwo\nth\xff");
    QVERIFY(messageOf(core::readAttentionMaps(path)).contains("lines.tokens.txt: line 3 is not UTF-8"));
}

void AttentionMapsTest::tokensOfJsonMayBeInAnObject()
{
    const auto path = write("object.npy", support::npyFile("<f4", "(2, 2)", support::bytesOf(0.5F, 0.5F, 1.0F, 0.0F)));
    const std::vector<std::string> named{"a", "b"};
    const std::vector<std::string> numbered{"0", "1"};
    write("object.npy.tokens.json", R"({"tokens": ["a", "b"]})");
    QVERIFY(core::readAttentionMaps(path)->tokens == named);
    write("object.npy.tokens.json", R"({"tokens": null})");
    QVERIFY(core::readAttentionMaps(path)->tokens == numbered);
    write("object.npy.tokens.json", R"({"token": ["a", "b"]})");
    QVERIFY(messageOf(core::readAttentionMaps(path)).contains("neither a list of tokens nor an object"));
    QVERIFY(core::readAttentionMaps(write("null.json", R"({"tokens": null, "attention": [[1, 0], [0, 1]]})"))->tokens ==
            numbered);
}

void AttentionMapsTest::saysWhichOfTwoTokenFilesIsRead()
{
    const auto path = write("both.npy", support::npyFile("<f4", "(2, 2)", support::bytesOf(0.5F, 0.5F, 1.0F, 0.0F)));
    write("both.npy.tokens.txt", "a\nb\n");
    write("both.npy.tokens.json", R"(["a", "b"])");
    QVERIFY(core::readAttentionMaps(path)->remarks.empty());
    write("both.npy.tokens.json", R"(["x", "y"])");
    const auto maps = core::readAttentionMaps(path);
    QVERIFY((maps->tokens == std::vector<std::string>{"a", "b"}));
    QCOMPARE(maps->remarks.size(), std::size_t{1});
    QCOMPARE(maps->remarks.front(), std::string("the tokens are those of both.npy.tokens.txt; both.npy.tokens.json says "
                                                "something else and is not read"));
}

// numpy.savez(attention=..., tokens=...): of texts of both byte orders, of bytes, and of what is no array of texts.
void AttentionMapsTest::archivesHoldTokens()
{
    const auto tokensOf = [](const char *file) {
        const auto maps = core::readAttentionMaps(std::filesystem::path(ATTNSCOPE_TEST_DATA "/maps") / file);
        return maps ? *maps : AttentionMaps{.layers = {}, .tokens = {messageOf(maps).toStdString()}, .remarks = {}};
    };
    const std::vector<std::string> texts{"a", "##ß", "\xf0\x9f\x99\x82", "end"};
    QCOMPARE(tokensOf("tokens.npz").tokens, texts);
    QCOMPARE(tokensOf("tokens-big-endian.npz").tokens, texts);
    QVERIFY(tokensOf("tokens.npz").remarks.empty());
    QCOMPARE(tokensOf("tokens-of-bytes.npz").tokens, texts);
    const AttentionMaps numbers = tokensOf("tokens-of-numbers.npz");
    QCOMPARE(numbers.tokens, (std::vector<std::string>{"0", "1", "2", "3"}));
    QCOMPARE(numbers.remarks.size(), std::size_t{1});
    QVERIFY(QString::fromStdString(numbers.remarks.front()).contains("an array of texts of one axis"));
}

void AttentionMapsTest::twoArraysOfEverythingAreRefused()
{
    const QString refused = messageOf(core::readAttentionMaps(ATTNSCOPE_TEST_DATA "/maps/two.npz"));
    QVERIFY2(refused.endsWith("it holds both \"attention\" and \"attentions\", expected one of the two"),
             qPrintable(refused));
}

void AttentionMapsTest::refusesFilesWithOneSentence_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *what, const char *name, const std::string &content, const char *message) {
        QTest::newRow(what) << QByteArray(name) << QByteArray::fromStdString(content) << QString::fromUtf8(message);
    };
    row("cut npy", "cut.npy", support::npyFile("<f4", "(2, 2)", "abc"), "cut.npy");
    row("words in json", "words.json", R"([["a", "b"], ["c", "d"]])", "no number");
    row("ragged json", "ragged.json", "[[1, 0], [1]]", "not as long as each other");
    row("number beside a list", "mixed.json", "[[1, 0], 1]", "no number");
    row("json without attention", "other.json", R"({"tokens": ["a"]})", "neither a list nor");
    row("tokens that are numbers", "numbers.json", R"({"tokens": [1], "attention": [[1]]})", "no list of texts");
    row("json of everything twice", "twice.json", R"({"attention": [[1]], "attentions": [[1]]})",
        "both \"attention\" and \"attentions\"");
    row("json of everything and a layer", "layer.json", R"({"attention": [[1]], "layer.0.attention": [[1]]})",
        "both \"attention\" and \"layer.0.attention\"");
    row("json without a layer", "gap.json", R"({"layer.0.attention": [[1]], "layer.2.attention": [[1]]})", "no layer 1");
    row("ragged layer of json", "raggedlayer.json", R"({"layer.0.attention": [[1, 0], [1]]})",
        "\"layer.0.attention\": its lists are not as long");
    row("beyond floats", "large.npy", support::npyFile("<f8", "(1, 1)", support::bytesOf(1e300)),
        "1e+300 is more than 32-bit floats can hold");
    row("beyond floats in json", "large.json", "[[1e300]]", "1e+300 is more than 32-bit floats can hold");
    row(
        "beyond floats in safetensors", "large.safetensors",
        [] {
            const std::string header = R"({"attention":{"dtype":"F64","shape":[1,1],"data_offsets":[0,8]}})";
            return support::bytesOf(static_cast<std::uint64_t>(header.size())) + header + support::bytesOf(1e300);
        }(),
        "1e+300 is more than 32-bit floats can hold");
    row("no json", "broken.json", "{", "JSON");
    row("no zip", "broken.npz", "PK but no archive", "broken.npz");
}

void AttentionMapsTest::refusesFilesWithOneSentence()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, content);
    QFETCH(QString, message);
    const QString refused = messageOf(core::readAttentionMaps(write(name.constData(), content.toStdString())));
    QVERIFY2(refused.contains(message), qPrintable(refused));
    QVERIFY(refused.contains(QString::fromLatin1(name)) && !refused.contains('\n'));
}

void AttentionMapsTest::tellsMapsFromWeights()
{
    const std::string header =
        R"({"encoder.layer.0.attention.self.query.weight":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
    const auto weights =
        write("model.safetensors", support::bytesOf(static_cast<std::uint64_t>(header.size())) + header + "abcd");
    QVERIFY(!core::isAttentionFile(weights));
    QVERIFY(!core::isAttentionFile(write("config.json", "{}")));
    QVERIFY(!core::isAttentionFile(m_folder.path().toStdString()));
    QVERIFY(!core::isAttentionFile(m_folder.filePath("absent.npy").toStdString()));
}

ATTNSCOPE_TEST(AttentionMapsTest, tests::NoApplication)
#include "tst_attention_maps.moc"
