#include "core/base/csv_row.h"
#include "tests/support/test_program.h"

#include "core/base/number_text.h"

#include <QTest>

#include <limits>

namespace {

template <typename Value>
std::string cellOf(const Value &value)
{
    const std::string line = core::CsvRow().add(value).line();
    return line.substr(0, line.size() - 1);
}

}  // namespace

class CsvRowTest : public QObject
{
    Q_OBJECT

private slots:
    void cellsStandBetweenCommas();
    void textIsQuotedWhereItHasTo();
    void numbersKeepAllDigits();
    void whatIsNotDefinedIsEmpty();
};

void CsvRowTest::cellsStandBetweenCommas()
{
    core::CsvRow row;
    row.add("one").add(2).add(0.5).addNothing(2).add(std::size_t{6});
    QCOMPARE(row.line(), std::string("one,2,0.5,,,6\n"));
    QCOMPARE(core::CsvRow().addNothing().add("second").line(), std::string(",second\n"));
    QCOMPARE(core::CsvRow().line(), std::string("\n"));
}

void CsvRowTest::textIsQuotedWhereItHasTo()
{
    QCOMPARE(cellOf("band:1"), std::string("band:1"));
    QCOMPARE(cellOf("a,b"), std::string("\"a,b\""));
    QCOMPARE(cellOf("a \"b\""), std::string("\"a \"\"b\"\"\""));
    QCOMPARE(cellOf("two\nlines"), std::string("\"two\nlines\""));
    QCOMPARE(core::CsvRow().addQuoted("plain").line(), std::string("\"plain\"\n"));
}

void CsvRowTest::numbersKeepAllDigits()
{
    for (const double number : {0.1, 1.0 / 3.0, -1e-300, 12345678901234567.0, 2.0})
        QCOMPARE(std::stod(cellOf(number)), number);
    QCOMPARE(core::numberText(0.1), std::string("0.1"));
    QCOMPARE(core::numberText(2), std::string("2"));
    QCOMPARE(core::numberText(100000), std::string("100000"));
    QCOMPARE(core::numberText(-9007199254740992.0), std::string("-9007199254740992"));
    QCOMPARE(core::numberText(1e300), std::string("1e+300"));
}

void CsvRowTest::whatIsNotDefinedIsEmpty()
{
    QCOMPARE(cellOf(std::numeric_limits<double>::quiet_NaN()), std::string());
    QCOMPARE(cellOf(std::optional<double>()), std::string());
    QCOMPARE(cellOf(std::optional(0.5)), std::string("0.5"));
}

ATTNSCOPE_TEST(CsvRowTest, tests::NoApplication)
#include "tst_csv_row.moc"
