#include "core/format/checkpoint_check.h"

#include "tests/core/format/safetensors_bytes.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace core;

namespace {

struct FileTensor {
    std::string name;
    std::string shape;  // "2,3"
    std::size_t elements;
    std::string dtype = "F32";
};

const std::vector<TensorSpec> table{{"embeddings.LayerNorm.weight", {4}},
                                    {"encoder.weight", {2, 3}},
                                    {"classifier.bias", {2}},
                                    {"decoder.weight", {2}, true}};

std::vector<FileTensor> fittingTensors()
{
    return {{"bert.embeddings.LayerNorm.weight", "4", 4}, {"bert.encoder.weight", "2,3", 6}, {"classifier.bias", "2", 2}};
}

CheckpointReport reportOn(const Checkpoint &checkpoint)
{
    return checkCheckpoint(checkpoint, TensorLookup(checkpoint, table), table);
}

}  // namespace

class CheckpointCheckTest : public QObject
{
    Q_OBJECT

private slots:
    void prefixMayBeThereOrNot()
    {
        const auto file = fileWith(fittingTensors());
        const CheckpointReport report = reportOn(file);
        QVERIFY2(report.fits(), summary(report).c_str());
        QVERIFY(report.unused.empty());
        QCOMPARE(summary(report), std::string("every tensor of the model is there"));
        QCOMPARE(TensorLookup(file, table).find("encoder.weight")->name, std::string("bert.encoder.weight"));
        QCOMPARE(TensorLookup(file, table).find("classifier.bias")->name, std::string("classifier.bias"));
        QVERIFY(!TensorLookup(file, table).find("decoder.weight"));
        QVERIFY(reportOn(fileWith({{"embeddings.LayerNorm.weight", "4", 4},
                                   {"encoder.weight", "2,3", 6},
                                   {"bert.classifier.bias", "2", 2}}))
                    .fits());
    }

    void tensorFlowNamesAreUnderstood()
    {
        auto tensors = fittingTensors();
        tensors[0].name = "bert.embeddings.LayerNorm.gamma";
        const auto file = fileWith(tensors);
        QVERIFY(reportOn(file).fits());
        QCOMPARE(TensorLookup(file, table).find("embeddings.LayerNorm.weight")->name,
                 std::string("bert.embeddings.LayerNorm.gamma"));
    }

    void halvesFitToo()
    {
        auto tensors = fittingTensors();
        tensors[0].dtype = "F16";
        tensors[1].dtype = "BF16";
        QVERIFY(reportOn(fileWith(tensors)).fits());
    }

    void optionalTensorMustFitWhereItIs()
    {
        auto tensors = fittingTensors();
        tensors.push_back({"decoder.weight", "2", 2});
        QVERIFY(reportOn(fileWith(tensors)).fits());
        tensors.back() = {"decoder.weight", "3", 3};
        QVERIFY(!reportOn(fileWith(tensors)).fits());
    }

    void everyFaultIsNamed()
    {
        const std::vector<FileTensor> tensors{
            {"encoder.weight", "3,2", 6}, {"classifier.bias", "2", 2, "I64"}, {"embeddings.position_ids", "1,5", 5, "I64"}};
        const CheckpointReport report = reportOn(fileWith(tensors));
        QVERIFY(!report.fits());
        QCOMPARE(report.missing, std::vector<std::string>{"embeddings.LayerNorm.weight"});
        QCOMPARE(report.unused, std::vector<std::string>{"embeddings.position_ids"});
        QCOMPARE(
            QString::fromStdString(summary(report)),
            QString(
                "1 tensor is missing (embeddings.LayerNorm.weight); 1 tensor is of another shape (encoder.weight is 3 x 2, "
                "expected 2 x 3); 1 tensor is of a type that cannot be read (classifier.bias is I64, expected F64, F32, F16 "
                "or BF16); "
                "1 tensor is not used (\"embeddings.position_ids\")"));
    }

    void twoNamesMustMeanTheSameTensor()
    {
        auto tensors = fittingTensors();
        tensors.push_back({"encoder.weight", "2,3", 6});
        tensors.push_back({"embeddings.LayerNorm.gamma", "4", 4});
        QVERIFY(reportOn(fileWith(tensors)).fits());
        tensors.back().shape = "2,2";
        const auto file = fileWith(tensors, /*at=*/4 + 6 + 2, 1);
        const CheckpointReport report = reportOn(file);
        QVERIFY(!report.fits());
        QVERIFY((report.ambiguous == std::vector<std::string>{"embeddings.LayerNorm.weight", "encoder.weight"}));
        QVERIFY(report.unused.empty());
        QVERIFY(!TensorLookup(file, table).find("encoder.weight"));
        QCOMPARE(QString::fromStdString(summary(report)),
                 QString("2 tensors are there under more than one name, with different values (embeddings.LayerNorm.weight, "
                         "encoder.weight)"));
    }

    void nonFiniteWeightIsNamedWithItsPlace()
    {
        const float infinity = std::numeric_limits<float>::infinity();
        const CheckpointReport report = reportOn(fileWith(fittingTensors(), /*at=*/4 + 5, infinity));
        QVERIFY(!report.fits());
        QCOMPARE(QString::fromStdString(summary(report)),
                 QString("1 tensor is not finite (encoder.weight holds infinity at [1, 2], expected finite numbers)"));
    }

    void unusedWeightsAreNotLookedAt()
    {
        auto tensors = fittingTensors();
        tensors.push_back({"extra", "1", 1});
        QVERIFY(reportOn(fileWith(tensors, /*at=*/4 + 6 + 2, std::numeric_limits<float>::quiet_NaN())).fits());
    }

    void summaryNamesTheFirstFew()
    {
        CheckpointReport report;
        for (int index = 0; index < 15; ++index)
            report.missing.push_back("t" + std::to_string(index));
        QCOMPARE(summary(report), std::string("15 tensors are missing (t0, t1, t2 and 12 more)"));
    }

private:
    // The tensors in this order, all zero but for the float at index `at` of the data.
    Checkpoint fileWith(const std::vector<FileTensor> &tensors, std::size_t at = 0, float value = 0)
    {
        std::string header = "{";
        std::size_t end = 0;
        for (const FileTensor &tensor : tensors) {
            const std::size_t begin = end;
            end += tensor.elements * static_cast<std::size_t>(describe(*dtypeNamed(tensor.dtype)).bits) / 8;
            header += (header.size() > 1 ? ",\"" : "\"") + tensor.name + "':{'dtype':'" + tensor.dtype + "','shape':[" +
                      tensor.shape + "],'data_offsets':[" + std::to_string(begin) + "," + std::to_string(end) + "]}";
        }
        header += "}";
        std::string bytes = fileBytes(header, end);
        std::memcpy(bytes.data() + 8 + header.size() + at * sizeof value, &value, sizeof value);
        return opened(bytes);
    }

    Checkpoint opened(const std::string &bytes)
    {
        QFile file(m_folder.filePath(QString("%1.safetensors").arg(m_files++)));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write %s", qPrintable(file.fileName()));
        file.write(bytes.data(), static_cast<qint64>(bytes.size()));
        file.close();
        auto result = Checkpoint::open(file.fileName().toStdString());
        if (!result)
            qFatal("%s", result.error().message.c_str());
        return *std::move(result);
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

ATTNSCOPE_TEST(CheckpointCheckTest, tests::NoApplication)
#include "tst_checkpoint_check.moc"
