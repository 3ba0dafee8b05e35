#include "core/format/safetensors.h"

#include "core/format/checkpoint.h"
#include "core/format/tensor_values.h"
#include "tests/core/format/safetensors_bytes.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace core;
using support::messageOf;

namespace {

const std::string validHeader =
    "{'__metadata__':{'format':'pt'},'b':{'dtype':'F16','shape':[2,3],'data_offsets':[16,28]},"
    "'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]},'empty':{'dtype':'I64','shape':[0,7],'data_offsets':[16,16]},"
    "'one':{'dtype':'BOOL','shape':[],'data_offsets':[28,29]}} ";
constexpr std::size_t validDataBytes = 29;

// The tensors lie one behind the other up to the end of the file.
bool isConsistent(const SafetensorsContents &contents, std::uint64_t fileBytes)
{
    std::uint64_t end = 0;
    for (const TensorEntry &tensor : contents.tensors) {
        const auto bits =
            static_cast<std::uint64_t>(tensor.elements()) * static_cast<std::uint64_t>(describe(tensor.dtype).bits);
        if (bits != tensor.byteCount() * 8 || tensor.end > fileBytes)
            return false;
        end = std::max(end, tensor.end);
    }
    return contents.tensors.empty() || end == fileBytes;
}

}  // namespace

class SafetensorsTest : public QObject
{
    Q_OBJECT

private slots:
    void readsAValidFile()
    {
        const std::string bytes = fileBytes(validHeader, validDataBytes);
        const auto contents = parsed(bytes);
        QVERIFY2(contents, qPrintable(messageOf(contents)));
        QCOMPARE(contents->tensors.size(), std::size_t(4));
        QCOMPARE(contents->metadata.at("format"), std::string("pt"));
        const TensorEntry &half = contents->tensors[1];
        QCOMPARE(half.name, std::string("b"));
        QVERIFY(half.dtype == DType::F16);
        QVERIFY((half.shape == std::vector<std::int64_t>{2, 3}));
        QCOMPARE(half.byteCount(), std::uint64_t(12));
        QCOMPARE(half.begin, std::uint64_t(8 + validHeader.size() + 16));
        QVERIFY(isConsistent(*contents, bytes.size()));
    }

    void knowsEveryDType()
    {
        const std::pair<const char *, int> bits[] = {
            {"BOOL", 8},        {"U8", 8},          {"I8", 8},      {"F8_E5M2", 8}, {"F8_E4M3", 8}, {"F8_E8M0", 8},
            {"F8_E4M3FNUZ", 8}, {"F8_E5M2FNUZ", 8}, {"F6_E2M3", 6}, {"F6_E3M2", 6}, {"F4", 4},      {"I16", 16},
            {"U16", 16},        {"F16", 16},        {"BF16", 16},   {"I32", 32},    {"U32", 32},    {"F32", 32},
            {"I64", 64},        {"U64", 64},        {"F64", 64},    {"C64", 64}};
        for (const auto &[name, width] : bits) {
            const std::string end = std::to_string(width);  // eight elements
            const std::string header =
                std::string("{'t':{'dtype':'") + name + "','shape':[8],'data_offsets':[0," + end + "]}}";
            const std::string bytes = fileBytes(header, static_cast<std::size_t>(width));
            const auto contents = parsed(bytes);
            QVERIFY2(contents, qPrintable(messageOf(contents)));
            QCOMPARE(describe(contents->tensors[0].dtype).name, std::string_view(name));
        }
    }

    void acceptsAFileWithoutTensors()
    {
        const std::string bytes = fileBytes("{}", 0);
        QVERIFY(parsed(bytes));
    }

