#include "core/base/counted.h"

#include "tests/support/test_program.h"

#include <QTest>

#include <cstdint>

class CountedTest : public QObject
{
    Q_OBJECT

private slots:
    void oneIsSingularAndAnyOtherPlural()
    {
        QCOMPARE(core::counted(0, "text"), std::string("0 texts"));
        QCOMPARE(core::counted(1, "text"), std::string("1 text"));
        QCOMPARE(core::counted(std::size_t{2}, "text"), std::string("2 texts"));
        QCOMPARE(core::counted(std::int64_t{-1}, "text"), std::string("-1 texts"));
    }

    void nounsWithoutAnSAreSpelledOut()
    {
        QCOMPARE(core::counted(1, "query has", "queries have"), std::string("1 query has"));
        QCOMPARE(core::counted(3, "query has", "queries have"), std::string("3 queries have"));
        QCOMPARE(core::nounOf(1, "class", "classes"), std::string("class"));
        QCOMPARE(core::nounOf(0, "class", "classes"), std::string("classes"));
    }
};

ATTNSCOPE_TEST(CountedTest, tests::NoApplication)
#include "tst_counted.moc"
