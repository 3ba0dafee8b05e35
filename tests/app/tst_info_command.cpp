#include "app/commands/info.h"
#include "app/commands/run.h"

#include "tests/app/command_output.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <filesystem>
#include <fstream>

using commands::Output;
using commands::outputOf;
using commands::tiny;

class InfoCommandTest : public QObject
{
    Q_OBJECT

private slots:
    void infoDescribesAModel_data();
    void infoDescribesAModel();
    void infoReportsAMisfit();
    void longListsEndInACount();
    void checkListsTensorsAndHeads();
    void checkOfAMisfitStillListsItsTensors();
    void checkOfAFileOfAttentionHasHeadsAlone();
    void remarksAreSaid();
};

void InfoCommandTest::infoDescribesAModel_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("bert") << QStringLiteral("bert-classifier")
                          << QStringList{"^type +bert$",
                                         "^task +classification$",
                                         "^head size +\\d+$",
                                         "^checkpoint +fits$",
                                         "^attention parameters +\\d+$",
                                         "^attention without output +\\d+$",
                                         "^standard attention +\\d+$",
                                         "^standard without output +\\d+$"};
    QTest::newRow("lama") << QStringLiteral("lama-mean")
                          << QStringList{"^type +lama$", "^GRU size +\\d+ per direction$", "^context +mean$"};
}

void InfoCommandTest::infoDescribesAModel()
{
    QFETCH(const QString, model);
    QFETCH(const QStringList, lines);
    app::CommandLine line;
    line.model = tiny + model.toStdString();
    const Output output = outputOf(app::infoCommand, line);
    QCOMPARE(output.status, 0);
    QCOMPARE(output.errors, QString());
    for (const QString &pattern : lines)
        QVERIFY2(output.out.contains(QRegularExpression(pattern, QRegularExpression::MultilineOption)), qPrintable(pattern));
}

void InfoCommandTest::infoReportsAMisfit()
{
    const QTemporaryDir folder;
    app::CommandLine line;
    line.model = folder.filePath("model").toStdString();
    std::filesystem::copy(tiny + "bert-classifier", line.model);
    std::ifstream plain(tiny + "bert-classifier/config.json");
    auto config = nlohmann::json::parse(plain);
    config["num_hidden_layers"] = config["num_hidden_layers"].get<int>() + 1;
    config["max_position_embeddings"] = 7;
    std::filesystem::remove(line.model / "config.json");
    std::ofstream(line.model / "config.json") << config;
    const Output text = outputOf(app::infoCommand, line);
    QCOMPARE(text.status, 1);
    QVERIFY(text.out.contains("missing: encoder.layer."));
    line.wantsJson = true;
    const Output output = outputOf(app::infoCommand, line);
    QCOMPARE(output.status, 1);
    QCOMPARE(output.errors, text.errors);
    const auto json = nlohmann::json::parse(output.out.toStdString());
    QCOMPARE(json["model"].get<std::string>(), std::string("model"));
    QCOMPARE(json["checkpoint"].get<std::string>(), std::string("does not fit"));
    QCOMPARE(json["missing_tensors"].size(), static_cast<std::size_t>(text.out.count("missing: ")));
    QCOMPARE(json["ill_shaped_tensors"].size(), 1U);
    QCOMPARE(json["ill_shaped_tensors"][0]["expected"][0].get<int>(), 7);
    QVERIFY(json["unreadable_tensors"].empty() && json["not_finite_tensors"].empty());
}

void InfoCommandTest::longListsEndInACount()
{
    support::TinyModel model(support::encoderConfig());
    for (int number = 0; number < 3000; ++number)
        model.tensors()[QString("unused.%1").arg(number, 4, 10, QLatin1Char('0')).toStdString()] = {{1}, {0.5}};
    model.write();
    app::CommandLine line;
    line.model = model.directory();
    const Output text = outputOf(app::infoCommand, line);
    QCOMPARE(text.status, 0);
    QVERIFY(text.out.contains(QRegularExpression("unused\\.0019 and 2980 more\n")));
    line.wantsJson = true;
    const auto json = nlohmann::json::parse(outputOf(app::infoCommand, line).out.toStdString());
    QCOMPARE(json.at("unused_tensors").size(), 3000U);
}

