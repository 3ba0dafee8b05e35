#include "app/commands/compare.h"
#include "app/commands/eval.h"
#include "app/commands/shared_run.h"
#include "app/commands/spectrum.h"
#include "app/commands/words.h"
#include "tests/app/built_program.h"
#include "tests/app/command_output.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace {

using commands::Output;
using Words = std::vector<std::string>;

Words operator+(Words words, const Words &more)
{
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

// What the command prints for all texts at once.
Output wholeRun(const app::CommandLine &line)
{
    switch (line.command) {
    case app::Command::Eval: return commands::outputOf(app::evalCommand, line);
    case app::Command::Spectrum: return commands::outputOf(app::spectrumCommand, line);
    case app::Command::Compare: return commands::outputOf(app::compareCommand, line);
    default: return commands::outputOf(app::wordsCommand, line);
    }
}

}  // namespace

// Runs whose texts are dealt out to shards, and what merge makes of them.
class SharedRunTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void mergedAnswerIsThatOfOneRun_data();
    void mergedAnswerIsThatOfOneRun();
    void moreShardsThanTexts();
    void tablesAreThoseOfOneRun();
    void shardRunAgainDoesNoHarm();
    void shardsThatDoNotBelongTogetherAreRefused();
    void changedInputsAreRefused();
    void damagedFilesAreRefused_data();
    void damagedFilesAreRefused();
    void bytesFlippedAnywhereAreNoCrash();
    void wrongCommandLinesAreRefused_data();
    void wrongCommandLinesAreRefused();
    void throughGnuParallel();
    void throughSlurm();

private:
    std::string pathOf(const std::string &name) const
    {
        return m_folder.filePath(QString::fromStdString(name)).toStdString();
    }
    // Runs the shards of a command and gives their files.
    Words shardFiles(const Words &command, std::size_t count, const std::string &name) const;
    QString mergeError(const Words &files) const;
    void write(const std::string &name, const QByteArray &bytes) const;
    QByteArray read(const std::string &path) const;
    // Runs the program in the folder, with the built program found first.
    void runScript(const QString &program, const QStringList &arguments);

    QTemporaryDir m_folder;
    Words m_classifier;  // an eval of 7 texts
};

void SharedRunTest::initTestCase()
{
    write("texts.tsv", "the film was bad\t0\na warm Film\t1\nvery slow\t0\nthe film is good\t1\nthe the the\t1\n"
                       "a quiet gem\t1\nbad bad film\t0\n");
    QByteArray paragraphs;
    for (int paragraph = 0; paragraph < 12; ++paragraph)
        paragraphs += "the film was bad a warm film\nvery slow\nthe film is good\nthe the the\n";
    write("plain.txt", paragraphs);
    m_classifier = {"eval", commands::tiny + "bert-classifier", "--data", pathOf("texts.tsv")};
}

Words SharedRunTest::shardFiles(const Words &command, std::size_t count, const std::string &name) const
{
    Words files;
    for (std::size_t number = 1; number <= count; ++number) {
        files.push_back(pathOf(name + std::to_string(number) + ".part"));
        const std::string shard = std::to_string(number) + '/' + std::to_string(count);
        const Output output = commands::outputOf(
            app::shardCommand, commands::parsed(command + Words{"--shard", shard, "--partial", files.back()}));
        if (output.status != 0)
            qFatal("%s", qPrintable(output.errors));
    }
    return files;
}

QString SharedRunTest::mergeError(const Words &files) const
{
    const Output output = commands::outputOf(app::mergeCommand, commands::parsed(Words{"merge"} + files));
    return output.status == EXIT_FAILURE && output.out.isEmpty() ? output.errors : QStringLiteral("no error");
}

