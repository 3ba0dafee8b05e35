#include "core/model/mask/mask_text.h"

#include "core/model/mask/mask_file.h"
#include "tests/support/message_of.h"
#include "tests/support/npy_bytes.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <fstream>

using support::messageOf;

class MaskTextTest : public QObject
{
    Q_OBJECT

private slots:
    void textRoundTrips_data();
    void textRoundTrips();
    void usualNumbersMayBeLeftOut();
    void scopeNamesLayersAndHeads();
    void wrongTextIsRefused_data();
    void wrongTextIsRefused();
    void longTextIsRefused();
    void fileIsRead();
    void everyPathCanBeGiven_data();
    void everyPathCanBeGiven();
    void everyByteOfAPathIsKept();
    void wrongFileIsRefused_data();
    void wrongFileIsRefused();
};

void MaskTextTest::textRoundTrips_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"",
                             "none",
                             "diagonal",
                             "band:3",
                             "block:8",
                             "fixed:4",
                             "strided:4",
                             "star:1",
                             "logsparse",
                             "longformer:3:1",
                             "bigbird:1:1:2:42",
                             "random:12:7",
                             "learned:0.5",
                             "learned:0.25",
                             "offset:0",
                             "offset:12",
                             "uniform",
                             "uniform~0.25",
                             "uniform~after@0.1",
                             "diagonal&uniform",
                             "band:2+uniform",
                             "painted:3:0A8",
                             "painted:1:8",
                             "painted:2:9:6",
                             "diagonal@0",
                             "diagonal@1.3",
                             "band:2@0,1.3,1.0",
                             "diagonal~after",
                             "diagonal~0.5",
                             "band:1~after~0.125@1",
                             "diagonal~control:3",
                             "band:2&diagonal",
                             "star:1+logsparse&diagonal+block:2",
                             "ablate@0.1",
                             "ablate:mean@all",
                             "diagonal@0;ablate@1.2,1.3"})
        QTest::newRow(text) << QString(text);
}

void MaskTextTest::textRoundTrips()
{
    QFETCH(QString, text);
    const auto mask = core::parseMask(text.toStdString());
    QCOMPARE(messageOf(mask), QString());
    QCOMPARE(QString::fromStdString(core::maskText(*mask)), text);
    QVERIFY(*core::parseMask(core::maskText(*mask)) == *mask);
    QVERIFY(*core::parseMask(core::maskText(*mask, core::HeadSpelling::Lettered)) == *mask);
    QCOMPARE(mask->isActive(), !text.isEmpty());
}

void MaskTextTest::usualNumbersMayBeLeftOut()
{
    QVERIFY(*core::parseMask("learned") == *core::parseMask("learned:0.5"));
    QVERIFY(*core::parseMask("random:5") == *core::parseMask("random:5:1"));
    QCOMPARE(core::maskText(*core::parseMask("random:100000:1")), std::string("random:100000:1"));
    QVERIFY(*core::parseMask("diagonal@all") == *core::parseMask("diagonal"));
    QVERIFY(*core::parseMask("ablate") == *core::parseMask("ablate@all"));
}

void MaskTextTest::scopeNamesLayersAndHeads()
{
    const auto scope = core::parseScope("0,2.1");
    QVERIFY(scope);
    QVERIFY(scope->contains({{0}, {7}}));
    QVERIFY(scope->contains({{2}, {1}}));
    QVERIFY(!scope->contains({{2}, {0}}));
    QVERIFY(!scope->contains({{1}, {1}}));
    QCOMPARE(core::firstMaskedLayer(*core::parseMask("diagonal@2,1.3"), 4).value, 1);
    QCOMPARE(core::firstMaskedLayer(*core::parseMask("diagonal@2;ablate@0.1"), 4).value, 0);
    QCOMPARE(core::firstMaskedLayer(core::AttentionMask(), 4).value, 4);
}

