#include "app/run_window.h"

#include "app/bundled_material.h"
#include "app/commands/command_output.h"
#include "app/engine_analyzer.h"
#include "app/main_window.h"
#include "app/quit_signals.h"
#include "app/session_keeper.h"
#include "app/start_application.h"
#include "app/start_window.h"

#include <QSettings>

#include <iostream>

namespace app {

namespace {

namespace fs = std::filesystem;

// The one asked for, the one shown last, or the first that comes with the program.
fs::path firstModel(const CommandLine &line, const Preferences &preferences)
{
    if (!line.model.empty())
        return line.model;
    const fs::path last = preferences.lastModel.toStdString();
    std::error_code ignored;
    if (!last.empty() && fs::exists(last / "config.json", ignored))
        return last;
    const std::vector<fs::path> bundled = bundledModels();
    return bundled.empty() ? fs::path() : bundled.front();
}

// The last one, where nothing else is asked for.
fs::path firstSession(const CommandLine &line)
{
    std::error_code ignored;
    const bool isWanted = !line.startsAnew && line.model.empty() && line.session.empty();
    return isWanted && fs::exists(lastSessionFile(), ignored) ? lastSessionFile() : fs::path();
}

}  // namespace

int runWindow(const CommandLine &line, int &argc, char **argv)
{
    const auto application = startApplication(argc, argv);
    QSettings settings;
    const Preferences preferences = loadPreferences(settings);
    ui::ApplicationTheme theme(*application, line.theme.value_or(preferences.theme));
    theme.setTextSize(preferences.textSize);
    const QStringList examples = exampleSentences();
    const auto models = std::make_shared<core::ModelStore>();
    MainWindow window({.analyzer = engineAnalyzer(models),
                       .preferences = preferences,
                       .examples = examples,
                       .bundledModels = bundledModels(),
                       .headSizeFamily = headSizeFamily(),
                       .models = models,
                       .loader = [models](const std::filesystem::path &directory) { return models->model(directory); },
                       .reloader = [models](const std::filesystem::path &directory) { return models->reload(directory); },
                       .theme = &theme});
    if (line.size.isValid())
        window.resize(line.size);
    SessionKeeper keeper(window.workbench(), lastSessionFile());
    window.show();
    const FirstPicture first{
        .session = firstSession(line), .model = firstModel(line, preferences), .text = examples.value(0)};
    if (const core::Result<void> started = startWindow(line, first, window); !started) {
        printError(started.error(), std::cerr);
        return EXIT_FAILURE;
    }
    const QuitSignals quitSignals;
    const int status = QApplication::exec();
    keeper.saveNow();
    savePreferences(window.preferences(), settings);
    return status;
}

}  // namespace app
