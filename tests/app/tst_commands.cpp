#include "app/commands/eval.h"
#include "app/commands/info.h"
#include "app/commands/run.h"
#include "core/format/safetensors.h"
#include "core/model/mask_text.h"
#include "tests/support/random_model.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <sstream>

class CommandsTest : public QObject
{
    Q_OBJECT

private slots:
    void infoDescribesAModel_data();
    void infoDescribesAModel();
    void runPrintsOneObject();
    void runPrintsATable();
    void runUnderAMask();
    void runRefusesAMaskWithoutMeaning();
    void bytesThatAreNotUtf8StillMakeJson();
    void runWritesTheTrace();
    void runDoesWithoutMapsThatDoNotFit();
    void evalJudgesAClassifier();
    void evalJudgesAMaskedLanguageModel();
    void evalRefusesAnEncoderAlone();
    void evalNamesTheFileForItsOwnFaultsOnly();
    void failureIsOneLineAndWritesNothing();
};

namespace {

const std::string tiny = ATTNSCOPE_TEST_DATA "/tiny/";

// What a command prints, and the exit status it ends with.
struct Output {
    int status = 0;
    QString out;
    QString errors;
};

template <typename Run>
Output outputOf(Run run, const app::CommandLine &line)
{
    std::ostringstream out;
    std::ostringstream errors;
    const int status = run(line, out, errors);
    return {status, QString::fromStdString(out.str()), QString::fromStdString(errors.str())};
}

app::CommandLine runLine(const std::string &model, const std::string &text)
{
    app::CommandLine line;
    line.command = app::Command::Run;
    line.model = tiny + model;
    line.text = text;
    return line;
}

// With --json; the data is written into a file of the folder.
app::CommandLine evalLine(const std::string &model, const QTemporaryDir &folder, const std::string &data)
{
    app::CommandLine line;
    line.command = app::Command::Eval;
    line.model = tiny + model;
    line.data = folder.filePath("data").toStdString();
    line.wantsJson = true;
    std::ofstream(line.data) << data;
    return line;
}

}  // namespace

void CommandsTest::infoDescribesAModel_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("bert") << QStringLiteral("bert-classifier")
                          << QStringList{"^type +bert$", "^task +classification$", "^head size +\\d+$",
                                         "^checkpoint +fits$", "^attention parameters +\\d+$",
                                         "^attention without output +\\d+$", "^standard attention +\\d+$",
                                         "^standard without output +\\d+$"};
    QTest::newRow("lama") << QStringLiteral("lama-mean")
                          << QStringList{"^type +lama$", "^GRU size +\\d+ per direction$", "^context +mean$"};
}

void CommandsTest::infoDescribesAModel()
{
    QFETCH(const QString, model);
    QFETCH(const QStringList, lines);
    app::CommandLine line;
    line.model = tiny + model.toStdString();
    const Output output = outputOf(app::runInfo, line);
    QCOMPARE(output.status, 0);
    QCOMPARE(output.errors, QString());
    for (const QString &pattern : lines)
        QVERIFY2(output.out.contains(QRegularExpression(pattern, QRegularExpression::MultilineOption)), qPrintable(pattern));
}

void CommandsTest::runPrintsOneObject()
{
    app::CommandLine line = runLine("bert-classifier", "a good film");
    line.wantsJson = true;
    const Output output = outputOf(app::runRun, line);
    QCOMPARE(output.status, 0);
    const auto json = nlohmann::json::parse(output.out.toStdString());
    for (const char *key : {"model", "text", "tokens", "ids", "word_index", "logits", "probabilities", "labels",
                            "prediction", "importance", "milliseconds"})
        QVERIFY2(json.contains(key), key);
    QCOMPARE(json["model"].get<std::string>(), std::string("bert-classifier"));
    const std::size_t tokens = json["tokens"].size();
    QCOMPARE(json["ids"].size(), tokens);
    QCOMPARE(json["word_index"][0].get<int>(), -1);
    QCOMPARE(json["importance"]["attention_received"].size(), tokens);
    QCOMPARE(json["logits"].size(), json["labels"].size());
}

void CommandsTest::runPrintsATable()
{
    const Output output = outputOf(app::runRun, runLine("lama-mean", "a good film"));
    QCOMPARE(output.status, 0);
    QVERIFY(output.out.contains(QStringLiteral("attention_received")));
    QCOMPARE(output.errors, QString());
}

