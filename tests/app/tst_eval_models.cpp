#include "app/command_line.h"
#include "app/commands/eval.h"
#include "core/model/mask/mask_text.h"
#include "tests/app/command_output.h"
#include "tests/support/test_program.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <span>

using commands::Output;
using commands::outputOf;
using commands::tableIn;
using commands::tiny;

namespace {

const std::string someSentences = "the film was bad\t0\na warm story\t1\nvery slow\t0\nfunny and good\t1\n";

// So long that each has guessed pieces, in several parts.
std::string paragraphs(int count)
{
    const std::string sentences[] = {"the film was very slow and the plot was bad and the actor was not funny ",
                                     "a good story and a warm film and the actor was very good and not slow ",
                                     "the plot was not bad and the film was funny and the story was very warm "};
    std::string text;
    for (int paragraph = 0; paragraph < count; ++paragraph) {
        for (int sentence = 0; sentence < 4; ++sentence)
            text += sentences[(paragraph + sentence) % 3];
        text += '\n';
    }
    return text;
}

app::CommandLine evalOf(const std::string &model, const QTemporaryDir &folder, const std::string &data)
{
    app::CommandLine line;
    line.command = app::Command::Eval;
    line.model = tiny + model;
    line.data = folder.filePath("data").toStdString();
    line.wantsJson = true;
    std::ofstream(line.data) << data;
    return line;
}

nlohmann::json answerTo(const app::CommandLine &line)
{
    const Output output = outputOf(app::evalCommand, line);
    if (!output.errors.isEmpty())
        qFatal("%s", qPrintable(output.errors));
    return nlohmann::json::parse(output.out.toStdString());
}

// The model in the folder, with its config changed.
std::filesystem::path copyOf(const std::string &model, const QTemporaryDir &folder, const char *name,
                             const QJsonObject &changes)
{
    const std::filesystem::path copy = std::filesystem::path(folder.path().toStdString()) / name;
    std::filesystem::copy(tiny + model, copy);
    QFile file(QString::fromStdString((copy / "config.json").string()));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no config");
    QJsonObject config = QJsonDocument::fromJson(file.readAll()).object();
    file.close();
    for (const QString &key : changes.keys())
        config[key] = changes[key];
    std::filesystem::remove(copy / "config.json");
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no config to write");
    file.write(QJsonDocument(config).toJson());
    return copy;
}

}  // namespace

// Two models on one file, what a model says of each text, and masks of masked language models.
class EvalModelsTest : public QObject
{
    Q_OBJECT

private slots:
    void modelIsNoDifferentFromItself_data();
    void modelIsNoDifferentFromItself();
    void differencesAreThoseOfTheModelsAlone();
    void labelsAreMatchedByName();
    void modelsOfOtherQuestionsAreRefused_data();
    void modelsOfOtherQuestionsAreRefused();
    void modelsOfOtherVocabulariesAreRefused();
    void predictionsHaveAProbabilityForEachClass();
    void predictionsAreThoseUnderTheMask();
    void maskedLanguageModelsAreComparedByParagraph();
    void maskedLanguageModelsAreSwept();
    void whatSaysNothingIsRefused_data();
    void whatSaysNothingIsRefused();
};

void EvalModelsTest::modelIsNoDifferentFromItself_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("test");
    QTest::newRow("classes") << "bert-classifier"
                             << "mcnemar_p";
    QTest::newRow("LAMA") << "lama-mean"
                          << "mcnemar_p";
    QTest::newRow("guessed pieces") << "bert-masked-lm"
                                    << "sign_test_p";
}