void InfoCommandTest::checkListsTensorsAndHeads()
{
    const support::TinyModel model(support::encoderConfig());
    app::CommandLine line;
    line.model = model.directory();
    line.checksTensors = true;
    const QTemporaryDir folder;
    line.csv = folder.filePath("tensors.csv").toStdString();
    const Output text = outputOf(app::infoCommand, line);
    QCOMPARE(text.status, 0);
    QCOMPARE(text.errors, QString());
    const QStringList lines = text.out.split('\n');
    QVERIFY(lines.front().startsWith("The checkpoint fits: "));
    QVERIFY(text.out.contains(QRegularExpression("\nencoder\\.layer\\.1\\.\\S+query\\.weight +F32 +24 x 24 .* used\n")));
    QCOMPARE(lines.filter(QRegularExpression("^L[01] H[0-3] ")).size(), 8);
    std::ifstream table(line.csv);
    std::string row;
    std::size_t rows = 0;
    while (std::getline(table, row))
        ++rows;
    QCOMPARE(rows, model.reference().tensors.size() + 1);

    line.wantsJson = true;
    const auto json = nlohmann::json::parse(outputOf(app::infoCommand, line).out.toStdString());
    QCOMPARE(json["checkpoint"].get<std::string>(), std::string("fits"));
    QCOMPARE(json["tensors"].size(), model.reference().tensors.size());
    QCOMPARE(json["heads"].size(), 8U);
    const auto &head = json["heads"][5];
    QVERIFY(head["layer"] == 1 && head["head"] == 1 && head["pruned"] == false);
    QCOMPARE(head["query_key"]["singular_values"].size(), 6U);
    const double symmetric = head["value_output"]["symmetric_share"].get<double>();
    QVERIFY(std::abs(symmetric + head["value_output"]["antisymmetric_share"].get<double>() - 1) < 1e-8);
    QVERIFY(json["heads_absent"].is_null() && json["weight_spectra_absent"].is_null());
}

void InfoCommandTest::checkOfAMisfitStillListsItsTensors()
{
    support::TinyModel model(support::encoderConfig());
    model.tensors().erase("encoder.layer.0.output.dense.bias");
    model.write();
    app::CommandLine line;
    line.model = model.directory();
    line.checksTensors = true;
    const Output text = outputOf(app::infoCommand, line);
    QCOMPARE(text.status, 1);
    QVERIFY(text.errors.contains("1 tensor is missing"));
    QVERIFY(text.out.contains(QRegularExpression("encoder\\.layer\\.0\\.output\\.dense\\.bias +- .* missing, expected ")));
    QVERIFY(text.out.contains(" used\n"));
    line.wantsJson = true;
    const Output output = outputOf(app::infoCommand, line);
    QCOMPARE(output.status, 1);
    const auto json = nlohmann::json::parse(output.out.toStdString());
    QCOMPARE(json["checkpoint"].get<std::string>(), std::string("does not fit"));
    QCOMPARE(json["missing_tensors"].size(), 1U);
    QCOMPARE(json["tensors"].size(), model.reference().tensors.size() + 1);
    QVERIFY(json["heads"].is_null() && json["heads_absent"].is_string());
}

void InfoCommandTest::checkOfAFileOfAttentionHasHeadsAlone()
{
    const QTemporaryDir folder;
    app::CommandLine line;
    line.model = folder.filePath("maps.json").toStdString();
    line.checksTensors = true;
    std::ofstream(line.model) << R"({"tokens": ["a", "b"], "attention": [[[[0.5, 0.5], [0.5, 0.5]]]]})";
    const Output text = outputOf(app::infoCommand, line);
    QCOMPARE(text.status, 0);
    QVERIFY(text.out.contains("Every head attends to every token about equally"));
    QVERIFY(text.out.contains("A file of attention has no weights."));
    line.wantsJson = true;
    const auto json = nlohmann::json::parse(outputOf(app::infoCommand, line).out.toStdString());
    QVERIFY(json["tensors"].empty() && json["heads"][0]["near_uniform"] == true);
    QVERIFY(json["heads"][0]["value_output"].is_null());
}

// Every command that looks at maps in percent says that they are no shares.
void InfoCommandTest::remarksAreSaid()
{
    const QTemporaryDir folder;
    app::CommandLine line;
    line.model = folder.filePath("maps.json").toStdString();
    std::ofstream(line.model) << R"({"tokens": ["a", "b"], "attention": [[[[50, 50], [50, 50]]]]})";
    const QString remark =
        "the weights of a query add up to 100 and not to 1, so measures that take them for shares have no "
        "meaning\n";
    QVERIFY(outputOf(app::infoCommand, line).out.contains("remarks                   " + remark));
    QVERIFY(outputOf(app::runCommand, line).out.endsWith(remark));
    line.checksTensors = true;
    QVERIFY(outputOf(app::infoCommand, line).out.startsWith(remark));
    line.wantsJson = true;
    for (const auto command : {&app::infoCommand, &app::runCommand}) {
        const auto json = nlohmann::json::parse(outputOf(command, line).out.toStdString());
        QCOMPARE(QString::fromStdString(json.at("remarks").at(0).get<std::string>()) + "\n", remark);
    }
}

ATTNSCOPE_TEST(InfoCommandTest, tests::NoApplication)
#include "tst_info_command.moc"
