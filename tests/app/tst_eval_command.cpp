#include "app/commands/eval.h"

#include "core/model/mask/mask_text.h"
#include "tests/app/command_output.h"
#include "tests/support/test_program.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>

using commands::Output;
using commands::outputOf;
using commands::tiny;

namespace {

const std::string fewSentences = "the film was bad\t0\na warm story\t1\nvery slow\t0\n";

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

class EvalCommandTest : public QObject
{
    Q_OBJECT

private slots:
    void judgesAClassifier();
    void comparesAMaskWithItsControl();
    void printsChangedPredictions();
    void sweeps_data();
    void sweeps();
    void refusesOptionsThatSayNothing_data();
    void refusesOptionsThatSayNothing();
    void ablatesWithMeans();
    void refusesMasks_data();
    void refusesMasks();
    void judgesAMaskedLanguageModel();
    void saysHowTheFileWasRead();
    void refusesAnEncoderAlone();
    void namesTheFileForItsOwnFaultsOnly();
};

void EvalCommandTest::judgesAClassifier()
{
    const QTemporaryDir folder;
    const auto line = evalLine("bert-classifier", folder, "the film was bad\t0\na warm story\t1\nvery slow\t0\n");
    const Output output = outputOf(app::evalCommand, line);
    QCOMPARE(output.errors, QString());
    const auto json = nlohmann::json::parse(output.out.toStdString());
    QCOMPARE(json["examples"].get<int>(), 3);
    QVERIFY(json["loss"].get<double>() > 0.0);
    QVERIFY(!json.contains("paragraphs"));
}

void EvalCommandTest::comparesAMaskWithItsControl()
{
    const QTemporaryDir folder;
    auto line = evalLine("bert-classifier", folder, fewSentences);
    const auto plain = nlohmann::json::parse(outputOf(app::evalCommand, line).out.toStdString());
    line.mask = *core::parseMask("band:1");
    line.csv = folder.filePath("figures.csv").toStdString();
    const Output output = outputOf(app::evalCommand, line);
    QCOMPARE(output.errors, QString());
    const auto json = nlohmann::json::parse(output.out.toStdString());
    for (const auto &[key, value] : plain.items())
        QVERIFY2(value.is_null() || json[key] == value, key.c_str());
    QCOMPARE(json["masked"]["mask"].get<std::string>(), std::string("band:1"));
    QCOMPARE(json["masked"]["examples"].get<int>(), 3);
    QCOMPARE(json["control"]["mask"].get<std::string>(), std::string("band:1~control:1"));
    QVERIFY(json["masked"]["sparsity"] == json["control"]["sparsity"]);
    QVERIFY(json["masked"]["loss_difference"]["low"] <= json["masked"]["loss_difference"]["high"]);
    QCOMPARE(json["changed_predictions"].size(), json["masked"]["changed"].get<std::size_t>());
    QVERIFY(json["masked"]["mcnemar_p"].get<double>() > 0 && json["control"]["mcnemar_p"].is_null());
    QCOMPARE(json["control"]["draws"].get<int>(), 10);
    QVERIFY(json["control"]["loss_low"] < json["control"]["loss"] && json["control"]["loss"] < json["control"]["loss_high"]);
    QVERIFY(json["control"]["accuracy_low"] <= json["control"]["accuracy_high"]);
    QVERIFY(json["control"]["seeds"] == nlohmann::json({{"first", 1}, {"count", 10}}));
    QCOMPARE(json["baseline"]["run"].get<std::string>(), std::string("unmasked"));
    QFile csv(folder.filePath("figures.csv"));
    QVERIFY(csv.open(QIODevice::ReadOnly));
    const QByteArrayList lines = csv.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines[0].startsWith("parameter,value,run,mask,sparsity,examples,accuracy,loss,"));
    QVERIFY(lines[1].startsWith(",,unmasked,,0,3,"));
    QVERIFY(lines[2].startsWith(",,masked,band:1,0."));
}

