#pragma once

#include <QSocketNotifier>

namespace app {

// While it lives, the first SIGTERM, SIGINT or SIGHUP ends the application's loop with status 0, so that what is saved at the end is
// saved at a logout, too. The second one ends the program at once. There is one at a time, on the GUI thread.
class QuitSignals
{
public:
    QuitSignals();
    ~QuitSignals();
    QuitSignals(const QuitSignals &) = delete;
    QuitSignals &operator=(const QuitSignals &) = delete;

private:
    QSocketNotifier m_notifier;
};

}  // namespace app