void SharedRunTest::write(const std::string &name, const QByteArray &bytes) const
{
    QFile file(QString::fromStdString(pathOf(name)));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QByteArray SharedRunTest::read(const std::string &path) const
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void SharedRunTest::mergedAnswerIsThatOfOneRun_data()
{
    QTest::addColumn<Words>("command");
    const std::string texts = pathOf("texts.tsv");
    const std::string plain = pathOf("plain.txt");
    const std::string model = commands::tiny + "bert-classifier";
    const std::string masked = commands::tiny + "bert-masked-lm";
    const std::string lama = commands::tiny + "lama-learned";
    const auto row = [](const char *name, const Words &command) { QTest::newRow(name) << command; };
    row("accuracy", {"eval", model, "--data", texts});
    row("accuracy of the first texts", {"eval", model, "--data", texts, "--limit", "4"});
    row("mask", {"eval", model, "--data", texts, "--mask", "diagonal", "--control-draws", "2"});
    row("sweep", {"eval", model, "--data", texts, "--sweep", "band:0..2", "--control-draws", "1", "--seed", "7"});
    row("two models", {"eval", model, "--data", texts, "--against", commands::tiny + "shared"});
    row("guessed pieces", {"eval", masked, "--data", plain});
    row("guessed pieces under a mask", {"eval", masked, "--data", plain, "--mask", "diagonal", "--control-draws", "1"});
    row("spectra", {"spectrum", model, "--data", plain});
    row("comparison", {"compare", model, commands::tiny + "shared", "--data", plain});
    row("words", {"words", lama, "--data", texts, "--measure", "contributions"});
    row("one word", {"words", lama, "--data", texts, "--measure", "contributions", "--word", "film", "--by", "label"});
}

void SharedRunTest::mergedAnswerIsThatOfOneRun()
{
    QFETCH(Words, command);
    for (const Words &form : {Words{}, Words{"--json"}}) {
        const Output whole = wholeRun(commands::parsed(command + form));
        QVERIFY2(whole.status == EXIT_SUCCESS, qPrintable(whole.errors));
        const Words files = shardFiles(command, 3, "whole");
        // In any order.
        const Words merge{"merge", files[2], files[0], files[1]};
        const Output merged = commands::outputOf(app::mergeCommand, commands::parsed(merge + form));
        QVERIFY2(merged.status == EXIT_SUCCESS, qPrintable(merged.errors));
        QCOMPARE(merged.out, whole.out);
    }
}

void SharedRunTest::moreShardsThanTexts()
{
    const Words files = shardFiles(m_classifier, 9, "many");
    const Output merged = commands::outputOf(app::mergeCommand, commands::parsed(Words{"merge"} + files));
    QCOMPARE(merged.out, wholeRun(commands::parsed(m_classifier)).out);
}

void SharedRunTest::tablesAreThoseOfOneRun()
{
    const Words spectra{"spectrum", commands::tiny + "bert-classifier", "--data", pathOf("plain.txt")};
    const Words null{"--null", "rows", "--draws", "3"};
    const Words outputs{"--csv", pathOf("whole.csv"), "--summary", pathOf("whole-summary.csv")};
    QCOMPARE(wholeRun(commands::parsed(spectra + null + outputs)).status, EXIT_SUCCESS);
    const Words files = shardFiles(spectra + null, 2, "tables");
    const Words merged{"--csv", pathOf("merged.csv"), "--summary", pathOf("merged-summary.csv")};
    const Output output = commands::outputOf(app::mergeCommand, commands::parsed(Words{"merge"} + files + merged));
    QVERIFY2(output.status == EXIT_SUCCESS, qPrintable(output.errors));
    for (const std::string suffix : {".csv", "-summary.csv", ".csv.json", "-summary.csv.json"}) {
        QVERIFY(read(pathOf("whole" + suffix)).size() > 40);
        QCOMPARE(read(pathOf("merged" + suffix)), read(pathOf("whole" + suffix)));
    }
}

void SharedRunTest::shardRunAgainDoesNoHarm()
{
    const Words files = shardFiles(m_classifier, 2, "again");
    const QByteArray first = read(files[0]);
    QCOMPARE(shardFiles(m_classifier, 2, "again"), files);
    QCOMPARE(read(files[0]), first);
}

void SharedRunTest::shardsThatDoNotBelongTogetherAreRefused()
{
    const Words files = shardFiles(m_classifier, 4, "mine");
    QVERIFY(mergeError({files[0], files[2]}).contains("shards 2 and 4 of 4 are missing"));
    QVERIFY(mergeError({files[0], files[1], files[2]}).contains("shard 4 of 4 is missing"));
    write("copy.part", read(files[0]));
    QVERIFY(mergeError({files[0], pathOf("copy.part")}).contains("are both shard 1 of 4"));
    const Words halves = shardFiles(m_classifier, 2, "half");
    QVERIFY(mergeError({files[0], halves[1]}).contains("is one of 2 shards"));
    const Words other = shardFiles(m_classifier + Words{"--mask", "diagonal", "--control-draws", "1"}, 4, "masked");
    const QString error = mergeError({files[0], other[1]});
    QVERIFY2(error.contains("--control-draws=1") && error.contains("masked2.part"), qPrintable(error));
}

void SharedRunTest::changedInputsAreRefused()
{
    write("moving.tsv", "the film was bad\t0\na warm Film\t1\n");
    const Words command{"eval", commands::tiny + "bert-classifier", "--data", pathOf("moving.tsv")};
    const Words before = shardFiles(command, 2, "before");
    write("moving.tsv", "the film was bad\t0\na warm Film\t0\n");
    const Words after = shardFiles(command, 2, "after");
    QVERIFY(mergeError({before[0], after[1]}).contains("the data"));
    QVERIFY(mergeError(before).contains("is not what it was when the shards ran"));
    QCOMPARE(mergeError(after), "no error");
}

void SharedRunTest::damagedFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("what");
    QTest::addColumn<QByteArray>("by");
    QTest::addColumn<QString>("error");
    QTest::newRow("other file") << QByteArray("{\"attnscope_partial\":1") << QByteArray("{\"a\":1")
                                << "is no file that a command wrote with --partial";
    QTest::newRow("version") << QByteArray("{\"attnscope_partial\":1") << QByteArray("{\"attnscope_partial\":2")
                             << "is of version 2, expected 1";
    QTest::newRow("too few texts") << QByteArray("\"passes\":[4]") << QByteArray("\"passes\":[5]") << "is cut short";
    QTest::newRow("too many") << QByteArray("\"passes\":[4]") << QByteArray("\"passes\":[3]") << "has more lines";
    QTest::newRow("shard") << QByteArray("\"shard\":[1,2]") << QByteArray("\"shard\":[3,2]") << "is no file that";
    QTest::newRow("command") << QByteArray("[\"eval\"") << QByteArray("[\"info\"") << "of another run";
    QTest::newRow("outcome") << QByteArray("\n[[") << QByteArray("\n[[7,") << "what a shard holds of text 1 is damaged";
}

