#include "app/commands/eval.h"

#include "core/model/mask_text.h"
#include "tests/app/command_output.h"
#include "tests/support/random_model.h"

#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using commands::Output;
using commands::outputOf;

namespace {

// A model with the given head, and a labelled file.
struct Bench {
    QTemporaryDir folder;
    app::CommandLine line;

    explicit Bench(const std::string &head)
    {
        const std::string config =
            R"({"model_type": "compact_bert", "architectures": ["CompactBertForSequenceClassification"],
            "hidden_size": 8, "num_hidden_layers": 2, "num_attention_heads": 2, "head_size": 4, "intermediate_size": 8,
            "max_position_embeddings": 16, "vocab_size": 64, )";
        line.command = app::Command::Eval;
        line.model = folder.filePath("model").toStdString();
        line.data = folder.filePath("data.tsv").toStdString();
        line.wantsJson = true;
        std::filesystem::create_directory(line.model);
        const std::string fault = support::writeRandomModel(line.model, config + head + "}", 5);
        if (!fault.empty())
            qFatal("%s", fault.c_str());
    }

    Output eval(const std::string &data) const
    {
        std::ofstream(line.data) << data;
        return outputOf(app::runEval, line);
    }
    nlohmann::json json(const std::string &data) const
    {
        const Output output = eval(data);
        return output.errors.isEmpty() ? nlohmann::json::parse(output.out.toStdString()) : nlohmann::json();
    }
};

constexpr const char *regression = R"("id2label": {"0": "score"})";
constexpr const char *severalLabels =
    R"("id2label": {"0": "toxic", "1": "insult"}, "problem_type": "multi_label_classification")";
constexpr const char *oneSigmoid = R"("id2label": {"0": "toxic"}, "problem_type": "single_label_classification")";

}  // namespace

class EvalHeadsCommandTest : public QObject
{
    Q_OBJECT

private slots:
    void regressionHasErrorsAndNoAccuracy();
    void correlationThatIsNotDefinedIsNull();
    void severalLabelsHaveMatchesAndNoAccuracy();
    void oneSigmoidIsJudgedByItsHalf();
    void masksOfARegressionChangeItsSquaredError();
    void masksOfSeveralLabelsAreRefused();
    void labelsThatDoNotFitTheHeadAreRefused_data();
    void labelsThatDoNotFitTheHeadAreRefused();
    void tableNamesItsFigures();
};

void EvalHeadsCommandTest::regressionHasErrorsAndNoAccuracy()
{
    const auto json = Bench(regression).json("a word57\t0.5\nword58 b\t-1\nword59\t2.25\n");
    QCOMPARE(json["examples"].get<int>(), 3);
    QVERIFY(json["mean_squared_error"].get<double>() > 0);
    QVERIFY(json["mean_absolute_error"].get<double>() > 0);
    QVERIFY(json["pearson"].is_number() && json["spearman"].is_number());
    QCOMPARE(json["cut_examples"].get<int>(), 0);
    QVERIFY(!json.contains("accuracy") && !json.contains("loss"));
}

void EvalHeadsCommandTest::correlationThatIsNotDefinedIsNull()
{
    const Bench bench(regression);
    for (const char *data : {"a word57\t0.5\n", "a word57\t0\nword58 b\t0\n"}) {
        const auto json = bench.json(data);
        QVERIFY(json["mean_squared_error"].is_number());
        QVERIFY(json["pearson"].is_null() && json["spearman"].is_null());
    }
}

void EvalHeadsCommandTest::severalLabelsHaveMatchesAndNoAccuracy()
{
    const Bench bench(severalLabels);
    const auto named = bench.json("a word57\ttoxic,insult\nword58 b\t\nword59\tinsult\n");
    QCOMPARE(named["examples"].get<int>(), 3);
    QVERIFY(named["loss"].get<double>() > 0 && named["exact_match"].is_number() && named["micro_f1"].is_number());
    QVERIFY(!named.contains("accuracy"));
    QCOMPARE(named["labels_read_as"].get<std::string>(), std::string("class names"));
    QVERIFY(bench.json("a word57\t0,1\nword58 b\t\nword59\t1\n")["loss"] == named["loss"]);
}

void EvalHeadsCommandTest::oneSigmoidIsJudgedByItsHalf()
{
    const Bench bench(oneSigmoid);
    const auto json = bench.json("a word57\t0\nword58 b\t1\nword59\t0\n");
    QVERIFY(json["accuracy"].is_number() && json["loss"].get<double>() > 0);
    const auto named = bench.json("a word57\tnot toxic\nword58 b\ttoxic\nword59\tnot toxic\n");
    QVERIFY(named["accuracy"] == json["accuracy"] && named["loss"] == json["loss"]);
    const auto opposite = bench.json("a word57\t1\nword58 b\t0\nword59\t1\n");
    QVERIFY(std::abs(opposite["accuracy"].get<double>() + json["accuracy"].get<double>() - 1) < 1e-12);
}

