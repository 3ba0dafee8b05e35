#include "app/commands/info.h"

#include "tests/app/command_output.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

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

ATTNSCOPE_TEST(InfoCommandTest, tests::NoApplication)
#include "tst_info_command.moc"
