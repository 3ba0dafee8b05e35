#pragma once

#include <QObject>

namespace ui {

// What went wrong somewhere, one sentence each, on its way to the message bar. Lives on the GUI thread.
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

signals:
    void said(const QString &message);
};

}  // namespace ui