void SharedRunTest::damagedFilesAreRefused()
{
    QFETCH(QByteArray, what);
    QFETCH(QByteArray, by);
    QFETCH(QString, error);
    const Words files = shardFiles(m_classifier, 2, "damaged");
    QByteArray bytes = read(files[0]);
    const qsizetype place = bytes.indexOf(what);
    QVERIFY2(place >= 0, bytes.left(600).constData());
    bytes.replace(place, what.size(), by);
    write("broken.part", bytes);
    const QString said = mergeError({pathOf("broken.part"), files[1]});
    QVERIFY2(said.contains(error), qPrintable(said));
}

void SharedRunTest::bytesFlippedAnywhereAreNoCrash()
{
    const Words files = shardFiles(m_classifier + Words{"--mask", "diagonal", "--control-draws", "1"}, 2, "flipped");
    const QByteArray whole = read(files[0]);
    const QByteArray replacements("0[]{}\",9-ne");
    int refused = 0;
    for (qsizetype place = 0; place < whole.size(); place += 41) {
        QByteArray bytes = whole;
        bytes[place] = replacements[place % replacements.size()];
        write("flip.part", bytes);
        refused += mergeError({pathOf("flip.part"), files[1]}) == "no error" ? 0 : 1;
    }
    QVERIFY(refused > 0);
    for (qsizetype size = 0; size < whole.size(); size += 101) {
        write("flip.part", whole.left(size));
        QVERIFY(mergeError({pathOf("flip.part"), files[1]}) != "no error");
    }
}

