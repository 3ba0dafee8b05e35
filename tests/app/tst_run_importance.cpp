#include "app/commands/run.h"
#include "tests/app/command_output.h"
#include "tests/support/test_program.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

namespace {

using commands::Output;
using commands::outputOf;
using core::ImportanceMeasure;
using nlohmann::json;

const std::string measuredText = "a wonderfully acted film";

Output ranOn(const std::string &model, std::vector<std::string> more, const std::string &text = measuredText)
{
    std::vector<std::string> words{"run", commands::tiny + model, "--text", text};
    words.insert(words.end(), more.begin(), more.end());
    return outputOf(app::runCommand, commands::parsed(words));
}

json runAnswer(const std::string &model, std::vector<std::string> more, const std::string &text = measuredText)
{
    more.emplace_back("--json");
    const Output output = ranOn(model, std::move(more), text);
    if (output.status != 0)
        qFatal("%s", qPrintable(output.errors));
    return json::parse(output.out.toStdString());
}

double valueOf(const json &answer, const char *measure, std::size_t token)
{
    return answer["importance"][measure][token].get<double>();
}

}  // namespace

class RunImportanceTest : public QObject
{
    Q_OBJECT

private slots:
    void namedMeasuresAreThoseInTheAnswer();
    void everyMeasureIsThereOrSaysWhyNot_data();
    void everyMeasureIsThereOrSaysWhyNot();
    void classesAreNamedOrCounted();
    void quantityChangesTheTarget();
    void residualChangesRollout();
    void agreementHasEveryPair();
    void longTextsAreErasedWhenNamed();
    void linformerSaysThatItsMapIsSigned();
    void guessesStandForEveryMask();
    void positionsGiveATargetWithoutMask();
    void wrongValuesAreRefused_data();
    void wrongValuesAreRefused();
    void whatTheModelLacksIsRefused_data();
    void whatTheModelLacksIsRefused();
    void oneNamedMeasureIsEnough();
    void fileOfAttentionLacksWeights();
    void pairWithoutTauSaysWhy();
    void tableNamesWhatIsFollowed();
};

void RunImportanceTest::namedMeasuresAreThoseInTheAnswer()
{
    const json answer = runAnswer("bert-classifier", {"--importance", "rollout,erasure_mask,rollout"});
    QCOMPARE(answer["importance"].size(), 2U);
    QCOMPARE(answer["importance"]["rollout"].size(), answer["tokens"].size());
    QVERIFY(answer["importance"]["erasure_mask"][0].is_null());
    QVERIFY(answer["importance_absent"].empty());
    QVERIFY(!runAnswer("bert-classifier", {}).contains("importance_agreement"));
}

void RunImportanceTest::everyMeasureIsThereOrSaysWhyNot_data()
{
    QTest::addColumn<QString>("model");
    for (const char *name : {"bert-classifier", "bert-masked-lm", "compact-bert-encoder", "lama-mean", "linformer-none",
                             "linear-context-first", "linear-efficient"})
        QTest::newRow(name) << QString(name);
}

void RunImportanceTest::everyMeasureIsThereOrSaysWhyNot()
{
    QFETCH(QString, model);
    const json answer = runAnswer(model.toStdString(), {"--importance", "all", "--unit", "word"});
    for (const core::ImportanceDescription &description : core::importanceDescriptions()) {
        const std::string id(description.id);
        const bool isThere = answer["importance"].contains(id);
        QVERIFY2(isThere != answer["importance_absent"].contains(id), id.c_str());
        if (isThere)
            QCOMPARE(answer["importance"][id].size(), answer["words"].size());
    }
}

void RunImportanceTest::classesAreNamedOrCounted()
{
    const json first = runAnswer("bert-classifier", {"--class", "0"});
    const json second = runAnswer("bert-classifier", {"--class", "1"});
    const std::string name = second["labels"][1];
    QCOMPARE(second["importance_target"]["class"].get<std::string>(), name);
    QVERIFY(runAnswer("bert-classifier", {"--class", name})["importance"] == second["importance"]);
    // Two probabilities that sum to 1 fall against each other.
    if (second["labels"].size() == 2)
        QVERIFY(std::abs(valueOf(first, "erasure", 1) + valueOf(second, "erasure", 1)) < 1e-6);
}

void RunImportanceTest::quantityChangesTheTarget()
{
    const json logit = runAnswer("bert-classifier", {"--quantity", "logit", "--class", "0"});
    QCOMPARE(logit["importance_target"]["quantity"].get<std::string>(), std::string("logit"));
    const json shorter = runAnswer("bert-classifier", {}, "wonderfully acted film");
    QVERIFY(std::abs(valueOf(logit, "erasure", 1) -
                     (logit["logits"][0].get<double>() - shorter["logits"][0].get<double>())) < 1e-6);
}

void RunImportanceTest::residualChangesRollout()
{
    const json whole = runAnswer("bert-classifier", {"--importance", "rollout", "--residual", "1"});
    QCOMPARE(valueOf(whole, "rollout", 0), 1.0);
    QCOMPARE(valueOf(whole, "rollout", 1), 0.0);
    const json none = runAnswer("bert-classifier", {"--importance", "rollout", "--residual", "0"});
    QVERIFY(valueOf(none, "rollout", 0) < 0.9);
}

