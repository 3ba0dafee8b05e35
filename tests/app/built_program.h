#pragma once

#include <QFileInfo>
#include <QProcess>
#include <QString>

// The program that was built together with the tests, which lie in a folder below it.
namespace built {

inline QString folder()
{
    const QString tests = QFileInfo(QFileInfo(QStringLiteral("/proc/self/exe")).symLinkTarget()).path();
    return QFileInfo(tests).path();
}

inline QString program()
{
    return folder() + QStringLiteral("/attnscope");
}

struct Ended {
    int status = -1;  // -1: it did not end by itself
    QByteArray output;
    QByteArray errors;
};

// Runs it, or another program, to its end.
inline Ended run(const QString &command, const QStringList &arguments, QProcess &process)
{
    constexpr int patience = 60'000;  // ms, for a busy machine under a sanitizer
    process.start(command, arguments);
    if (!process.waitForFinished(patience) || process.exitStatus() != QProcess::NormalExit)
        return {.errors = process.errorString().toUtf8() + process.readAllStandardError()};
    return {
        .status = process.exitCode(), .output = process.readAllStandardOutput(), .errors = process.readAllStandardError()};
}

inline Ended run(const QString &command, const QStringList &arguments)
{
    QProcess process;
    return run(command, arguments, process);
}

}  // namespace built