void MaskTextTest::wrongTextIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("unknown") << QByteArray("triangle")
                             << "there is no mask \"triangle\"; there are none, diagonal, offset, band";
    QTest::newRow("capital") << QByteArray("Diagonal") << "there is no mask \"Diagonal\"";
    QTest::newRow("empty term") << QByteArray("band:1+") << "there is no mask \"\"";
    QTest::newRow("empty part") << QByteArray("diagonal;") << "\"\": the mask's pattern is given twice";
    QTest::newRow("line break") << QByteArray("diag\nonal") << "\"diag\\x0aonal\"";
    QTest::newRow("NUL") << QByteArray("diagonal\0", 9) << "there is no mask";
    QTest::newRow("no number") << QByteArray("band:") << "has \"\" as its width";
    QTest::newRow("negative") << QByteArray("band:-1") << "expected a whole number from 0 to 32768";
    QTest::newRow("fraction") << QByteArray("band:1.5") << "expected a whole number";
    QTest::newRow("not finite") << QByteArray("band:nan") << "has \"nan\" as its width";
    QTest::newRow("infinite") << QByteArray("learned:inf") << "expected a number from 0 to 1";
    QTest::newRow("huge") << QByteArray("band:99999999999999999999999999")
                          << "has \"99999999999999999999999999\" as its width";
    QTest::newRow("block of none") << QByteArray("block:0") << "from 1 to 32768";
    QTest::newRow("blank") << QByteArray("band: 3") << "has \" 3\" as its width";
    QTest::newRow("too many numbers") << QByteArray("band:1:2") << "too many numbers, expected at most 1";
    QTest::newRow("signed offset") << QByteArray("offset:-1")
                                   << "has \"-1\" as its distance, expected a whole number from 0";
    QTest::newRow("range of offsets") << QByteArray("offset:1..3") << "has \"1..3\" as its distance";
    QTest::newRow("number for uniform") << QByteArray("uniform:1") << "too many numbers, expected at most 0";
    QTest::newRow("number for none") << QByteArray("diagonal:1") << "too many numbers, expected at most 0";
    QTest::newRow("two patterns") << QByteArray("band:1;diagonal") << "\"diagonal\": the mask's pattern is given twice";
    QTest::newRow("two ablations") << QByteArray("ablate@0;ablate@1") << "the mask's ablation is given twice";
    QTest::newRow("ablation") << QByteArray("ablated@0") << "neither ablate nor ablate:mean";
    QTest::newRow("empty scope") << QByteArray("diagonal@") << "\"\" is not where a mask can act";
    QTest::newRow("scope") << QByteArray("diagonal@0.1.2") << "\"0.1.2\" is not where";
    QTest::newRow("letter alone") << QByteArray("diagonal@L") << "\"L\" is not where";
    QTest::newRow("head without a number") << QByteArray("diagonal@L0 H") << "\"L0 H\" is not where";
    QTest::newRow("negative scope") << QByteArray("diagonal@-1") << "\"-1\" is not where";
    QTest::newRow("two scopes") << QByteArray("diagonal@0@1") << "\"0@1\" is not where";
    QTest::newRow("how") << QByteArray("diagonal~before") << "\"before\" is not how a mask can act";
    QTest::newRow("strength") << QByteArray("diagonal~1.5") << "a strength from 0 to 1";
    QTest::newRow("strength, not a number") << QByteArray("diagonal~nan") << "a strength from 0 to 1";
    QTest::newRow("control") << QByteArray("diagonal~control:-1") << "whole number from 0";
    QTest::newRow("two strengths") << QByteArray("diagonal~0.5~0.3") << "\"0.3\": the mask's strength is given twice";
    QTest::newRow("after twice") << QByteArray("diagonal~after~after") << "\"after\": the mask's mode is given twice";
    QTest::newRow("two controls") << QByteArray("diagonal~control:1~control:2")
                                  << "\"control:2\": the mask's control is given twice";
    QTest::newRow("file") << QByteArray("file:/nowhere/at all.npy") << "/nowhere/at all.npy";
    QTest::newRow("no file") << QByteArray("file:") << "does not name a file";
    QTest::newRow("cut escape") << QByteArray("file:a%2") << "does not name a file";
    QTest::newRow("NUL escape") << QByteArray("file:a%00b") << "does not name a file";
    QTest::newRow("open quote") << QByteArray("file:\"a.npy") << "lacks the \" that ends its file's name";
    QTest::newRow("behind a quote") << QByteArray("file:'a.npy'b")
                                    << "goes on behind the quoted name of its file with \"b\"";
    QTest::newRow("nothing in quotes") << QByteArray("file:''") << "does not name a file";
    QTest::newRow("control characters") << QByteArray("file:\x1b[2J.npy") << "\\x1b[2J.npy: cannot be opened";
    QTest::newRow("painting too short") << QByteArray("painted:3:0A") << "has 2 hexadecimal digits, expected 3";
    QTest::newRow("painting of nothing") << QByteArray("painted:0:") << "painted:N:HEX with N between 1";
    QTest::newRow("painting, no digits") << QByteArray("painted:3") << "painted:N:HEX";
    QTest::newRow("painting, not hexadecimal") << QByteArray("painted:2:G") << "not hexadecimal";
    QTest::newRow("painting, a bit too many") << QByteArray("painted:3:0A9") << "has bits behind its 9 pairs";
    QTest::newRow("painting, huge") << QByteArray("painted:2000000000:FF") << "with N between 1 and 4096";
}