void RunImportanceTest::agreementHasEveryPair()
{
    const json agreement =
        runAnswer("bert-classifier", {"--importance", "attention_received,erasure,rollout"})["importance_agreement"];
    QVERIFY(agreement["measures"] == json({"attention_received", "erasure", "rollout"}));
    for (const char *key : {"kendall", "top_k_overlap", "compared_by"}) {
        QCOMPARE(agreement[key].size(), 3U);
        for (std::size_t row = 0; row < 3; ++row) {
            QCOMPARE(agreement[key][row].size(), 3U);
            for (std::size_t column = 0; column < 3; ++column)
                QVERIFY(agreement[key][row][column] == agreement[key][column][row]);
        }
    }
    QCOMPARE(agreement["kendall"][0][0].get<double>(), 1.0);
    QVERIFY(agreement["compared_by"] ==
            json({{"value", "magnitude", "value"}, {"magnitude", "value", "magnitude"}, {"value", "magnitude", "value"}}));
    const json ofTwo = runAnswer("lama-mean", {"--importance", "attention_received,erasure"}, "a film");
    QVERIFY(ofTwo["importance_agreement"]["kendall"][0][1].is_null());
}

void RunImportanceTest::longTextsAreErasedWhenNamed()
{
    const std::string text = QString("film ").repeated(600).toStdString();
    QVERIFY(runAnswer("lama-mean", {}, text)["importance_absent"].contains("erasure"));
    QVERIFY(runAnswer("lama-mean", {"--importance", "all"}, text)["importance_absent"].contains("erasure"));
    QCOMPARE(runAnswer("lama-mean", {"--importance", "erasure"}, text)["importance"]["erasure"].size(), 600U);
}

void RunImportanceTest::linformerSaysThatItsMapIsSigned()
{
    QCOMPARE(runAnswer("linformer-none", {})["signed_map"].get<bool>(), true);
    QVERIFY(!runAnswer("bert-classifier", {}).contains("signed_map"));
    QVERIFY(ranOn("linformer-none", {}).out.contains("map over tokens is signed"));
}

void RunImportanceTest::guessesStandForEveryMask()
{
    const json answer = runAnswer("bert-masked-lm", {"--importance", "erasure"}, "a [MASK] very [MASK] film");
    QCOMPARE(answer["guesses"].size(), 2U);
    QCOMPARE(answer["guesses"][1]["position"].get<int>(), 4);
    QCOMPARE(answer["guesses"][0]["pieces"].size(), 5U);
    const json &target = answer["importance_target"];
    QCOMPARE(target["position"].get<int>(), 2);
    QVERIFY(target["class"] == answer["guesses"][0]["pieces"][0]["piece"]);
    const json other = runAnswer("bert-masked-lm", {"--at", "4", "--class", "film"}, "a [MASK] very [MASK] film");
    QCOMPARE(other["importance_target"]["position"].get<int>(), 4);
    QCOMPARE(other["importance_target"]["class"].get<std::string>(), std::string("film"));
    QVERIFY(ranOn("bert-masked-lm", {}, "a [MASK] film").out.contains("guesses at 2:"));
    QVERIFY(!runAnswer("bert-classifier", {}).contains("guesses"));
}

void RunImportanceTest::positionsGiveATargetWithoutMask()
{
    const json without = runAnswer("bert-masked-lm", {"--importance", "all"}, "a very good film");
    QVERIFY(without["importance_target"].is_null());
    QVERIFY(without["guesses"].empty());
    QVERIFY(without["importance_absent"]["erasure"].get<std::string>().find("[MASK]") != std::string::npos);
    QVERIFY(without["importance"].contains("rollout"));
    const json at = runAnswer("bert-masked-lm", {"--importance", "all", "--at", "2"}, "a very good film");
    QVERIFY(at["importance"].contains("erasure"));
    QVERIFY(at["importance"]["erasure"][2].is_null());
}

void RunImportanceTest::wrongValuesAreRefused_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *option, const char *value, const char *message) {
        QTest::addRow("%s %s", option, value) << QString(option) << QString(value) << QString(message);
    };
    row("--importance", "rollouts", "--importance: there is no measure \"rollouts\", expected one of attention_received, ");
    row("--importance", "rollout,", "--importance: there is no measure \"\"");
    row("--importance", "rollout,all", "--importance: there is no measure \"all\"");
    row("--quantity", "odds", "--quantity is \"odds\", but must be logit or probability");
    row("--residual", "1.5", "--residual is \"1.5\", but must be a number from 0 to 1");
    row("--residual", "nan", "--residual is \"nan\", but must be a number from 0 to 1");
    row("--baseline", "unk", "--baseline is \"unk\", but must be zero, pad or mask");
    row("--steps", "0", "--steps is \"0\", but must be a whole number from 1 to 4096");
    row("--at", "-1", "--at is \"-1\", but must be a whole number from 0");
    row("--unit", "head", "--unit is \"head\", but must be token or word");
}

