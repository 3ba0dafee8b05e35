#include "core/base/mapped_file.h"
#include "core/base/text_file.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <utility>

#include <sys/stat.h>

using namespace core;

namespace {

template <typename T>
QString messageOf(const Result<T> &result)
{
    return result ? QString() : QString::fromStdString(result.error().message);
}

}  // namespace

class MappedFileTest : public QObject
{
    Q_OBJECT

private slots:
    void bytesOutliveAMove()
    {
        auto first = MappedFile::open(written("a", "hello"));
        QVERIFY2(first, qPrintable(messageOf(first)));
        MappedFile second = *std::move(first);
        MappedFile third;
        third = std::move(second);
        QCOMPARE(third.bytes().size(), std::size_t(5));
        QCOMPARE(third.bytes()[4], std::byte('o'));
    }

    void refusesWhatIsNoFile_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("message");
        QTest::newRow("missing") << "missing"
                                 << "cannot be opened: No such file or directory";
        QTest::newRow("folder") << "folder"
                                << "this is a folder, expected a file";
        QTest::newRow("pipe") << "pipe"
                              << "this is a pipe, a socket or a device, expected a regular file";
        QTest::newRow("empty") << "empty"
                               << "the file is empty";
        QTest::newRow("link to nothing") << "link"
                                         << "cannot be opened: No such file or directory";
    }

    void refusesWhatIsNoFile()
    {
        QFETCH(QString, name);
        QFETCH(QString, message);
        QDir(m_folder.path()).mkpath("folder");
        ::mkfifo(QFile::encodeName(m_folder.filePath("pipe")).constData(), 0600);
        written("empty", "");
        QFile::link(m_folder.filePath("nowhere"), m_folder.filePath("link"));
        const auto file = MappedFile::open(m_folder.filePath(name).toStdString());
        QCOMPARE(messageOf(file), m_folder.filePath(name) + ": " + message);
    }

    void textFileIsReadUpToItsLimit()
    {
        const auto path = written("text", "vocab");
        QCOMPARE(QString::fromStdString(*readTextFile(path, 5)), QString("vocab"));
        QVERIFY(messageOf(readTextFile(path, 4)).endsWith("the file has 5 bytes, expected at most 4"));
    }

private:
    std::filesystem::path written(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(file.fileName()));
        return file.fileName().toStdString();
    }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(MappedFileTest)
#include "tst_mapped_file.moc"
