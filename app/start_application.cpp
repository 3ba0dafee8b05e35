#include "app/start_application.h"

#include "app/qt_message_lines.h"
#include "ui/theme/spoken_picture.h"
#include "ui/widgets/field_habits.h"

#include <QIcon>

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
                 "the commands info, run, eval, spectrum, compare and figure and the option --screenshot need none\n";
    std::_Exit(EXIT_FAILURE);
}

// With what it has told so far; Qt's message handler is a plain function and finds it by qApp.
class Application : public QApplication
{
public:
    using QApplication::QApplication;
    ~Application() override { qInstallMessageHandler(nullptr); }

    QtMessageLines lines;
};

void tell(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (const auto line = static_cast<Application *>(qApp)->lines.lineFor(type, context.category, message))
        std::cerr << *line << '\n';
}

}  // namespace

std::unique_ptr<QApplication> startApplication(int &argc, char **argv)
{
    QApplication::setApplicationName(QStringLiteral("attnscope"));
    QApplication::setOrganizationName(QStringLiteral("attnscope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Attnscope"));
    QApplication::setApplicationVersion(QStringLiteral(ATTNSCOPE_VERSION));
    // By which a desktop finds the window's icon (resources/package).
    QGuiApplication::setDesktopFileName(QStringLiteral("org.attnscope.attnscope"));
    qInstallMessageHandler(endWithoutDisplay);
    auto application = std::make_unique<Application>(argc, argv);
    qInstallMessageHandler(tell);
    ui::announcePictures();
    new ui::FieldHabits(*application);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/attnscope.svg")));
    return application;
}

}  // namespace app
