#include "core/format/npy_type.h"

#include "tests/support/test_program.h"

#include <QTest>

#include <utility>
#include <vector>

using core::NpyKind;
using core::NpyType;

namespace {

// What numpy.dtype(spelling).str is, of NumPy 1.24 on 64-bit Linux, where it is a type that is read.
const std::vector<std::pair<const char *, const char *>> accepted{
    {"?", "|b1"},       {"<?", "|b1"},      {">?", "|b1"},    {"=?", "|b1"},       {"|?", "|b1"},        {"b", "|i1"},
    {"<b", "|i1"},      {">b", "|i1"},      {"B", "|u1"},     {"<B", "|u1"},       {">B", "|u1"},        {"h", "<i2"},
    {"<h", "<i2"},      {">h", ">i2"},      {"H", "<u2"},     {"<H", "<u2"},       {">H", ">u2"},        {"i", "<i4"},
    {"<i", "<i4"},      {">i", ">i4"},      {"I", "<u4"},     {"<I", "<u4"},       {">I", ">u4"},        {"l", "<i8"},
    {"<l", "<i8"},      {">l", ">i8"},      {"L", "<u8"},     {"<L", "<u8"},       {">L", ">u8"},        {"q", "<i8"},
    {"<q", "<i8"},      {">q", ">i8"},      {"Q", "<u8"},     {"<Q", "<u8"},       {">Q", ">u8"},        {"e", "<f2"},
    {"<e", "<f2"},      {">e", ">f2"},      {"f", "<f4"},     {"<f", "<f4"},       {">f", ">f4"},        {"=f", "<f4"},
    {"d", "<f8"},       {"<d", "<f8"},      {">d", ">f8"},    {"|d", "<f8"},       {"p", "<i8"},         {"<p", "<i8"},
    {">p", ">i8"},      {"P", "<u8"},       {"<P", "<u8"},    {">P", ">u8"},       {"b1", "|b1"},        {"<b1", "|b1"},
    {">b1", "|b1"},     {"|b1", "|b1"},     {"i2", "<i2"},    {"<i2", "<i2"},      {">i2", ">i2"},       {"u8", "<u8"},
    {"<u8", "<u8"},     {">u8", ">u8"},     {"f8", "<f8"},    {"<f8", "<f8"},      {">f8", ">f8"},       {"=f8", "<f8"},
    {"bool", "|b1"},    {"bool_", "|b1"},   {"int", "<i8"},   {"int_", "<i8"},     {"intc", "<i4"},      {"intp", "<i8"},
    {"uint", "<u8"},    {"uintc", "<u4"},   {"uintp", "<u8"}, {"byte", "|i1"},     {"ubyte", "|u1"},     {"short", "<i2"},
    {"ushort", "<u2"},  {"long", "<i8"},    {"ulong", "<u8"}, {"longlong", "<i8"}, {"ulonglong", "<u8"}, {"int8", "|i1"},
    {"int16", "<i2"},   {"int32", "<i4"},   {"int64", "<i8"}, {"uint8", "|u1"},    {"uint16", "<u2"},    {"uint32", "<u4"},
    {"uint64", "<u8"},  {"float", "<f8"},   {"half", "<f2"},  {"single", "<f4"},   {"double", "<f8"},    {"float16", "<f2"},
    {"float32", "<f4"}, {"float64", "<f8"}, {"i", "<i4"},     {"<i", "<i4"},       {">i", ">i4"}};

// What NumPy does not know either, or knows as something that is no boolean, whole number or float of at most 8 bytes.
const std::vector<const char *> refused{
    "g",        "<g",       ">g",       "F",          "<F",          ">F",          "D",         "<D",         ">D",
    "b2",       "<b2",      ">b2",      "f1",         "<f1",         ">f1",         "f16",       "<f16",       ">f16",
    "<bool",    ">bool",    "|bool",    "<bool_",     ">bool_",      "<int",        ">int",      "=int",       "<int_",
    ">int_",    "<intc",    ">intc",    "<intp",      ">intp",       "<uint",       ">uint",     "<uintc",     ">uintc",
    "<uintp",   ">uintp",   "<byte",    ">byte",      "<ubyte",      ">ubyte",      "<short",    ">short",     "<ushort",
    ">ushort",  "<long",    ">long",    "<ulong",     ">ulong",      "<longlong",   ">longlong", "<ulonglong", ">ulonglong",
    "<int8",    ">int8",    "<int16",   ">int16",     "<int32",      ">int32",      "<int64",    ">int64",     "<uint8",
    ">uint8",   "<uint16",  ">uint16",  "<uint32",    ">uint32",     "<uint64",     ">uint64",   "<float",     ">float",
    "<half",    ">half",    "<single",  ">single",    "<double",     ">double",     "<float16",  ">float16",   "<float32",
    ">float32", "<float64", ">float64", "longdouble", "<longdouble", ">longdouble", "Bool",      "<Bool",      ">Bool",
    "?1",       "<?1",      ">?1",      "h2",         "<h2",         ">h2",         "int4",      "<int4",      ">int4",
    "float8",   "<float8",  ">float8",  "S",          "<S",          ">S",          "U2",        "<U2",        ">U2",
    "M8[s]",    "<M8[s]",   ">M8[s]"};

// As numpy.dtype().str has it.
std::string textOf(const NpyType &type)
{
    const char *kinds = "biuf";
    const char *order = type.bytes == 1 ? "|" : type.isBigEndian ? ">" : "<";
    return order + std::string(1, kinds[static_cast<int>(type.kind)]) + std::to_string(type.bytes);
}

}  // namespace

class NpyTypeTest : public QObject
{
    Q_OBJECT

private slots:
    void everySpellingMeansWhatItMeansToNumPy()
    {
        for (const auto &[spelling, meaning] : accepted) {
            const auto type = core::npyTypeNamed(spelling);
            QVERIFY2(type, spelling);
            QCOMPARE(textOf(*type), std::string(meaning));
        }
    }

    void everythingElseIsRefused()
    {
        for (const char *spelling : refused) {
            const auto type = core::npyTypeNamed(spelling);
            QVERIFY2(!type, spelling);
            const QString message = QString::fromStdString(type.error().message);
            QVERIFY2(message.startsWith(QStringLiteral("its type is \"%1\"").arg(QLatin1String(spelling))),
                     qPrintable(message));
            QVERIFY2(message.endsWith("; expected booleans, whole numbers or floats of 2, 4 or 8 bytes"),
                     qPrintable(message));
        }
    }
};

ATTNSCOPE_TEST(NpyTypeTest, tests::NoApplication)
#include "tst_npy_type.moc"