// Without any attention, what a sentence is taken for no longer depends on its words.
void EvalCommandTest::printsChangedPredictions()
{
    const QTemporaryDir folder;
    auto line = evalLine("bert-classifier", folder, fewSentences);
    line.mask = *core::parseMask("ablate");
    const auto json = nlohmann::json::parse(outputOf(app::evalCommand, line).out.toStdString());
    QVERIFY(!json.contains("control"));
    line.wantsJson = false;
    const Output table = outputOf(app::evalCommand, line);
    const auto &changed = json["changed_predictions"];
    const auto isChange = [](const QString &text) { return text.contains(" -> "); };
    const QStringList lines = table.out.split('\n');
    QCOMPARE(static_cast<std::size_t>(std::ranges::count_if(lines, isChange)), changed.size());
    for (const QString &text : lines) {
        const bool isEffect = text.startsWith("corrected ") || text.startsWith("broken ") || text.startsWith("changed ");
        QVERIFY2(!isChange(text) || isEffect, qPrintable(text));
    }
    QVERIFY(!changed.empty());
    QVERIFY(table.out.contains("ablate@all "));
    QVERIFY(table.out.contains("3 sentences, seed 1"));
    line.limit = 1;
    QVERIFY(outputOf(app::evalCommand, line).out.contains("\n1 sentence, seed 1"));
}

void EvalCommandTest::sweeps_data()
{
    QTest::addColumn<QString>("mask");
    QTest::addColumn<QString>("sweep");
    QTest::addColumn<QStringList>("masks");
    QTest::newRow("band") << ""
                          << "band:1..3" << QStringList{"band:1", "band:2", "band:3"};
    QTest::newRow("heads") << ""
                           << "heads" << QStringList{"ablate@0.0", "ablate@0.1"};
    QTest::newRow("heads of a mask") << "diagonal"
                                     << "heads" << QStringList{"diagonal@0.0", "diagonal@0.1"};
    QTest::newRow("strength") << "diagonal"
                              << "strength:0..1:0.5" << QStringList{"diagonal~0", "diagonal~0.5", "diagonal"};
    QTest::newRow("controls") << "diagonal"
                              << "control:3..4" << QStringList{"diagonal~control:3", "diagonal~control:4"};
    QTest::newRow("heads of none, ablated") << "none;ablate"
                                            << "heads" << QStringList{"none@0.0;ablate@0.0", "none@0.1;ablate@0.1"};
    QTest::newRow("joined") << "diagonal@0"
                            << "star:0..1" << QStringList{"diagonal&star:0@0", "diagonal&star:1@0"};
}

void EvalCommandTest::sweeps()
{
    QFETCH(const QString, mask);
    QFETCH(const QString, sweep);
    QFETCH(const QStringList, masks);
    const QTemporaryDir folder;
    auto line = evalLine("bert-classifier", folder, fewSentences);
    line.mask = *core::parseMask(mask.toStdString());
    line.sweep = sweep.toStdString();
    line.csv = folder.filePath("sweep.csv").toStdString();
    const Output output = outputOf(app::evalCommand, line);
    QCOMPARE(output.errors, QString());
    const auto json = nlohmann::json::parse(output.out.toStdString());
    QCOMPARE(json["sweep"].get<std::string>(), line.sweep);
    for (qsizetype point = 0; point < masks.size(); ++point)
        QCOMPARE(json["points"][static_cast<std::size_t>(point)]["masked"]["mask"].get<std::string>(),
                 masks[point].toStdString());
    QVERIFY(QFileInfo(folder.filePath("sweep.csv")).size() > 0);
    const auto &first = json["points"][0]["masked"];
    QVERIFY(first["mcnemar_p_holm"] >= first["mcnemar_p"]);
    QCOMPARE(json["best"]["of"].get<std::size_t>(), json["points"].size());
    QVERIFY(json["best"]["accuracy"] >= json["worst"]["accuracy"]);
    line.wantsJson = false;
    const Output table = outputOf(app::evalCommand, line);
    const QString what = json["best"]["what"].get<std::string>().c_str();
    QVERIFY2(table.out.contains(QStringLiteral("\nbest of %1 %2: ").arg(json["points"].size()).arg(what)),
             qPrintable(table.out));
    QVERIFY2(!table.out.contains("@0"), qPrintable(table.out));  // heads and layers are spelled in one way
}

