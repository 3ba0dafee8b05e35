#include "tests/app/built_program.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QDirIterator>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

// The program writes where the XDG folders are, and nowhere else unless a file is named. It runs in a home of its own.
class OwnFoldersTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void commandsWriteNothing();
    void windowWritesItsOwnFilesAlone();

private:
    void prepare(QProcess &process) const;
    QStringList writtenFiles(const QString &folder) const;
    QString file(const char *name) const { return m_folder->filePath(QLatin1String(name)); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

const QString model = QStringLiteral(ATTNSCOPE_TEST_DATA "/tiny/bert-classifier");

}  // namespace

void OwnFoldersTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    for (const char *folder : {"home", "config", "data", "cache", "temporary", "work"})
        QVERIFY(QDir(m_folder->path()).mkdir(QLatin1String(folder)));
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("run")));
    QVERIFY(QFile::setPermissions(file("run"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

void OwnFoldersTest::prepare(QProcess &process) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), file("home"));
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), file("config"));
    environment.insert(QStringLiteral("XDG_DATA_HOME"), file("data"));
    environment.insert(QStringLiteral("XDG_CACHE_HOME"), file("cache"));
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), file("run"));
    environment.insert(QStringLiteral("TMPDIR"), file("temporary"));
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(file("work"));
}

QStringList OwnFoldersTest::writtenFiles(const QString &folder) const
{
    QStringList files;
    QDirIterator entries(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (entries.hasNext())
        files << QDir(m_folder->path()).relativeFilePath(entries.next());
    files.sort();
    return files;
}

void OwnFoldersTest::commandsWriteNothing()
{
    QProcess process;
    prepare(process);
    const built::Ended ended = built::run(built::program(), {"run", model, "--text", "a quiet gem"}, process);
    QVERIFY2(ended.status == 0, ended.errors.constData());
    QCOMPARE(writtenFiles(m_folder->path()), QStringList());
}

// A logout asks it to end; what it keeps is kept then, too.
void OwnFoldersTest::windowWritesItsOwnFilesAlone()
{
    constexpr int patience = 60'000;  // ms, for a busy machine under a sanitizer
    QProcess process;
    prepare(process);
    process.start(built::program(), {"--model", model});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file("data/attnscope/attnscope/last-session.json")), patience);
    process.terminate();
    QVERIFY(process.waitForFinished(patience));
    QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
             process.readAllStandardError().constData());
    QStringList files = writtenFiles(m_folder->path());
    files.removeIf([](const QString &path) { return path.startsWith(QStringLiteral("cache/")); });  // of fontconfig
    QCOMPARE(files, (QStringList{"config/attnscope/attnscope.conf", "data/attnscope/attnscope/last-session.json"}));
}

ATTNSCOPE_TEST(OwnFoldersTest, tests::NoApplication)
#include "tst_own_folders.moc"
