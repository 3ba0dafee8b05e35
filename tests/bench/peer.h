#pragma once

#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>

namespace bench {

// Another program that does the same work, kept running between questions so that only the work itself is timed. It reads one
// line for each question and answers with one line.
class Peer
{
public:
    struct Command {
        QString program;
        QStringList arguments;
        QStringList environment;  // NAME=value, added to ours
    };

    explicit Peer(const Command &command)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString &setting : command.environment)
            environment.insert(setting.section('=', 0, 0), setting.section('=', 1));
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(command.program, command.arguments);
    }

    ~Peer()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
    }

    // The answer; empty where there is none within some minutes.
    QString ask(const QString &question)
    {
        constexpr int patience = 300'000;
        m_process.write(question.toUtf8() + '\n');
        while (!m_process.canReadLine())
            if (!m_process.waitForReadyRead(patience))
                return {};
        return QString::fromUtf8(m_process.readLine()).trimmed();
    }

private:
    QProcess m_process;
};

}  // namespace bench
