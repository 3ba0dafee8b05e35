#include "core/model/mask/mask_file.h"

#include "tests/support/message_of.h"
#include "tests/support/npy_bytes.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>

using namespace core;
using support::messageOf;
using support::npyFile;

namespace {

using Kept = std::vector<std::uint8_t>;

template <typename Number>
std::string maskOf(const char *type, const char *shape, const std::vector<Number> &values)
{
    return npyFile(type, shape, {reinterpret_cast<const char *>(values.data()), values.size() * sizeof(Number)});
}

std::string floats(const std::vector<float> &values, const char *shape = "(2, 2)")
{
    return maskOf("<f4", shape, values);
}

constexpr float infinity = INFINITY;

}  // namespace

class MaskFileTest : public QObject
{
    Q_OBJECT

private slots:
    // The same pairs are kept, however a library writes them.
    void valuesSayHowTheyAreRead_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<bool>("isAdditive");
        const auto row = [](const char *name, const std::string &file, bool isAdditive) {
            QTest::newRow(name) << QByteArray::fromStdString(file) << isAdditive;
        };
        row("booleans", maskOf<std::uint8_t>("|b1", "(2, 2)", {1, 0, 1, 1}), false);
        row("whole numbers", maskOf<std::int64_t>("<i8", "(2, 2)", {1, 0, 1, 1}), false);
        row("floats", floats({1, -0.0F, 1, 1}), false);
        row("minus infinity", floats({0, -infinity, 0, 0}), true);
        row("-1e9", floats({0, -1e9F, -0.0F, 0}), true);
        row("-10000", floats({0, -10000, 0, 0}), true);
        row("-10000 as BF16", floats({0, -9984, 0, 0}), true);
        row("-1000", floats({0, -1000, 0, 0}), true);
        row("lowest F32", floats({0, std::numeric_limits<float>::lowest(), 0, 0}), true);
        row("lowest F16", npyFile("<f2", "(2, 2)", std::string("\0\0\xff\xfb\0\0\0\0", 8)), true);
        row("whole numbers added", maskOf<std::int32_t>("<i4", "(2, 2)", {0, -1000000, 0, 0}), true);
    }

    void valuesSayHowTheyAreRead()
    {
        QFETCH(QByteArray, file);
        QFETCH(bool, isAdditive);
        const auto content = parseMaskFile(file.toStdString(), {});
        QVERIFY2(content, qPrintable(messageOf(content)));
        QCOMPARE(content->reading == MaskReading::Additive, isAdditive);
        QCOMPARE(content->pairs.kept, (Kept{1, 0, 1, 1}));
        QCOMPARE(content->pairs.heads, 1);
        QCOMPARE(content->pairs.tokens, 2);
    }

    void whatWouldHaveToBeGuessedIsRefused_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("found");
        const auto row = [](const char *name, const std::string &file, const char *found) {
            QTest::newRow(name) << QByteArray::fromStdString(file) << QString(found);
        };
        row("a share", floats({1, 0, 0.5F, 1}), "found 0.5 at [1, 0]");
        row("as short as the type needs", floats({1, 0, 0.1F, 1}), "found 0.1 at [1, 0]");
        row("two", maskOf<std::int64_t>("<i8", "(2, 2)", {1, 0, 2, 3}), "found 2 at [1, 0]");
        row("a bias", floats({0, -0.5F, 0, 0}), "found −0.5 at [0, 1]");
        row("not quite large", floats({0, -999, 0, 0}), "found −999 at [0, 1]");
        row("a bias beside minus infinity", floats({0, -infinity, -0.5F, 0}), "found −0.5 at [1, 0]");
        row("NaN", floats({1, NAN, 0, 1}), "found NaN at [0, 1]");
        row("infinity", floats({0, 0, 0, infinity}), "found inf at [1, 1]");
        row("a mixture", floats({1, -infinity, 0, 1}), "found both 1 at [0, 0] and −inf at [0, 1]");
        row("zeros that could be added", floats({0, 0, 0, 0}), "found only 0, which removes every pair in the one");
        row("whole zeros", maskOf<std::int64_t>("<i8", "(2, 2)", {0, 0, 0, 0}), "found only 0");
        row("a query without a key", floats({0, 0, -infinity, -infinity}), "found no 0 in row [1] of an additive mask");
        row("nothing kept", floats({-1e9F, -1e9F, -1e9F, -1e9F}), "found no 0 in row [0]");
        row("another head's", floats({0, 0, 0, 0, 0, 0, -infinity, -infinity}, "(1, 2, 2, 2)"), "in row [0, 1, 1]");
    }

    void whatWouldHaveToBeGuessedIsRefused()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, found);
        const QString message = messageOf(parseMaskFile(file.toStdString(), {}));
        QVERIFY2(message.startsWith("values must be 0/1 (keep where 1) or 0/−inf (additive, keep where 0;"),
                 qPrintable(message));
        QVERIFY2(message.contains(found), qPrintable(message));
    }

    // They cannot be added.
    void falseEverywhereRemovesEverything()
    {
        for (const char *type : {"|b1", "|u1"}) {
            const auto content = parseMaskFile(maskOf<std::uint8_t>(type, "(2, 2)", {0, 0, 0, 0}), {});
            QVERIFY2(content, qPrintable(messageOf(content)));
            QCOMPARE(content->pairs.kept, (Kept{0, 0, 0, 0}));
        }
    }

    void axesOfOneInFrontDoNotCount_data()
    {
        QTest::addColumn<QByteArray>("shape");
        QTest::addColumn<int>("heads");
        QTest::addColumn<int>("tokens");
        QTest::newRow("for all heads") << QByteArray("(1, 2, 2)") << 1 << 2;
        QTest::newRow("for all heads of a batch") << QByteArray("(1, 1, 2, 2)") << 1 << 2;
        QTest::newRow("a mask for each head") << QByteArray("(4, 1, 1)") << 4 << 1;
        QTest::newRow("for each head of a batch") << QByteArray("(1, 4, 1, 1)") << 4 << 1;
        QTest::newRow("more of them") << QByteArray("(1, 1, 1, 1, 2, 2)") << 1 << 2;
    }

    void axesOfOneInFrontDoNotCount()
    {
        QFETCH(QByteArray, shape);
        QFETCH(int, heads);
        QFETCH(int, tokens);
        const auto content = parseMaskFile(floats({1, 0, 1, 1}, shape.constData()), {});
        QVERIFY2(content, qPrintable(messageOf(content)));
        QCOMPARE(content->pairs.heads, heads);
        QCOMPARE(content->pairs.tokens, tokens);
        QCOMPARE(content->pairs.kept, (Kept{1, 0, 1, 1}));
    }

    void otherShapesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("shape");
        QTest::addColumn<QString>("message");
        QTest::newRow("flat") << QByteArray("(4,)") << "the shape 4, expected n x n or heads x n x n";
        QTest::newRow("not square") << QByteArray("(1, 4)") << "the shape 1 x 4";
        QTest::newRow("a batch") << QByteArray("(4, 1, 1, 1)") << "the shape 4 x 1 x 1 x 1";
        QTest::newRow("keys alone") << QByteArray("(1, 1, 1, 4)") << "the shape 1 x 1 x 1 x 4";
    }

    void otherShapesAreRefused()
    {
        QFETCH(QByteArray, shape);
        QFETCH(QString, message);
        const QString found = messageOf(parseMaskFile(floats({1, 0, 1, 1}, shape.constData()), {}));
        QVERIFY2(found.contains(message), qPrintable(found));
        QVERIFY(messageOf(parseMaskFile(npyFile("|b1", "(0, 0)", ""), {})).contains("the shape 0 x 0"));
        QVERIFY(messageOf(parseMaskFile(npyFile("|b1", "()", "\1"), {})).contains("the shape a single number"));
    }

    void fortranOrderIsTransposed()
    {
        const std::string header = "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2), }";
        const auto content = parseMaskFile(npyFile(header, support::bytesOf(0.0F, 0.0F, -infinity, 0.0F)), {});
        QVERIFY2(content, qPrintable(messageOf(content)));
        QCOMPARE(content->pairs.kept, (Kept{1, 0, 1, 1}));
        const QString message = messageOf(parseMaskFile(npyFile(header, support::bytesOf(0.0F, 7.0F, 8.0F, 0.0F)), {}));
        QVERIFY2(message.contains("found 8 at [0, 1]"), qPrintable(message));
    }

    // More values than are read at once.
    void largeFileIsReadFromDisk()
    {
        constexpr int tokens = 700;
        std::vector<float> values(tokens * tokens, 0);
        values[400'001] = -infinity;
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("mask.npy").toStdString();
        std::ofstream(path, std::ios::binary) << floats(values, "(700, 700)");
        const auto content = readMaskFile(path, {});
        QVERIFY2(content, qPrintable(messageOf(content)));
        QCOMPARE(std::ranges::count(content->pairs.kept, 0), std::ptrdiff_t(1));
        QVERIFY(!content->pairs.keeps(0, 571, 301));
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(readMaskFile(path, stop.get_token()).error().kind == ErrorKind::Cancelled);
    }

    void errorNamesTheFile()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath("a\nb.npy");
        std::ofstream(path.toStdString(), std::ios::binary) << floats({1, 0, 0.5F, 1});
        const QString message = messageOf(readMaskFile(path.toStdString(), {}));
        QVERIFY2(message.startsWith(folder.filePath("a\\x0ab.npy: values must be")), qPrintable(message));
    }
};

ATTNSCOPE_TEST(MaskFileTest, tests::NoApplication)
#include "tst_mask_file.moc"
