#include "core/format/checkpoint.h"
#include "core/format/tensor_values.h"
#include "core/format/torch/pickle_reader.h"
#include "core/format/torch/torch_file.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace core;
using support::messageOf;

namespace {

QString dataFile(const QString &name)
{
    return QStringLiteral(ATTNSCOPE_TEST_DATA "/torch/") + name;
}

QByteArray bytesOf(const QString &name)
{
    QFile file(dataFile(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(name));
    return file.readAll();
}

// Shape and numbers: "2 x 3: 1 2 3 4 5 6".
QString textOf(const Checkpoint &checkpoint, const std::string &name)
{
    const TensorEntry *entry = checkpoint.find(name);
    if (!entry)
        return QStringLiteral("missing");
    QStringList shape;
    for (const std::int64_t size : entry->shape)
        shape += QString::number(size);
    if (!describe(entry->dtype).isReadable)
        return shape.join(QStringLiteral(" x ")) + QStringLiteral(" of ") + describe(entry->dtype).name.data();
    std::vector<float> values(static_cast<std::size_t>(entry->elements()));
    readAsFloat(checkpoint, *entry, values);
    QStringList numbers;
    for (const float value : values)
        numbers += QString::number(value);
    return shape.join(QStringLiteral(" x ")) + QStringLiteral(": ") + numbers.join(u' ');
}

// Hand-written pickles that build on `tail`, in their bytes.
QString pickleMessage(const QByteArray &bytes)
{
    return messageOf(readPickle({bytes.data(), static_cast<std::size_t>(bytes.size())}));
}

}  // namespace

class TorchFileTest : public QObject
{
    Q_OBJECT

private slots:
    void everyFormHoldsTheSameTensors_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QString>("part");
        for (const char *name : {"zip.pt", "zip-1.pt", "zip-3.pt", "zip-4.pt", "zip-5.pt", "legacy.pt", "legacy-4.pt"})
            QTest::newRow(name) << QString(name) << ""
                                << "";
        QTest::newRow("training checkpoint") << "training.ckpt"
                                             << ""
                                             << "model_state_dict";
        QTest::newRow("Lightning") << "lightning.ckpt"
                                   << "model."
                                   << "state_dict";
    }

    void everyFormHoldsTheSameTensors()
    {
        QFETCH(QString, file);
        QFETCH(QString, prefix);
        QFETCH(QString, part);
        const auto checkpoint = Checkpoint::open(dataFile(file).toStdString());
        QVERIFY2(checkpoint, qPrintable(messageOf(checkpoint)));
        QCOMPARE(QString::fromStdString(checkpoint->part()), part);
        QCOMPARE(checkpoint->tensors().size(), std::size_t(14));
        const auto text = [&](const char *name) { return textOf(*checkpoint, prefix.toStdString() + name); };
        for (const char *name : {"plain.weight", "half.weight", "bfloat.weight", "double.weight", "parameter.weight"})
            QCOMPARE(text(name), QString("2 x 3: 1 2 3 4 5 6"));
        QCOMPARE(text("transposed.weight"), QString("2 x 3: 1 3 5 2 4 6"));
        QCOMPARE(text("expanded.weight"), QString("3 x 4: 1 1 1 1 2 2 2 2 3 3 3 3"));
        QCOMPARE(text("column.weight"), QString("3 x 2: 2 3 6 7 10 11"));
        QCOMPARE(text("shared.weight"), QString("4 x 3: 1 2 3 4 5 6 7 8 9 10 11 12"));
        QCOMPARE(text("tied.weight"), text("shared.weight"));
        QCOMPARE(text("rows.weight"), QString("2 x 3: 4 5 6 7 8 9"));
        QCOMPARE(text("scalar.value"), QString(": 7"));
        QCOMPARE(text("empty.weight"), QString("0 x 5: "));
        QCOMPARE(text("position.ids"), QString("5 of I64"));
        QVERIFY(checkpoint->isIntact());
    }

    void attributesOfADictionaryAreLeftOut()
    {
        const auto checkpoint = Checkpoint::open(dataFile("of-a-module.pt").toStdString());
        QVERIFY2(checkpoint, qPrintable(messageOf(checkpoint)));
        QCOMPARE(textOf(*checkpoint, "0.weight"), QString("2 x 3: 2 2 2 2 2 2"));
        QCOMPARE(textOf(*checkpoint, "0.bias"), QString("2: 1 1"));
        QCOMPARE(checkpoint->tensors().size(), std::size_t(2));
    }