void CommandsTest::runUnderAMask()
{
    const QTemporaryDir folder;
    app::CommandLine line = runLine("bert-classifier", "a good film");
    line.wantsJson = true;
    const auto plain = nlohmann::json::parse(outputOf(app::runRun, line).out.toStdString());
    QVERIFY(!plain.contains("mask"));
    line.mask = *core::parseMask("diagonal@1");
    line.trace = folder.filePath(QStringLiteral("trace.safetensors")).toStdString();
    const auto masked = nlohmann::json::parse(outputOf(app::runRun, line).out.toStdString());
    QCOMPARE(masked["mask"].get<std::string>(), std::string("diagonal@1"));
    QVERIFY(masked["unmasked"]["logits"] == plain["logits"]);
    QVERIFY(masked["logits"] != plain["logits"]);
    QVERIFY(masked["importance"]["erasure"] != plain["importance"]["erasure"]);
    QVERIFY(masked["milliseconds"].get<double>() > 0.0);
    QCOMPARE(masked["divergence"][0][0].get<double>(), 0.0);
    QVERIFY(masked["divergence"][1][0].get<double>() > 0.0);
    for (const auto &[key, value] : plain.items())
        QVERIFY2(masked.contains(key), key.c_str());
    const auto file = core::SafetensorsFile::open(line.trace);
    QVERIFY(file);
    const auto attention = file->find("layer.1.attention")->bytes;
    float first = 1;
    std::memcpy(&first, attention.data(), sizeof first);
    QCOMPARE(first, 0.0F);
    line.wantsJson = false;
    QVERIFY(outputOf(app::runRun, line).out.startsWith("Under the mask diagonal@1\n"));
}

void CommandsTest::runRefusesAMaskWithoutMeaning()
{
    app::CommandLine line = runLine("lama-mean", "a good film");
    line.mask = *core::parseMask("diagonal");
    const Output refused = outputOf(app::runRun, line);
    QCOMPARE(refused.status, 1);
    QCOMPARE(refused.out, QString());
    QVERIFY2(refused.errors.startsWith("attnscope: lama-mean: the heads of a LAMA weigh"), qPrintable(refused.errors));
}

void CommandsTest::bytesThatAreNotUtf8StillMakeJson()
{
    app::CommandLine line = runLine("bert-classifier", "a \xff film");
    line.wantsJson = true;
    const Output output = outputOf(app::runRun, line);
    QCOMPARE(output.status, 0);
    QVERIFY(nlohmann::json::accept(output.out.toStdString()));
}

void CommandsTest::runWritesTheTrace()
{
    const QTemporaryDir folder;
    app::CommandLine line = runLine("bert-classifier", "a good film");
    line.trace = folder.filePath(QStringLiteral("trace.safetensors")).toStdString();
    QCOMPARE(outputOf(app::runRun, line).status, 0);
    const auto file = core::SafetensorsFile::open(line.trace);
    QVERIFY(file);
    for (const char *name : {"layer.0.attention", "layer.0.scores", "layer.1.hidden", "embeddings", "logits"})
        QVERIFY2(file->find(name), name);
}

// 12,000 tokens have 8.6 GiB of maps, and a pass that is linear in them without.
void CommandsTest::runDoesWithoutMapsThatDoNotFit()
{
    const QTemporaryDir folder;
    const std::string config = R"({"model_type": "compact_bert", "architectures": ["CompactBertForSequenceClassification"],
        "hidden_size": 4, "num_hidden_layers": 4, "num_attention_heads": 4, "head_size": 1, "intermediate_size": 4,
        "max_position_embeddings": 12000, "vocab_size": 64, "attention": {"kind": "linear", "variant": "efficient"}})";
    QCOMPARE(support::writeRandomModel(folder.path().toStdString(), config, 1), std::string());
    app::CommandLine line = runLine("", QString("a ").repeated(12000).toStdString());
    line.model = folder.path().toStdString();
    const Output table = outputOf(app::runRun, line);
    QCOMPARE(table.errors, QString());
    QVERIFY(table.out.contains("The attention maps do not fit into memory and are left out"));
    QVERIFY(!table.out.contains("attention_received"));
    line.wantsJson = true;
    const auto json = nlohmann::json::parse(outputOf(app::runRun, line).out.toStdString());
    QCOMPARE(json["logits"].size(), 2U);
    QVERIFY(json["importance"].empty());
    line.trace = folder.filePath("trace.safetensors").toStdString();
    QVERIFY(outputOf(app::runRun, line).errors.contains("GiB is the limit"));
}