void EvalModelsTest::modelIsNoDifferentFromItself()
{
    QFETCH(QString, model);
    QFETCH(QString, test);
    const QTemporaryDir folder;
    auto line = evalOf(model.toStdString(), folder, model == "bert-masked-lm" ? paragraphs(4) : someSentences);
    const nlohmann::json alone = answerTo(line);
    line.against = line.model;
    const nlohmann::json json = answerTo(line);
    for (const auto &[key, value] : alone.items())
        QVERIFY2(key == "seed" || json[key] == value, key.c_str());
    const nlohmann::json &against = json["against"];
    QVERIFY(against["model"] == json["model"]);
    QVERIFY(against["model_sha256"] == json["model_sha256"]);
    QVERIFY(against["accuracy"] == json["accuracy"]);
    QVERIFY(against["loss"] == json["loss"]);
    QCOMPARE(against["changed"].get<int>(), 0);
    QCOMPARE(against[test.toStdString()].get<double>(), 1.0);
    for (const char *difference : {"accuracy_difference", "loss_difference"}) {
        for (const char *part : {"mean", "low", "high"})
            QCOMPARE(against[difference][part].get<double>(), 0.0);
    }
    line.wantsJson = false;
    const QString printed = outputOf(app::evalCommand, line).out;
    QVERIFY2(printed.contains("Δ accuracy: 0.0000 [0.0000, 0.0000]") && printed.contains("p: 1.0000 (exact "),
             qPrintable(printed));
}

void EvalModelsTest::differencesAreThoseOfTheModelsAlone()
{
    const QTemporaryDir folder;
    auto line = evalOf("bert-classifier", folder, someSentences);
    const nlohmann::json first = answerTo(line);
    line.model = tiny + "compact-bert-wide-head";
    const nlohmann::json second = answerTo(line);
    line.model = tiny + "bert-classifier";
    line.against = tiny + "compact-bert-wide-head";
    const nlohmann::json against = answerTo(line)["against"];
    QVERIFY(against["accuracy"] == second["accuracy"]);
    QVERIFY(against["loss"] == second["loss"]);
    const auto difference = [&](const char *figure) { return second[figure].get<double>() - first[figure].get<double>(); };
    QVERIFY(std::abs(against["loss_difference"]["mean"].get<double>() - difference("loss")) < 1e-7);
    QVERIFY(std::abs(against["accuracy_difference"]["mean"].get<double>() - difference("accuracy")) < 1e-7);
    QVERIFY(against["loss_difference"]["low"] <= against["loss_difference"]["high"]);
}

// The same classes the other way round: each output is that of its name.
void EvalModelsTest::labelsAreMatchedByName()
{
    const QTemporaryDir folder;
    const std::string model = "bert-classifier";
    auto line = evalOf(model, folder, someSentences);
    line.model =
        copyOf(model, folder, "one",
               {{"id2label", QJsonObject{{"0", "no"}, {"1", "yes"}}}, {"label2id", QJsonObject{{"no", 0}, {"yes", 1}}}});
    line.against =
        copyOf(model, folder, "turned",
               {{"id2label", QJsonObject{{"0", "yes"}, {"1", "no"}}}, {"label2id", QJsonObject{{"yes", 0}, {"no", 1}}}});
    const nlohmann::json json = answerTo(line);
    QCOMPARE(json["against"]["accuracy"].get<double>(), 1 - json["accuracy"].get<double>());
    QCOMPARE(json["against"]["changed"].get<int>(), 4);
}

void EvalModelsTest::modelsOfOtherQuestionsAreRefused_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("against");
    QTest::addColumn<QString>("message");
    QTest::newRow("tasks") << "bert-classifier"
                           << "bert-masked-lm"
                           << "are models of different tasks";
    QTest::newRow("no head") << "compact-bert-encoder"
                             << "compact-bert-encoder"
                             << "does not classify";
    QTest::newRow("no such model") << "bert-classifier"
                                   << "nowhere"
                                   << "nowhere";
}

void EvalModelsTest::modelsOfOtherQuestionsAreRefused()
{
    QFETCH(QString, model);
    QFETCH(QString, against);
    QFETCH(QString, message);
    const QTemporaryDir folder;
    auto line = evalOf(model.toStdString(), folder, someSentences);
    line.against = tiny + against.toStdString();
    const Output output = outputOf(app::evalCommand, line);
    QCOMPARE(output.status, EXIT_FAILURE);
    QCOMPARE(output.out, QString());
    QVERIFY2(output.errors.startsWith("attnscope: ") && output.errors.count('\n') == 1 && output.errors.contains(message),
             qPrintable(output.errors));
    line.model = tiny + std::string("bert-classifier");
    line.against = copyOf("bert-classifier", folder, "other", {{"id2label", QJsonObject{{"0", "x"}, {"1", "y"}}}});
    QVERIFY(outputOf(app::evalCommand, line).errors.contains("expected the same names in any order"));
}