    // They may stand beside those that a model needs.
    void otherKindsOfTensorsAreNamed()
    {
        const auto checkpoint = Checkpoint::open(dataFile("other-kinds.pt").toStdString());
        QVERIFY2(checkpoint, qPrintable(messageOf(checkpoint)));
        QCOMPARE(textOf(*checkpoint, "plain.weight"), QString("2 x 3: 1 2 3 4 5 6"));
        QCOMPARE(textOf(*checkpoint, "quantized.weight"), QString("2 x 3 of quantized"));
        QCOMPARE(textOf(*checkpoint, "sparse.weight"), QString("2 x 3 of sparse"));
        QCOMPARE(textOf(*checkpoint, "complex.weight"), QString("2 x 3 of C64"));
    }

    void nothingIsEverRun_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("hostile-system.pt") << "posix.system";
        QTest::newRow("hostile-eval.pt") << "__builtin__.eval";
        QTest::newRow("hostile-exec.pt") << "__builtin__.exec";
        QTest::newRow("hostile-getattr.pt") << "__builtin__.getattr";
        QTest::newRow("hostile-open.pt") << "io.open";
        for (const char *file : {"hostile-legacy.pt", "hostile-0.bin", "hostile-1.bin", "hostile-2.bin", "hostile-3.bin",
                                 "hostile-4.bin", "hostile-5.bin"})
            QTest::newRow(file) << "posix.system";
        QTest::newRow("module.pt") << "torch.nn.modules.linear.Linear";
        QTest::newRow("namespace.pt") << "argparse.Namespace";
        QTest::newRow("numpy-scalar.pt") << "numpy.core.multiarray.scalar";
    }

    void nothingIsEverRun()
    {
        QFETCH(QString, name);
        const QTemporaryDir folder;
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(folder.path()));
        const auto checkpoint = Checkpoint::open(dataFile(QTest::currentDataTag()).toStdString());
        const QStringList left = QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
        QVERIFY(QDir::setCurrent(before));
        QCOMPARE(left, QStringList());
        QCOMPARE(messageOf(checkpoint), dataFile(QTest::currentDataTag()) + ": the file names " + name +
                                            ", which is no part of weights, and was not run; save the weights alone with "
                                            "torch.save(model.state_dict(), PATH) or as safetensors");
    }

    void otherContentsAreRefused_data()
    {
        QTest::addColumn<QString>("message");
        QTest::newRow("two-dictionaries.pt")
            << "the file holds 2 dictionaries of tensors, \"model\" and \"ema\" among them; "
               "save the one that is meant alone";
        QTest::newRow("tensor.pt") << "the file holds a single tensor, expected a dictionary of tensors; save it with "
                                      "torch.save(model.state_dict(), PATH)";
        QTest::newRow("no-model.pt")
            << "the file holds a dictionary without named tensors, expected a dictionary of tensors; "
               "save it with torch.save(model.state_dict(), PATH)";
        QTest::newRow("script.pt") << "this is a TorchScript program, not weights; save the weights with "
                                      "torch.save(model.state_dict(), PATH)";
    }

    void otherContentsAreRefused()
    {
        QFETCH(QString, message);
        const auto checkpoint = Checkpoint::open(dataFile(QTest::currentDataTag()).toStdString());
        QCOMPARE(messageOf(checkpoint), dataFile(QTest::currentDataTag()) + ": " + message);
    }

    void everyShorterFileIsRefused_data()
    {
        QTest::addColumn<bool>("isZip");
        QTest::newRow("zip-4.pt") << true;
        QTest::newRow("legacy.pt") << false;
        QTest::newRow("training.ckpt") << true;
    }

    void everyShorterFileIsRefused()
    {
        QFETCH(bool, isZip);
        const std::string whole = bytesOf(QTest::currentDataTag()).toStdString();
        QCOMPARE(isTorchZip(whole), isZip);
        QVERIFY(readWeightFile(sourceOf(std::string_view(whole))));
        for (std::size_t size = 1; size < whole.size(); ++size) {
            const std::string_view shorter = std::string_view(whole).substr(0, size);
            QVERIFY2(!readWeightFile(sourceOf(shorter)), qPrintable(QString::number(size)));
        }
    }

    void bigEndianNumbersAreRefused()
    {
        QByteArray bytes = bytesOf("legacy.pt");
        const qsizetype place = bytes.indexOf("little_endian");
        const qsizetype truth = bytes.indexOf('\x88', place);
        QVERIFY(place > 0 && truth > place);
        bytes[truth] = '\x89';
        QCOMPARE(messageOf(opened(bytes)), m_folder.filePath("weights.bin") +
                                               ": the numbers in the file are big-endian, expected little-endian ones; save "
                                               "the weights on another machine");
    }

    // Each would make an ordinary reader call something.
    void everyWayToNameAnythingIsRefused_data()
    {
        QTest::addColumn<QByteArray>("pickle");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *name, const QByteArray &pickle, const char *reason) {
            QTest::newRow(name) << pickle << QString(reason);
        };
        row("by name", "cos\nsystem\n(S'true'\ntR.", "the file names os.system,");
        row("by name, never called", "cos\nsystem\n.", "the file names os.system,");
        row("in a storage's module", "ctorch.storage\n_load_from_bytes\n.",
            "the file names torch.storage._load_from_bytes,");
        row("with a path in its name", "ctorch\n_utils.os.system\n.", "the file names torch._utils.os.system,");
        row("from the stack", QByteArray("\x80\x04\x8c\x02os\x8c\x06system\x93.", 15), "the file names os.system,");
        row("instance", "(S'true'\nios\nsystem\n.", "the file names os.system,");
        row("instance of a known name", "(icollections\nOrderedDict\n.", "the pickle makes an object of a class");
        row("object", "(ccollections\nOrderedDict\no.", "the pickle makes an object of a class");
        row("new object", "ccollections\nOrderedDict\n)\x81.", "the pickle makes an object of a class");
        row("new object with keywords", "ccollections\nOrderedDict\n)}\x92.", "the pickle makes an object of a class");
        row("extension", "\x82\x01.", "the pickle uses extension codes");
        row("buffer from elsewhere", "\x97.", "the pickle has the instruction 0x97");
        row("id as text", "Pstorage\n.", "the pickle has the instruction 0x50");
        row("call of a type", "ctorch\nFloatStorage\n)R.", "the file calls torch.FloatStorage");
        row("call of a number", "K\x01)R.", "the pickle is damaged");
        row("state of a name", "ctorch\nSize\n}b.", "the pickle is damaged");
        row("control characters", "cos\x1b[2J\nsystem\n.", "the file names os\\x1b[2J.system,");
    }

    void everyWayToNameAnythingIsRefused()
    {
        QFETCH(QByteArray, pickle);
        QFETCH(QString, reason);
        const QString message = pickleMessage(pickle);
        QVERIFY2(message.startsWith(reason), qPrintable(message));
    }

    void damagedPicklesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("pickle");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("end of nothing") << QByteArray(".");
        QTest::newRow("pop of nothing") << QByteArray("0.");
        QTest::newRow("no mark") << QByteArray("t.");
        QTest::newRow("below a mark") << QByteArray("K\x01(\x85.");
        QTest::newRow("memo without a value") << QByteArray("q\x01.");
        QTest::newRow("value that is not in the memo") << QByteArray("h\x07.");
        QTest::newRow("item of no list") << QByteArray(")K\x01"
                                                       "a.");
        QTest::newRow("item of no dictionary") << QByteArray("]K\x01K\x02s.");
        QTest::newRow("key without a value") << QByteArray("}(K\x01u.");
        QTest::newRow("text that is too long") << QByteArray("X\xff\xff\xff\x7f"
                                                             "abc.");
        QTest::newRow("text that is longer than any memory") << QByteArray("\x8d\xff\xff\xff\xff\xff\xff\xff\xff"
                                                                           "abc.");
        QTest::newRow("storage that is no tuple") << QByteArray("K\x01Q.");
        QTest::newRow("tensor without a storage") << QByteArray("ctorch._utils\n_rebuild_tensor_v2\n)R.");
        QTest::newRow("protocol of the future") << QByteArray("\x80\x06N.");
    }

    void damagedPicklesAreRefused()
    {
        QFETCH(QByteArray, pickle);
        QVERIFY(!pickleMessage(pickle).isEmpty());
    }

    // In a reader that goes down into values these would take the stack, or forever.
    void nestingAndCopyingStayCheap()
    {
        const QByteArray deep = QByteArray(200'000, ']') + QByteArray(199'999, 'a') + '.';
        QVERIFY(pickleMessage(deep).isEmpty());
        QVERIFY(pickleMessage("]q\x01h\x01"
                              "a.")
                    .isEmpty());  // a list that holds itself
        QByteArray copies = "]q\x01(" + QByteArray("NN\x86").repeated(10'000) + "e0ccollections\nOrderedDict\nq\x02" + "0";
        copies += QByteArray("h\x02h\x01\x85R0").repeated(10'000) + "N.";
        QCOMPARE(pickleMessage(copies), QString("the file holds more values than any model has"));
    }

private:
    Result<Checkpoint> opened(const QByteArray &bytes)
    {
        QFile file(m_folder.filePath("weights.bin"));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the weights");
        file.close();
        return Checkpoint::open(file.fileName().toStdString());
    }

    QTemporaryDir m_folder;
};

ATTNSCOPE_TEST(TorchFileTest, tests::NoApplication)
#include "tst_torch_file.moc"
