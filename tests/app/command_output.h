#pragma once

#include "app/command_line.h"

#include <QByteArrayList>
#include <QFile>
#include <QString>

#include <sstream>
#include <string>
#include <vector>

namespace commands {

const std::string tiny = ATTNSCOPE_TEST_DATA "/tiny/";

// run of a tiny model, which other commands take for theirs.
inline app::CommandLine runLine(const std::string &model, const std::string &text)
{
    app::CommandLine line;
    line.command = app::Command::Run;
    line.model = tiny + model;
    line.text = text;
    return line;
}

// The command line of these words, which has no mistake.
inline app::CommandLine parsed(const std::vector<std::string> &words)
{
    std::vector<const char *> arguments;
    for (const std::string &word : words)
        arguments.push_back(word.c_str());
    const auto line = app::parseCommandLine(arguments);
    if (!line)
        qFatal("%s", line.error().message.c_str());
    return *line;
}

// What a command prints, and the exit status it ends with.
struct Output {
    int status = 0;
    QString out;
    QString errors;
};

template <typename Run>
Output outputOf(Run run, const app::CommandLine &line)
{
    std::ostringstream out;
    std::ostringstream errors;
    const int status = run(line, out, errors);
    return {status, QString::fromStdString(out.str()), QString::fromStdString(errors.str())};
}

// The cells of a table that a command wrote, of which none has a comma within.
inline std::vector<QByteArrayList> tableIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is not there", qPrintable(path));
    std::vector<QByteArrayList> rows;
    for (const QByteArray &line : file.readAll().trimmed().split('\n'))
        rows.push_back(line.split(','));
    return rows;
}

}  // namespace commands