void SharedRunTest::wrongCommandLinesAreRefused_data()
{
    QTest::addColumn<Words>("more");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const Words &more, const char *error) {
        QTest::newRow(name) << more << QString(error);
    };
    row("no number", {"--shard", "a/2", "--partial", "f"}, "but must be I/N");
    row("0 of 2", {"--shard", "0/2", "--partial", "f"}, "but must be I/N");
    row("3 of 2", {"--shard", "3/2", "--partial", "f"}, "but must be I/N");
    row("no file", {"--shard", "1/2"}, "needs --partial F");
    row("no shard", {"--partial", "f"}, "which is not given");
    row("answer of a shard", {"--shard", "1/2", "--partial", "f", "--json"}, "--json is given to merge");
    row("means", {"--shard", "1/2", "--partial", "f", "--mask", "ablate:mean@0.0"}, "cannot be dealt out");
}

void SharedRunTest::wrongCommandLinesAreRefused()
{
    QFETCH(Words, more);
    QFETCH(QString, error);
    const Words words = m_classifier + more;
    std::vector<const char *> arguments;
    for (const std::string &word : words)
        arguments.push_back(word.c_str());
    const auto line = app::parseCommandLine(arguments);
    QVERIFY(!line);
    QVERIFY2(line.error().message.find(error.toStdString()) != std::string::npos, line.error().message.c_str());
}

void SharedRunTest::runScript(const QString &program, const QStringList &arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("PATH", built::folder() + ':' + environment.value("PATH"));
    environment.insert("SHARDS", "4");
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_folder.path());
    process.start(program, arguments);
    QVERIFY(process.waitForFinished(60000));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().right(2000).constData());
}

void SharedRunTest::throughGnuParallel()
{
    if (QStandardPaths::findExecutable("parallel").isEmpty())
        QSKIP("GNU parallel is not installed");
    QStringList arguments{"4"};
    for (const std::string &word : m_classifier)
        arguments << QString::fromStdString(word);
    runScript(ATTNSCOPE_SOURCE "/resources/cluster/parallel.sh", arguments);
    Words files;
    for (const char *number : {"1", "2", "3", "4"})
        files.push_back(pathOf(std::string("parts/") + number + ".part"));
    const Output merged = commands::outputOf(app::mergeCommand, commands::parsed(Words{"merge"} + files));
    QCOMPARE(merged.out, wholeRun(commands::parsed(m_classifier)).out);
}

void SharedRunTest::throughSlurm()
{
    if (QProcess::execute("sh", {"-c", "sinfo --noheader 2>/dev/null | grep -q idle"}) != 0)
        QSKIP("no node of Slurm is idle here");
    QStringList arguments{"--wait", "--array=1-4", "--output=/dev/null",
                          ATTNSCOPE_SOURCE "/resources/cluster/slurm_array.sh"};
    for (const std::string &word : m_classifier)
        arguments << QString::fromStdString(word);
    runScript("sbatch", arguments);
    Words files;
    for (const char *number : {"1", "2", "3", "4"})
        files.push_back(pathOf(std::string("parts/") + number + ".part"));
    const Output merged = commands::outputOf(app::mergeCommand, commands::parsed(Words{"merge"} + files));
    QCOMPARE(merged.out, wholeRun(commands::parsed(m_classifier)).out);
}

ATTNSCOPE_TEST(SharedRunTest, tests::NoApplication)
#include "tst_shared_run.moc"
