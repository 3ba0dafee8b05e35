#include "core/base/utf8.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

namespace {

std::u32string decoded(std::string_view text)
{
    std::u32string characters;
    for (std::size_t offset = 0; offset < text.size();)
        characters += readUtf8(text, offset);
    return characters;
}

}  // namespace

class Utf8Test : public QObject
{
    Q_OBJECT

private slots:
    void everyCharacterSurvivesARoundTrip()
    {
        for (char32_t character = 0; character < 0x110000; ++character) {
            if (character >= 0xd800 && character < 0xe000)
                continue;
            std::string text;
            appendUtf8(text, character);
            std::size_t offset = 0;
            if (readUtf8(text, offset) != character || offset != text.size() || !isUtf8(text))
                QFAIL(qPrintable(QString("U+%1 changes").arg(uint(character), 0, 16)));
        }
    }

    void brokenPartsReadAsReplacements_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("replacements");
        QTest::newRow("lone continuation") << QByteArray("\x80") << 1;
        QTest::newRow("never a byte of UTF-8") << QByteArray("\xff\xfe") << 2;
        QTest::newRow("cut off after one byte") << QByteArray("\xc3") << 1;
        QTest::newRow("cut off after three bytes") << QByteArray("\xf0\x9f\x98") << 1;
        QTest::newRow("overlong slash") << QByteArray("\xc0\xaf") << 2;
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << 3;
        QTest::newRow("past U+10FFFF") << QByteArray("\xf4\x90\x80\x80") << 4;
    }

    void brokenPartsReadAsReplacements()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, replacements);
        const std::u32string broken(std::size_t(replacements), replacementCharacter);
        QVERIFY(decoded(bytes.toStdString()) == broken);
        QVERIFY(decoded((bytes + 'b').toStdString()) == broken + U'b');
        QVERIFY(!isUtf8(('a' + bytes).toStdString()));
        QCOMPARE(utf8Length(bytes.toStdString()), 0U);
    }

    void lengthIsOfTheFirstCharacter()
    {
        QCOMPARE(utf8Length("ab"), 1U);
        QCOMPARE(utf8Length("\xc3\xa9tude"), 2U);
        QCOMPARE(utf8Length("\xe2\x80\xa6"), 3U);
        QCOMPARE(utf8Length("\xf0\x9f\x98\x80 "), 4U);
        QCOMPARE(utf8Length(""), 0U);
    }

    void charactersAreCountedAndNotBytes()
    {
        QCOMPARE(characterCount(""), 0U);
        QCOMPARE(characterCount("a\xc3\xa9\xe2\x80\xa6\xf0\x9f\x98\x80"), 4U);
    }

    void typedReplacementIsUtf8() { QVERIFY(isUtf8("\xef\xbf\xbd")); }
};

ATTNSCOPE_TEST(Utf8Test, tests::NoApplication)
#include "tst_utf8.moc"
