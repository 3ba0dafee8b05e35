#include "app/commands/compare.h"
#include "app/commands/eval.h"
#include "app/commands/info.h"
#include "app/commands/run.h"
#include "app/commands/spectrum.h"
#include "core/format/checkpoint.h"
#include "core/model/mask/mask_text.h"
#include "tests/app/command_output.h"
#include "tests/support/npy_bytes.h"
#include "tests/support/random_model.h"
#include "tests/support/test_program.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>

using commands::Output;
using commands::outputOf;
using commands::runLine;
using commands::tiny;

class CommandsTest : public QObject
{
    Q_OBJECT

private slots:
    void runPrintsOneObject();
    void runPrintsATable();
    void runSaysWhatIsNotDefined();
    void runOfWordsListsThem();
    void runSaysWhatTheOutputsAre_data();
    void runSaysWhatTheOutputsAre();
    void runUnderAMask();
    void runRefusesAMaskWithoutMeaning();
    void bytesThatAreNotUtf8StillMakeJson();
    void runWritesTheTrace();
    void runDoesWithoutMapsThatDoNotFit();
    void compareSetsModelsBesideEachOther();
    void compareRefusesAModelTwice();
    void cutTextsAreCounted();
    void nothingReachesTheTerminalRaw();
    void longNamesAreCut();
    void failureIsOneLineAndWritesNothing();
};

void CommandsTest::runPrintsOneObject()
{
    app::CommandLine line = runLine("bert-classifier", "a good film");
    line.wantsJson = true;
    const Output output = outputOf(app::runCommand, line);
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
    const Output output = outputOf(app::runCommand, runLine("lama-mean", "a good film"));
    QCOMPARE(output.status, 0);
    QVERIFY(output.out.contains(QStringLiteral("attention_received")));
    QCOMPARE(output.errors, QString());
}

void CommandsTest::runSaysWhatIsNotDefined()
{
    app::CommandLine line = runLine("bert-classifier", "a good film");
    line.wantsJson = true;
    const auto encoder = nlohmann::json::parse(outputOf(app::runCommand, line).out.toStdString());
    QVERIFY(encoder["importance"]["erasure"].front().is_null());
    QVERIFY(encoder["importance"]["erasure"].back().is_null());
    QVERIFY(encoder["importance"]["erasure"][1].is_number());
    QVERIFY(encoder["importance_absent"].empty());
    QCOMPARE(QString::fromStdString(encoder["importance_target"]["quantity"]), QStringLiteral("probability"));
    line.model = tiny + std::string("lama-mean");
    const auto lama = nlohmann::json::parse(outputOf(app::runCommand, line).out.toStdString());
    QVERIFY(!lama["importance"].contains("attention_from_first"));
    QCOMPARE(lama["importance_absent"]["attention_from_first"].get<std::string>(),
             std::string("the heads of LAMA attend from a context, not from a token"));
    line.wantsJson = false;
    QVERIFY(
        outputOf(app::runCommand, line).out.contains("no attention_from_first: the heads of LAMA attend from a context"));
}

void CommandsTest::runOfWordsListsThem()
{
    app::CommandLine line = runLine("bert-classifier", "A wonderfully acted film");
    line.wantsJson = true;
    const auto tokens = nlohmann::json::parse(outputOf(app::runCommand, line).out.toStdString());
    QVERIFY(!tokens.contains("words"));
    line.importanceOptions.unit = core::ImportanceUnit::Word;
    const auto words = nlohmann::json::parse(outputOf(app::runCommand, line).out.toStdString());
    QVERIFY(words["words"] == nlohmann::json({"A", "wonderfully", "acted", "film"}));
    for (const auto &[name, values] : words["importance"].items())
        QVERIFY2(values.size() == 4 && values[0].is_number(), name.c_str());
    // Attention to a word is the sum over its pieces.
    double sum = 0;
    for (std::size_t token = 0; token < tokens["tokens"].size(); ++token)
        sum += tokens["word_index"][token] == 1 ? tokens["importance"]["attention_received"][token].get<double>() : 0;
    QVERIFY(std::abs(words["importance"]["attention_received"][1].get<double>() - sum) < 1e-9);
}