void MaskTextTest::wrongTextIsRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    const auto mask = core::parseMask(text.toStdString());
    QVERIFY(!mask);
    QVERIFY2(messageOf(mask).contains(expected), qPrintable(messageOf(mask)));
    QVERIFY(!messageOf(mask).contains('\n'));
}

void MaskTextTest::longTextIsRefused()
{
    QVERIFY(!core::parseMask(std::string((1 << 24) + 1, 'a')));
    QByteArray many = "band:1";
    for (int term = 0; term < 64; ++term)
        many += "+band:1";
    QVERIFY(messageOf(core::parseMask(many.toStdString())).contains("joins more than 64 masks"));
}

void MaskTextTest::fileIsRead()
{
    const QTemporaryDir folder;
    const std::string name = folder.filePath("a+b.npy").toStdString();
    std::ofstream(name, std::ios::binary) << support::npyFile("|b1", "(2, 2)", std::string("\x01\x00\x01\x01", 4));
    const auto mask = core::parseMask("file:" + folder.filePath("a%2Bb.npy").toStdString() + "@1");
    QCOMPARE(messageOf(mask), QString());
    const core::PairMask kept = core::keptPairs(*mask->pattern, {.tokens = 2, .heads = 4});
    QVERIFY(kept.keeps(0, 0, 0) && !kept.keeps(0, 0, 1) && kept.keeps(0, 1, 0));
    QVERIFY(*core::parseMask(core::maskText(*mask)) == *mask);
    std::ofstream(name, std::ios::binary) << support::npyFile("<f4", "(2, 1, 1)", std::string("\0\0\0\x80\0\0\x80\x3f", 8));
    const auto perHead = core::parseMask("file:" + folder.filePath("a%2Bb.npy").toStdString());
    QCOMPARE(messageOf(perHead), QString());
    QCOMPARE(perHead->pattern->alternatives[0][0].pairs->heads, 2);
    QVERIFY(perHead->pattern->alternatives[0][0].pairs->kept == (std::vector<std::uint8_t>{0, 1}));
}

void MaskTextTest::everyPathCanBeGiven_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name :
         {"plain.npy", "a+b;c@d.npy", "a b, c~0.5.npy", "100 %.npy", "a%2Bb.npy", "it's.npy", "\"quoted\".npy", "'q'.npy",
          "größe.npy", "line\nbreak\x1b[2J.npy", "file:\"x\".npy", "a&file:'b'.npy", "both \" and '.npy"})
        QTest::newRow(name) << QString(name);
}

