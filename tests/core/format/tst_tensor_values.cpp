#include "core/format/tensor_values.h"

#include <QTest>

#include <cmath>
#include <cstring>
#include <limits>

using namespace core;

namespace {

// Numbers in memory of their own, `shift` bytes behind an aligned address.
class StoredTensor
{
public:
    template <typename Word>
    StoredTensor(DType dtype, std::vector<std::int64_t> shape, const std::vector<Word> &words, std::size_t shift = 0)
        : m_memory(shift + words.size() * sizeof(Word))
    {
        if (!words.empty())
            std::memcpy(m_memory.data() + shift, words.data(), words.size() * sizeof(Word));
        entry = {"encoder.weight", dtype, std::move(shape), std::span(m_memory).subspan(shift)};
    }

    std::vector<float> values() const
    {
        std::vector<float> result(static_cast<std::size_t>(entry.elements()));
        copyAsFloat(entry, result);
        return result;
    }

    TensorEntry entry;

private:
    std::vector<std::byte> m_memory;
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

QString messageOf(const Result<void> &result)
{
    return result ? QString() : QString::fromStdString(result.error().message);
}

}  // namespace

class TensorValuesTest : public QObject
{
    Q_OBJECT

private slots:
    void everyHalfIsExact()
    {
        for (const std::size_t shift : {0, 1}) {
            const auto values = StoredTensor(DType::F16, {1 << 16}, allHalves(), shift).values();
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
        const auto values = StoredTensor(DType::BF16, {1 << 16}, allHalves(), 1).values();
        for (std::size_t bits = 0; bits < values.size(); ++bits)
            QCOMPARE(std::bit_cast<std::uint32_t>(values[bits]), static_cast<std::uint32_t>(bits) << 16);
    }

    void floatsAreCopiedFromAnyAddress()
    {
        const std::vector<float> numbers{0.f, -0.f, 1.5f, std::numeric_limits<float>::denorm_min(),
                                         std::numeric_limits<float>::max()};
        for (std::size_t shift = 0; shift < 4; ++shift)
            QCOMPARE(StoredTensor(DType::F32, {5}, numbers, shift).values(), numbers);
    }

    void emptyAndSingleTensors()
    {
        QVERIFY(StoredTensor(DType::F16, {0, 4}, std::vector<std::uint16_t>{}).values().empty());
        QVERIFY(!firstNonFinite(StoredTensor(DType::F16, {0, 4}, std::vector<std::uint16_t>{}).entry));
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
            const QString expected = QString("tensor \"encoder.weight\" holds %1 at [%2, %3], expected finite numbers")
                                         .arg(value)
                                         .arg(place / columns)
                                         .arg(place % columns);
            if (type == DType::F32)
                QCOMPARE(messageOf(checkWith<std::uint32_t>(type, {rows, columns}, place, bits)), expected);
            else
                QCOMPARE(messageOf(checkWith<std::uint16_t>(type, {rows, columns}, place, static_cast<std::uint16_t>(bits))),
                         expected);
        }
    }

    void largestFiniteNumbersPass()
    {
        QVERIFY(checkFinite(StoredTensor(DType::F32, {2}, std::vector<std::uint32_t>{0x7f7fffffu, 0xff7fffffu}).entry));
        QVERIFY(checkFinite(StoredTensor(DType::F16, {2}, std::vector<std::uint16_t>{0x7bff, 0xfbff}).entry));
        QVERIFY(checkFinite(StoredTensor(DType::BF16, {2}, std::vector<std::uint16_t>{0x7f7f, 0xff7f}).entry));
        QVERIFY(checkFinite(StoredTensor(DType::I64, {1}, std::vector<std::uint64_t>{~std::uint64_t(0)}).entry));
    }

private:
    // Zeros but for two such numbers, of which the one at `place` is the first.
    template <typename Word>
    static Result<void> checkWith(DType dtype, const std::vector<std::int64_t> &shape, std::size_t place, Word bits)
    {
        std::vector<Word> words(static_cast<std::size_t>(shape[0] * shape[1]));
        words.back() = bits;
        words[place] = bits;
        return checkFinite(StoredTensor(dtype, shape, words, 1).entry);
    }
};

QTEST_APPLESS_MAIN(TensorValuesTest)
#include "tst_tensor_values.moc"
