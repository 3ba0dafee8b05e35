#include "app/run_window.h"

#include "app/bundled_material.h"
#include "app/engine_analyzer.h"
#include "app/main_window.h"
#include "app/start_application.h"
#include "app/workspaces.h"

#include <QSettings>

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
    if (const int index = workspaceIndex(QString::fromStdString(line.workspace)); index >= 0)
        window.showWorkspace(index);
    window.show();
    window.start(firstModel(line, preferences), line.text ? QString::fromStdString(*line.text) : examples.value(0));
    const int status = QApplication::exec();
    savePreferences(window.preferences(), settings);
    return status;
}

}  // namespace app
