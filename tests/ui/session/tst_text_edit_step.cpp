#include "tests/support/test_program.h"
#include "ui/session/text_edit_step.h"

#include <QTest>

class TextEditStepTest : public QObject
{
    Q_OBJECT

private slots:
    void editIsTheSmallestDifference_data();
    void editIsTheSmallestDifference();
    void typingGoesOnUpToTheNextWord_data();
    void typingGoesOnUpToTheNextWord();
};

void TextEditStepTest::editIsTheSmallestDifference_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("position");
    QTest::addColumn<QByteArray>("removed");
    QTest::addColumn<QByteArray>("inserted");
    QTest::newRow("typed at the end") << QByteArray("ab") << QByteArray("abc") << 2 << QByteArray() << QByteArray("c");
    QTest::newRow("typed twice the same") << QByteArray("l") << QByteArray("ll") << 1 << QByteArray() << QByteArray("l");
    QTest::newRow("deleted within") << QByteArray("abc") << QByteArray("ac") << 1 << QByteArray("b") << QByteArray();
    QTest::newRow("replaced") << QByteArray("a cat") << QByteArray("a dog") << 2 << QByteArray("cat") << QByteArray("dog");
    QTest::newRow("all of it") << QByteArray("abc") << QByteArray() << 0 << QByteArray("abc") << QByteArray();
    QTest::newRow("characters of two bytes stay whole")
        << QByteArray("caf\xc3\xa9") << QByteArray("caf\xc3\xa8") << 3 << QByteArray("\xc3\xa9") << QByteArray("\xc3\xa8");
    QTest::newRow("same last byte") << QByteArray("\xc3\xa9") << QByteArray("\xc4\xa9") << 0 << QByteArray("\xc3\xa9")
                                    << QByteArray("\xc4\xa9");
    QTest::newRow("nothing") << QByteArray("abc") << QByteArray("abc") << 3 << QByteArray() << QByteArray();
}

void TextEditStepTest::editIsTheSmallestDifference()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    const std::string old = before.toStdString();
    const std::string changed = after.toStdString();
    const ui::TextEdit edit = ui::textEdit(old, changed);
    QTEST(static_cast<int>(edit.position), "position");
    QTEST(QByteArray::fromStdString(std::string(edit.removed)), "removed");
    QTEST(QByteArray::fromStdString(std::string(edit.inserted)), "inserted");
}

void TextEditStepTest::typingGoesOnUpToTheNextWord_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<QByteArray>("third");
    QTest::addColumn<bool>("continues");
    QTest::newRow("next letter") << QByteArray("a") << QByteArray("ab") << QByteArray("abc") << true;
    QTest::newRow("space after a word") << QByteArray("a") << QByteArray("ab") << QByteArray("ab ") << true;
    QTest::newRow("new word") << QByteArray("ab") << QByteArray("ab ") << QByteArray("ab c") << false;
    QTest::newRow("elsewhere") << QByteArray("ab") << QByteArray("abc") << QByteArray("xabc") << false;
    QTest::newRow("pasted") << QByteArray("a") << QByteArray("ab") << QByteArray("abcd") << false;
    QTest::newRow("deleted backward") << QByteArray("abc") << QByteArray("ab") << QByteArray("a") << true;
    QTest::newRow("deleted forward") << QByteArray("xabc") << QByteArray("xbc") << QByteArray("xc") << true;
    QTest::newRow("deleted into the word before") << QByteArray("ab c") << QByteArray("ab ") << QByteArray("ab") << false;
    QTest::newRow("typed, then deleted") << QByteArray("a") << QByteArray("ab") << QByteArray("a") << false;
}

void TextEditStepTest::typingGoesOnUpToTheNextWord()
{
    QFETCH(const QByteArray, first);
    QFETCH(const QByteArray, second);
    QFETCH(const QByteArray, third);
    const std::string a = first.toStdString();
    const std::string b = second.toStdString();
    const std::string c = third.toStdString();
    QTEST(ui::continuesEdit(ui::textEdit(a, b), ui::textEdit(b, c)), "continues");
}

ATTNSCOPE_TEST(TextEditStepTest, QCoreApplication)
#include "tst_text_edit_step.moc"
