#include "core/base/csv_row.h"
#include "tests/support/test_program.h"

#include "core/base/number_text.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <random>

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
    void numbersHaveNineDigits();
    void floatsReadBackTheSame();
    void exactNumbersKeepAllDigits();
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

void CsvRowTest::numbersHaveNineDigits()
{
    QCOMPARE(cellOf(0.1 - 0.3), std::string("-0.2"));  // -0.19999999999999998
    QCOMPARE(cellOf(1.0 / 3.0), std::string("0.333333333"));
    QCOMPARE(cellOf(-2.0 / 3e-300), std::string("-6.66666667e+299"));
    QCOMPARE(cellOf(std::size_t{12345678901}), std::string("12345678901"));
    QCOMPARE(cellOf(std::numeric_limits<double>::infinity()), std::string("inf"));
}

void CsvRowTest::floatsReadBackTheSame()
{
    std::mt19937 random(1);
    for (int draw = 0; draw < 10000; ++draw) {
        const auto number = std::bit_cast<float>(static_cast<std::uint32_t>(random()));
        if (std::isfinite(number))
            QCOMPARE(std::strtof(cellOf(double(number)).c_str(), nullptr), number);
    }
}

void CsvRowTest::exactNumbersKeepAllDigits()
{
    for (const double number : {0.1, 1.0 / 3.0, -1e-300, 12345678901234567.0, 2.0})
        QCOMPARE(std::stod(core::numberText(number)), number);
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
