#include "app/quit_signals.h"

#include <QCoreApplication>

#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdint>

namespace app {

namespace {

constexpr std::array quittingSignals{SIGTERM, SIGINT, SIGHUP};

// A handler of a signal finds nothing but what is global.
volatile std::sig_atomic_t writtenTo = -1;

// All that a handler may do is to write where the loop reads.
void passOn(int)
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = write(writtenTo, &one, sizeof one);
}

void handleBy(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
    for (const int signal : quittingSignals)
        sigaction(signal, &action, nullptr);
}

}  // namespace

QuitSignals::QuitSignals() : m_notifier(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), QSocketNotifier::Read)
{
    QObject::connect(&m_notifier, &QSocketNotifier::activated, qApp, [] { QCoreApplication::exit(EXIT_SUCCESS); });
    writtenTo = static_cast<int>(m_notifier.socket());
    handleBy(passOn);
}

QuitSignals::~QuitSignals()
{
    handleBy(SIG_DFL);
    close(writtenTo);
    writtenTo = -1;
}

}  // namespace app
