#include "core/base/json.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

using namespace core;

using support::messageOf;

class JsonTest : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryKindOfValue()
    {
        const auto json = parseJson(R"({"a": [1, -2, 0.5, true, null, "x"], "b": {"c": {}}})");
        QVERIFY2(json, qPrintable(messageOf(json)));
        QCOMPARE(QString::fromStdString(json->dump()), QString(R"({"a":[1,-2,0.5,true,null,"x"],"b":{"c":{}}})"));
    }

    void refusesWithOneSentence_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("message");
        QTest::newRow("empty") << QByteArray() << "line 1, column 1: unexpected end of input";
        QTest::newRow("cut short") << QByteArray("[1,\n2") << "line 2, column 2: unexpected end of input";
        QTest::newRow("second value") << QByteArray("{} []") << "line 1, column 4";
        QTest::newRow("bare word") << QByteArray("[nope]") << "line 1, column 3: invalid literal";
        QTest::newRow("comment") << QByteArray("// x\n{}") << "line 1, column 1: invalid literal";
        QTest::newRow("trailing comma") << QByteArray("[1,]") << "line 1, column 4";
        QTest::newRow("name twice") << QByteArray("{\"a\":1,\"b\":{\"a\":2},\"a\":3}") << "duplicate key \"a\"";
        QTest::newRow("name twice, spelled differently") << QByteArray("{\"a\":1,\"\\u0061\":3}") << "duplicate key \"a\"";
        QTest::newRow("not UTF-8") << QByteArray("[\"\xff\"]") << "ill-formed UTF-8";
        QTest::newRow("overlong UTF-8") << QByteArray("[\"\xc0\xaf\"]") << "ill-formed UTF-8";
        QTest::newRow("lone surrogate") << QByteArray("[\"\\ud800\"]") << "surrogate";
        QTest::newRow("raw line break") << QByteArray("[\"a\nb\"]") << "must be escaped";
        QTest::newRow("number out of range") << QByteArray("[1e999]") << "a number is too large";
        QTest::newRow("text behind a NUL") << QByteArray("{}\0x", 4) << "line 1, column 3: a NUL byte";
        QTest::newRow("deep arrays") << QByteArray(65, '[') << "nested deeper than 64 levels";
        QTest::newRow("a million deep") << QByteArray(1'000'000, '[') << "nested deeper than 64 levels";
    }

    void refusesWithOneSentence()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, message);
        const auto json = parseJson({text.data(), static_cast<std::size_t>(text.size())});
        QVERIFY(!json);
        QVERIFY2(messageOf(json).contains(message), qPrintable(messageOf(json)));
        QVERIFY2(!messageOf(json).contains('\n') && messageOf(json).size() < 200, qPrintable(messageOf(json)));
    }

    void pythonsNumbersAreReadWhereTheyMayBe()
    {
        const char *text =
            "{\"a\": NaN, \"b\": [-Infinity,Infinity], \"c\": \"NaN \\\" ,Infinity\", \"d\": 0e1, \"NaN\": -1}";
        QVERIFY2(messageOf(parseJson(text)).contains("invalid literal"), qPrintable(messageOf(parseJson(text))));
        const auto json = parseJson(text, {.acceptsNonFinite = true});
        QVERIFY2(json, qPrintable(messageOf(json)));
        QVERIFY(std::isnan((*json)["a"].get<double>()));
        QCOMPARE(numberText((*json)["a"]), std::string("NaN"));
        QCOMPARE(numberText((*json)["b"][0]), std::string("-Infinity"));
        QCOMPARE(numberText((*json)["b"][1]), std::string("Infinity"));
        QCOMPARE((*json)["c"].get<std::string>(), std::string("NaN \" ,Infinity"));
        QCOMPARE((*json)["d"].get<double>(), 0.0);
        QCOMPARE(numberText((*json)["NaN"]), std::string("-1"));
        QCOMPARE(parseJson("[0E0]", {.acceptsNonFinite = true})->front().get<double>(), 0.0);
    }

    void wordsThatOnlyBeginSoAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"[NaNs]", "[nan]", "[Inf]", "[-NaN]", "[- Infinity]", "[+Infinity]", "[1NaN]", "[InfinityNaN]", "{NaN: 1}"})
            QTest::newRow(text) << QByteArray(text);
    }

    void wordsThatOnlyBeginSoAreRefused()
    {
        QFETCH(QByteArray, text);
        const std::string asText = text.toStdString();
        QVERIFY(messageOf(parseJson(asText, {.acceptsNonFinite = true})).startsWith("not valid JSON at line 1, column"));
    }

    void depthLimitIsExact()
    {
        const std::string deepest = std::string(64, '[') + std::string(64, ']');
        QVERIFY(parseJson(deepest));
        QVERIFY(!parseJson("[" + deepest + "]"));
    }

    void sizeLimitIsExact()
    {
        QVERIFY(parseJson("[1]", {.bytes = 3, .depth = 1}));
        QCOMPARE(messageOf(parseJson("[1] ", {.bytes = 3, .depth = 1})),
                 QString("JSON text of 4 bytes is not accepted, expected at most 3"));
    }

    void messagesDoNotRepeatLongInput()
    {
        const std::string name(1'000'000, 'x');
        QVERIFY(messageOf(parseJson("{\"" + name + "\":1,\"" + name + "\":2}")).size() < 200);
        QVERIFY(messageOf(parseJson("[\"" + name)).size() < 200);
    }
};

ATTNSCOPE_TEST(JsonTest, tests::NoApplication)
#include "tst_json.moc"
