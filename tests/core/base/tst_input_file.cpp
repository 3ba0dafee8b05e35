#include "core/base/input_file.h"
#include "core/base/text_file.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <chrono>
#include <fstream>
#include <thread>
#include <utility>
#include <vector>

#include <sys/stat.h>

using namespace core;

using support::messageOf;

class InputFileTest : public QObject
{
    Q_OBJECT

private slots:
    void readsFromAnyPlaceAfterAMove()
    {
        auto first = InputFile::open(written("a", "hello"));
        QVERIFY2(first, qPrintable(messageOf(first)));
        InputFile second = *std::move(first);
        InputFile third;
        third = std::move(second);
        QCOMPARE(third.size(), std::uint64_t(5));
        std::array<char, 2> bytes{};
        QVERIFY(third.read(3, std::as_writable_bytes(std::span(bytes))));
        QCOMPARE(bytes, (std::array{'l', 'o'}));
        QVERIFY(third.isUnchanged());
    }

    // With a mapping this ended the program (SIGBUS).
    void aFileThatIsShortenedIsAnError()
    {
        const std::filesystem::path path = written("a", QByteArray(1 << 20, 'x'));
        const auto file = InputFile::open(path);
        QVERIFY2(file, qPrintable(messageOf(file)));
        std::filesystem::resize_file(path, 10);
        std::vector<std::byte> bytes(1 << 20);
        QVERIFY(messageOf(file->read(0, bytes)).contains("changed it while it was being read"));
        QVERIFY(!file->isUnchanged());
    }

    // Also where neither the size nor the time of the last change tells.
    void everyChangeIsNoticed_data()
    {
        QTest::addColumn<int>("change");
        QTest::newRow("written in place") << 0;
        QTest::newRow("replaced") << 1;
        QTest::newRow("removed") << 2;
        QTest::newRow("written, with the time set back") << 3;
    }

    void everyChangeIsNoticed()
    {
        QFETCH(int, change);
        const std::filesystem::path path = written("a", "hello");
        const auto file = InputFile::open(path);
        QVERIFY2(file, qPrintable(messageOf(file)));
        const FileStamp before = stampOf(path);
        const auto time = std::filesystem::last_write_time(path);
        if (change == 1)
            std::filesystem::rename(written("b", "world"), path);
        else if (change == 2)
            std::filesystem::remove(path);
        else
            std::fstream(path, std::ios::in | std::ios::out | std::ios::binary) << "world";
        if (change == 3)
            std::filesystem::last_write_time(path, time);
        QVERIFY(!file->isUnchanged());
        QVERIFY(stampOf(path) != before);
    }

    // Every file says one thing all over, so that half of each would be seen.
    void aFileWrittenMeanwhileIsReadWholeOrRefused()
    {
        const std::filesystem::path path = written("a", QByteArray(300'000, 'a'));
        std::jthread writer([path](const std::stop_token &stop) {
            for (char letter = 'a'; !stop.stop_requested(); letter = letter == 'z' ? 'a' : static_cast<char>(letter + 1)) {
                std::ofstream(path, std::ios::binary) << std::string(300'000, letter);
                std::this_thread::sleep_for(std::chrono::milliseconds(letter % 4 == 0 ? 45 : 1));
            }
        });
        for (int round = 0; round < 30; ++round) {
            const auto text = readTextFile(path, 1 << 20);
            if (!text)
                continue;
            QCOMPARE(text->size(), std::size_t(300'000));
            QCOMPARE(text->find_first_not_of(text->front()), std::string::npos);
        }
        writer = {};
        QVERIFY(readTextFile(path, 1 << 20));
    }

    void aPathInAMessageIsOneReadableLine()
    {
        QCOMPARE(pathText("a\x1b[2Jb\n"), std::string("a\\x1b[2Jb\\x0a"));
        QVERIFY(pathText(std::string(5000, 'a')).size() < 300);
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
                                         << "this is a link to FOLDER/nowhere, which is not there; download or copy that "
                                            "file again";
    }

    void refusesWhatIsNoFile()
    {
        QFETCH(QString, name);
        QFETCH(QString, message);
        QDir(m_folder.path()).mkpath("folder");
        ::mkfifo(QFile::encodeName(m_folder.filePath("pipe")).constData(), 0600);
        written("empty", "");
        QFile::link(m_folder.filePath("nowhere"), m_folder.filePath("link"));
        const auto file = InputFile::open(m_folder.filePath(name).toStdString());
        QCOMPARE(messageOf(file), m_folder.filePath(name) + ": " + message.replace("FOLDER", m_folder.path()));
    }

    void whatADownloadLeftIsNoModelFile_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("message");
        const QString pointer = "this is a Git LFS pointer, not the file itself; run `git lfs pull` in its folder";
        const QString page =
            "this is a web page, not the file itself; download the file again, from the address of its raw form";
        QTest::newRow("pointer") << QByteArray("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 4\n")
                                 << pointer;
        QTest::newRow("page") << QByteArray("<!DOCTYPE html>\n<html>") << page;
        QTest::newRow("page behind blanks") << QByteArray("\xef\xbb\xbf\n  <HTML lang=en>") << page;
        QTest::newRow("answer of a store") << QByteArray("<?xml version=\"1.0\"?><Error/>") << page;
        QTest::newRow("answer of a server")
            << QByteArray("404: Not Found\n")
            << QString("the file holds the text \"404: Not Found\" instead of JSON; download it again");
        QTest::newRow("JSON") << QByteArray("{}") << QString();
        QTest::newRow("a vocabulary") << QByteArray("[PAD]\n<\nhtml\n") << QString();
    }

    void whatADownloadLeftIsNoModelFile()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, message);
        const auto path = written("config.json", content);
        const QString found = messageOf(readModelTextFile(path, 1000));
        QCOMPARE(found, message.isEmpty() ? QString() : m_folder.filePath("config.json") + ": " + message);
        QVERIFY(readTextFile(path, 1000));
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

ATTNSCOPE_TEST(InputFileTest, tests::NoApplication)
#include "tst_input_file.moc"
