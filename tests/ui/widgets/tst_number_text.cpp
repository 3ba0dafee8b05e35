#include "tests/support/test_program.h"
#include "ui/widgets/number_text.h"

#include <QTest>

class NumberTextTest : public QObject
{
    Q_OBJECT

private slots:
    void numbersReadAsPeopleWriteThem();
};

void NumberTextTest::numbersReadAsPeopleWriteThem()
{
    QCOMPARE(ui::countText(5012), QStringLiteral("5,012"));
    QCOMPARE(ui::parameterText(2'100'000), QStringLiteral("2.1 M"));
    QCOMPARE(ui::parameterText(109'483'778), QStringLiteral("109.5 M"));
    QCOMPARE(ui::parameterText(10'700), QStringLiteral("10.7 k"));
    QCOMPARE(ui::parameterText(12), QStringLiteral("12"));
    QCOMPARE(ui::millisecondText(0.42), QStringLiteral("0.4 ms"));
    QCOMPARE(ui::millisecondText(0.004), QStringLiteral("below 0.1 ms"));
    QCOMPARE(ui::millisecondText(31.2), QStringLiteral("31 ms"));
    QCOMPARE(ui::changeText(0.024, 2), QStringLiteral("+0.02"));
    QCOMPARE(ui::changeText(-0.024, 2), QStringLiteral("−0.02"));
    QCOMPARE(ui::changeText(-0.001, 2), QStringLiteral("±0.00"));
}

ATTNSCOPE_TEST(NumberTextTest, tests::NoApplication)
#include "tst_number_text.moc"
