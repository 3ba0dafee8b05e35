#include "app/commands/run.h"
#include "app/commands/words.h"
#include "tests/app/command_output.h"
#include "tests/support/test_program.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

namespace {

using commands::Output;
using nlohmann::json;

json commandOutput(int (*command)(const app::CommandLine &, std::ostream &, std::ostream &),
                   const std::vector<std::string> &words)
{
    const Output output = commands::outputOf(command, commands::parsed(words));
    if (output.status != 0)
        qFatal("%s", qPrintable(output.errors));
    return json::parse(output.out.toStdString());
}

}  // namespace

class WordsCommandTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void printsOneObject();
    void oneWordIsSpreadByClass();
    void filesComeWithTheirOrigin();
    void tableEndsWithTheShareWithinWords();
    void wordThatIsNowhereIsNoFailure();
    void wrongCommandLinesAreRefused_data();
    void wrongCommandLinesAreRefused();
    void whatCannotBeMeasuredIsRefused();
    void optionsAreThoseOfARun();
    void textsWithoutAGuessHaveNoValues();

private:
    Output ran(std::vector<std::string> more) const;
    json answerOf(std::vector<std::string> more) const;
    std::string pathOf(const char *name) const { return m_folder.filePath(name).toStdString(); }

    QTemporaryDir m_folder;
};

