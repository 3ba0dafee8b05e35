#include "app/commands/eval.h"

#include "core/model/mask/mask_text.h"
#include "tests/app/command_output.h"
#include "tests/support/npy_bytes.h"
#include "tests/support/random_model.h"
#include "tests/support/test_program.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <fstream>

using commands::Output;
using commands::outputOf;

namespace {

// A model with the given head, and a labeled file.
struct EvalHeadsCommandBench {
    QTemporaryDir folder;
    app::CommandLine line;

    explicit EvalHeadsCommandBench(const std::string &head)
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
        return outputOf(app::evalCommand, line);
    }
    nlohmann::json json(const std::string &data) const
    {
        const Output output = eval(data);
        return output.errors.isEmpty() ? nlohmann::json::parse(output.out.toStdString()) : nlohmann::json();
    }
};

constexpr const char *regression = R"("id2label": {"0": "score"})";
constexpr const char *regressionWithoutDiagonal = R"("id2label": {"0": "score"}, "attention_mask": {"kind": "no_diagonal"})";
constexpr const char *severalLabels =
    R"("id2label": {"0": "toxic", "1": "insult"}, "problem_type": "multi_label_classification")";
const std::string valued = "a word57 word60\t0.5\nword58 b word61\t-1\nword59 a\t2.25\n";
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
    void regressionTrainedWithAMaskIsComparedWithIt();
    void controlsOfARegressionHaveARange();
    void sweepOfARegressionNamesBestAndWorst();
    void meansAndFilesMaskARegression();
    void regressionTakesNoReadingOfLabels();
    void masksOfSeveralLabelsAreRefused();
    void labelsThatDoNotFitTheHeadAreRefused_data();
    void labelsThatDoNotFitTheHeadAreRefused();
    void tableNamesItsFigures();
    void predictionsOfARegressionAreItsValues();
    void predictionsOfSeveralLabelsHaveAProbabilityEach();
};

void EvalHeadsCommandTest::regressionHasErrorsAndNoAccuracy()
{
    const auto json = EvalHeadsCommandBench(regression).json("a word57\t0.5\nword58 b\t-1\nword59\t2.25\n");
    QCOMPARE(json["examples"].get<int>(), 3);
    QVERIFY(json["mean_squared_error"].get<double>() > 0);
    QVERIFY(json["mean_absolute_error"].get<double>() > 0);
    QVERIFY(json["pearson"].is_number() && json["spearman"].is_number());
    QCOMPARE(json["cut_examples"].get<int>(), 0);
    QVERIFY(!json.contains("accuracy") && !json.contains("loss"));
}

void EvalHeadsCommandTest::correlationThatIsNotDefinedIsNull()
{
    const EvalHeadsCommandBench bench(regression);
    for (const char *data : {"a word57\t0.5\n", "a word57\t0\nword58 b\t0\n"}) {
        const auto json = bench.json(data);
        QVERIFY(json["mean_squared_error"].is_number());
        QVERIFY(json["pearson"].is_null() && json["spearman"].is_null());
    }
}

void EvalHeadsCommandTest::severalLabelsHaveMatchesAndNoAccuracy()
{
    const EvalHeadsCommandBench bench(severalLabels);
    const auto named = bench.json("a word57\ttoxic,insult\nword58 b\t\nword59\tinsult\n");
    QCOMPARE(named["examples"].get<int>(), 3);
    QVERIFY(named["loss"].get<double>() > 0 && named["exact_match"].is_number() && named["micro_f1"].is_number());
    QVERIFY(!named.contains("accuracy"));
    QCOMPARE(named["labels_read_as"].get<std::string>(), std::string("class names"));
    QVERIFY(bench.json("a word57\t0,1\nword58 b\t\nword59\t1\n")["loss"] == named["loss"]);
}

void EvalHeadsCommandTest::oneSigmoidIsJudgedByItsHalf()
{
    const EvalHeadsCommandBench bench(oneSigmoid);
    const auto json = bench.json("a word57\t0\nword58 b\t1\nword59\t0\n");
    QVERIFY(json["accuracy"].is_number() && json["loss"].get<double>() > 0);
    const auto named = bench.json("a word57\tnot toxic\nword58 b\ttoxic\nword59\tnot toxic\n");
    QVERIFY(named["accuracy"] == json["accuracy"] && named["loss"] == json["loss"]);
    const auto opposite = bench.json("a word57\t1\nword58 b\t0\nword59\t1\n");
    QVERIFY(std::abs(opposite["accuracy"].get<double>() + json["accuracy"].get<double>() - 1) < 1e-12);
}

