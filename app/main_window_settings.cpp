#include "app/actions.h"
#include "app/main_window.h"
#include "app/settings_file.h"
#include "core/base/text_file.h"
#include "ui/help/help_window.h"
#include "ui/panels/message_bar.h"
#include "ui/session/written_files.h"
#include "ui/widgets/chosen_file.h"

#include <QFile>
#include <QFileDialog>
#include <QSplitter>

// What is remembered from one run to the next, and the files that carry it to another machine.
namespace app {

namespace {

constexpr std::size_t largestSettings = std::size_t(1) << 20;
const QList<int> firstPanelWidths{200, 820, 240};  // models, workspace, inspector
const QList<int> firstPanelHeights{560, 200};      // those, and the list of texts below them

QString settingsFilter()
{
    return MainWindow::tr("Settings of Attnscope (*.json);;All files (*)");
}

}  // namespace

Preferences MainWindow::preferences() const
{
    Preferences preferences = m_preferences;
    preferences.colorMap = QString::fromStdString(m_workbench.state().display.colorMap);
    preferences.unit = m_workbench.state().display.unit;
    if (m_models.primary().model)
        preferences.lastModel = QString::fromStdString(m_models.primary().path.string());
    preferences.windowGeometry = saveGeometry();
    preferences.panelWidths = m_body->saveState();
    preferences.panelHeights = m_rows->saveState();
    if (m_help)
        preferences.helpGeometry = m_help->saveGeometry();
    preferences.figures = m_figures.habits();
    preferences.showsModels = m_showsModels.value_or(true);
    preferences.showsInspector = m_showsInspector.value_or(true);
    return preferences;
}

void MainWindow::applyPreferences(const Preferences &preferences)
{
    m_workbench.change([&preferences](core::WorkbenchState &state) {
        state.display.colorMap = preferences.colorMap.toStdString();
        state.display.unit = preferences.unit;
    });
    m_figures.setHabits(preferences.figures);
    restoreGeometry(preferences.windowGeometry);
    if (!m_body->restoreState(preferences.panelWidths))
        m_body->setSizes(firstPanelWidths);
    if (!m_rows->restoreState(preferences.panelHeights))
        m_rows->setSizes(firstPanelHeights);
    m_showsModels = preferences.showsModels ? std::nullopt : std::optional(false);
    m_showsInspector = preferences.showsInspector ? std::nullopt : std::optional(false);
    foldPanels();
}

// The one from the command line is not remembered, the one from the menu is.
void MainWindow::setTheme(ui::ThemeChoice choice)
{
    m_preferences.theme = choice;
    if (m_theme)
        m_theme->setChoice(choice);
}

std::vector<ActionEntry> MainWindow::settingsActions()
{
    const QString menu = tr("Edit/Settings");
    return {{.id = "exportSettings",
             .menu = menu,
             .text = tr("Export…"),
             .toolTip = tr("Write theme, color map, panels and the like into a file"),
             .handle = [this] { chooseAndExportSettings(); }},
            {.id = "importSettings",
             .menu = menu,
             .text = tr("Import…"),
             .toolTip = tr("Take them from such a file"),
             .handle = [this] { chooseAndImportSettings(); }},
            {.id = "resetSettings",
             .menu = menu,
             .text = tr("Reset"),
             .toolTip = tr("Every setting as at the first start; models and sentence stay"),
             .handle = [this] {
                 takeSettings(resetPreferences(preferences()), tr("The settings are as at the first start."));
             }}};
}

void MainWindow::chooseAndExportSettings()
{
    const QString file =
        ui::chosenSaveFile(*this, tr("Export settings"), QStringLiteral("attnscope-settings.json"), settingsFilter());
    if (!file.isEmpty())
        m_messages.saySaved(ui::saveText(settingsText(preferences()), file), file);
}

void MainWindow::chooseAndImportSettings()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Import settings"), {}, settingsFilter());
    if (file.isEmpty())
        return;
    const std::filesystem::path path = QFile::encodeName(file).toStdString();
    const core::Result<std::string> text = core::readTextFile(path, largestSettings);
    const core::Result<Preferences> read = text ? readSettings(*text, preferences()) : text.error();
    if (read)
        takeSettings(*read, tr("The settings are those of %1.").arg(file));
    else
        m_messages.say(
            QString::fromStdString(text ? core::inContext(path.string(), read.error()).message : read.error().message));
}

void MainWindow::takeSettings(const Preferences &settings, const QString &message)
{
    const Preferences before = preferences();
    const auto take = [this](const Preferences &taken) {
        setTheme(taken.theme);
        setTextSize(taken.textSize);
        applyPreferences(taken);
        m_actions->refresh();
    };
    take(settings);
    m_message->offer(message, tr("Undo"), [take, before] { take(before); });
}

}  // namespace app