// Losses per piece say nothing about each other where the pieces are others.
void EvalModelsTest::modelsOfOtherVocabulariesAreRefused()
{
    const QTemporaryDir folder;
    auto line = evalOf("bert-masked-lm", folder, paragraphs(6));
    line.against = copyOf("bert-masked-lm", folder, "renamed", {});
    QCOMPARE(answerTo(line)["against"]["changed"].get<int>(), 0);
    const auto vocabulary = std::filesystem::path(line.against) / "vocab.txt";
    std::ifstream read(vocabulary);
    std::string pieces((std::istreambuf_iterator<char>(read)), {});
    pieces.replace(pieces.find("naive"), 5, "rural");
    std::filesystem::remove(vocabulary);
    std::ofstream(vocabulary) << pieces;
    const QString refused = outputOf(app::evalCommand, line).errors;
    QVERIFY2(refused.contains("different vocabularies"), qPrintable(refused));
}

void EvalModelsTest::predictionsHaveAProbabilityForEachClass()
{
    const QTemporaryDir folder;
    auto line = evalOf("bert-classifier", folder, someSentences);
    line.model =
        copyOf("bert-classifier", folder, "named",
               {{"id2label", QJsonObject{{"0", "no"}, {"1", "yes"}}}, {"label2id", QJsonObject{{"no", 0}, {"yes", 1}}}});
    line.predictions = folder.filePath("predictions.csv").toStdString();
    const nlohmann::json json = answerTo(line);
    const auto rows = tableIn(folder.filePath("predictions.csv"));
    QCOMPARE(rows.front(), (QByteArrayList{"index", "label", "prediction", "no", "yes"}));
    QCOMPARE(rows.size(), 5U);
    int right = 0;
    double loss = 0;
    for (std::size_t text = 1; text < rows.size(); ++text) {
        const QByteArrayList &row = rows[text];
        QCOMPARE(row[0].toInt(), static_cast<int>(text) - 1);
        const double no = row[3].toDouble();
        const double yes = row[4].toDouble();
        QVERIFY(std::abs(no + yes - 1) < 1e-8);
        QCOMPARE(row[2], QByteArray(no >= yes ? "no" : "yes"));
        right += row[1] == row[2] ? 1 : 0;
        loss -= std::log(row[1] == "no" ? no : yes) / 4;
    }
    QCOMPARE(json["accuracy"].get<double>(), right / 4.0);
    QVERIFY(std::abs(json["loss"].get<double>() - loss) < 1e-7);
    QVERIFY(QFileInfo::exists(folder.filePath("predictions.csv.json")));
}

void EvalModelsTest::predictionsAreThoseUnderTheMask()
{
    const QTemporaryDir folder;
    auto line = evalOf("bert-classifier", folder, someSentences);
    line.predictions = folder.filePath("predictions.csv").toStdString();
    for (const char *mask : {"uniform", "band:0", "ablate:mean@0"}) {
        line.mask = *core::parseMask(mask);
        const nlohmann::json json = answerTo(line);
        const auto rows = tableIn(folder.filePath("predictions.csv"));
        double loss = 0;
        for (const QByteArrayList &row : std::span(rows).subspan(1))
            loss -= std::log(row[row[1] == rows[0][3] ? 3 : 4].toDouble()) / 4;
        QVERIFY2(std::abs(json["masked"]["loss"].get<double>() - loss) < 1e-6, mask);
    }
}

