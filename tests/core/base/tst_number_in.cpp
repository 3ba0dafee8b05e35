#include "core/base/number_in.h"

#include "tests/support/test_program.h"

#include <QTest>

#include <cstdint>

class NumberInTest : public QObject
{
    Q_OBJECT

private slots:
    void theWholeTextIsTheNumber()
    {
        QCOMPARE(core::numberIn<int>("-12").value(), -12);
        QCOMPARE(core::numberIn<double>("1e-3").value(), 0.001);
        QCOMPARE(core::numberIn<std::uint32_t>("4294967295").value(), 4294967295U);
    }

    void anythingElseIsNone()
    {
        for (const char *text : {"", " 1", "1 ", "+1", "1.0", "1x", "99999999999", "x"})
            QVERIFY2(!core::numberIn<int>(text), text);
        QVERIFY(!core::numberIn<std::uint32_t>("-1"));
    }
};

ATTNSCOPE_TEST(NumberInTest, tests::NoApplication)
#include "tst_number_in.moc"