void EvalCommandTest::refusesOptionsThatSayNothing_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<bool>("choosesReading");
    QTest::addColumn<QString>("message");
    QTest::newRow("column") << "label" << false << "--label-column names a column of labels";
    QTest::newRow("reading") << "" << true << "--labels says what class labels are";
}

void EvalCommandTest::refusesOptionsThatSayNothing()
{
    QFETCH(const QString, column);
    QFETCH(const bool, choosesReading);
    QFETCH(const QString, message);
    const QTemporaryDir folder;
    auto line = evalLine("bert-masked-lm", folder, fewSentences);
    line.columns.label = column.toStdString();
    line.labels = choosesReading ? core::LabelReading::IndicesFrom0 : core::LabelReading::Unambiguous;
    const Output output = outputOf(app::evalCommand, line);
    QCOMPARE(output.errors, "attnscope: " + message + ", but bert-masked-lm guesses pieces, which need none\n");
}

void EvalCommandTest::ablatesWithMeans()
{
    const QTemporaryDir folder;
    auto line = evalLine("bert-classifier", folder, fewSentences);
    line.mask = *core::parseMask("ablate:mean@0");
    const auto means = nlohmann::json::parse(outputOf(app::evalCommand, line).out.toStdString());
    line.mask = *core::parseMask("ablate@0");
    const auto zero = nlohmann::json::parse(outputOf(app::evalCommand, line).out.toStdString());
    QVERIFY(means["masked"]["loss"] != zero["masked"]["loss"]);
}

void EvalCommandTest::refusesMasks_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("mask");
    QTest::addColumn<QString>("sweep");
    QTest::addColumn<QString>("message");
    QTest::newRow("no pairs") << "linformer-none"
                              << "diagonal"
                              << ""
                              << "attend to projected slots";
    QTest::newRow("no head") << "compact-bert-encoder"
                             << "diagonal"
                             << ""
                             << "does not classify and guesses no pieces";
    QTest::newRow("no sweep") << "bert-classifier"
                              << ""
                              << "triangle:1..2"
                              << "there is no sweep \"triangle\"";
    QTest::newRow("sweep without a number") << "bert-classifier"
                                            << ""
                                            << "diagonal:1..2"
                                            << "there is no sweep \"diagonal\"";
    QTest::newRow("sweep without a range") << "bert-classifier"
                                           << ""
                                           << "band"
                                           << "has no FROM..TO";
    QTest::newRow("falling sweep") << "bert-classifier"
                                   << ""
                                   << "band:4..1"
                                   << "has to rise within 0..32768 in whole steps";
    QTest::newRow("sweep in fractions") << "bert-classifier"
                                        << ""
                                        << "band:1..4:0.5"
                                        << "has to rise";
    QTest::newRow("endless sweep") << "bert-classifier"
                                   << "diagonal"
                                   << "strength:0..1:1e-9"
                                   << "more than 256 points";
    QTest::newRow("standing sweep") << "bert-classifier"
                                    << "diagonal"
                                    << "strength:0..1:0"
                                    << "has to rise within 0..1";
    QTest::newRow("not a number") << "bert-classifier"
                                  << "diagonal"
                                  << "strength:nan..1"
                                  << "has no FROM..TO";
    QTest::newRow("strength of nothing") << "bert-classifier"
                                         << ""
                                         << "strength:0..1"
                                         << "needs a mask that removes pairs";
    for (const char *sweep : {"heads", "strength:0..1", "control:1..3"})
        QTest::addRow("%s of none", sweep)
            << "bert-classifier"
            << "none" << sweep << (QByteArray(sweep) == "heads" ? "removes no pairs" : "needs a mask that removes pairs");
    QTest::newRow("layer") << "bert-classifier"
                           << "diagonal@7"
                           << ""
                           << "there is no layer 7";
}

void EvalCommandTest::refusesMasks()
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
    const Output output = outputOf(app::evalCommand, line);
    QCOMPARE(output.status, EXIT_FAILURE);
    QCOMPARE(output.out, QString());
    QVERIFY2(output.errors.startsWith("attnscope: ") && output.errors.contains(message), qPrintable(output.errors));
    QVERIFY(!QFileInfo::exists(folder.filePath("figures.csv")));
}