void MaskTextTest::everyPathCanBeGiven()
{
    QFETCH(QString, name);
    const QTemporaryDir folder;
    const std::string path = folder.filePath(name).toStdString();
    std::ofstream(path, std::ios::binary) << support::npyFile("|b1", "(1, 1)", "\1");
    const core::AttentionMask asTerm{.pattern = core::patternOf(*core::readMaskTerm(path, {}))};
    const std::string text = core::maskText(asTerm);
    QVERIFY2(std::ranges::none_of(text, [](unsigned char byte) { return byte < ' '; }), text.c_str());
    const auto again = core::parseMask(text + "&band:1@0");
    QCOMPARE(messageOf(again), QString());
    QCOMPARE(again->pattern->alternatives[0][0].file, path);
    for (const char quote : {'"', '\''}) {
        if (path.find(quote) != std::string::npos)
            continue;
        const auto quoted = core::parseMask("diagonal+file:" + (quote + path) + quote + "~0.5@1");
        QCOMPARE(messageOf(quoted), QString());
        QCOMPARE(quoted->pattern->alternatives[1][0].file, path);
        QCOMPARE(quoted->strength, 0.5);
        QVERIFY(*core::parseMask(core::maskText(*quoted)) == *quoted);
    }
}

void MaskTextTest::everyByteOfAPathIsKept()
{
    const QTemporaryDir folder;
    const std::string path = folder.path().toStdString() + "/a\xff\xc3.npy";
    std::ofstream(path, std::ios::binary) << support::npyFile("|b1", "(1, 1)", "\1");
    const core::AttentionMask mask{.pattern = core::patternOf(*core::readMaskTerm(path, {}))};
    QVERIFY2(core::maskText(mask).ends_with("/a%FF%C3.npy"), core::maskText(mask).c_str());
    QVERIFY(*core::parseMask(core::maskText(mask)) == mask);
}

void MaskTextTest::wrongFileIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const std::string &bytes, const char *expected) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString(expected);
    };
    const std::string four("\1\1\1\1", 4);
    row("text", "not an array", "not a .npy file");
    row("cut header", support::npyFile("|b1", "(2, 2)", four).substr(0, 20), "the .npy file is cut short");
    row("cut values", support::npyFile("|b1", "(2, 2)", "\1"), "has 1 byte of values, expected 4 for 2 x 2");
    row("values too many", support::npyFile("|b1", "(2, 2)", four + four), "has 8 bytes of values");
    row("objects", support::npyFile("|O8", "(2, 2)", four), "its type is");
    row("complex", support::npyFile("<c8", "(1, 1)", four + four), "complex numbers");
    row("a bias", support::npyFile("<f4", "(1, 1)", std::string("\0\0\0\xbf", 4)), "found −0.5 at [0, 0]");
    row("not square", support::npyFile("|b1", "(4, 1)", four), "has the shape 4 x 1, expected n x n");
    row("vector", support::npyFile("|b1", "(4,)", four), "has the shape 4, expected n x n");
    row("scalar", support::npyFile("|b1", "()", "\1"), "has the shape a single number, expected");
    row("empty", support::npyFile("|b1", "(0, 0)", ""), "has the shape 0 x 0");
    row("huge", support::npyFile("|b1", "(99999999999, 99999999999)", four), "its shape has more than");
    row("overflow", support::npyFile("|b1", "(65536, 65536)", four), "its shape has more than");
    std::string dimensions;
    for (int dimension = 0; dimension < 40; ++dimension)
        dimensions += "1, ";
    row("dimensions", support::npyFile("|b1", "(" + dimensions + ")", "\1"), "its shape has more than");
    row("no shape", support::npyFile("|b1", "None", four), "its shape is not a tuple");
}

void MaskTextTest::wrongFileIsRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expected);
    const QTemporaryDir folder;
    const std::string name = folder.filePath("mask.npy").toStdString();
    std::ofstream(name, std::ios::binary) << bytes.toStdString();
    const auto mask = core::parseMask("file:" + name);
    QVERIFY2(messageOf(mask).contains(expected) && messageOf(mask).contains("mask.npy"), qPrintable(messageOf(mask)));
}

ATTNSCOPE_TEST(MaskTextTest, tests::NoApplication)
#include "tst_mask_text.moc"