void CommandsTest::evalJudgesAClassifier()
{
    const QTemporaryDir folder;
    const auto line = evalLine("bert-classifier", folder, "the film was bad\t0\na warm story\t1\nvery slow\t0\n");
    const Output output = outputOf(app::runEval, line);
    QCOMPARE(output.errors, QString());
    const auto json = nlohmann::json::parse(output.out.toStdString());
    QCOMPARE(json["examples"].get<int>(), 3);
    QVERIFY(json["loss"].get<double>() > 0.0);
    QVERIFY(!json.contains("paragraphs"));
}

void CommandsTest::evalJudgesAMaskedLanguageModel()
{
    const QTemporaryDir folder;
    const std::string paragraph = "the film was very slow and the plot was bad and the actor was not funny\n";
    auto line = evalLine("bert-masked-lm", folder, paragraph + "\n" + paragraph + paragraph + paragraph);
    const Output all = outputOf(app::runEval, line);
    QCOMPARE(all.errors, QString());
    const auto json = nlohmann::json::parse(all.out.toStdString());
    QCOMPARE(json["paragraphs"].get<int>(), 4);
    line.limit = 2;
    line.wantsJson = false;
    const Output first = outputOf(app::runEval, line);
    QVERIFY2(first.out.contains("masked pieces of 2 paragraphs"), qPrintable(first.out));
    QVERIFY2(!first.out.contains(QStringLiteral("examples  %1 ").arg(json["examples"].get<int>())), qPrintable(first.out));
}

void CommandsTest::evalRefusesAnEncoderAlone()
{
    const QTemporaryDir folder;
    const Output output = outputOf(app::runEval, evalLine("compact-bert-encoder", folder, "the film\t0\n"));
    QCOMPARE(output.status, EXIT_FAILURE);
    QCOMPARE(output.errors, "attnscope: compact-bert-encoder does not classify and guesses no masked words, so there is no "
                            "accuracy to measure\n");
}

void CommandsTest::evalNamesTheFileForItsOwnFaultsOnly()
{
    const QTemporaryDir folder;
    auto line = evalLine("bert-masked-lm", folder, "a good story\n");
    QVERIFY(outputOf(app::runEval, line).errors.startsWith("attnscope: " + folder.filePath("data") + ": the text is too short"));
    line.model = folder.filePath("maskless").toStdString();
    std::filesystem::copy(tiny + "bert-masked-lm", line.model);
    QFile vocabulary(folder.filePath("maskless/vocab.txt"));
    QVERIFY(vocabulary.open(QIODevice::ReadWrite));
    const QByteArray pieces = vocabulary.readAll().replace("[MASK]", "[NONE]");
    vocabulary.resize(0);
    vocabulary.write(pieces);
    vocabulary.close();
    QCOMPARE(outputOf(app::runEval, line).errors, "attnscope: maskless has no [MASK] in its vocabulary, so nothing can be masked\n");
}

void CommandsTest::failureIsOneLineAndWritesNothing()
{
    const QTemporaryDir folder;
    app::CommandLine line = runLine("no-such-model", "a film");
    line.trace = folder.filePath(QStringLiteral("trace.safetensors")).toStdString();
    line.wantsJson = true;
    const Output output = outputOf(app::runRun, line);
    QCOMPARE(output.status, 1);
    QCOMPARE(output.out, QString());
    QVERIFY(output.errors.startsWith(QStringLiteral("attnscope: ")));
    QCOMPARE(output.errors.count(u'\n'), 1);
    QVERIFY(!QFileInfo::exists(QString::fromStdString(line.trace.string())));

    line = runLine("bert-classifier", "a film");
    line.trace = folder.filePath(QStringLiteral("no/such/folder.safetensors")).toStdString();
    const Output unwritable = outputOf(app::runRun, line);
    QCOMPARE(unwritable.status, 1);
    QCOMPARE(unwritable.out, QString());
    QVERIFY(unwritable.errors.contains(QStringLiteral("folder.safetensors")));
}

QTEST_APPLESS_MAIN(CommandsTest)
#include "tst_commands.moc"