void EvalCommandTest::judgesAMaskedLanguageModel()
{
    const QTemporaryDir folder;
    const std::string paragraph = "the film was very slow and the plot was bad and the actor was not funny\n";
    auto line = evalLine("bert-masked-lm", folder, paragraph + "\n" + paragraph + paragraph + paragraph);
    const Output all = outputOf(app::evalCommand, line);
    QCOMPARE(all.errors, QString());
    const auto json = nlohmann::json::parse(all.out.toStdString());
    QCOMPARE(json["paragraphs"].get<int>(), 4);
    line.limit = 2;
    line.wantsJson = false;
    const Output first = outputOf(app::evalCommand, line);
    QVERIFY2(first.out.contains("guessed pieces of 2 paragraphs"), qPrintable(first.out));
    QVERIFY2(!first.out.contains(QStringLiteral("examples  %1 ").arg(json["examples"].get<int>())), qPrintable(first.out));
}

void EvalCommandTest::saysHowTheFileWasRead()
{
    const QTemporaryDir folder;
    std::string longText;
    for (int word = 0; word < 25; ++word)
        longText += "film ";
    auto line = evalLine("bert-classifier", folder, "text,label\n\"a warm, slow story\",2\n" + longText + ",1\n,1\n");
    const QString cut = "1 of 2 texts cut at the model's limit of 20 tokens";
    for (const char *mask : {"", "band:1"}) {
        line.mask = *mask == 0 ? core::AttentionMask() : *core::parseMask(mask);
        line.wantsJson = true;
        const auto json = nlohmann::json::parse(outputOf(app::evalCommand, line).out.toStdString());
        QCOMPARE(json["labels_read_as"].get<std::string>(), std::string("class indices from 1"));
        QCOMPARE(json["cut_examples"].get<int>(), 1);
        QCOMPARE(json["token_limit"].get<int>(), 20);
        QCOMPARE(json["notes"].size(), 3U);
        line.wantsJson = false;
        const QString lines = outputOf(app::evalCommand, line).out;
        for (const QString &part :
             {cut, QStringLiteral("\nlabels    read as class indices from 1\n"), QStringLiteral("comma-separated"),
              QStringLiteral("1 row without a text left out, line 4")})
            QVERIFY2(lines.contains(part), qPrintable(lines));
    }
}

void EvalCommandTest::refusesAnEncoderAlone()
{
    const QTemporaryDir folder;
    const Output output = outputOf(app::evalCommand, evalLine("compact-bert-encoder", folder, "the film\t0\n"));
    QCOMPARE(output.status, EXIT_FAILURE);
    QCOMPARE(output.errors, "attnscope: compact-bert-encoder does not classify and guesses no pieces, so there is no "
                            "accuracy to measure\n");
}

void EvalCommandTest::namesTheFileForItsOwnFaultsOnly()
{
    const QTemporaryDir folder;
    auto line = evalLine("bert-masked-lm", folder, "a good story\n");
    QVERIFY(
        outputOf(app::evalCommand, line)
            .errors.startsWith("attnscope: " + folder.filePath("data") + ": none of its 3 pieces was chosen to be guessed"));
    line.model = folder.filePath("maskless").toStdString();
    std::filesystem::copy(tiny + "bert-masked-lm", line.model);
    QFile vocabulary(folder.filePath("maskless/vocab.txt"));
    QVERIFY(vocabulary.open(QIODevice::ReadWrite));
    const QByteArray pieces = vocabulary.readAll().replace("[MASK]", "[NONE]");
    vocabulary.resize(0);
    vocabulary.write(pieces);
    vocabulary.close();
    QCOMPARE(outputOf(app::evalCommand, line).errors,
             "attnscope: maskless has no mask token, so nothing can be masked; name one that its vocabulary has as "
             "\"mask_token\" in tokenizer_config.json\n");
}

ATTNSCOPE_TEST(EvalCommandTest, tests::NoApplication)
#include "tst_eval_command.moc"
