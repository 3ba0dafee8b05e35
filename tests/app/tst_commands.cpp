#include "app/commands/compare.h"
#include "app/commands/eval.h"
#include "app/commands/info.h"
#include "app/commands/run.h"
#include "app/commands/spectrum.h"
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
    void evalComparesAMaskWithItsControl();
    void evalPrintsChangedPredictions();
    void evalSweeps_data();
    void evalSweeps();
    void evalAblatesWithMeans();
    void evalRefusesMasks_data();
    void evalRefusesMasks();
    void evalJudgesAMaskedLanguageModel();
    void evalRefusesAnEncoderAlone();
    void evalNamesTheFileForItsOwnFaultsOnly();
    void spectrumWritesBothTables();
    void compareSetsModelsBesideEachOther();
    void failureIsOneLineAndWritesNothing();
};

namespace {

const std::string tiny = ATTNSCOPE_TEST_DATA "/tiny/";
const std::string fewSentences = "the film was bad\t0\na warm story\t1\nvery slow\t0\n";

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

void CommandsTest::evalComparesAMaskWithItsControl()
{
    const QTemporaryDir folder;
    auto line = evalLine("bert-classifier", folder, fewSentences);
    const auto plain = nlohmann::json::parse(outputOf(app::runEval, line).out.toStdString());
    line.mask = *core::parseMask("band:1");
    line.csv = folder.filePath("figures.csv").toStdString();
    const Output output = outputOf(app::runEval, line);
    QCOMPARE(output.errors, QString());
    const auto json = nlohmann::json::parse(output.out.toStdString());
    for (const auto &[key, value] : plain.items())
        QVERIFY2(json[key] == value, key.c_str());
    QCOMPARE(json["masked"]["mask"].get<std::string>(), std::string("band:1"));
    QCOMPARE(json["masked"]["examples"].get<int>(), 3);
    QCOMPARE(json["control"]["mask"].get<std::string>(), std::string("band:1~control:1"));
    QVERIFY(json["masked"]["sparsity"] == json["control"]["sparsity"]);
    QVERIFY(json["masked"]["loss_difference"]["low"] <= json["masked"]["loss_difference"]["high"]);
    QCOMPARE(json["changed_predictions"].size(), json["masked"]["changed"].get<std::size_t>());
    QFile csv(folder.filePath("figures.csv"));
    QVERIFY(csv.open(QIODevice::ReadOnly));
    const QByteArrayList lines = csv.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines[0].startsWith("parameter,value,run,mask,sparsity,examples,accuracy,loss,"));
    QVERIFY(lines[1].startsWith(",,unmasked,,0,3,"));
    QVERIFY(lines[2].startsWith(",,masked,band:1,0."));
}

// Without any attention, what a sentence is taken for no longer depends on its words.
void CommandsTest::evalPrintsChangedPredictions()
{
    const QTemporaryDir folder;
    auto line = evalLine("bert-classifier", folder, fewSentences);
    line.mask = *core::parseMask("ablate");
    const auto json = nlohmann::json::parse(outputOf(app::runEval, line).out.toStdString());
    QVERIFY(!json.contains("control"));
    line.wantsJson = false;
    const Output table = outputOf(app::runEval, line);
    const auto changed = json["changed_predictions"];
    const auto isChange = [](const QString &text) { return text.contains(" -> "); };
    const QStringList lines = table.out.split('\n');
    QCOMPARE(static_cast<std::size_t>(std::ranges::count_if(lines, isChange)), changed.size());
    QVERIFY(table.out.contains("\nablate@all "));
    QVERIFY(table.out.contains("3 sentences, seed 1"));
}

void CommandsTest::evalSweeps_data()
{
    QTest::addColumn<QString>("mask");
    QTest::addColumn<QString>("sweep");
    QTest::addColumn<QStringList>("masks");
    QTest::newRow("band") << "" << "band:1..3" << QStringList{"band:1", "band:2", "band:3"};
    QTest::newRow("heads") << "" << "heads" << QStringList{"ablate@0.0", "ablate@0.1"};
    QTest::newRow("heads of a mask") << "diagonal" << "heads" << QStringList{"diagonal@0.0", "diagonal@0.1"};
    QTest::newRow("strength") << "diagonal" << "strength:0..1:0.5" << QStringList{"diagonal~0", "diagonal~0.5", "diagonal"};
    QTest::newRow("controls") << "diagonal" << "control:3..4" << QStringList{"diagonal~control:3", "diagonal~control:4"};
    QTest::newRow("joined") << "diagonal@0" << "star:0..1" << QStringList{"diagonal&star:0@0", "diagonal&star:1@0"};
}

void CommandsTest::evalSweeps()
{
    QFETCH(const QString, mask);
    QFETCH(const QString, sweep);
    QFETCH(const QStringList, masks);
    const QTemporaryDir folder;
    auto line = evalLine("bert-classifier", folder, fewSentences);
    line.mask = *core::parseMask(mask.toStdString());
    line.sweep = sweep.toStdString();
    line.csv = folder.filePath("sweep.csv").toStdString();
    const Output output = outputOf(app::runEval, line);
    QCOMPARE(output.errors, QString());
    const auto json = nlohmann::json::parse(output.out.toStdString());
    QCOMPARE(json["sweep"].get<std::string>(), line.sweep);
    for (qsizetype point = 0; point < masks.size(); ++point)
        QCOMPARE(json["points"][static_cast<std::size_t>(point)]["masked"]["mask"].get<std::string>(), masks[point].toStdString());
    QVERIFY(QFileInfo(folder.filePath("sweep.csv")).size() > 0);
}

