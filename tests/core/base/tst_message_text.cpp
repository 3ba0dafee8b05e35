#include "core/base/message_text.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <vector>

using namespace core;

class MessageTextTest : public QObject
{
    Q_OBJECT

private slots:
    void quotesStayOnOneReadableLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("quote");
        QTest::newRow("plain") << QByteArray("encoder.layer.0") << "\"encoder.layer.0\"";
        QTest::newRow("empty") << QByteArray() << "\"\"";
        QTest::newRow("UTF-8") << QByteArray("größe 猫 🐈") << QString::fromUtf8("\"größe 猫 🐈\"");
        QTest::newRow("line break") << QByteArray("a\nb\x7f") << "\"a\\x0ab\\x7f\"";
        QTest::newRow("NUL") << QByteArray("a\0b", 3) << "\"a\\x00b\"";
        QTest::newRow("not UTF-8") << QByteArray("a\xff\xc3") << "\"a\\xff\\xc3\"";
        QTest::newRow("C1 control") << QByteArray("a\xc2\x9b"
                                                  "31mb")
                                    << "\"a\\u009b31mb\"";
        QTest::newRow("right to left") << QByteArray("a\xe2\x80\xae"
                                                     "b\xe2\x81\xa6")
                                       << "\"a\\u202eb\\u2066\"";
        QTest::newRow("marks of direction")
            << QByteArray("a\xe2\x80\x8e\xe2\x80\x8f\xd8\x9c") << "\"a\\u200e\\u200f\\u061c\"";
        QTest::newRow("long, of two bytes each")
            << QByteArray("é").repeated(100) << "\"" + QString(79, QChar(0xe9)) + QString::fromUtf8("…\"");
        QTest::newRow("line separator") << QByteArray("a\xe2\x80\xa8"
                                                      "b")
                                        << "\"a\\u2028b\"";
        QTest::newRow("neighbors of controls")
            << QByteArray("\xc2\xa0\xe2\x80\xa7\xe2\x80\xaf\xe2\x81\xa5\xe2\x81\xaa")
            << QString::fromUtf8("\"\xc2\xa0\xe2\x80\xa7\xe2\x80\xaf\xe2\x81\xa5\xe2\x81\xaa\"");
        QTest::newRow("long") << QByteArray(1000, 'x') << "\"" + QString(79, 'x') + QString::fromUtf8("…\"");
    }

    void quotesStayOnOneReadableLine()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, quote);
        QCOMPARE(QString::fromStdString(quotedText({text.data(), static_cast<std::size_t>(text.size())})), quote);
    }

    void longTextIsCutInTheMiddle()
    {
        QCOMPARE(elided("12345678", 8), std::string("12345678"));
        QCOMPARE(elided("123456789", 8), std::string("1234…789"));
        QCOMPARE(elided("123456789", 7), std::string("123…789"));
        QCOMPARE(elided("größe große", 5), std::string("gr…ße"));
        QCOMPARE(elided(std::string(1000, 'x') + "\n", 12), std::string("xxxxxx…x\\x0a"));
        QCOMPARE(elided(std::string(1000, '\n'), 20), std::string("\\x0a\\x0a…\\x0a\\x0a"));
        QCOMPARE(elided("a\nb", 6), std::string("a\\x0ab"));
        QCOMPARE(elided("a\nb", 5), std::string("a…b"));
        QCOMPARE(elided("\n", 1), std::string("…"));
    }

    void messagesKeepTheirEnds()
    {
        const std::string message = "file: " + std::string(3000, 'x') + ", expected 3";
        const std::string line = messageLine(message);
        QVERIFY(line.size() < 500);
        QVERIFY(line.starts_with("file: xxx"));
        QVERIFY(line.ends_with(", expected 3"));
        QCOMPARE(messageLine("short\x1b[2J"), std::string("short\\x1b[2J"));
    }

    void jsonStaysTheSameJson()
    {
        QCOMPARE(escapedJson("{\n \"a\": \"\x7f\xc2\x9bé\xe2\x80\xae\"\n}"),
                 std::string("{\n \"a\": \"\\u007f\\u009bé\\u202e\"\n}"));
    }

    void namesAreCutInTheMiddle()
    {
        QCOMPARE(nameText("dev\x1b"), std::string("dev\\x1b"));
        const std::string cut = nameText("first " + std::string(1000000, 'x') + " last");
        QVERIFY(cut.size() < 100 && cut.starts_with("first ") && cut.ends_with(" last"));
    }

    void dimensionsReadAsAProduct()
    {
        QCOMPARE(dimensionsText(std::vector<int>{}), std::string("a single number"));
        QCOMPARE(dimensionsText(std::vector<int>{7}), std::string("7"));
        QCOMPARE(dimensionsText(std::vector<int>{2, 3, 4}), std::string("2 x 3 x 4"));
    }
};

ATTNSCOPE_TEST(MessageTextTest, tests::NoApplication)
#include "tst_message_text.moc"