void EvalModelsTest::maskedLanguageModelsAreComparedByParagraph()
{
    const QTemporaryDir folder;
    auto line = evalOf("bert-masked-lm", folder, paragraphs(6));
    const nlohmann::json plain = answerTo(line);
    line.mask = *core::parseMask("diagonal&uniform");
    line.csv = folder.filePath("figures.csv").toStdString();
    const nlohmann::json json = answerTo(line);
    for (const char *key : {"examples", "accuracy", "loss", "paragraphs", "token_limit", "notes"})
        QVERIFY2(json[key] == plain[key], key);
    QVERIFY(!json.contains("cut_examples"));
    const nlohmann::json &masked = json["masked"];
    QVERIFY(masked["examples"] == json["examples"]);
    QVERIFY(masked["loss"] != json["loss"]);
    QVERIFY(std::abs(masked["loss_difference"]["mean"].get<double>() -
                     (masked["loss"].get<double>() - json["loss"].get<double>())) < 1e-7);
    QVERIFY(masked["loss_difference"]["low"] < masked["loss_difference"]["high"]);
    QVERIFY(masked.contains("sign_test_p") && !masked.contains("mcnemar_p"));
    QCOMPARE(json["control"]["draws"].get<int>(), 10);
    QCOMPARE(json["changed_predictions"].size(), masked["changed"].get<std::size_t>());
    for (const nlohmann::json &changed : json["changed_predictions"]) {
        QVERIFY(changed["index"].get<int>() < json["paragraphs"].get<int>());
        QVERIFY(changed["before"] != changed["after"] && !changed["label"].get<std::string>().empty());
    }
    const QByteArrayList header = tableIn(folder.filePath("figures.csv")).front();
    QVERIFY(header.contains("sign_test_p") && !header.contains("mcnemar_p"));
    line.wantsJson = false;
    const QString printed = outputOf(app::evalCommand, line).out;
    QVERIFY2(printed.contains(" of 6 paragraphs, seed 1") && printed.contains("exact sign test of the paragraphs"),
             qPrintable(printed));
}

void EvalModelsTest::maskedLanguageModelsAreSwept()
{
    const QTemporaryDir folder;
    auto line = evalOf("bert-masked-lm", folder, paragraphs(5));
    line.sweep = "offset:0..2";
    line.controlDraws = 0;
    const nlohmann::json json = answerTo(line);
    QCOMPARE(json["points"].size(), 3U);
    QCOMPARE(json["points"][2]["masked"]["mask"].get<std::string>(), std::string("offset:2"));
    QVERIFY(json["points"][0]["masked"]["sign_test_p_holm"] >= json["points"][0]["masked"]["sign_test_p"]);
    QVERIFY(json["best"].contains("sign_test_p_holm"));
    line.limit = 1;
    QVERIFY(outputOf(app::evalCommand, line).errors.contains("all guessed pieces are of one paragraph"));
}

void EvalModelsTest::whatSaysNothingIsRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QStringList &arguments, const char *message) {
        QTest::newRow(name) << (QStringList{"eval", "one", "--data", "f"} + arguments) << QString(message);
    };
    row("against with a mask", {"--against", "two", "--mask", "diagonal"},
        "neither --mask nor --sweep can be given with it");
    row("against with a sweep", {"--against", "two", "--sweep", "heads"}, "neither --mask nor --sweep can be given with it");
    row("predictions of two", {"--against", "two", "--predictions", "p"},
        "neither --against nor --sweep can be given with it");
    row("predictions of many", {"--sweep", "heads", "--predictions", "p"},
        "neither --against nor --sweep can be given with it");
    row("table", {"--against", "two", "--csv", "t"}, "eval writes --csv only with --mask M or --sweep S");
    row("draws", {"--against", "two", "--control-draws", "2"}, "--control-draws counts the random controls");
}

void EvalModelsTest::whatSaysNothingIsRefused()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, message);
    QList<QByteArray> bytes;
    std::vector<const char *> pointers;
    for (const QString &argument : arguments)
        bytes << argument.toUtf8();
    for (const QByteArray &argument : bytes)
        pointers.push_back(argument.constData());
    const auto line = app::parseCommandLine(pointers);
    QVERIFY(!line);
    QVERIFY2(QString::fromStdString(line.error().message).contains(message), line.error().message.c_str());
}

ATTNSCOPE_TEST(EvalModelsTest, tests::NoApplication)
#include "tst_eval_models.moc"
