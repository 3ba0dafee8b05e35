#include "core/text/character_class.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

class CharacterClassTest : public QObject
{
    Q_OBJECT

private slots:
    void controlsAreDroppedButNotTheWhiteOnes()
    {
        for (const char32_t dropped : U"\x01\x0b\x0c\x1f\x7f\u0085\u00ad\u200b\u200d\ufeff\ue000\ufffd\U000e0001")
            QVERIFY2(isDropped(dropped), qPrintable(QString::number(dropped, 16)));  // the NUL at the end of the list too
        for (const char32_t kept : {U'\t', U'\n', U'\r', U' ', U'a', U'\u0301', U'\u2028', U'\U0001f999'})
            QVERIFY2(!isDropped(kept), qPrintable(QString::number(kept, 16)));
    }

    void unassignedCharactersAreKept()
    {
        QVERIFY(!isDropped(0x0378));
        QVERIFY(!isDropped(0x10ffff));
    }

    void whiteSpaceIsUnicodeWhiteSpace()
    {
        for (const char32_t white :
             {U' ', U'\t', U'\n', U'\r', U'\u00a0', U'\u1680', U'\u2003', U'\u2028', U'\u2029', U'\u3000'})
            QVERIFY2(isWhiteSpace(white), qPrintable(QString::number(white, 16)));
        QVERIFY(!isWhiteSpace(0x200b));
        QVERIFY(!isWhiteSpace('_'));
    }

    void asciiSymbolsArePunctuation()
    {
        for (const char32_t symbol : std::u32string_view(U"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"))
            QVERIFY2(isPunctuation(symbol), qPrintable(QString::number(symbol, 16)));
        for (const char32_t other : {U'a', U'Z', U'0', U' ', U'\x7f'})
            QVERIFY(!isPunctuation(other));
    }

    void otherSymbolsAreNot()
    {
        for (const char32_t punctuation : {U'\u00bf', U'\u2014', U'\u3002', U'\u00b6'})
            QVERIFY(isPunctuation(punctuation));
        for (const char32_t symbol : {U'\u20ac', U'\u00b1', U'\u00a9', U'\u00b4'})
            QVERIFY(!isPunctuation(symbol));
    }

    void hangulAndKanaAreNotCjk()
    {
        for (const char32_t ideograph :
             {U'\u4e00', U'\u9fff', U'\u3400', U'\uf900', U'\U00020000', U'\U0002b820', U'\U0002fa1f'})
            QVERIFY2(isCjkIdeograph(ideograph), qPrintable(QString::number(ideograph, 16)));
        for (const char32_t other : {U'a', U'\u3042', U'\u30a2', U'\uac00', U'\ua000', U'\U0002ceb0'})
            QVERIFY2(!isCjkIdeograph(other), qPrintable(QString::number(other, 16)));
    }

    void accentsAreTheNonSpacingMarks()
    {
        QVERIFY(isAccent(0x0301));
        QVERIFY(isAccent(0xfe0f));
        QVERIFY(!isAccent(0x0903));  // a spacing mark
        QVERIFY(!isAccent('^'));
    }
};

ATTNSCOPE_TEST(CharacterClassTest, tests::NoApplication)
#include "tst_character_class.moc"