void RunImportanceTest::wrongValuesAreRefused()
{
    QFETCH(QString, option);
    QFETCH(QString, value);
    QFETCH(QString, message);
    const std::string given = (option + "=" + value).toStdString();
    const std::vector<const char *> arguments{"run", "model", "--text", "a", given.c_str()};
    const auto line = app::parseCommandLine(arguments);
    QVERIFY(!line);
    QVERIFY2(QString::fromStdString(line.error().message).startsWith(message), line.error().message.c_str());
}

void RunImportanceTest::whatTheModelLacksIsRefused_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("message");
    QTest::newRow("class") << "bert-classifier"
                           << "--class"
                           << "funny"
                           << "there is no class \"funny\", expected one of ";
    QTest::newRow("index") << "bert-classifier"
                           << "--class"
                           << "17"
                           << "there is no class \"17\", expected one of ";
    QTest::newRow("piece") << "bert-masked-lm"
                           << "--class"
                           << "zzz"
                           << "the vocabulary has no piece \"zzz\"";
    QTest::newRow("position") << "bert-masked-lm"
                              << "--at"
                              << "99"
                              << "there is no token at position 99";
    QTest::newRow("position of a classifier") << "bert-classifier"
                                              << "--at"
                                              << "1"
                                              << "a position is of the token that a masked language model guesses";
    QTest::newRow("class without a head") << "compact-bert-encoder"
                                          << "--class"
                                          << "positive"
                                          << "has no classes, labels or values that \"positive\" could be one of";
    QTest::newRow("measure") << "bert-classifier"
                             << "--importance"
                             << "contributions"
                             << "has no contributions: only LAMA's logits are sums over its words";
}

// A list is of what is there of it; all is of what there is.
void RunImportanceTest::oneNamedMeasureIsEnough()
{
    const json some = runAnswer("bert-classifier", {"--importance", "contributions,rollout"});
    QCOMPARE(some["importance"].size(), 1U);
    QVERIFY(some["importance_absent"].contains("contributions"));
}

void RunImportanceTest::fileOfAttentionLacksWeights()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath("maps.json"));
    QVERIFY(file.open(QIODevice::WriteOnly) &&
            file.write(R"({"tokens": ["good", "film"], "attention": [[[[0.5, 0.5], [0.25, 0.75]]]]})") > 0);
    file.close();
    const Output output =
        outputOf(app::runCommand, commands::parsed({"run", file.fileName().toStdString(), "--importance", "all", "--json"}));
    QCOMPARE(output.status, 0);
    const json answer = json::parse(output.out.toStdString());
    QVERIFY(answer["importance"].contains("rollout"));
    for (const char *id : {"erasure", "erasure_mask", "erasure_keys", "integrated_gradients", "attention_gradient"})
        QCOMPARE(answer["importance_absent"][id].get<std::string>(),
                 std::string("a file of attention has no weights that an answer could come from"));
}

// Behind an encoder's first layer norm gradient times input is zero but for rounding.
void RunImportanceTest::pairWithoutTauSaysWhy()
{
    const Output output = ranOn("bert-classifier", {"--importance", "gradient_x_input,erasure,rollout"});
    QVERIFY2(output.out.contains("not defined where gradient times input is the same everywhere but for rounding"),
             qPrintable(output.out));
    const json agreement =
        runAnswer("bert-classifier", {"--importance", "gradient_x_input,erasure,rollout"})["importance_agreement"];
    for (std::size_t row = 0; row < 3; ++row) {
        for (std::size_t column = 0; column < 3; ++column)
            QCOMPARE(agreement["absent"][row][column].is_null(), !agreement["kendall"][row][column].is_null());
    }
    const json ofTwo = runAnswer("lama-mean", {"--importance", "attention_received,erasure"}, "a film");
    QCOMPARE(ofTwo["importance_agreement"]["absent"][0][1].get<std::string>(),
             std::string("fewer than three tokens or words have both values"));
}

void RunImportanceTest::whatTheModelLacksIsRefused()
{
    QFETCH(QString, model);
    QFETCH(QString, option);
    QFETCH(QString, value);
    QFETCH(QString, message);
    const Output output =
        ranOn(model.toStdString(), {option.toStdString(), value.toStdString()}, "a wonderfully [MASK] film");
    QCOMPARE(output.status, 1);
    QCOMPARE(output.out, QString());
    QVERIFY2(output.errors.contains(message), qPrintable(output.errors));
}

void RunImportanceTest::tableNamesWhatIsFollowed()
{
    const Output output = ranOn("bert-classifier", {"--importance", "all", "--class", "1"});
    QVERIFY2(output.out.contains("output that is followed: p("), qPrintable(output.out));
    for (const char *part : {"effective_attention", "erasure_keys", "no contributions: only LAMA", "Kendall's tau-b"})
        QVERIFY2(output.out.contains(part), part);
    QVERIFY(ranOn("bert-classifier", {"--quantity", "logit"}).out.contains("output that is followed: logit of "));
}

ATTNSCOPE_TEST(RunImportanceTest, tests::NoApplication)
#include "tst_run_importance.moc"