void CommandsTest::runSaysWhatTheOutputsAre_data()
{
    QTest::addColumn<QString>("config");
    QTest::addColumn<QString>("output");
    QTest::addColumn<int>("probabilities");
    QTest::newRow("several labels") << R"("problem_type": "multi_label_classification", "num_labels": 3)"
                                    << "sigmoid" << 3;
    QTest::newRow("one sigmoid") << R"("problem_type": "single_label_classification", "num_labels": 1)"
                                 << "sigmoid" << 1;
    QTest::newRow("regression") << R"("num_labels": 1)"
                                << "regression" << 0;
    QTest::newRow("regression, three") << R"("problem_type": "regression", "num_labels": 3)"
                                       << "regression" << 0;
    QTest::newRow("classes") << R"("num_labels": 3)"
                             << "softmax" << 3;
}

void CommandsTest::runSaysWhatTheOutputsAre()
{
    QFETCH(QString, config);
    QFETCH(QString, output);
    QFETCH(int, probabilities);
    const QTemporaryDir folder;
    const std::string lama = R"({"model_type": "lama", "architectures": ["LamaForSequenceClassification"], "hidden_size": 5,
        "num_attention_heads": 2, "embedding_size": 6, "vocab_size": 64, )";
    QCOMPARE(support::writeRandomModel(folder.path().toStdString(), lama + config.toStdString() + "}", 1), std::string());
    app::CommandLine line = runLine("", "a word57 word60");
    line.model = folder.path().toStdString();
    line.wantsJson = true;
    const auto json = nlohmann::json::parse(outputOf(app::runCommand, line).out.toStdString());
    QCOMPARE(QString::fromStdString(json["output"]), output);
    QCOMPARE(json["probabilities"].size(), static_cast<std::size_t>(probabilities));
    QCOMPARE(json.contains("values"), output == "regression");
    if (output == "regression")
        QVERIFY(json["values"] == json["logits"] && json["prediction"].is_null());
    for (std::size_t index = 0; output == "sigmoid" && index < json["logits"].size(); ++index)
        QVERIFY(std::abs(json["probabilities"][index].get<double>() -
                         1 / (1 + std::exp(-json["logits"][index].get<double>()))) < 1e-6);
    QCOMPARE(json.contains("predictions"), json["prediction"].is_null() && output == "sigmoid");
    line.wantsJson = false;
    const Output info = outputOf(app::infoCommand, line);
    QVERIFY2(info.out.contains(QRegularExpression("^output +\\S", QRegularExpression::MultilineOption)),
             qPrintable(info.out));
    const QRegularExpression task("^task +(.*)$", QRegularExpression::MultilineOption);
    QCOMPARE(task.match(info.out).captured(1) == "regression", output == "regression");
    QCOMPARE(task.match(info.out).captured(1).endsWith("classification"), output != "regression");
}

void CommandsTest::runUnderAMask()
{
    const QTemporaryDir folder;
    app::CommandLine line = runLine("bert-classifier", "a good film");
    line.wantsJson = true;
    const auto plain = nlohmann::json::parse(outputOf(app::runCommand, line).out.toStdString());
    QVERIFY(plain.at("mask").is_null());
    line.mask = *core::parseMask("diagonal@1");
    line.trace = folder.filePath(QStringLiteral("trace.safetensors")).toStdString();
    const auto masked = nlohmann::json::parse(outputOf(app::runCommand, line).out.toStdString());
    QCOMPARE(masked["mask"].get<std::string>(), std::string("diagonal@1"));
    QVERIFY(masked["unmasked"]["logits"] == plain["logits"]);
    QVERIFY(masked["logits"] != plain["logits"]);
    QVERIFY(masked["importance"]["erasure"] != plain["importance"]["erasure"]);
    QVERIFY(masked["milliseconds"].get<double>() > 0.0);
    QCOMPARE(masked["divergence"][0][0].get<double>(), 0.0);
    QVERIFY(masked["divergence"][1][0].get<double>() > 0.0);
    for (const auto &[key, value] : plain.items())
        QVERIFY2(masked.contains(key), key.c_str());
    const auto file = core::Checkpoint::open(line.trace);
    QVERIFY(file);
    float first = 1;
    file->read(*file->find("layer.1.attention"), 0, std::as_writable_bytes(std::span(&first, 1)));
    QCOMPARE(first, 0.0F);
    line.wantsJson = false;
    QVERIFY(outputOf(app::runCommand, line).out.startsWith("Under the mask diagonal@1\n"));
}

