#include "app/session_files.h"
#include "tests/app/built_program.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QMimeDatabase>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

// What is installed: the files for the desktop fit each other, and the program runs from wherever it lies.
class PackageTest : public QObject
{
    Q_OBJECT

private slots:
    void desktopFilesFitEachOther();
    void sessionsHaveTheirType();
    void desktopFilesAreValid_data();
    void desktopFilesAreValid();
    void installedProgramFindsItsModels();

private:
    static QString file(const QString &name);

    QTemporaryDir m_folder;
};

namespace {

constexpr const char *id = "org.attnscope.attnscope";
constexpr const char *sessionType = "application/vnd.attnscope.session+json";

QString textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

}  // namespace

QString PackageTest::file(const QString &name)
{
    return QStringLiteral(ATTNSCOPE_SOURCE "/resources/package/") + name;
}

void PackageTest::desktopFilesFitEachOther()
{
    const QString entry = textOf(file(QStringLiteral("%1.desktop").arg(QLatin1String(id))));
    const QString metainfo = textOf(file(QStringLiteral("%1.metainfo.xml.in").arg(QLatin1String(id))));
    QVERIFY(entry.contains(QStringLiteral("\nMimeType=%1;\n").arg(QLatin1String(sessionType))));
    QVERIFY(metainfo.contains(QStringLiteral("<mediatype>%1</mediatype>").arg(QLatin1String(sessionType))));
    QVERIFY(metainfo.contains(QStringLiteral("<launchable type=\"desktop-id\">%1.desktop<").arg(QLatin1String(id))));
    for (const QString &category :
         QRegularExpression(QStringLiteral("\nCategories=(.*);\n")).match(entry).captured(1).split(u';'))
        QVERIFY2(metainfo.contains(QStringLiteral("<category>%1</category>").arg(category)), qPrintable(category));
    // By which Wayland finds the window's icon.
    QVERIFY(textOf(QStringLiteral(ATTNSCOPE_SOURCE "/app/start_application.cpp")).contains(QLatin1String(id)));
}

// As a desktop reads it, from a data folder of its own.
void PackageTest::sessionsHaveTheirType()
{
    const QString packages = m_folder.filePath(QStringLiteral("mime/packages"));
    QVERIFY(QDir().mkpath(packages));
    QVERIFY(QFile::copy(file(QStringLiteral("attnscope-session.xml")), packages + QStringLiteral("/attnscope.xml")));
    qputenv("XDG_DATA_HOME", m_folder.path().toUtf8());
    const QMimeDatabase types;
    const QString name = app::SessionFiles::firstName();
    QCOMPARE(types.mimeTypeForFile(name, QMimeDatabase::MatchExtension).name(), QLatin1String(sessionType));
    QVERIFY(types.mimeTypeForName(QLatin1String(sessionType)).inherits(QStringLiteral("application/json")));
    QCOMPARE(types.mimeTypeForFile(QStringLiteral("config.json"), QMimeDatabase::MatchExtension).name(),
             QStringLiteral("application/json"));
}

void PackageTest::desktopFilesAreValid_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("name");
    QTest::newRow("desktop entry") << QStringLiteral("desktop-file-validate") << QStringList()
                                   << QStringLiteral("%1.desktop").arg(QLatin1String(id));
    QTest::newRow("metainfo") << QStringLiteral("appstreamcli") << QStringList{"validate", "--no-net"}
                              << QStringLiteral("%1.metainfo.xml.in").arg(QLatin1String(id));
}

void PackageTest::desktopFilesAreValid()
{
    QFETCH(const QString, tool);
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, name);
    if (QStandardPaths::findExecutable(tool).isEmpty())
        QSKIP("the tool is not installed");
    const QString filled = m_folder.filePath(QString(name).remove(QStringLiteral(".in")));
    QFile copy(filled);
    QVERIFY(copy.open(QIODevice::WriteOnly));
    copy.write(textOf(file(name))
                   .replace(QStringLiteral("@PROJECT_VERSION@"), QStringLiteral("1.2.3"))
                   .replace(QStringLiteral("@ATTNSCOPE_RELEASE_DATE@"), QStringLiteral("2026-01-31"))
                   .toUtf8());
    copy.close();
    const built::Ended checked = built::run(tool, arguments + QStringList{filled});
    QVERIFY2(checked.status == 0, (checked.output + checked.errors).constData());
}

void PackageTest::installedProgramFindsItsModels()
{
    const QString place = m_folder.filePath(QStringLiteral("a place"));
    for (const char *component : {"program", "models"}) {
        const built::Ended installed =
            built::run(QStringLiteral("cmake"), {"--install", built::folder(), "--prefix", place, "--component", component});
        QVERIFY2(installed.status == 0, installed.errors.constData());
    }
    const QString moved = m_folder.filePath(QStringLiteral("elsewhere"));
    QVERIFY(QDir().rename(place, moved));
    QVERIFY(QFileInfo(moved + QStringLiteral("/share/man/man1/attnscope.1.gz")).size() > 1000);

    QProcess process;
    process.setWorkingDirectory(QStringLiteral("/"));
    const QString session = m_folder.filePath(QStringLiteral("shown.attnscope.json"));
    const QString picture = m_folder.filePath(QStringLiteral("shown.png"));
    const built::Ended ended =
        built::run(moved + QStringLiteral("/bin/attnscope"), {"--screenshot", picture, "--save-session", session}, process);
    QVERIFY2(ended.status == 0, ended.errors.constData());
    QVERIFY(textOf(session).contains(moved + QStringLiteral("/share/attnscope/models/")));
}

ATTNSCOPE_TEST(PackageTest, tests::NoApplication)
#include "tst_package.moc"