void EvalHeadsCommandTest::masksOfARegressionChangeItsSquaredError()
{
    const std::string &data = valued;
    EvalHeadsCommandBench bench(regression);
    const auto plain = bench.json(data);
    bench.line.mask = *core::parseMask("diagonal");
    const auto json = bench.json(data);
    QCOMPARE(json["mean_squared_error"].get<double>(), plain["mean_squared_error"].get<double>());
    const double difference = json["masked"]["squared_error_difference"]["mean"].get<double>();
    QVERIFY(std::abs(json["masked"]["mean_squared_error"].get<double>() - difference -
                     plain["mean_squared_error"].get<double>()) < 1e-9);
    QVERIFY(json["masked"]["squared_error_difference"]["low"].get<double>() <= difference);
    QCOMPARE(json["control"]["draws"].get<int>(), 10);
    QVERIFY(json["pearson"] == plain["pearson"] && json["spearman"] == plain["spearman"]);
    QVERIFY(json["masked"]["pearson"].is_number() && json["masked"]["pearson"] != plain["pearson"]);
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

void EvalHeadsCommandTest::regressionTrainedWithAMaskIsComparedWithIt()
{
    EvalHeadsCommandBench bench(regressionWithoutDiagonal);
    bench.line.mask = *core::parseMask("none");
    const auto json = bench.json(valued);
    QCOMPARE(json["baseline"]["run"].get<std::string>(), std::string("own_mask"));
    QCOMPARE(json["baseline"]["trained_mask"].get<std::string>(), std::string("no_diagonal"));
    QVERIFY(json["baseline"]["sparsity"].get<double>() > 0 && json["masked"]["sparsity"].get<double>() == 0);
    bench.line.wantsJson = false;
    const QString table = bench.eval(valued).out;
    QVERIFY2(table.contains("own mask") && !table.contains("unmasked"), qPrintable(table));
    bench.line.mask = *core::parseMask("diagonal");
    bench.line.wantsJson = true;
    const auto same = bench.json(valued);
    QCOMPARE(same["masked"]["squared_error_difference"]["mean"].get<double>(), 0.0);
}

void EvalHeadsCommandTest::controlsOfARegressionHaveARange()
{
    EvalHeadsCommandBench bench(regression);
    const auto plain = bench.json(valued);
    bench.line.mask = *core::parseMask("band:0");
    bench.line.seed = 4;
    bench.line.controlDraws = 3;
    bench.line.csv = bench.folder.filePath("figures.csv").toStdString();
    const auto control = bench.json(valued)["control"];
    const double low = control["mean_squared_error_low"].get<double>();
    const double high = control["mean_squared_error_high"].get<double>();
    const double mean = control["mean_squared_error"].get<double>();
    QVERIFY(low < mean && mean < high);
    QVERIFY(control["seeds"] == nlohmann::json({{"first", 4}, {"count", 3}}));
    std::ifstream file(bench.line.csv);
    std::vector<std::string> lines;
    for (std::string text; std::getline(file, text);)
        lines.push_back(text);
    QCOMPARE(lines.size(), 4U);
    QCOMPARE(lines[0], std::string("parameter,value,run,mask,sparsity,examples,mean_squared_error,squared_error_difference,"
                                   "squared_error_difference_low,squared_error_difference_high,picked,draws,"
                                   "mean_squared_error_low,mean_squared_error_high,pearson,spearman"));
    QVERIFY(lines[1].starts_with(",,unmasked,,0,3,") && lines[1].find(",,,,,,,,") != std::string::npos);
    QVERIFY(lines[1].ends_with(nlohmann::json(plain["spearman"]).dump()));
    QVERIFY(lines[3].starts_with(",,control,band:0~control:4,"));
    QVERIFY(lines[3].find(",3," + nlohmann::json(low).dump()) != std::string::npos);
    bench.line.wantsJson = false;
    const QString table = bench.eval(valued).out;
    QVERIFY2(table.contains(QStringLiteral(" (%1–%2)").arg(low, 0, 'f', 4).arg(high, 0, 'f', 4)), qPrintable(table));
    for (const int draw : {0, 1, 2}) {  // each draw alone lies between them
        bench.line.wantsJson = true;
        bench.line.mask = *core::parseMask("band:0~control:" + std::to_string(4 + draw));
        const double alone = bench.json(valued)["masked"]["mean_squared_error"].get<double>();
        QVERIFY(low <= alone && alone <= high);
    }
}

void EvalHeadsCommandTest::sweepOfARegressionNamesBestAndWorst()
{
    EvalHeadsCommandBench bench(regression);
    bench.line.sweep = "heads";
    const auto json = bench.json(valued);
    double least = INFINITY;
    double most = 0;
    for (const auto &point : json["points"]) {
        least = std::min(least, point["masked"]["mean_squared_error"].get<double>());
        most = std::max(most, point["masked"]["mean_squared_error"].get<double>());
    }
    QCOMPARE(json["best"]["of"].get<int>(), 4);
    QCOMPARE(json["best"]["mean_squared_error"].get<double>(), least);
    QCOMPARE(json["worst"]["mean_squared_error"].get<double>(), most);
    QVERIFY(!json["best"].contains("mcnemar_p") && !json["points"][0]["masked"].contains("mcnemar_p_holm"));
    bench.line.wantsJson = false;
    const QString table = bench.eval(valued).out;
    QVERIFY2(table.contains(QRegularExpression("\nbest of 4 heads: L\\d H\\d, mean squared error [0-9.]+\n")),
             qPrintable(table));
    QVERIFY2(!table.contains("McNemar"), qPrintable(table));
}

void EvalHeadsCommandTest::meansAndFilesMaskARegression()
{
    EvalHeadsCommandBench bench(regression);
    const auto errorUnder = [&bench](const std::string &mask) {
        bench.line.mask = *core::parseMask(mask);
        return bench.json(valued)["masked"]["mean_squared_error"].get<double>();
    };
    QVERIFY(errorUnder("ablate:mean@0") != errorUnder("ablate@0"));
    const std::string file = bench.folder.filePath("keep.npy").toStdString();
    std::string values;
    for (const float keep : {0.0F, 1.0F, 1.0F, 0.0F})
        values += support::bytesOf(keep);
    std::ofstream(file, std::ios::binary) << support::npyFile("<f4", "(2, 2)", values);
    bench.line.mask = *core::parseMask("file:" + file);
    const auto json = bench.json(valued);
    QCOMPARE(json["mask_files"][0]["read_as"].get<std::string>(), std::string("keep"));
    QVERIFY(json["masked"]["sparsity"].get<double>() > 0);
    bench.line.wantsJson = false;
    const QString table = bench.eval(valued).out;
    QVERIFY2(table.contains("keep.npy is read as 0/1") && table.contains("made for 2 tokens; longer texts: "),
             qPrintable(table));
}

void EvalHeadsCommandTest::regressionTakesNoReadingOfLabels()
{
    EvalHeadsCommandBench bench(regression);
    bench.line.labels = core::LabelReading::Names;
    QCOMPARE(bench.eval(valued).errors,
             "attnscope: --labels says what class labels are, but model is a regression, whose labels are numbers\n");
}

void EvalHeadsCommandTest::masksOfSeveralLabelsAreRefused()
{
    EvalHeadsCommandBench bench(severalLabels);
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
    const Output output = EvalHeadsCommandBench(head.toStdString()).eval(data.toStdString());
    QCOMPARE(output.status, 1);
    QCOMPARE(output.out, QString());
    QVERIFY2(output.errors.startsWith("attnscope: ") && output.errors.contains(message), qPrintable(output.errors));
    QCOMPARE(output.errors.count('\n'), 1);
}

void EvalHeadsCommandTest::tableNamesItsFigures()
{
    EvalHeadsCommandBench bench(regression);
    bench.line.wantsJson = false;
    const QString values = bench.eval("a word57\t0\nword58 b\t0\n").out;
    QVERIFY2(values.contains("mean squared error") && values.contains("Pearson r             not defined"),
             qPrintable(values));
    EvalHeadsCommandBench labels(severalLabels);
    labels.line.wantsJson = false;
    const QString matches = labels.eval("a word57\ttoxic\nword58 b\t\n").out;
    QVERIFY2(matches.contains("labels                read as class names"), qPrintable(matches));
    QVERIFY2(matches.contains("exact match") && matches.contains("micro F1") && !matches.contains("accuracy"),
             qPrintable(matches));
}

void EvalHeadsCommandTest::predictionsOfARegressionAreItsValues()
{
    EvalHeadsCommandBench bench(regression);
    bench.line.predictions = bench.folder.filePath("predictions.csv").toStdString();
    const auto json = bench.json(valued);
    const std::vector<QByteArrayList> rows = commands::tableIn(bench.folder.filePath("predictions.csv"));
    QCOMPARE(rows.size(), 4U);
    QCOMPARE(rows.front(), (QByteArrayList{"index", "label", "prediction"}));
    double squared = 0;
    for (std::size_t row = 1; row < rows.size(); ++row)
        squared += std::pow(rows[row][1].toDouble() - rows[row][2].toDouble(), 2) / 3;
    QVERIFY(std::abs(json["mean_squared_error"].get<double>() - squared) < 1e-6);
}

void EvalHeadsCommandTest::predictionsOfSeveralLabelsHaveAProbabilityEach()
{
    EvalHeadsCommandBench bench(severalLabels);
    bench.line.predictions = bench.folder.filePath("predictions.csv").toStdString();
    const auto json = bench.json("a word57\ttoxic\nword58 b\t\nword59\tinsult\n");
    const std::vector<QByteArrayList> rows = commands::tableIn(bench.folder.filePath("predictions.csv"));
    QCOMPARE(rows.front(), (QByteArrayList{"index", "label", "prediction", "toxic", "insult"}));
    double loss = 0;
    for (std::size_t row = 1; row < rows.size(); ++row) {
        QByteArrayList predicted;
        for (qsizetype label = 0; label < 2; ++label) {
            const double probability = rows[row].at(rows[row].size() - 2 + label).toDouble();
            const QByteArray &name = rows.front().at(3 + label);
            loss -= std::log(rows[row][1] == name ? probability : 1 - probability);
            if (probability > 0.5)
                predicted << name;
        }
        // Both labels stand in quotes, as there is a comma between them.
        QCOMPARE(rows[row].mid(2, rows[row].size() - 4).join(',').replace("\"", ""), predicted.join(','));
    }
    QVERIFY(std::abs(json["loss"].get<double>() - loss / 6) < 1e-6);
}

ATTNSCOPE_TEST(EvalHeadsCommandTest, tests::NoApplication)
#include "tst_eval_heads_command.moc"
