#include "core/base/csv_cell.h"
#include "tests/support/test_program.h"

#include "core/base/number_text.h"

#include <QTest>

#include <limits>

class CsvCellTest : public QObject
{
    Q_OBJECT

private slots:
    void textIsQuotedWhereItHasTo();
    void numbersKeepAllDigits();
    void whatIsNotDefinedIsEmpty();
};

void CsvCellTest::textIsQuotedWhereItHasTo()
{
    QCOMPARE(core::csvCell("band:1"), std::string("band:1"));
    QCOMPARE(core::csvCell("a,b"), std::string("\"a,b\""));
    QCOMPARE(core::csvCell("a \"b\""), std::string("\"a \"\"b\"\"\""));
    QCOMPARE(core::csvCell("two\nlines"), std::string("\"two\nlines\""));
    QCOMPARE(core::quotedCsvCell("plain"), std::string("\"plain\""));
}

void CsvCellTest::numbersKeepAllDigits()
{
    for (const double number : {0.1, 1.0 / 3.0, -1e-300, 12345678901234567.0, 2.0})
        QCOMPARE(std::stod(core::csvCell(number)), number);
    QCOMPARE(core::numberText(0.1), std::string("0.1"));
    QCOMPARE(core::numberText(2), std::string("2"));
    QCOMPARE(core::numberText(100000), std::string("100000"));
    QCOMPARE(core::numberText(-9007199254740992.0), std::string("-9007199254740992"));
    QCOMPARE(core::numberText(1e300), std::string("1e+300"));
}

void CsvCellTest::whatIsNotDefinedIsEmpty()
{
    QCOMPARE(core::csvCell(std::numeric_limits<double>::quiet_NaN()), std::string());
    QCOMPARE(core::csvCell(std::optional<double>()), std::string());
    QCOMPARE(core::csvCell(std::optional(0.5)), std::string("0.5"));
}

ATTNSCOPE_TEST(CsvCellTest, tests::NoApplication)
#include "tst_csv_cell.moc"