void CommandsTest::evalAblatesWithMeans()
{
    const QTemporaryDir folder;
    auto line = evalLine("bert-classifier", folder, fewSentences);
    line.mask = *core::parseMask("ablate:mean@0");
    const auto means = nlohmann::json::parse(outputOf(app::runEval, line).out.toStdString());
    line.mask = *core::parseMask("ablate@0");
    const auto zero = nlohmann::json::parse(outputOf(app::runEval, line).out.toStdString());
    QVERIFY(means["masked"]["loss"] != zero["masked"]["loss"]);
}

void CommandsTest::evalRefusesMasks_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("mask");
    QTest::addColumn<QString>("sweep");
    QTest::addColumn<QString>("message");
    QTest::newRow("no pairs") << "linformer-none" << "diagonal" << "" << "attend to projected slots";
    QTest::newRow("no classes") << "bert-masked-lm" << "diagonal" << "" << "does not classify";
    QTest::newRow("no sweep") << "bert-classifier" << "" << "triangle:1..2" << "there is no sweep \"triangle\"";
    QTest::newRow("sweep without a number") << "bert-classifier" << "" << "diagonal:1..2" << "there is no sweep \"diagonal\"";
    QTest::newRow("sweep without a range") << "bert-classifier" << "" << "band" << "has no FROM..TO";
    QTest::newRow("falling sweep") << "bert-classifier" << "" << "band:4..1" << "has to rise within 0..32768 in whole steps";
    QTest::newRow("sweep in fractions") << "bert-classifier" << "" << "band:1..4:0.5" << "has to rise";
    QTest::newRow("endless sweep") << "bert-classifier" << "diagonal" << "strength:0..1:1e-9" << "more than 256 points";
    QTest::newRow("standing sweep") << "bert-classifier" << "diagonal" << "strength:0..1:0" << "has to rise within 0..1";
    QTest::newRow("not a number") << "bert-classifier" << "diagonal" << "strength:nan..1" << "has no FROM..TO";
    QTest::newRow("strength of nothing") << "bert-classifier" << "" << "strength:0..1" << "needs a mask that removes pairs";
    QTest::newRow("layer") << "bert-classifier" << "diagonal@7" << "" << "there is no layer 7";
}

void CommandsTest::evalRefusesMasks()
{
    QFETCH(const QString, model);
    QFETCH(const QString, mask);
    QFETCH(const QString, sweep);
    QFETCH(const QString, message);
    const QTemporaryDir folder;
    auto line = evalLine(model.toStdString(), folder, fewSentences);
    line.mask = *core::parseMask(mask.toStdString());
    line.sweep = sweep.toStdString();
    line.csv = folder.filePath("figures.csv").toStdString();
    const Output output = outputOf(app::runEval, line);
    QCOMPARE(output.status, EXIT_FAILURE);
    QCOMPARE(output.out, QString());
    QVERIFY2(output.errors.startsWith("attnscope: ") && output.errors.contains(message), qPrintable(output.errors));
    QVERIFY(!QFileInfo::exists(folder.filePath("figures.csv")));
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

void CommandsTest::spectrumWritesBothTables()
{
    const QTemporaryDir folder;
    app::CommandLine line = runLine("bert-classifier", "a lovely film");
    line.csv = folder.filePath("values.csv").toStdString();
    line.summary = folder.filePath("summary.csv").toStdString();
    const Output output = outputOf(app::runSpectrum, line);
    QVERIFY2(output.status == EXIT_SUCCESS, qPrintable(output.errors));
    for (const char *name : {"values.csv", "summary.csv"}) {
        QFile file(folder.filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readLine().startsWith("layer,head,matrix,n,"));
        QVERIFY(file.readLine().startsWith("0,0,scores,"));
    }
}

void CommandsTest::compareSetsModelsBesideEachOther()
{
    const QTemporaryDir folder;
    app::CommandLine line;
    line.models = {tiny + "bert-classifier", tiny + "bert-masked-lm"};
    line.text = "a lovely film";
    line.csv = folder.filePath("table.csv").toStdString();
    const Output output = outputOf(app::runCompare, line);
    QVERIFY2(output.status == EXIT_SUCCESS, qPrintable(output.errors));
    const QStringList lines = output.out.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 4);  // a header, two models, what it is
    QVERIFY(lines[0].contains(QStringLiteral("effective rank")) && lines[1].contains(QStringLiteral("bert-classifier")));
    QVERIFY(QFileInfo(folder.filePath("table.csv")).size() > 1000);
    line.text.reset();
    line.data = "/nowhere/texts.txt";
    QVERIFY(outputOf(app::runCompare, line).errors.contains(QStringLiteral("/nowhere/texts.txt")));
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
    const QString file = QString::fromStdString(line.trace.string());
    QCOMPARE(unwritable.errors, QStringLiteral("attnscope: %1 cannot be written: there is no folder %2\n").arg(file, QFileInfo(file).path()));
    line.trace = folder.path().toStdString();
    QVERIFY(outputOf(app::runRun, line).errors.endsWith(QStringLiteral(" cannot be written: it is there already and is no ordinary file\n")));
}

QTEST_APPLESS_MAIN(CommandsTest)
#include "tst_commands.moc"