void CommandsTest::runRefusesAMaskWithoutMeaning()
{
    app::CommandLine line = runLine("lama-mean", "a good film");
    line.mask = *core::parseMask("diagonal");
    const Output refused = outputOf(app::runCommand, line);
    QCOMPARE(refused.status, 1);
    QCOMPARE(refused.out, QString());
    QVERIFY2(refused.errors.startsWith("attnscope: lama-mean: the heads of a LAMA weigh"), qPrintable(refused.errors));
}

void CommandsTest::bytesThatAreNotUtf8StillMakeJson()
{
    app::CommandLine line = runLine("bert-classifier", "a \xff film");
    line.wantsJson = true;
    const Output output = outputOf(app::runCommand, line);
    QCOMPARE(output.status, 0);
    QVERIFY(nlohmann::json::accept(output.out.toStdString()));
}

void CommandsTest::runWritesTheTrace()
{
    const QTemporaryDir folder;
    app::CommandLine line = runLine("bert-classifier", "a good film");
    line.trace = folder.filePath(QStringLiteral("trace.safetensors")).toStdString();
    QCOMPARE(outputOf(app::runCommand, line).status, 0);
    const auto file = core::Checkpoint::open(line.trace);
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
    const Output table = outputOf(app::runCommand, line);
    QCOMPARE(table.errors, QString());
    QVERIFY(table.out.contains("The attention maps do not fit into memory and are left out"));
    QVERIFY(!table.out.contains(QRegularExpression("^ +attention_received", QRegularExpression::MultilineOption)));
    line.wantsJson = true;
    const auto json = nlohmann::json::parse(outputOf(app::runCommand, line).out.toStdString());
    QCOMPARE(json["logits"].size(), 2U);
    QVERIFY(json["importance"].empty());
    line.trace = folder.filePath("trace.safetensors").toStdString();
    QVERIFY(outputOf(app::runCommand, line).errors.contains("GiB is the limit"));
}

void CommandsTest::compareSetsModelsBesideEachOther()
{
    const QTemporaryDir folder;
    app::CommandLine line;
    line.models = {tiny + "bert-classifier", tiny + "bert-masked-lm"};
    line.text = "a lovely film";
    line.csv = folder.filePath("table.csv").toStdString();
    const Output output = outputOf(app::compareCommand, line);
    QVERIFY2(output.status == EXIT_SUCCESS, qPrintable(output.errors));
    const QStringList lines = output.out.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 8);  // a header, two models with two layers each, what it is
    const auto cells = [&lines](int row) { return lines[row].split(u' ', Qt::SkipEmptyParts); };
    QCOMPARE(cells(1)[4], QStringLiteral("all"));
    QCOMPARE(cells(2).mid(4, 1) + cells(3).mid(4, 1), (QStringList{"0", "1"}));
    QVERIFY(lines[0].contains(QStringLiteral("effective rank")) && lines[1].contains(QStringLiteral("bert-classifier")));
    QVERIFY(QFileInfo(folder.filePath("table.csv")).size() > 1000);
    line.text.reset();
    line.data = "/nowhere/texts.txt";
    QVERIFY(outputOf(app::compareCommand, line).errors.contains(QStringLiteral("/nowhere/texts.txt")));
}

