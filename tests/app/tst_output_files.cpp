#include "app/output_files.h"

#include "core/model/mask/mask_text.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

namespace {

const std::string model = ATTNSCOPE_TEST_DATA "/tiny/bert-classifier";

QString refusal(const app::CommandLine &line)
{
    const core::Result<void> checked = app::checkOutputFiles(line);
    return checked ? QString() : QString::fromStdString(checked.error().message);
}

}  // namespace

class OutputFilesTest : public QObject
{
    Q_OBJECT

private slots:
    void outputsApartAreFine();
    void twoOutputsNeedTwoFiles();
    void nothingIsWrittenOverWhatIsRead();
};

void OutputFilesTest::outputsApartAreFine()
{
    app::CommandLine line;
    QCOMPARE(refusal(line), QString());
    line.models = {model};
    line.data = "texts";
    line.csv = "a.csv";
    line.summary = "b.csv";
    QCOMPARE(refusal(line), QString());
}

void OutputFilesTest::twoOutputsNeedTwoFiles()
{
    app::CommandLine line;
    line.csv = "a.csv";
    line.summary = "./a.csv";
    QCOMPARE(refusal(line), QStringLiteral("--summary would write over that of --csv, a.csv"));
}

void OutputFilesTest::nothingIsWrittenOverWhatIsRead()
{
    const QTemporaryDir folder;
    const std::string data = folder.filePath("texts").toStdString();
    const std::string link = folder.filePath("link").toStdString();
    std::ofstream(data) << "a film\n";
    std::filesystem::create_symlink(data, link);
    app::CommandLine line;
    line.models = {model};
    line.data = data;
    line.csv = link;
    QVERIFY(refusal(line).startsWith("--csv would write over the file of --data, "));
    line.csv.clear();
    line.trace = model + "/../bert-classifier/model.safetensors";
    QVERIFY(refusal(line).startsWith("--trace would write over a file of the model, "));
    line.trace.clear();
    app::CommandLine figure;
    figure.command = app::Command::Figure;
    figure.model = data;
    figure.models = {data};
    figure.figure.output = link;
    QVERIFY(refusal(figure).startsWith("-o would write over the recipe, "));
    line.trace = "mask.npy";
    line.mask = *core::parseMaskForm("file:mask.npy");
    QCOMPARE(refusal(line), QStringLiteral("--trace would write over a file of --mask, mask.npy"));
}

ATTNSCOPE_TEST(OutputFilesTest, tests::NoApplication)
#include "tst_output_files.moc"
