#pragma once

#include <QFileInfo>
#include <QObject>

namespace ui {

// What went wrong somewhere, one sentence each, on its way to the message bar, and what was done, on its way to the status bar. Lives on
// the GUI thread.
class Messages : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // Nothing where there is no message.
    void say(const QString &message)
    {
        if (!message.isEmpty())
            emit said(message);
    }

    void sayDone(const QString &message) { emit done(message); }

    // After saving: what went wrong, or that it is done.
    void saySaved(const QString &problem, const QString &file)
    {
        if (problem.isEmpty())
            sayDone(tr("Saved %1").arg(QFileInfo(file).fileName()));
        else
            emit said(problem);
    }

signals:
    void said(const QString &message);
    void done(const QString &message);
};

}  // namespace ui