void EvalHeadsCommandTest::masksOfARegressionChangeItsSquaredError()
{
    const std::string data = "a word57 word60\t0.5\nword58 b word61\t-1\nword59 a\t2.25\n";
    Bench bench(regression);
    const auto plain = bench.json(data);
    bench.line.mask = *core::parseMask("diagonal");
    const auto json = bench.json(data);
    QCOMPARE(json["mean_squared_error"].get<double>(), plain["mean_squared_error"].get<double>());
    const double difference = json["masked"]["squared_error_difference"]["mean"].get<double>();
    QVERIFY(std::abs(json["masked"]["mean_squared_error"].get<double>() - difference -
                     plain["mean_squared_error"].get<double>()) < 1e-9);
    QVERIFY(json["masked"]["squared_error_difference"]["low"].get<double>() <= difference);
    QCOMPARE(json["control"]["draws"].get<int>(), 10);
    const QString text = QString::fromStdString(json.dump());
    QVERIFY2(!text.contains("accuracy") && !text.contains("loss"), qPrintable(text));
    bench.line.mask = {};
    bench.line.sweep = "heads";
    const auto heads = bench.json(data);
    QCOMPARE(heads["points"].size(), 4U);
    QVERIFY(heads["points"][0]["masked"]["mean_squared_error"].is_number());
    bench.line.wantsJson = false;
    const QString table = bench.eval(data).out;
    QVERIFY2(table.contains("mean squared error") && !table.contains("accuracy"), qPrintable(table));
}

void EvalHeadsCommandTest::masksOfSeveralLabelsAreRefused()
{
    Bench bench(severalLabels);
    bench.line.mask = *core::parseMask("diagonal");
    const Output output = bench.eval("a word57\ttoxic\n");
    QCOMPARE(output.status, 1);
    QVERIFY2(output.errors.contains("has labels that may hold together, expected one class per text"),
             qPrintable(output.errors));
}

void EvalHeadsCommandTest::labelsThatDoNotFitTheHeadAreRefused_data()
{
    QTest::addColumn<QString>("head");
    QTest::addColumn<QString>("data");
    QTest::addColumn<QString>("message");
    QTest::newRow("names for a regression") << regression << "a\t1\nb\tgood\n"
                                            << "line 2 has the label \"good\", expected a number";
    QTest::newRow("infinity for a regression") << regression << "a\tinf\n"
                                               << "line 1 has the label \"inf\", expected a number";
    QTest::newRow("unknown label") << severalLabels << "a\ttoxic\nb\ttoxic,rude\n"
                                   << "line 2 has the label \"rude\"";
    QTest::newRow("third class of two") << oneSigmoid << "a\t1\nb\t0\nc\t2\n"
                                        << "line 3 has the label \"2\"";
    QTest::newRow("several values") << R"("problem_type": "regression", "num_labels": 3)"
                                    << "a\t1\n"
                                    << "predicts 3 values";
}

void EvalHeadsCommandTest::labelsThatDoNotFitTheHeadAreRefused()
{
    QFETCH(QString, head);
    QFETCH(QString, data);
    QFETCH(QString, message);
    const Output output = Bench(head.toStdString()).eval(data.toStdString());
    QCOMPARE(output.status, 1);
    QCOMPARE(output.out, QString());
    QVERIFY2(output.errors.startsWith("attnscope: ") && output.errors.contains(message), qPrintable(output.errors));
    QCOMPARE(output.errors.count('\n'), 1);
}

void EvalHeadsCommandTest::tableNamesItsFigures()
{
    Bench bench(regression);
    bench.line.wantsJson = false;
    const QString values = bench.eval("a word57\t0\nword58 b\t0\n").out;
    QVERIFY2(values.contains("mean squared error") && values.contains("Pearson r             not defined"),
             qPrintable(values));
    Bench labels(severalLabels);
    labels.line.wantsJson = false;
    const QString matches = labels.eval("a word57\ttoxic\nword58 b\t\n").out;
    QVERIFY2(matches.contains("exact match") && matches.contains("micro F1") && !matches.contains("accuracy"),
             qPrintable(matches));
}

QTEST_APPLESS_MAIN(EvalHeadsCommandTest)
#include "tst_eval_heads_command.moc"
