#include "app/commands/provenance.h"

#include "app/commands/compare.h"
#include "app/commands/eval.h"
#include "app/commands/info.h"
#include "app/commands/run.h"
#include "app/commands/spectrum.h"
#include "app/commands/table_json.h"
#include "app/output_files.h"
#include "core/model/mask/mask_text.h"
#include "tests/app/command_output.h"
#include "tests/support/test_program.h"
#include "ui/export/weights_hash.h"

#include <QFile>
#include <QFloat16>  // which QCOMPARE of JSON converts to, if only to refuse it
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using commands::Output;
using commands::outputOf;
using commands::tiny;
using nlohmann::json;

namespace {

app::CommandLine lineFor(const std::string &model)
{
    app::CommandLine line;
    line.model = tiny + model;
    line.models = {line.model};
    line.wantsJson = true;
    return line;
}

json parsed(const Output &output)
{
    return json::parse(output.out.toStdString());
}

json read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? json::parse(file.readAll().toStdString()) : json();
}

QByteArray contentOf(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class ProvenanceTest : public QObject
{
    Q_OBJECT

private slots:
    void hashIsThatOfTheBytes();
    void computedNumbersHaveNineDigits();
    void everyObjectSaysWhereItComesFrom();
    void comparisonNamesEveryModel();
    void spectrumPrintsItsTables();
    void infoIsAnObject();
    void timingsStandInOneObject();
    void tablesHaveTheirProvenanceBeside();
    void nothingIsLeftOfATableThatCannotBeWritten();
    void nothingIsChangedWhereTheProvenanceCannotBeWritten();
    void provenanceIsNotWrittenOverAnotherFile();
    void cellsKeepTheirTypes();

private:
    QTemporaryDir m_folder;
};

void ProvenanceTest::computedNumbersHaveNineDigits()
{
    const std::string text =
        app::answerText({{"seed", 12345678901}}, {{"mean", 0.1 - 0.3}, {"draws", {1.0 / 3.0, {{"low", 100.0}}}}});
    const nlohmann::ordered_json expected{{"seed", 12345678901}, {"mean", -0.2}, {"draws", {0.333333333, {{"low", 100.0}}}}};
    QCOMPARE(text, expected.dump(2) + '\n');
}

// The examples of FIPS 180-2.
void ProvenanceTest::hashIsThatOfTheBytes()
{
    const std::string file = m_folder.filePath("bytes").toStdString();
    const auto hashOf = [&file](const std::string &bytes) {
        std::ofstream(file) << bytes;
        return ui::sha256Of(file).value();
    };
    QCOMPARE(hashOf(""), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    QCOMPARE(hashOf("abc"), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    QCOMPARE(hashOf("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
             std::string("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
    QVERIFY(!ui::sha256Of("/nowhere"));
}

void ProvenanceTest::everyObjectSaysWhereItComesFrom()
{
    const std::string data = m_folder.filePath("data").toStdString();
    std::ofstream(data) << "a good film\t1\na bad film\t0\n";
    const auto masked = core::parseMaskForm("diagonal@1").value();
    app::CommandLine run = lineFor("bert-classifier");
    run.text = "a good film";
    app::CommandLine maskedRun = run;
    maskedRun.mask = masked;
    app::CommandLine eval = lineFor("bert-classifier");
    eval.data = data;
    app::CommandLine maskedEval = eval;
    maskedEval.mask = masked;
    maskedEval.seed = 7;
    maskedEval.controlDraws = 1;
    const json objects[] = {parsed(outputOf(app::infoCommand, lineFor("bert-classifier"))),
                            parsed(outputOf(app::runCommand, run)),
                            parsed(outputOf(app::runCommand, maskedRun)),
                            parsed(outputOf(app::evalCommand, eval)),
                            parsed(outputOf(app::evalCommand, maskedEval)),
                            parsed(outputOf(app::spectrumCommand, run))};
    for (const json &object : objects) {
        QCOMPARE(object.at("attnscope").get<std::string>(), std::string(ATTNSCOPE_VERSION));
        QCOMPARE(object.at("schema").get<int>(), app::outputSchema);
        QCOMPARE(object.at("model").get<std::string>(), std::string("bert-classifier"));
        QCOMPARE(object.at("model_sha256").get<std::string>(),
                 ui::sha256Of(tiny + "bert-classifier/model.safetensors").value());
        const bool isMasked = &object == &objects[2] || &object == &objects[4];
        QCOMPARE(object.at("mask"), isMasked ? json("diagonal@1") : json());
        QCOMPARE(object.at("seed"), &object == &objects[4] ? json(7) : json());
    }
}

void ProvenanceTest::comparisonNamesEveryModel()
{
    app::CommandLine line = lineFor("bert-classifier");
    line.models.emplace_back(tiny + "lama-mean");
    line.text = "a good film";
    const json object = parsed(outputOf(app::compareCommand, line));
    QCOMPARE(object.at("model"), json({"bert-classifier", "lama-mean"}));
    QCOMPARE(object.at("model_sha256").at(1).get<std::string>(), ui::sha256Of(tiny + "lama-mean/model.safetensors").value());
    QCOMPARE(object.at("texts"), json(1));
    QCOMPARE(object.at("rows").front().at("model"), json("bert-classifier"));
    QVERIFY(object.at("rows").front().contains("model_median"));
    QCOMPARE(object.at("rows").back().at("head"), json("all"));
    QCOMPARE(object.at("rows").back().at("head_size"), json());
}

void ProvenanceTest::spectrumPrintsItsTables()
{
    app::CommandLine line = lineFor("bert-classifier");
    line.text = "a good film";
    const json object = parsed(outputOf(app::spectrumCommand, line));
    const json &row = object.at("rows").front();
    QCOMPARE(row.at("matrix"), json("scores"));
    QCOMPARE(row.at("entropy"), json());  // of attention alone
    const json &spectrum = object.at("spectra").front();
    QCOMPARE(spectrum.at("singular_values").size(), spectrum.at("n").get<std::size_t>());
    QCOMPARE(object.at("spectra").size(), object.at("rows").size());
    QVERIFY(spectrum.at("singular_values").front().is_number());
}

void ProvenanceTest::infoIsAnObject()
{
    const json encoder = parsed(outputOf(app::infoCommand, lineFor("bert-classifier")));
    QVERIFY(encoder.at("head_size").is_number_integer());
    QVERIFY(encoder.at("labels").is_array());
    QVERIFY(encoder.at("unused_tensors").is_array());
    QVERIFY(parsed(outputOf(app::infoCommand, lineFor("lama-mean"))).at("token_mlp").is_boolean());
}

void ProvenanceTest::timingsStandInOneObject()
{
    app::CommandLine line = lineFor("bert-classifier");
    line.text = "a good film";
    json first = parsed(outputOf(app::runCommand, line));
    json second = parsed(outputOf(app::runCommand, line));
    QCOMPARE(first.at("timing").at("milliseconds"), first.at("milliseconds"));
    for (json *object : {&first, &second}) {
        for (const char *key : {"timing", "milliseconds", "stage_milliseconds"})
            object->erase(key);
    }
    QCOMPARE(first, second);
}

void ProvenanceTest::tablesHaveTheirProvenanceBeside()
{
    app::CommandLine line = lineFor("bert-classifier");
    line.wantsJson = false;
    line.text = "a good film";
    line.csv = m_folder.filePath("values.csv").toStdString();
    line.summary = m_folder.filePath("ranks.csv").toStdString();
    line.null = core::SpectrumBaseline::PermutedRows;
    line.seed = 3;
    QCOMPARE(outputOf(app::spectrumCommand, line).errors, QString());
    for (const char *name : {"values.csv.json", "ranks.csv.json"}) {
        const json object = read(m_folder.filePath(name));
        QCOMPARE(object.size(), 6U);
        QCOMPARE(object.at("seed"), json(3));
        QCOMPARE(object.at("model"), json("bert-classifier"));
    }
}

void ProvenanceTest::nothingIsLeftOfATableThatCannotBeWritten()
{
    const std::string folder = m_folder.filePath("folder.csv").toStdString();
    std::filesystem::create_directory(folder);
    QVERIFY(!app::writeTable(folder, "a\n", json::object()));
    QVERIFY(!std::filesystem::exists(folder + ".json"));
    std::ofstream(folder + ".json") << "older";
    QVERIFY(!app::writeTable(folder, "a\n", json::object()));
    QCOMPARE(contentOf(folder + ".json"), QByteArray("older"));
}

void ProvenanceTest::nothingIsChangedWhereTheProvenanceCannotBeWritten()
{
    const std::string table = m_folder.filePath("table.csv").toStdString();
    std::ofstream(table) << "older";
    std::filesystem::create_directory(table + ".json");
    QVERIFY(!app::writeTable(table, "a\n", json::object()));
    QCOMPARE(contentOf(table), QByteArray("older"));
}

void ProvenanceTest::provenanceIsNotWrittenOverAnotherFile()
{
    app::CommandLine line;
    line.csv = "a.csv";
    line.summary = "a.csv.json";
    const auto checked = app::checkOutputFiles(line);
    QVERIFY(!checked);
    QCOMPARE(checked.error().message,
             std::string("the provenance beside a.csv would write over that of --summary, a.csv.json"));
}

void ProvenanceTest::cellsKeepTheirTypes()
{
    const auto rows = app::tableJson("name,count,share,none,place\n\"a, \"\"b\"\"\n12\",3,0.5,,all\n\"7\",-1,1e-05,,x\n");
    QCOMPARE(rows.size(), 2U);
    QCOMPARE(json(rows[0]),
             json({{"name", "a, \"b\"\n12"}, {"count", 3}, {"share", 0.5}, {"none", nullptr}, {"place", "all"}}));
    QCOMPARE(json(rows[1]), json({{"name", "7"}, {"count", -1}, {"share", 1e-5}, {"none", nullptr}, {"place", "x"}}));
    QVERIFY(app::tableJson("a,b\n").empty());
}

ATTNSCOPE_TEST(ProvenanceTest, tests::NoApplication)
#include "tst_provenance.moc"
