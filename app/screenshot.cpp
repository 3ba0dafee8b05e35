#include "app/screenshot.h"

#include "app/bundled_material.h"
#include "app/engine_analyzer.h"
#include "app/main_window.h"
#include "app/session_keeper.h"
#include "app/start_application.h"
#include "app/start_window.h"
#include "ui/session/written_files.h"

#include <QBuffer>
#include <QEventLoop>
#include <QPixmap>

#include <ostream>

namespace app {

namespace {

// Empty once the window shows the answer; otherwise what went wrong.
QString waitForAnswer(ui::AnalysisSession &session)
{
    QString failure;
    QEventLoop loop;
    // The first answer of a model may make the choices come to more: a mask, a truncation.
    QObject::connect(&session, &ui::AnalysisSession::snapshotChanged, &loop, [&] {
        if (session.isUpToDate())
            loop.quit();
    });
    QObject::connect(&session, &ui::AnalysisSession::failed, &loop, [&](const QString &message) {
        failure = message;
        loop.quit();
    });
    loop.exec();
    return failure;
}

// Lays out and paints until what the answer has set off has come to rest.
void settle()
{
    constexpr int rounds = 30;  // a strip that wraps, the panel around it, the window around that
    for (int round = 0; round < rounds; ++round)
        QApplication::processEvents();
}

core::Result<void> savePng(const QPixmap &picture, const std::filesystem::path &path)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly) || !picture.save(&buffer, "PNG"))
        return core::unreadable(path.string() + " cannot be written: the picture cannot be encoded");
    return ui::writeFile(path, bytes.toStdString());
}

core::Result<void> drawWindow(const CommandLine &line, QApplication &application)
{
    const std::vector<std::filesystem::path> bundled = bundledModels();
    ui::ApplicationTheme theme(application, line.theme.value_or(ui::ThemeChoice::Light));
    const QStringList examples = exampleSentences();
    MainWindow window({.analyzer = engineAnalyzer(), .examples = examples, .bundledModels = bundled, .theme = &theme});
    window.resize(line.size.isValid() ? line.size : QSize(1280, 800));
    window.show();
    const std::filesystem::path firstModel = bundled.empty() ? std::filesystem::path() : bundled.front();
    const FirstPicture first{
        .session = {}, .model = line.model.empty() ? firstModel : line.model, .text = examples.value(0)};
    if (const core::Result<void> started = startWindow(line, first, window); !started)
        return started;
    if (window.workbench().state().shownModel.empty())
        return core::badInput("no model comes with this program: name one with --model DIR");
    if (const QString failure = waitForAnswer(window.session()); !failure.isEmpty())
        return core::badInput(failure.toStdString());
    for (settle(); window.isGathering(); settle())
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    if (!line.savedSession.empty()) {
        const QString problem = saveSession(window.workbench().state(), line.savedSession);
        if (!problem.isEmpty())
            return core::unreadable(problem.toStdString());
    }
    return savePng(window.grab(), line.screenshot);
}

}  // namespace

int takeScreenshot(const CommandLine &line, int &argc, char **argv, std::ostream &errors)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const auto application = startApplication(argc, argv);
    const core::Result<void> drawn = drawWindow(line, *application);
    if (drawn)
        return EXIT_SUCCESS;
    printError(drawn.error(), errors);
    return EXIT_FAILURE;
}

}  // namespace app
