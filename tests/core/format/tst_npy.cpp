#include "core/format/npy.h"

#include "tests/support/message_of.h"
#include "tests/support/npy_bytes.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

using namespace core;
using support::messageOf;
using support::npyFile;

namespace {

Result<NpyHeader> headerOf(const std::string &file)
{
    return parseNpyHeader(file, file.size());
}

std::vector<double> valuesOf(const std::string &file)
{
    const auto header = headerOf(file);
    if (!header)
        return {};
    std::vector<double> values(header->count());
    convertNpyValues(header->type, std::as_bytes(std::span(file)).subspan(header->valuesBegin), values);
    return values;
}

const QByteArray four("\0\1\1\0", 4);

}  // namespace

class NpyTest : public QObject
{
    Q_OBJECT

private slots:
    void everySpellingThatNumPyReadsIsRead_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("version");
        const auto row = [](const char *name, const char *header, int version = 1) {
            QTest::newRow(name) << QByteArray(header) << version;
        };
        row("NumPy's own", "{'descr': '|b1', 'fortran_order': False, 'shape': (2, 2), }");
        row("another order of keys", "{'shape': (2, 2), 'fortran_order': False, 'descr': '|b1'}");
        row("double quotes", R"({"descr": "|b1", "fortran_order": False, "shape": (2, 2)})");
        row("no blanks", "{'descr':'|b1','fortran_order':False,'shape':(2,2)}");
        row("many blanks", "  { 'descr' : '|b1' ,\n'fortran_order'\t:\nFalse , 'shape': ( 2 , 2 , ) , } ");
        row("without a byte order", "{'descr': 'b1', 'fortran_order': False, 'shape': (2, 2), }");
        row("Python 2", "{'descr': '|b1', 'fortran_order': False, 'shape': (2L, 2L), }");
        row("blanks at the end", "{'descr': '|b1', 'fortran_order': False, 'shape': (2, 2), }\n  \r\n\t\f ");
        row("a comment", "{'descr': '|b1', 'fortran_order': False, # C order\n'shape': (2, 2), } # by hand\n # again");
        row("a key twice", "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), 'descr': '|b1'}");
        row("a plus sign", "{'descr': '|b1', 'fortran_order': False, 'shape': (+2, + 2), }");
        row("version 2", "{'descr': '|b1', 'fortran_order': False, 'shape': (2, 2), }", 2);
        row("version 3", "{'descr': '|b1', 'fortran_order': False, 'shape': (2, 2), }", 3);
    }

    void everySpellingThatNumPyReadsIsRead()
    {
        QFETCH(QByteArray, header);
        QFETCH(int, version);
        const auto read = headerOf(npyFile(header.toStdString(), four.toStdString(), version));
        QVERIFY2(read, qPrintable(messageOf(read)));
        QCOMPARE(read->shape, (std::vector<std::size_t>{2, 2}));
        QVERIFY(read->type.kind == NpyKind::Boolean && read->type.bytes == 1 && !read->isFortran);
    }

    void headersThatNumPyDoesNotWriteAreRefused_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const char *header, const char *message) {
            QTest::newRow(name) << QByteArray(header) << QString(message);
        };
        row("a key more", "{'descr': '|b1', 'fortran_order': False, 'shape': (2, 2), 'x': 1}", "has the key \"x\"");
        row("a key less", "{'descr': '|b1', 'shape': (2, 2)}", "lacks fortran_order");
        row("nothing", "{}", "lacks descr");
        row("a list", "['descr']", "does not begin with {");
        row("behind the dictionary", "{'descr': '|b1', 'fortran_order': False, 'shape': (2, 2), } x",
            "behind the dictionary it goes on with \"x");
        row("behind the order", "{'descr': '|b1', 'fortran_order': Falsey, 'shape': (2, 2), }", "neither , nor } follows");
        row("order 0", "{'descr': '|b1', 'fortran_order': 0, 'shape': (2, 2), }", "neither the word True nor False");
        row("order in quotes", "{'descr': '|b1', 'fortran_order': 'False', 'shape': (2, 2), }",
            "neither the word True nor False");
        row("a number in brackets", "{'descr': '|b1', 'fortran_order': False, 'shape': (4), }", "not a tuple");
        row("shape a list", "{'descr': '|b1', 'fortran_order': False, 'shape': [2, 2], }", "not a tuple");
        row("shape open", "{'descr': '|b1', 'fortran_order': False, 'shape': (2, 2, }", "not a tuple");
        row("two commas", "{'descr': '|b1', 'fortran_order': False, 'shape': (2,, 2), }", "not a tuple");
        row("no comma", "{'descr': '|b1', 'fortran_order': False, 'shape': (2 2), }", "not a tuple");
        row("a fraction", "{'descr': '|b1', 'fortran_order': False, 'shape': (2.0, 2), }", "not a tuple");
        row("a sign", "{'descr': '|b1', 'fortran_order': False, 'shape': (-2, -2), }", "not a tuple");
        row("a zero in front", "{'descr': '|b1', 'fortran_order': False, 'shape': (02, 2), }", "not a tuple");
        row("no comma between entries", "{'descr': '|b1' 'fortran_order': False, 'shape': (2, 2), }",
            "neither , nor } follows");
        row("a comma more", "{'descr': '|b1', 'fortran_order': False, 'shape': (2, 2),, }",
            "an entry does not begin with a plain string");
        row("type without quotes", "{'descr': b1, 'fortran_order': False, 'shape': (2, 2), }",
            "its type is not a plain string");
        row("a line break in front", "\n {'descr': '|b1', 'fortran_order': False, 'shape': (2, 2), }",
            "does not begin with {");
        row("objects", "{'descr': '|O', 'fortran_order': False, 'shape': (2, 2), }", "\"|O\", Python objects; expected");
        row("structured", "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2, 2), }", "structured array");
        row("a subarray", "{'descr': ('|b1', ()), 'fortran_order': False, 'shape': (2, 2), }", "a list or tuple");
        row("a string in pieces", "{'descr': '|' 'b1', 'fortran_order': False, 'shape': (2, 2), }", "neither , nor }");
        row("base 16", "{'descr': '|b1', 'fortran_order': False, 'shape': (0x2, 2), }", "not a tuple of decimal");
        row("brackets around", "({'descr': '|b1', 'fortran_order': False, 'shape': (2, 2)})", "does not begin with {");
        row("a comment of other bytes", "{'descr': '|b1', 'fortran_order': False, 'shape': (2, 2)} # \xe9",
            "it goes on with");
    }

    void headersThatNumPyDoesNotWriteAreRefused()
    {
        QFETCH(QByteArray, header);
        QFETCH(QString, message);
        const auto read = headerOf(npyFile(header.toStdString(), four.toStdString()));
        QVERIFY2(messageOf(read).contains(message), qPrintable(messageOf(read)));
        QVERIFY(!messageOf(read).contains("NumPy reads"));  // it does read some of these
    }

    void typesThatAreNoNumbersAreRefusedByName_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QString>("name");
        QTest::newRow("complex") << QByteArray("<c16") << "complex numbers";
        QTest::newRow("text") << QByteArray("<U3") << "text";
        QTest::newRow("bytes") << QByteArray("|S3") << "text";
        QTest::newRow("dates") << QByteArray("<M8[ns]") << "dates";
        QTest::newRow("long double") << QByteArray("<f16") << "floats of another size";
        QTest::newRow("raw") << QByteArray("|V8") << "a structure";
        QTest::newRow("unknown") << QByteArray("<q4") << "\"<q4\"; expected booleans";
        QTest::newRow("nothing") << QByteArray("") << "\"\"; expected booleans";
        QTest::newRow("booleans of two bytes") << QByteArray("<b2") << "\"<b2\"; expected booleans";
    }

    void typesThatAreNoNumbersAreRefusedByName()
    {
        QFETCH(QByteArray, type);
        QFETCH(QString, name);
        const auto read = headerOf(npyFile(type.toStdString(), "(1, 1)", std::string(16, '\0')));
        QVERIFY2(messageOf(read).contains(name), qPrintable(messageOf(read)));
    }

    void textsAreRead()
    {
        using support::bytesOf;
        const auto textsOf = [](const char *type, const std::string &values) {
            const auto read = parseNpyTexts(npyFile(type, "(2,)", values));
            return read && *read ? (*read)->texts : std::vector<std::string>();
        };
        const std::string little =
            bytesOf(std::uint32_t{'a'}, std::uint32_t{0x1f642}, std::uint32_t{0xdf}, std::uint32_t{0});
        std::string big;
        for (std::size_t begin = 0; begin < little.size(); begin += 4)
            big.append({little[begin + 3], little[begin + 2], little[begin + 1], little[begin]});
        const std::vector<std::string> texts{"a\xf0\x9f\x99\x82", "\xc3\x9f"};
        QCOMPARE(textsOf("<U2", little), texts);
        QCOMPARE(textsOf("U2", little), texts);
        QCOMPARE(textsOf(">U2", big), texts);
        QCOMPARE(textsOf("|S3", std::string("a\0\0\xc3\x9f\0", 6)), (std::vector<std::string>{"a", "\xc3\x9f"}));
        QVERIFY(messageOf(parseNpyTexts(npyFile("|S1", "(1,)", "\xff"))).contains("not UTF-8"));
        QVERIFY(messageOf(parseNpyTexts(npyFile("|S2", "(2,)", "abc"))).contains("3 bytes of values, expected 4"));
        QVERIFY(!(*parseNpyTexts(npyFile("|O", "(2,)", "abcd"))));
        QVERIFY(!(*parseNpyTexts(npyFile("<U0", "(268435456,)", ""))));
        QVERIFY(messageOf(parseNpyTexts(npyFile("<U2", "(2,)", "abcd"))).contains("4 bytes of values, expected 16"));
        QVERIFY(messageOf(parseNpyTexts(npyFile("<U1", "(1,)", bytesOf(std::uint32_t{0xd800})))).contains("0xd800"));
        QVERIFY(messageOf(parseNpyTexts(npyFile("<U1", "(1,)", bytesOf(std::uint32_t{0x110000})))).contains("0x110000"));
        QVERIFY(messageOf(parseNpyTexts("no array")).contains("not a .npy file"));
    }

    void everyTypeAndByteOrderIsRead()
    {
        const auto read = [](const char *type, const std::string &values) {
            return valuesOf(npyFile(type, "(2,)", values));
        };
        using support::bytesOf;
        using Values = std::vector<double>;
        QCOMPARE(read("|b1", std::string("\0\2", 2)), (Values{0, 1}));
        QCOMPARE(read("|i1", "\x7f\x80"), (Values{127, -128}));
        QCOMPARE(read("|u1", "\x7f\x80"), (Values{127, 128}));
        QCOMPARE(read("<i2", bytesOf(std::int16_t(-2), std::int16_t(258))), (Values{-2, 258}));
        QCOMPARE(read(">i2", std::string("\xff\xfe\1\2", 4)), (Values{-2, 258}));
        QCOMPARE(read("<u4", bytesOf(0xffffffffU, 1U)), (Values{4294967295.0, 1}));
        QCOMPARE(read(">u8", std::string("\0\0\0\0\0\0\0\1\1\0\0\0\0\0\0\0", 16)), (Values{1, 72057594037927936.0}));
        QCOMPARE(read("<f2", std::string("\0\x3c\xff\xfb", 4)), (Values{1, -65504}));
        QCOMPARE(read(">f2", std::string("\x3c\0\xfb\xff", 4)), (Values{1, -65504}));
        QCOMPARE(read("<f4", bytesOf(0.5F, -1e9F)), (Values{0.5, -1e9}));
        QCOMPARE(read(">f4", std::string("\x3f\x80\0\0\xff\x80\0\0", 8)), (Values{1, -INFINITY}));
        QCOMPARE(read("<f8", bytesOf(0.1, -0.0)), (Values{0.1, 0}));
        QVERIFY(std::isnan(read(">f8", std::string("\x7f\xf8\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16)).front()));
    }

    void fortranOrderIsPlacedInCOrder()
    {
        const std::vector<std::size_t> shape{2, 3, 4};
        std::size_t stored = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            for (std::size_t j = 0; j < 3; ++j) {
                for (std::size_t i = 0; i < 2; ++i)
                    QCOMPARE(placeInCOrder(stored++, shape), (i * 3 + j) * 4 + k);
            }
        }
        QCOMPARE(indexText(23, shape), std::string("[1, 2, 3]"));
    }

    void lengthHasToBeWhatTheHeaderCallsFor_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const std::string &file, const char *message) {
            QTest::newRow(name) << QByteArray::fromStdString(file) << QString(message);
        };
        const std::string good = npyFile("|b1", "(2, 2)", four.toStdString());
        row("nothing", "", "does not begin with");
        row("text", "0 1 1 0\n", "does not begin with");
        row("magic alone", good.substr(0, 6), "does not begin with");
        row("no length", good.substr(0, 9), "its header is not complete");
        row("cut header", good.substr(0, 40), "its header is not complete");
        row("a value less", good.substr(0, good.size() - 1), "it has 3 bytes of values, expected 4 for 2 x 2");
        row("a value more", good + "\1", "it has 5 bytes of values");
        row("version 4", good.substr(0, 6) + '\4' + good.substr(7), "version is 4.0");
        row("version 1.1", good.substr(0, 7) + '\1' + good.substr(8), "version is 1.1");
        row("too many", npyFile("|b1", "(65536, 65536)", ""), "more than 268435456 values");
        row("far too many", npyFile("|b1", "(99999999999, 99999999999)", ""), "more than 268435456 values");
        row("beyond 64 bits", npyFile("|b1", "(99999999999999999999999,)", ""), "more than 268435456 values");
        std::string dimensions;
        for (int dimension = 0; dimension < 40; ++dimension)
            dimensions += "1, ";
        row("dimensions", npyFile("|b1", "(" + dimensions + ")", "\1"), "32 dimensions");
        row("a header too long", npyFile("{" + std::string(10'100, ' ') + "}", ""), "expected at most 10000");
    }

    void lengthHasToBeWhatTheHeaderCallsFor()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, message);
        const auto read = headerOf(file.toStdString());
        QVERIFY2(messageOf(read).contains(message), qPrintable(messageOf(read)));
    }
};

ATTNSCOPE_TEST(NpyTest, tests::NoApplication)
#include "tst_npy.moc"
