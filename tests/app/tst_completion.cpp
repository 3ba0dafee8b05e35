#include "app/command_line/completion.h"

#include "app/command_line/command_definition.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace {

QByteArray run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished();
    return process.exitCode() == 0 ? process.readAllStandardOutput() + process.readAllStandardError() : "failed";
}

}  // namespace

class CompletionTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void shellsReadTheScripts();
    void bashCompletes_data();
    void bashCompletes();
    void everyOptionIsThere();

private:
    QTemporaryDir m_folder;
    QString m_bash = m_folder.filePath("attnscope");
    QString m_zsh = m_folder.filePath("_attnscope");
};

void CompletionTest::initTestCase()
{
    for (const auto &[path, shell] : {std::pair(m_bash, "bash"), std::pair(m_zsh, "zsh")}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(app::completionScript(shell)));
    }
}

void CompletionTest::shellsReadTheScripts()
{
    QCOMPARE(run("bash", {"-n", m_bash}), QByteArray());
    if (QStandardPaths::findExecutable("zsh").isEmpty())
        QSKIP("zsh is not installed");
    QCOMPARE(run("zsh", {"-n", m_zsh}), QByteArray());
}

void CompletionTest::bashCompletes_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QByteArray>("completed");
    QTest::newRow("command") << QStringLiteral("attnscope sp") << QByteArray("spectrum");
    QTest::newRow("option of a command") << QStringLiteral("attnscope eval --sw") << QByteArray("--sweep");
    QTest::newRow("not of this command") << QStringLiteral("attnscope info --sw") << QByteArray();
    QTest::newRow("option of the window") << QStringLiteral("attnscope --ver") << QByteArray("--version");
    QTest::newRow("choice") << QStringLiteral("attnscope spectrum m --null r") << QByteArray("rows");
    QTest::newRow("choice behind =") << QStringLiteral("attnscope --theme = li") << QByteArray("light");
    QTest::newRow("every choice") << QStringLiteral("attnscope --theme =")
                                  << QByteArray("light dark high-contrast dark-high-contrast");
    QTest::newRow("measure") << QStringLiteral("attnscope run m --importance ro") << QByteArray("rollout");
    QTest::newRow("number") << QStringLiteral("attnscope eval m --limit 1") << QByteArray();
    QTest::newRow("file") << QStringLiteral("attnscope eval m --data ./CMakeL") << QByteArray("./CMakeLists.txt");
    QTest::newRow("folder") << QStringLiteral("attnscope info ./CMakeL") << QByteArray();
}

void CompletionTest::bashCompletes()
{
    QFETCH(const QString, words);
    const int last = static_cast<int>(words.count(u' '));
    const QString script =
        QStringLiteral("cd '%1'; source '%2'; COMP_WORDS=(%3); COMP_CWORD=%4; _attnscope; printf %s \"${COMPREPLY[*]}\"")
            .arg(QStringLiteral(ATTNSCOPE_SOURCE), m_bash, words)
            .arg(last);
    QTEST(run("bash", {"-c", script}), "completed");
}

void CompletionTest::everyOptionIsThere()
{
    for (const char *shell : {"bash", "zsh"}) {
        const std::string script = app::completionScript(shell);
        for (const app::CommandDefinition &definition : app::commandDefinitions()) {
            QVERIFY(script.find(definition.name) != std::string::npos);
            for (const app::Option &option : definition.options)
                QVERIFY2(script.find(option.name) != std::string::npos, std::string(option.name).c_str());
        }
    }
    QVERIFY(app::completionScript("fish").empty());
}

ATTNSCOPE_TEST(CompletionTest, tests::NoApplication)
#include "tst_completion.moc"
