#include "core/format/safetensors_writer.h"

#include "core/format/safetensors.h"
#include "core/format/tensor_values.h"
#include "tests/core/format/safetensors_bytes.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

class SafetensorsWriterTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsWrittenIsRead()
    {
        const std::vector<float> matrix{1, -2, 3.5f, 4, 5, 6};
        const std::vector<float> number{42};
        const NamedTensor tensors[] = {
            {"z.matrix", {2, 3}, matrix}, {"a \"quoted\" näme", {}, number}, {"empty", {0, 3}, {}}};
        const std::string bytes = safetensorsBytes(tensors, {{"text", "two\nlines"}, {"request", "{}"}});
        const auto contents = parsed(bytes);
        QVERIFY2(contents, contents ? "" : contents.error().message.c_str());
        QCOMPARE(contents->metadata.size(), std::size_t(2));
        QCOMPARE(contents->metadata.at("text"), std::string("two\nlines"));
        QCOMPARE(contents->tensors.size(), std::size_t(3));
        const TensorEntry &entry = contents->tensors[2];
        QCOMPARE(entry.name, std::string("z.matrix"));
        QVERIFY((entry.shape == std::vector<std::int64_t>{2, 3}));
        std::vector<float> read(6);
        convertToFloat(entry.dtype, asBytes(bytes).subspan(entry.begin, entry.byteCount()), read);
        QCOMPARE(read, matrix);
    }

    void dataBeginAtAMultipleOfEight()
    {
        for (std::size_t extra = 0; extra < 9; ++extra) {
            const std::vector<float> values{1};
            const NamedTensor tensor{std::string(1 + extra, 'n'), {1}, values};
            const std::string bytes = safetensorsBytes(std::span(&tensor, 1), {});
            QCOMPARE((bytes.size() - sizeof(float)) % 8, std::size_t(0));
            QVERIFY(parsed(bytes));
        }
    }

    void nothingAtAllIsAValidFile()
    {
        const std::string bytes = safetensorsBytes({}, {});
        QVERIFY(parsed(bytes));
    }

    void metadataThatAreNotUtf8AreRepaired()
    {
        const std::string bytes = safetensorsBytes({}, {{"text", "a\xff"}});
        const auto contents = parsed(bytes);
        QVERIFY(contents);
        QCOMPARE(contents->metadata.at("text"), std::string("a\xef\xbf\xbd"));
    }
};

ATTNSCOPE_TEST(SafetensorsWriterTest, tests::NoApplication)
#include "tst_safetensors_writer.moc"