void CommandsTest::compareRefusesAModelTwice()
{
    const QTemporaryDir folder;
    const std::string link = folder.filePath("link").toStdString();
    std::filesystem::create_directory_symlink(tiny + "bert-classifier", link);
    app::CommandLine line;
    line.text = "a lovely film";
    for (const std::string &again : {tiny + "bert-classifier", tiny + "lama-mean/../bert-classifier", link}) {
        line.models = {tiny + "bert-classifier", tiny + "lama-mean", again};
        const Output output = outputOf(app::compareCommand, line);
        QCOMPARE(output.status, 1);
        QVERIFY2(output.errors.endsWith(" are the same model, expected each once\n"), qPrintable(output.errors));
    }
}

void CommandsTest::cutTextsAreCounted()
{
    const QTemporaryDir folder;
    app::CommandLine line = runLine("bert-classifier", "");
    line.text = {};
    line.data = folder.filePath("texts").toStdString();
    line.summary = folder.filePath("summary.csv").toStdString();
    QFile texts(folder.filePath("texts"));
    QVERIFY(texts.open(QIODevice::WriteOnly));
    texts.write("the film\n" + QByteArray("film ").repeated(25) + "\n");
    texts.close();
    QCOMPARE(outputOf(app::spectrumCommand, line).errors,
             "attnscope: note: 1 of 2 texts cut at the model's limit of 20 tokens\n");
    QFile summary(folder.filePath("summary.csv"));
    QVERIFY(summary.open(QIODevice::ReadOnly));
    QVERIFY(summary.readLine().endsWith(",text,dropped_tokens\n"));
    QVERIFY(summary.readLine().endsWith(",0,0\n"));
    QVERIFY(summary.readAll().endsWith(",1,7\n"));

    line.models = {tiny + "bert-classifier", tiny + "linear-efficient"};
    const QString compared = outputOf(app::compareCommand, line).out;
    QVERIFY2(compared.contains("bert-classifier: 1 of 2 texts cut at the model's limit of 20 tokens\n"),
             qPrintable(compared));
    QVERIFY2(compared.contains("linear-efficient: 1 of 2 texts cut at the model's limit of 16 tokens\n"),
             qPrintable(compared));
}

// The folder's name and a label hold what would turn or color a terminal's text.
void CommandsTest::nothingReachesTheTerminalRaw()
{
    const QTemporaryDir folder;
    const std::string model = folder.filePath(QStringLiteral("evil\x1b[31m\u202e")).toStdString();
    std::filesystem::copy(tiny + "bert-classifier", model);
    const auto replaceIn = [&](const char *name, const QByteArray &old, const QByteArray &changed) {
        QFile file(QString::fromStdString(model + "/" + name));
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray bytes = file.readAll();
        QVERIFY(bytes.contains(old));
        file.resize(0);
        file.seek(0);
        file.write(QByteArray(bytes).replace(old, changed));
    };
    replaceIn("config.json", "\"positive\"", "\"posi\\u009b\\u007ftive\"");
    app::CommandLine line = runLine("", "the film\xc2\x9b"
                                        "31m was good");
    line.model = model;
    line.models = {model};
    const auto isPlain = [](const QString &text) {
        return std::ranges::none_of(text, [](QChar letter) {
            return (letter < QChar(0x20) && letter != QChar('\n')) || (letter >= QChar(0x7f) && letter < QChar(0xa0)) ||
                   letter == QChar(0x202e);
        });
    };
    for (const auto run : {app::infoCommand, app::runCommand, app::compareCommand, app::spectrumCommand}) {
        const Output output = outputOf(run, line);
        QVERIFY2(output.status == EXIT_SUCCESS, qPrintable(output.errors));
        QVERIFY2(isPlain(output.out) && isPlain(output.errors), qPrintable(output.out));
    }
    QVERIFY(outputOf(app::infoCommand, line).out.contains("evil\\x1b[31m\\u202e"));
    const std::string pairs = folder.filePath(QStringLiteral("\u202e\u009b.npy")).toStdString();
    std::ofstream(pairs) << support::npyFile("<f4", "(1, 1)", support::bytesOf(1.0F));
    app::CommandLine eval = line;
    eval.data = folder.filePath("data").toStdString();
    std::ofstream(eval.data) << "the film\xc2\x9b was bad\t0\na warm story\t1\n";
    for (const std::string &mask : {std::string(), std::string("ablate"), "file:" + pairs}) {
        eval.mask = mask.empty() ? core::AttentionMask() : *core::parseMask(mask);
        const Output output = outputOf(app::evalCommand, eval);
        QVERIFY2(output.status == EXIT_SUCCESS && isPlain(output.out), qPrintable(output.out + output.errors));
    }
    line.wantsJson = true;
    const Output json = outputOf(app::runCommand, line);
    QVERIFY(isPlain(json.out));
    QCOMPARE(QString::fromStdString(nlohmann::json::parse(json.out.toStdString())["model"].get<std::string>()),
             QStringLiteral("evil\x1b[31m\u202e"));
}

