#include "app/run_window.h"

#include "app/apply_choices.h"
#include "app/bundled_material.h"
#include "app/commands/command_output.h"
#include "app/engine_analyzer.h"
#include "app/main_window.h"
#include "app/session_keeper.h"
#include "app/start_application.h"

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

// The one asked for, or the last one where nothing else is asked for. That one's file may be gone or damaged: then there is none.
core::Result<void> resumeSession(const CommandLine &line, MainWindow &window)
{
    if (!line.session.empty())
        return window.resume(line.session);
    std::error_code ignored;
    if (!line.startsAnew && line.model.empty() && fs::exists(lastSessionFile(), ignored))
        (void)window.resume(lastSessionFile());
    return {};
}

}  // namespace

int runWindow(const CommandLine &line, int &argc, char **argv)
{
    const auto application = startApplication(argc, argv);
    QSettings settings;
    const Preferences preferences = loadPreferences(settings);
    ui::ApplicationTheme theme(*application, line.theme.value_or(preferences.theme));
    const QStringList examples = exampleSentences();
    const auto models = std::make_shared<core::ModelStore>();
    MainWindow window({.analyzer = engineAnalyzer(models),
                       .preferences = preferences,
                       .examples = examples,
                       .bundledModels = bundledModels(),
                       .headSizeFamily = headSizeFamily(),
                       .loader = [models](const std::filesystem::path &directory) { return models->model(directory); },
                       .reloader = [models](const std::filesystem::path &directory) { return models->reload(directory); },
                       .theme = &theme});
    if (line.size.isValid())
        window.resize(line.size);
    SessionKeeper keeper(window.workbench(), lastSessionFile());
    window.show();
    if (const core::Result<void> resumed = resumeSession(line, window); !resumed) {
        printError(resumed.error(), std::cerr);
        return EXIT_FAILURE;
    }
    const core::WorkbenchState &state = window.workbench().state();
    if (state.shownModel.empty())
        window.start(firstModel(line, preferences),
                     state.text.empty() ? examples.value(0) : QString::fromStdString(state.text));
    applyChoices(line, window);
    const int status = QApplication::exec();
    keeper.saveNow();
    savePreferences(window.preferences(), settings);
    return status;
}

}  // namespace app