void WordsCommandTest::initTestCase()
{
    QFile file(m_folder.filePath("texts.tsv"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("the film was bad\t0\na warm Film\t1\nvery slow\t0\nthe film is good\t1\nthe the the\t1\n");
}

Output WordsCommandTest::ran(std::vector<std::string> more) const
{
    std::vector<std::string> words{"words", commands::tiny + "lama-learned", "--data", pathOf("texts.tsv")};
    words.insert(words.end(), more.begin(), more.end());
    return commands::outputOf(app::wordsCommand, commands::parsed(words));
}

json WordsCommandTest::answerOf(std::vector<std::string> more) const
{
    more.emplace_back("--json");
    const Output output = ran(std::move(more));
    if (output.status != 0)
        qFatal("%s", qPrintable(output.errors));
    return json::parse(output.out.toStdString());
}

void WordsCommandTest::printsOneObject()
{
    const json answer = answerOf({"--measure", "contributions"});
    QCOMPARE(answer["texts"].get<int>(), 5);
    int occurrences = 0;
    for (const json &row : answer["words"])
        occurrences += row["count"].get<int>();
    QCOMPARE(occurrences, 16);
    QCOMPARE(answer["measure"].get<std::string>(), std::string("contributions"));
    QCOMPARE(answer["by"].get<std::string>(), std::string("prediction"));
    QVERIFY(answer["model_sha256"].is_string());
    const json &first = answer["words"][0];
    QCOMPARE(first["word"].get<std::string>(), std::string("the"));
    QCOMPARE(first["count"].get<int>(), 5);
    int inClasses = 0;
    for (const json &name : answer["classes"])
        inClasses += first["count_" + name.get<std::string>()].get<int>();
    QCOMPARE(inClasses, 5);
    QVERIFY(answer["words"].back()["standard_deviation"].is_null());
    // No word but "the" comes five times, so that nothing varies between words.
    QCOMPARE(answer["within_word_share"].get<double>(), 1.0);
    QVERIFY(answerOf({"--measure", "contributions", "--limit", "2"})["within_word_share"].is_null());
}

void WordsCommandTest::oneWordIsSpreadByClass()
{
    const json answer = answerOf({"--measure", "attention_received", "--word", "FILM", "--by", "label"});
    QCOMPARE(answer["texts"].get<int>(), 3);
    QCOMPARE(answer["occurrences"].size(), 3U);
    QCOMPARE(answer["occurrences"][1]["left"].get<std::string>(), std::string("a warm"));
    QCOMPARE(answer["occurrences"][1]["word"].get<std::string>(), std::string("film"));
    QCOMPARE(answer["distribution"].size(), 2U);
    QCOMPARE(answer["distribution"][0]["count"].get<int>(), 1);
    QCOMPARE(answer["distribution"][1]["count"].get<int>(), 2);
    QCOMPARE(answer["distribution"][0]["mean"].get<double>(), answer["occurrences"][0]["importance"].get<double>());
    QCOMPARE(answer["test"]["name"].get<std::string>(), std::string("Mann-Whitney U"));
    const Output table = ran({"--measure", "attention_received", "--word", "film", "--by", "label"});
    QVERIFY2(table.out.startsWith("3 occurrences of \"film\" in 3 texts\n"), qPrintable(table.out));
    QVERIFY2(table.out.contains("\nMann-Whitney U = "), qPrintable(table.out));
}

void WordsCommandTest::filesComeWithTheirOrigin()
{
    QCOMPARE(ran({"--measure", "erasure", "--csv", pathOf("words.csv")}).status, 0);
    QFile table(m_folder.filePath("words.csv"));
    QVERIFY(table.open(QIODevice::ReadOnly));
    QVERIFY(table.readLine().startsWith("word,count,mean,standard_deviation,q10,q50,q90,mean_"));
    QVERIFY(QFile::exists(m_folder.filePath("words.csv.json")));
    QCOMPARE(ran({"--measure", "erasure", "--word", "the", "--csv", pathOf("the.csv")}).status, 0);
    QFile rows(m_folder.filePath("the.csv"));
    QVERIFY(rows.open(QIODevice::ReadOnly));
    QCOMPARE(rows.readAll().count('\n'), 6);
}

void WordsCommandTest::tableEndsWithTheShareWithinWords()
{
    const Output output = ran({"--measure", "erasure"});
    QVERIFY2(output.out.contains("share of the variance within words:    1.0000\n"), qPrintable(output.out));
    QCOMPARE(output.errors, QString());
}

void WordsCommandTest::wordThatIsNowhereIsNoFailure()
{
    const Output several = ran({"--measure", "erasure", "--word", "the film"});
    QCOMPARE(several.status, EXIT_FAILURE);
    QVERIFY2(several.errors.contains("\"the film\" is 2 words to "), qPrintable(several.errors));
    const json answer = answerOf({"--measure", "erasure", "--word", "unheard"});
    QCOMPARE(answer["texts"].get<int>(), 0);
    QVERIFY(answer["occurrences"].empty());
    QVERIFY(answer["test"].is_null());
    QVERIFY(answer["distribution"][0]["mean"].is_null());
}

void WordsCommandTest::wrongCommandLinesAreRefused_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("message");
    QTest::newRow("no data") << QStringList{"--measure", "erasure"} << "words needs --data F";
    QTest::newRow("no measure") << QStringList{"--data", "F"} << "words needs --measure NAME";
    QTest::newRow("unknown measure") << QStringList{"--measure", "all"}
                                     << "--measure: there is no measure \"all\", expected";
    QTest::newRow("steps of another measure") << QStringList{"--data", "F", "--measure", "erasure", "--steps", "64"}
                                              << "--steps is of --measure integrated_gradients, and the measure is erasure";
    QTest::newRow("baseline of another measure")
        << QStringList{"--data", "F", "--measure", "rollout", "--baseline", "pad"}
        << "--baseline is of --measure integrated_gradients, and the measure is rollout";
    QTest::newRow("means") << QStringList{"--data", "F", "--measure", "erasure", "--mask", "ablate:mean@0.1"}
                           << "ablate:mean takes its means from the data of eval; words can ablate to zero";
    QTest::newRow("by") << QStringList{"--by", "text"} << "--by is \"text\", but must be prediction or label";
}

void WordsCommandTest::wrongCommandLinesAreRefused()
{
    QFETCH(QStringList, options);
    QFETCH(QString, message);
    std::vector<QByteArray> words{"words", "model"};
    for (const QString &option : options)
        words.push_back(option.toUtf8());
    const std::vector<const char *> arguments(words.begin(), words.end());
    const auto line = app::parseCommandLine(arguments);
    QVERIFY(!line);
    QVERIFY2(QString::fromStdString(line.error().message).startsWith(message), line.error().message.c_str());
}

void WordsCommandTest::whatCannotBeMeasuredIsRefused()
{
    const Output rollout = ran({"--measure", "rollout"});
    QCOMPARE(rollout.status, 1);
    QVERIFY2(rollout.errors.contains("lama-learned has no rollout: LAMA has one layer"), qPrintable(rollout.errors));
    const Output classes = ran({"--measure", "erasure", "--class", "funny"});
    QCOMPARE(classes.status, 1);
    QVERIFY2(classes.errors.contains("there is no class \"funny\""), qPrintable(classes.errors));
    const Output position = ran({"--measure", "erasure", "--at", "1"});
    QCOMPARE(position.status, 1);
    QVERIFY2(position.errors.contains("a position is of the token that a masked language model guesses"),
             qPrintable(position.errors));
    QFile maps(m_folder.filePath("maps.json"));
    QVERIFY(maps.open(QIODevice::WriteOnly) &&
            maps.write(R"({"tokens": ["good", "film"], "attention": [[[[0.5, 0.5], [0.25, 0.75]]]]})") > 0);
    maps.close();
    const Output stored = commands::outputOf(
        app::wordsCommand,
        commands::parsed({"words", pathOf("maps.json"), "--data", pathOf("texts.tsv"), "--measure", "rollout"}));
    QVERIFY2(stored.errors.contains("holds the attention to one text alone"), qPrintable(stored.errors));
    const Output mask = ran({"--measure", "erasure", "--mask", "diagonal"});
    QCOMPARE(mask.status, 1);
    QVERIFY2(mask.errors.contains("lama"), qPrintable(mask.errors));
}

// Each as a run of one text has them.
void WordsCommandTest::optionsAreThoseOfARun()
{
    QFile file(m_folder.filePath("one.tsv"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("the film was bad\n") > 0);
    file.close();
    const auto wordsOf = [this](const char *model, std::vector<std::string> options) {
        std::vector<std::string> line{"words", commands::tiny + model, "--data", pathOf("one.tsv"), "--json"};
        line.insert(line.end(), options.begin(), options.end());
        return commandOutput(app::wordsCommand, line);
    };
    const auto runOf = [](const char *model, std::vector<std::string> options) {
        std::vector<std::string> line{"run",   commands::tiny + model, "--text", "the film was bad", "--unit", "word",
                                      "--json"};
        line.insert(line.end(), options.begin(), options.end());
        return commandOutput(app::runCommand, line);
    };
    struct Row {
        const char *model;
        std::string measure;
        std::vector<std::string> options;
    };
    const Row rows[] = {{"bert-classifier", "erasure", {"--mask", "diagonal"}},
                        {"bert-classifier", "attention_received", {"--mask", "ablate@0.0"}},
                        {"bert-classifier", "integrated_gradients", {"--steps", "3", "--baseline", "pad"}},
                        {"bert-masked-lm", "gradient_x_input", {"--at", "2"}}};
    for (const Row &row : rows) {
        std::vector<std::string> asked = row.options;
        asked.insert(asked.end(), {"--measure", row.measure});
        const json words = wordsOf(row.model, asked);
        asked = row.options;
        asked.insert(asked.end(), {"--importance", row.measure});
        const json run = runOf(row.model, asked);
        QVERIFY(words["mask"] == run["mask"]);
        for (std::size_t word = 0; word < run["words"].size(); ++word) {
            const auto found =
                std::ranges::find_if(words["words"], [&](const json &each) { return each["word"] == run["words"][word]; });
            QVERIFY2(found != words["words"].end(), row.measure.c_str());
            const double expected = run["importance"][row.measure][word].get<double>();
            QVERIFY2(std::abs((*found)["mean"].get<double>() - expected) < 1e-6, row.measure.c_str());
        }
    }
}

// A text without the token that is guessed has no values; where no text has it, there is nothing to show.
void WordsCommandTest::textsWithoutAGuessHaveNoValues()
{
    QFile file(m_folder.filePath("guesses.tsv"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("the film was bad\na [MASK] film\n") > 0);
    file.close();
    const auto guessed = [this](std::vector<std::string> more) {
        std::vector<std::string> line{
            "words", commands::tiny + "bert-masked-lm", "--data", pathOf("guesses.tsv"), "--measure", "erasure", "--json"};
        line.insert(line.end(), more.begin(), more.end());
        return commands::outputOf(app::wordsCommand, commands::parsed(line));
    };
    const json words = json::parse(guessed({}).out.toStdString())["words"];
    const auto countOf = [&words](const char *word) {
        return (*std::ranges::find_if(words, [word](const json &each) { return each["word"] == word; }))["count"].get<int>();
    };
    QCOMPARE(countOf("film"), 1);
    QCOMPARE(countOf("bad"), 0);
    const Output nowhere = guessed({"--limit", "1"});
    QCOMPARE(nowhere.status, 1);
    QCOMPARE(nowhere.out, QString());
    QVERIFY2(nowhere.errors.contains("no text has a [MASK] whose guess could be followed: put one into each"),
             qPrintable(nowhere.errors));
    QVERIFY(guessed({"--at", "30"}).errors.contains("no text has a token at position 30"));
}

ATTNSCOPE_TEST(WordsCommandTest, tests::NoApplication)
#include "tst_words_command.moc"
