#include "core/format/tensor_statistics.h"

#include "tests/core/format/safetensors_bytes.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>
#include <limits>

using namespace core;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();

struct Stored {
    std::string dtype;
    std::string bytes;
    std::size_t count = 0;
};

template <typename Word>
Stored stored(const char *dtype, const std::vector<Word> &words)
{
    return {dtype, std::string(reinterpret_cast<const char *>(words.data()), words.size() * sizeof(Word)), words.size()};
}

// A file of tensors called t0, t1, ...; the first byte is another one's, so that all lie at odd places.
class StatisticsFile
{
public:
    explicit StatisticsFile(const std::vector<Stored> &tensors)
    {
        std::string header = "{'_':{'dtype':'U8','shape':[1],'data_offsets':[0,1]}";
        std::string data(1, '\0');
        for (std::size_t index = 0; index < tensors.size(); ++index) {
            const std::size_t begin = data.size();
            data += tensors[index].bytes;
            header += QString(",'t%1':{'dtype':'%2','shape':[%3],'data_offsets':[%4,%5]}")
                          .arg(index)
                          .arg(QString::fromStdString(tensors[index].dtype))
                          .arg(tensors[index].count)
                          .arg(begin)
                          .arg(data.size())
                          .toStdString();
        }
        const std::filesystem::path path = m_folder.filePath("weights.safetensors").toStdString();
        std::ofstream(path, std::ios::binary) << fileBytes(header + "}", 0) + data;
        m_checkpoint = *Checkpoint::open(path);
    }

    const Checkpoint &checkpoint() const { return *m_checkpoint; }
    // Of the tensors without the first.
    std::vector<std::optional<TensorStatistics>> statistics() const
    {
        auto all = tensorStatistics(*m_checkpoint, {}, {}).value();
        return {all.begin() + 1, all.end()};
    }

private:
    QTemporaryDir m_folder;
    std::optional<Checkpoint> m_checkpoint;
};

}  // namespace

class TensorStatisticsTest : public QObject
{
    Q_OBJECT

private slots:
    void everyTypeIsSummedUp();
    void longTensorsAgreeWithPlainLoops();
    void whatIsNotFiniteIsCountedAndLeftOut();
    void integersHaveNoNumbers();
    void emptyTensorsAreNotDefined();
    void tellsHowFarItIs();
    void stopsWhenAsked();
};

// 1.5, -2, 0, 0.25 in each type.
void TensorStatisticsTest::everyTypeIsSummedUp()
{
    const StatisticsFile file({stored<double>("F64", {1.5, -2, 0, 0.25}), stored<float>("F32", {1.5F, -2, 0, 0.25F}),
                               stored<std::uint16_t>("F16", {0x3e00, 0xc000, 0x8000, 0x3400}),
                               stored<std::uint16_t>("BF16", {0x3fc0, 0xc000, 0x0000, 0x3e80})});
    for (const auto &found : file.statistics()) {
        QCOMPARE(found->minimum, -2.0);
        QCOMPARE(found->maximum, 1.5);
        QCOMPARE(found->norm, std::sqrt(2.25 + 4 + 0.0625));
        QCOMPARE(found->zeroShare, 0.25);
        QCOMPARE(found->nonFinite, 0);
    }
}

// Over several blocks of the file, the extremes in the last of them.
void TensorStatisticsTest::longTensorsAgreeWithPlainLoops()
{
    std::vector<float> numbers(300'001);
    for (std::size_t index = 0; index < numbers.size(); ++index)
        numbers[index] = index % 3 == 0 ? 0.0F : static_cast<float>(std::sin(static_cast<double>(index)));
    numbers.back() = 7;
    numbers[numbers.size() - 2] = -9;
    double squares = 0;
    std::size_t zeros = 0;
    for (const float number : numbers) {
        squares += static_cast<double>(number) * number;
        zeros += number == 0 ? 1 : 0;
    }
    const std::vector<double> doubles(numbers.begin(), numbers.end());
    for (const auto &found : StatisticsFile({stored("F32", numbers), stored("F64", doubles)}).statistics()) {
        QCOMPARE(found->minimum, -9.0);
        QCOMPARE(found->maximum, 7.0);
        QVERIFY(std::abs(found->norm - std::sqrt(squares)) < 1e-10 * std::sqrt(squares));
        QCOMPARE(found->zeroShare, static_cast<double>(zeros) / static_cast<double>(numbers.size()));
    }
}

void TensorStatisticsTest::whatIsNotFiniteIsCountedAndLeftOut()
{
    const StatisticsFile file({stored<float>("F32", {3, notANumber, -infinity, 4}),
                               stored<double>("F64", {3, 1e200, -1e200, 4}), stored<float>("F32", {notANumber})});
    const auto found = file.statistics();
    for (std::size_t tensor = 0; tensor < 2; ++tensor) {
        QCOMPARE(found[tensor]->nonFinite, 2);
        QCOMPARE(found[tensor]->minimum, 3.0);
        QCOMPARE(found[tensor]->maximum, 4.0);
        QCOMPARE(found[tensor]->norm, 5.0);
        QCOMPARE(found[tensor]->zeroShare, 0.0);
    }
    QCOMPARE(found[2]->nonFinite, 1);
    QVERIFY(std::isnan(found[2]->minimum) && std::isnan(found[2]->maximum) && std::isnan(found[2]->norm));
}

void TensorStatisticsTest::integersHaveNoNumbers()
{
    const auto found = StatisticsFile({stored<std::int64_t>("I64", {1, 2}), stored<float>("F32", {1})}).statistics();
    QVERIFY(!found[0]);
    QCOMPARE(found[1]->maximum, 1.0);
}

void TensorStatisticsTest::emptyTensorsAreNotDefined()
{
    const auto found = StatisticsFile({stored<float>("F32", {})}).statistics();
    QVERIFY(found[0] && std::isnan(found[0]->norm) && std::isnan(found[0]->zeroShare));
}

void TensorStatisticsTest::tellsHowFarItIs()
{
    const StatisticsFile file({stored("F32", std::vector<float>(1000)), stored<std::int64_t>("I64", {1})});
    std::uint64_t last = 0;
    const auto found = tensorStatistics(file.checkpoint(),
                                        [&last](std::uint64_t done, std::uint64_t all) {
                                            QVERIFY(done > last && done <= all);
                                            QCOMPARE(all, 4000U);
                                            last = done;
                                        },
                                        {});
    QVERIFY(found);
    QCOMPARE(last, 4000U);
}

void TensorStatisticsTest::stopsWhenAsked()
{
    const StatisticsFile file({stored<float>("F32", {1})});
    const auto stopped = tensorStatistics(file.checkpoint(), {}, StopToken::afterQuestions(0));
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
}

ATTNSCOPE_TEST(TensorStatisticsTest, tests::NoApplication)
#include "tst_tensor_statistics.moc"
