#include "core/format/tensor_values.h"

#include "tests/core/format/safetensors_bytes.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

#include <bit>
#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <optional>

using namespace core;

namespace {

// Numbers in memory of their own, `shift` bytes behind an aligned address.
template <typename Word>
std::vector<float> converted(DType dtype, const std::vector<Word> &words, std::size_t shift = 0)
{
    std::vector<std::byte> memory(shift + words.size() * sizeof(Word));
    if (!words.empty())
        std::memcpy(memory.data() + shift, words.data(), words.size() * sizeof(Word));
    std::vector<float> values(words.size());
    convertToFloat(dtype, std::span(memory).subspan(shift), values);
    return values;
}

// A file with one tensor, "encoder.weight", behind one that puts it at an odd place.
class StoredTensor
{
public:
    template <typename Word>
    StoredTensor(DType dtype, const std::vector<std::int64_t> &shape, const std::vector<Word> &words)
    {
        QString dimensions;
        for (const std::int64_t size : shape)
            dimensions += (dimensions.isEmpty() ? "" : ",") + QString::number(size);
        const std::size_t size = words.size() * sizeof(Word);
        const QString header = QString("{'a':{'dtype':'U8','shape':[1],'data_offsets':[0,1]},'encoder.weight':{'dtype':'%1',"
                                       "'shape':[%2],'data_offsets':[1,%3]}}")
                                   .arg(describe(dtype).name.data(), dimensions)
                                   .arg(1 + size);
        std::string bytes = fileBytes(header.toStdString(), 1);
        bytes.append(reinterpret_cast<const char *>(words.data()), size);
        const std::filesystem::path path = m_folder.filePath("weights").toStdString();
        std::ofstream(path, std::ios::binary) << bytes;
        m_file = *Checkpoint::open(path);
    }

    const TensorEntry &entry() const { return *m_file->find("encoder.weight"); }
    std::optional<NonFiniteValue> firstNonFinite() const { return core::firstNonFinite(*m_file, entry()); }

    std::vector<float> values() const
    {
        std::vector<float> result(static_cast<std::size_t>(entry().elements()));
        readAsFloat(*m_file, entry(), result);
        return result;
    }

private:
    QTemporaryDir m_folder;
    std::optional<Checkpoint> m_file;
};

// The definition, by powers of two.
float halfByDefinition(std::uint16_t bits)
{
    const float sign = bits & 0x8000 ? -1.f : 1.f;
    const int exponent = bits >> 10 & 0x1f;
    const int mantissa = bits & 0x3ff;
    if (exponent == 31)
        return mantissa ? std::numeric_limits<float>::quiet_NaN() : sign * std::numeric_limits<float>::infinity();
    return exponent == 0 ? sign * std::ldexp(float(mantissa), -24)
                         : sign * std::ldexp(float(1024 + mantissa), exponent - 25);
}

std::vector<std::uint16_t> allHalves()
{
    std::vector<std::uint16_t> words(1 << 16);
    for (std::size_t bits = 0; bits < words.size(); ++bits)
        words[bits] = static_cast<std::uint16_t>(bits);
    return words;
}

QString textOf(const std::optional<NonFiniteValue> &found)
{
    return found ? QString::fromStdString(nonFiniteText(*found)) : QString();
}

}  // namespace

class TensorValuesTest : public QObject
{
    Q_OBJECT

private slots:
    void everyHalfIsExact()
    {
        for (const std::size_t shift : {0, 1}) {
            const auto values = converted(DType::F16, allHalves(), shift);
            for (std::size_t bits = 0; bits < values.size(); ++bits) {
                const float expected = halfByDefinition(static_cast<std::uint16_t>(bits));
                const bool isSame = std::isnan(expected)
                                        ? std::isnan(values[bits])
                                        : values[bits] == expected && std::signbit(values[bits]) == std::signbit(expected);
                QVERIFY2(isSame, qPrintable(QString("%1 became %2").arg(bits, 0, 16).arg(double(values[bits]))));
            }
        }
    }

    void everyBFloatIsTheUpperHalfOfAFloat()
    {
        const auto values = converted(DType::BF16, allHalves(), 1);
        for (std::size_t bits = 0; bits < values.size(); ++bits)
            QCOMPARE(std::bit_cast<std::uint32_t>(values[bits]), static_cast<std::uint32_t>(bits) << 16);
    }

    void floatsAreCopiedFromAnyAddress()
    {
        const std::vector<float> numbers{0.f, -0.f, 1.5f, std::numeric_limits<float>::denorm_min(),
                                         std::numeric_limits<float>::max()};
        for (std::size_t shift = 0; shift < 4; ++shift)
            QCOMPARE(converted(DType::F32, numbers, shift), numbers);
    }