// A label of a hundred thousand letters and a training note as long.
void CommandsTest::longNamesAreCut()
{
    const QTemporaryDir folder;
    const std::string model = folder.filePath(QStringLiteral("model")).toStdString();
    std::filesystem::copy(tiny + "bert-classifier", model);
    std::ifstream plain(tiny + "bert-classifier/config.json");
    auto config = nlohmann::json::parse(plain);
    const std::string name(100000, 'x');
    config["id2label"]["0"] = name;
    config["training"]["note"] = name;
    std::filesystem::remove(model + "/config.json");
    std::ofstream(model + "/config.json") << config;
    app::CommandLine line = runLine("", "a good film " + name);
    line.model = model;
    line.importanceOptions.unit = core::ImportanceUnit::Word;
    for (const auto run : {app::infoCommand, app::runCommand}) {
        const Output output = outputOf(run, line);
        QCOMPARE(output.status, 0);
        QVERIFY(output.out.contains(QStringLiteral("xxx…xxx")));
        for (const QString &printed : output.out.split('\n'))
            QVERIFY2(printed.size() <= 500, qPrintable(printed.left(100)));
    }
    line.wantsJson = true;
    QCOMPARE(nlohmann::json::parse(outputOf(app::runCommand, line).out.toStdString())["labels"][0].get<std::string>(), name);
}

void CommandsTest::failureIsOneLineAndWritesNothing()
{
    const QTemporaryDir folder;
    app::CommandLine line = runLine("no-such-model", "a film");
    line.trace = folder.filePath(QStringLiteral("trace.safetensors")).toStdString();
    line.wantsJson = true;
    const Output output = outputOf(app::runCommand, line);
    QCOMPARE(output.status, 1);
    QCOMPARE(output.out, QString());
    QVERIFY(output.errors.startsWith(QStringLiteral("attnscope: ")));
    QCOMPARE(output.errors.count(u'\n'), 1);
    QVERIFY(!QFileInfo::exists(QString::fromStdString(line.trace.string())));

    line = runLine("bert-classifier", "a film");
    line.trace = folder.filePath(QStringLiteral("no/such/folder.safetensors")).toStdString();
    const Output unwritable = outputOf(app::runCommand, line);
    QCOMPARE(unwritable.status, 1);
    QCOMPARE(unwritable.out, QString());
    const QString file = QString::fromStdString(line.trace.string());
    QCOMPARE(unwritable.errors,
             QStringLiteral("attnscope: %1 cannot be written: there is no folder %2\n").arg(file, QFileInfo(file).path()));
    line.trace = folder.path().toStdString();
    QVERIFY(outputOf(app::runCommand, line)
                .errors.endsWith(QStringLiteral(" cannot be written: it is there already and is no ordinary file\n")));
}

ATTNSCOPE_TEST(CommandsTest, tests::NoApplication)
#include "tst_commands.moc"