    void refusesEveryBrokenRule_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const std::string &file, const QString &message) {
            QTest::newRow(name) << QByteArray(file.data(), static_cast<qsizetype>(file.size())) << message;
        };
        // A file with one tensor "t" described by `description`.
        const auto tensor = [&row](const char *name, const std::string &description, std::size_t dataBytes,
                                   const QString &message) {
            row(name, fileBytes("{\"t\":" + description + "}", dataBytes), message);
        };
        const std::string first = "'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}";

        row("no length field", std::string(7, '\0'), "the file has 7 bytes, too few for a safetensors header");
        row("header too long", fileBytes("{}", 0, 100'000'001), "a header length of 100000001, expected at most 100000000");
        row("text file", "# A text, not a model", "this is not a safetensors file: it begins with a header length of");
        row("header behind the end", fileBytes("{}", 0, 3), "its header calls for 11 bytes but there are 10");
        row("largest length", fileBytes("{}", 0, ~std::uint64_t(0)), "a header length of 18446744073709551615");
        row("header empty", fileBytes("", 4), "its header does not begin with {");
        row("header begins with a space", fileBytes(" {}", 0), "its header does not begin with {");
        row("header is a list", fileBytes("[]", 0), "its header does not begin with {");
        row("header is not JSON", fileBytes("{\"a\"}", 0), "the safetensors header: not valid JSON at line 1, column 5");
        row("header is not UTF-8", fileBytes("{\"\xff\":1}", 0), "ill-formed UTF-8");
        row("bytes behind the JSON", fileBytes(std::string("{}\0\0", 4), 0), "a NUL byte");
        row("header deep", fileBytes("{\"a\":" + std::string(100000, '['), 0), "nested deeper");
        row("name twice", fileBytes("{" + first + "," + first + "}", 4), "duplicate key \"a\"");
        row("metadata is a list", fileBytes("{'__metadata__':[]}", 0), "__metadata__ is not a JSON object");
        row("metadata holds a number", fileBytes("{'__metadata__':{'n':1}}", 0), "\"n\" in __metadata__ is not a string");
        tensor("tensor is a number", "1", 0, "tensor \"t\" is not described by a JSON object");
        tensor("no dtype", "{'shape':[1],'data_offsets':[0,4]}", 4, "has no dtype");
        tensor("dtype is a number", "{'dtype':4,'shape':[1],'data_offsets':[0,4]}", 4, "has no dtype");
        tensor("dtype unknown", "{'dtype':'F33','shape':[1],'data_offsets':[0,4]}", 4, "has the unknown dtype \"F33\"");
        tensor("no shape", "{'dtype':'F32','data_offsets':[0,4]}", 4, "has no shape");
        tensor("shape is a number", "{'dtype':'F32','shape':1,'data_offsets':[0,4]}", 4, "has no shape");
        tensor("negative size", "{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}", 4, "has no shape");
        tensor("fraction of a size", "{'dtype':'F32','shape':[1.0],'data_offsets':[0,4]}", 4, "has no shape");
        tensor("size beyond 63 bits", "{'dtype':'F32','shape':[9223372036854775808],'data_offsets':[0,4]}", 4,
               "has no shape");
        tensor("shape that overflows", "{'dtype':'F32','shape':[4611686018427387904,4],'data_offsets':[0,0]}", 0,
               "is 4611686018427387904 x 4 of F32, which is no possible number of bytes");
        tensor("shape that overflows before a zero", "{'dtype':'U8','shape':[4294967296,4294967296,0],'data_offsets':[0,0]}",
               0, "which is no possible number of bytes");
        tensor("half a byte", "{'dtype':'F4','shape':[3],'data_offsets':[0,2]}", 2, "which is no possible number of bytes");
        tensor("too few bytes", "{'dtype':'F32','shape':[2,3],'data_offsets':[0,20]}", 20,
               "tensor \"t\" is 2 x 3 of F32, which takes 24 bytes, but its data_offsets span 20");
        tensor("too many bytes", "{'dtype':'F16','shape':[2],'data_offsets':[0,5]}", 5,
               "takes 4 bytes, but its data_offsets span 5");
        tensor("no offsets", "{'dtype':'F32','shape':[1]}", 4, "has no data_offsets");
        tensor("one offset", "{'dtype':'F32','shape':[1],'data_offsets':[4]}", 4, "has no data_offsets");
        tensor("negative offset", "{'dtype':'F32','shape':[1],'data_offsets':[-4,0]}", 4, "has no data_offsets");
        tensor("end before begin", "{'dtype':'F32','shape':[1],'data_offsets':[4,0]}", 4, "has no data_offsets");
        tensor("offsets of text", "{'dtype':'F32','shape':[1],'data_offsets':['0','4']}", 4, "has no data_offsets");
        tensor("offsets behind the file",
               "{'dtype':'U8','shape':[9223372036854775807],'data_offsets':[0,9223372036854775807]}", 4,
               "which is no possible number of bytes");
        tensor("gap at the front", "{'dtype':'F32','shape':[1],'data_offsets':[4,8]}", 8,
               "begins at byte 4, behind a gap, expected 0");
        row("gap in the middle", fileBytes("{" + first + ",'b':{'dtype':'U8','shape':[1],'data_offsets':[5,6]}}", 6),
            "tensor \"b\" begins at byte 5, behind a gap, expected 4");
        row("overlap", fileBytes("{" + first + ",'b':{'dtype':'U8','shape':[2],'data_offsets':[3,5]}}", 5),
            "tensor \"b\" begins at byte 3, inside the tensor before it, expected 4");
        row("same place twice", fileBytes("{" + first + ",'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}", 4),
            "inside the tensor before it");
        row("data cut short", fileBytes("{" + first + "}", 3),
            "the file is cut short: its header calls for 66 bytes but there are 65");
        row("bytes of nobody", fileBytes("{" + first + "}", 5),
            "bytes that belong to no tensor: its header calls for 66 bytes but there are 67");
        row("name with a line break", fileBytes("{'a\\nb':1}", 0), "tensor \"a\\x0ab\" is not described");
    }

    void refusesEveryBrokenRule()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, message);
        const auto contents = parsed({file.data(), static_cast<std::size_t>(file.size())});
        QVERIFY(!contents);
        QVERIFY2(messageOf(contents).contains(message), qPrintable(messageOf(contents)));
        QVERIFY2(!messageOf(contents).contains('\n') && messageOf(contents).size() < 300, qPrintable(messageOf(contents)));
    }

    void everyTruncationIsRefused()
    {
        const std::string bytes = fileBytes(validHeader, validDataBytes);
        for (std::size_t length = 0; length < bytes.size(); ++length) {
            // A copy of exactly this size, so that a sanitizer sees a read behind its end.
            const std::vector<char> cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length));
            QVERIFY2(!parsed({cut.data(), cut.size()}), qPrintable(QString::number(length)));
        }
    }

    void everyMutationIsRefusedOrConsistent()
    {
        const std::string bytes = fileBytes(validHeader, validDataBytes);
        std::mt19937 random(20240607);
        for (int round = 0; round < 20'000; ++round) {
            std::vector<char> mutant(bytes.begin(), bytes.end());
            for (unsigned changes = 1 + random() % 3; changes > 0; --changes)
                mutant[random() % mutant.size()] = static_cast<char>(random());
            const auto contents = parsed({mutant.data(), mutant.size()});
            QVERIFY2(!contents || isConsistent(*contents, mutant.size()), qPrintable(QString::number(round)));
        }
    }

    // Digits for digits: the header stays JSON, so that the rules behind it are reached.
    void everyChangedNumberIsRefusedOrConsistent()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 20'000; ++round) {
            std::string header = validHeader;
            for (char &character : header) {
                if (character >= '0' && character <= '9' && random() % 8 == 0)
                    character = static_cast<char>('0' + random() % 10);
            }
            const std::string bytes = fileBytes(header, validDataBytes);
            const auto contents = parsed(bytes);
            QVERIFY2(!contents || isConsistent(*contents, bytes.size()), qPrintable(QString::number(round)));
        }
    }

    void interruptedDownloadSaysHowMuchIsMissing()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("model.safetensors");
        const std::string header =
            "{'__metadata__':{'format':'pt'},'embeddings.position_ids':{'dtype':'I64','shape':[1,512],"
            "'data_offsets':[0,4096]},'embeddings.word_embeddings.weight':{'dtype':'F32','shape':[30522,384],"
            "'data_offsets':[4096,46885888]}}";
        const std::string bytes = fileBytes(header, 1000);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes.data(), static_cast<qint64>(bytes.size()));
        file.close();
        QCOMPARE(messageOf(Checkpoint::open(path.toStdString())),
                 path + ": the file is cut short: its header calls for " + QString::number(8 + header.size() + 46885888) +
                     " bytes but there are " + QString::number(bytes.size()));
    }

    void realInterruptedDownloadSaysHowMuchIsMissing()
    {
        const QString path = ATTNSCOPE_SHARED "/pretrained/minilm-truncated/model.safetensors";
        if (!QFileInfo::exists(path))
            QSKIP("the interrupted download is not on this machine");
        QCOMPARE(messageOf(Checkpoint::open(path.toStdString())),
                 path + ": the file is cut short: its header calls for 90868376 bytes but there are 851968");
    }

    void findsByExactName()
    {
        const auto file = Checkpoint::open(ATTNSCOPE_TEST_DATA "/bert-tiny-sst2-minivocab/model.safetensors");
        QVERIFY2(file, qPrintable(messageOf(file)));
        QCOMPARE(file->tensors().size(), std::size_t(41));
        QCOMPARE(file->metadata().at("format"), std::string("pt"));
        for (const TensorEntry &tensor : file->tensors())
            QCOMPARE(file->find(tensor.name), &tensor);
        for (const char *name : {"", "classifier", "classifier.weigh", "classifier.weight ", "zzz"})
            QCOMPARE(file->find(name), nullptr);
    }

    void entriesOutliveAMove()
    {
        auto opened = Checkpoint::open(ATTNSCOPE_TEST_DATA "/bert-tiny-sst2-minivocab/model.safetensors");
        QVERIFY2(opened, qPrintable(messageOf(opened)));
        const TensorEntry *entry = opened->find("classifier.weight");
        const Checkpoint moved = *std::move(opened);
        QCOMPARE(moved.find("classifier.weight"), entry);
        std::vector<float> values(static_cast<std::size_t>(entry->elements()));
        readAsFloat(moved, *entry, values);
        QVERIFY(std::ranges::any_of(values, [](float value) { return value != 0; }));
        QVERIFY(!firstNonFinite(moved, *entry));
        QVERIFY(moved.isIntact());
    }
};

ATTNSCOPE_TEST(SafetensorsTest, tests::NoApplication)
#include "tst_safetensors.moc"