    // Files are read a piece at a time.
    void everyPieceOfAFileIsConverted()
    {
        std::vector<std::uint16_t> words;
        for (int copy = 0; copy < 5; ++copy) {
            const std::vector<std::uint16_t> more = allHalves();
            words.insert(words.end(), more.begin(), more.end());
        }
        const auto size = static_cast<std::int64_t>(words.size());
        const std::vector<float> read = StoredTensor(DType::BF16, {size}, words).values();
        for (std::size_t place = 0; place < words.size(); ++place)
            QCOMPARE(std::bit_cast<std::uint32_t>(read[place]), static_cast<std::uint32_t>(words[place]) << 16);
        std::vector<std::uint32_t> floats(200'000, 0x3f800000u);
        QCOMPARE(StoredTensor(DType::F32, {200'000}, floats).values(), std::vector<float>(200'000, 1));
        floats[150'000] = 0x7f800000u;
        QCOMPARE(textOf(StoredTensor(DType::F32, {2, 100'000}, floats).firstNonFinite()),
                 QString("holds infinity at [1, 50000], expected finite numbers"));
    }

    void emptyAndSingleTensors()
    {
        QVERIFY(StoredTensor(DType::F16, {0, 4}, std::vector<std::uint16_t>{}).values().empty());
        QVERIFY(!StoredTensor(DType::F16, {0, 4}, std::vector<std::uint16_t>{}).firstNonFinite());
        QCOMPARE(StoredTensor(DType::BF16, {}, std::vector<std::uint16_t>{0xc000}).values(), std::vector<float>{-2});
    }

    void firstNonFiniteNumberIsNamed_data()
    {
        QTest::addColumn<QByteArray>("dtype");
        QTest::addColumn<quint32>("bits");
        QTest::addColumn<QString>("value");
        QTest::newRow("F32 NaN") << QByteArray("F32") << 0x7fc00000u << "NaN";
        QTest::newRow("F32 signalling NaN") << QByteArray("F32") << 0xff800001u << "NaN";
        QTest::newRow("F32 infinity") << QByteArray("F32") << 0x7f800000u << "infinity";
        QTest::newRow("F32 -infinity") << QByteArray("F32") << 0xff800000u << "-infinity";
        QTest::newRow("F16 NaN") << QByteArray("F16") << 0x7c01u << "NaN";
        QTest::newRow("F16 infinity") << QByteArray("F16") << 0x7c00u << "infinity";
        QTest::newRow("F16 -infinity") << QByteArray("F16") << 0xfc00u << "-infinity";
        QTest::newRow("BF16 NaN") << QByteArray("BF16") << 0xffc0u << "NaN";
        QTest::newRow("BF16 infinity") << QByteArray("BF16") << 0x7f80u << "infinity";
    }

    // The place of the number decides in which block of the search it lies.
    void firstNonFiniteNumberIsNamed()
    {
        QFETCH(QByteArray, dtype);
        QFETCH(quint32, bits);
        QFETCH(QString, value);
        constexpr std::size_t rows = 70;
        constexpr std::size_t columns = 100;
        const DType type = *dtypeNamed(dtype.constData());
        for (const std::size_t place :
             {std::size_t(0), std::size_t(2047), std::size_t(2048), std::size_t(4321), rows * columns - 1}) {
            const QString expected = QString("holds %1 at [%2, %3], expected finite numbers")
                                         .arg(value)
                                         .arg(place / columns)
                                         .arg(place % columns);
            if (type == DType::F32)
                QCOMPARE(textOf(checkWith<std::uint32_t>(type, {rows, columns}, place, bits)), expected);
            else
                QCOMPARE(textOf(checkWith<std::uint16_t>(type, {rows, columns}, place, static_cast<std::uint16_t>(bits))),
                         expected);
        }
    }

    void largestFiniteNumbersPass()
    {
        QVERIFY(!StoredTensor(DType::F32, {2}, std::vector<std::uint32_t>{0x7f7fffffu, 0xff7fffffu}).firstNonFinite());
        QVERIFY(!StoredTensor(DType::F16, {2}, std::vector<std::uint16_t>{0x7bff, 0xfbff}).firstNonFinite());
        QVERIFY(!StoredTensor(DType::BF16, {2}, std::vector<std::uint16_t>{0x7f7f, 0xff7f}).firstNonFinite());
        QVERIFY(!StoredTensor(DType::I64, {1}, std::vector<std::uint64_t>{~std::uint64_t(0)}).firstNonFinite());
    }

private:
    // Zeros but for two such numbers, of which the one at `place` is the first.
    template <typename Word>
    static std::optional<NonFiniteValue> checkWith(DType dtype, const std::vector<std::int64_t> &shape, std::size_t place,
                                                   Word bits)
    {
        std::vector<Word> words(static_cast<std::size_t>(shape[0] * shape[1]));
        words.back() = bits;
        words[place] = bits;
        return StoredTensor(dtype, shape, words).firstNonFinite();
    }
};

ATTNSCOPE_TEST(TensorValuesTest, tests::NoApplication)
#include "tst_tensor_values.moc"
