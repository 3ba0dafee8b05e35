#include "app/start_application.h"

#include "core/base/message_text.h"

#include <QIcon>

#include <atomic>
#include <cstdlib>
#include <iostream>

namespace app {

namespace {

// What Qt says while it looks for a display is of use to nobody; its last word comes just before it would abort.
void endWithoutDisplay(QtMsgType type, const QMessageLogContext &, const QString &)
{
    if (type != QtFatalMsg)
        return;
    std::cerr << "attnscope: there is no display to open the window on; "
                 "the commands info, run, eval, spectrum and compare and the option --screenshot need none\n";
    std::_Exit(EXIT_FAILURE);
}

// What Qt says is one line, and of fonts, which it tells of every family and every text anew, the first is enough.
void tellBriefly(QtMsgType, const QMessageLogContext &context, const QString &message)
{
    static std::atomic_bool hasToldOfFonts = false;
    const bool isOfFonts = QByteArray(context.category).startsWith("qt.qpa.fonts") ||
                           message.contains(QLatin1String("font"), Qt::CaseInsensitive);
    if (isOfFonts && hasToldOfFonts.exchange(true))
        return;
    std::cerr << "attnscope: note: " << core::messageLine(message.simplified().toStdString()) << '\n';
}

}  // namespace

std::unique_ptr<QApplication> startApplication(int &argc, char **argv)
{
    QApplication::setApplicationName(QStringLiteral("attnscope"));
    QApplication::setOrganizationName(QStringLiteral("attnscope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Attnscope"));
    QApplication::setApplicationVersion(QStringLiteral(ATTNSCOPE_VERSION));
    qInstallMessageHandler(endWithoutDisplay);
    auto application = std::make_unique<QApplication>(argc, argv);
    qInstallMessageHandler(tellBriefly);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/attnscope.svg")));
    return application;
}

}  // namespace app
