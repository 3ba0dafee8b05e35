#include "app/command_line.h"
#include "app/commands/eval.h"
#include "app/commands/run.h"
#include "core/model/mask/mask_text.h"
#include "tests/app/command_output.h"
#include "tests/support/npy_bytes.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

using commands::Output;
using commands::outputOf;

// What the commands say of masks from files.
class MaskFilesTest : public QObject
{
    Q_OBJECT

private slots:
    void bothConventionsMaskTheSame();
    void otherLengthIsSaid();
    void evalSaysHowItReads();

private:
    // 1 on and below the diagonal, or 0 there and minus infinity above.
    std::string written(int tokens, bool isAdditive) const
    {
        std::string values;
        for (int query = 0; query < tokens; ++query) {
            for (int key = 0; key < tokens; ++key) {
                const bool isKept = key <= query;
                values += support::bytesOf(isAdditive ? (isKept ? 0.0F : -INFINITY) : (isKept ? 1.0F : 0.0F));
            }
        }
        const std::string size = std::to_string(tokens);
        std::string path = m_folder.filePath(isAdditive ? "additive.npy" : "keep.npy").toStdString();
        std::ofstream(path, std::ios::binary) << support::npyFile("<f4", "(1, 1, " + size + ", " + size + ")", values);
        return path;
    }

    app::CommandLine runLine(const std::string &file) const
    {
        app::CommandLine line;
        line.command = app::Command::Run;
        line.model = ATTNSCOPE_TEST_DATA "/tiny/bert-classifier";
        line.text = "a good film";
        line.mask = *core::parseMask("file:" + file);
        line.wantsJson = true;
        return line;
    }

    QTemporaryDir m_folder;
};

void MaskFilesTest::bothConventionsMaskTheSame()
{
    const auto tokens = [this] {
        app::CommandLine line = runLine(written(1, false));
        return static_cast<int>(nlohmann::json::parse(outputOf(app::runCommand, line).out.toStdString())["tokens"].size());
    }();
    const auto keep = nlohmann::json::parse(outputOf(app::runCommand, runLine(written(tokens, false))).out.toStdString());
    app::CommandLine line = runLine(written(tokens, true));
    const auto additive = nlohmann::json::parse(outputOf(app::runCommand, line).out.toStdString());
    QCOMPARE(keep["mask_files"][0]["read_as"].get<std::string>(), std::string("keep"));
    QCOMPARE(additive["mask_files"][0]["read_as"].get<std::string>(), std::string("additive"));
    QCOMPARE(additive["mask_files"][0]["tokens"].get<int>(), tokens);
    QVERIFY(!additive["mask_files"][0].contains("note"));
    QVERIFY(keep["logits"] == additive["logits"]);
    QVERIFY(keep["logits"] != keep["unmasked"]["logits"]);
    line.wantsJson = false;
    QVERIFY(outputOf(app::runCommand, line).out.contains("additive.npy is read as additive: 0 keeps a pair"));
}

void MaskFilesTest::otherLengthIsSaid()
{
    const auto noteOf = [this](int tokens) {
        const QString out = outputOf(app::runCommand, runLine(written(tokens, true))).out;
        return QString::fromStdString(nlohmann::json::parse(out.toStdString())["mask_files"][0]["note"].get<std::string>());
    };
    QCOMPARE(noteOf(2), QStringLiteral("made for 2 tokens, later ones keep all"));
    QVERIFY(noteOf(30).startsWith(QStringLiteral("made for 30 tokens, its first ")));
}

void MaskFilesTest::evalSaysHowItReads()
{
    app::CommandLine line = runLine(written(4, true));
    line.command = app::Command::Eval;
    line.data = m_folder.filePath("data.tsv").toStdString();
    std::ofstream(line.data) << "a good film\t1\na film\t0\n";
    const Output json = outputOf(app::evalCommand, line);
    QVERIFY2(json.status == 0, qPrintable(json.errors));
    const auto parsed = nlohmann::json::parse(json.out.toStdString());
    QCOMPARE(parsed["mask_files"][0]["read_as"].get<std::string>(), std::string("additive"));
    line.wantsJson = false;
    QVERIFY(outputOf(app::evalCommand, line).out.contains("made for 4 tokens; longer texts: later tokens keep every pair"));
}

ATTNSCOPE_TEST(MaskFilesTest, tests::NoApplication)
#include "tst_mask_files.moc"
