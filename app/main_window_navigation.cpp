#include "app/actions.h"
#include "app/main_window.h"
#include "app/menu_row.h"
#include "app/palette_entries.h"
#include "ui/help/help_window.h"
#include "ui/views/token_strip_view.h"

#include <QMenuBar>
#include <QShortcut>

#include <algorithm>

// Ways through the window by the keyboard, and how large its text is.
namespace app {

namespace {

constexpr int steps[] = {80, 90, 100, 110, 125, 150, 175, 200};  // of the text's size, in percent

void append(std::vector<ui::PaletteEntry> &entries, std::vector<ui::PaletteEntry> more)
{
    std::move(more.begin(), more.end(), std::back_inserter(entries));
}

// The next step up or down; the last one where there is none.
int neighborStep(int percent, int direction)
{
    const auto *const here = std::ranges::min_element(steps, {}, [percent](int step) { return std::abs(step - percent); });
    const auto place = std::clamp<std::ptrdiff_t>(here - steps + direction, 0, std::ssize(steps) - 1);
    return steps[place];
}

}  // namespace

std::vector<ActionEntry> MainWindow::navigationActions()
{
    return {{.id = "commandPalette",
             .menu = tr("Edit"),
             .text = tr("Command Palette…"),
             .shortcut = QKeySequence(Qt::CTRL | Qt::Key_K),
             .toolTip = tr("Find an action, a model, a head, a token, an example or a help topic by a few letters"),
             .handle = [this] { showPalette(); }},
            {.id = "findToken",
             .menu = tr("Edit"),
             .text = tr("Find Token…"),
             .shortcut = QKeySequence(Qt::CTRL | Qt::Key_F),
             .toolTip = tr("Select a token of the sentence by a few of its letters"),
             .handle = [this] { findToken(); }},
            {.id = "nextModel",
             .menu = tr("View"),
             .text = tr("Next Model"),
             .shortcut = QKeySequence(Qt::CTRL | Qt::Key_Tab),
             .toolTip = tr("Show the next of the open models"),
             .handle = [this] { showNeighborModel(1); }},
            {.id = "previousModel",
             .menu = tr("View"),
             .text = tr("Previous Model"),
             .shortcut = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab),
             .toolTip = tr("Show the open model before this one"),
             .handle = [this] { showNeighborModel(-1); }},
            {.id = "fullScreen",
             .menu = tr("View"),
             .text = tr("Full Screen"),
             .shortcut = QKeySequence(Qt::Key_F11),
             .toolTip = tr("Fill the screen, or go back to a window"),
             .handle = [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); },
             .isChecked = [this] { return isFullScreen(); }}};
}

std::vector<ActionEntry> MainWindow::textSizeActions()
{
    const QString menu = tr("View/Text Size");
    std::vector<ActionEntry> entries{
        {.id = "textLarger",
         .menu = menu,
         .text = tr("Larger"),
         .shortcut = QKeySequence(Qt::CTRL | Qt::Key_Plus),
         .otherShortcuts = {QKeySequence(Qt::CTRL | Qt::Key_Equal)},  // the same key without Shift
         .toolTip = tr("All text and pictures larger"),
         .handle = [this] { setTextSize(neighborStep(m_preferences.textSize, 1)); }},
        {.id = "textSmaller",
         .menu = menu,
         .text = tr("Smaller"),
         .shortcut = QKeySequence(Qt::CTRL | Qt::Key_Minus),
         .toolTip = tr("All text and pictures smaller"),
         .handle = [this] { setTextSize(neighborStep(m_preferences.textSize, -1)); }},
    };
    for (const int percent : steps) {
        const bool isUsual = percent == 100;
        entries.push_back(
            {.id = QStringLiteral("textSize%1").arg(percent),
             .menu = menu,
             .text = tr("%1 %").arg(percent),
             .shortcut = isUsual ? QKeySequence(Qt::CTRL | Qt::Key_0) : QKeySequence(),
             .toolTip = isUsual ? tr("Text at its usual size") : tr("Text at %1 % of its usual size").arg(percent),
             .handle = [this, percent] { setTextSize(percent); },
             .isChecked = [this, percent] { return m_preferences.textSize == percent; }});
    }
    return entries;
}

// As on other desktops; Qt itself knows Alt alone.
void MainWindow::openMenusByKey()
{
    auto *shortcut = new QShortcut(QKeySequence(Qt::Key_F10), this);
    connect(shortcut, &QShortcut::activated, this, [this] {
        QMenuBar &menus = m_menuRow->menus();
        menus.setFocus(Qt::MenuBarFocusReason);
        menus.setActiveAction(menus.actions().front());
    });
}

void MainWindow::showPalette()
{
    std::vector<ui::PaletteEntry> entries = actionEntries(*m_actions);
    append(entries, pageEntries(m_workbench));
    append(entries, modelEntries(m_models));
    append(entries, headEntries(sources()));
    append(entries, tokenEntries(sources(), *m_tokens));
    append(entries, helpEntries([this](const QString &address) { showHelp(address); }));
    m_palette->open(std::move(entries), tr("Action, page, model, head (L7 H3), token, example or help topic"));
}

void MainWindow::findToken()
{
    m_palette->open(tokenEntries(sources(), *m_tokens), tr("Token of the sentence"));
}

// The last one is followed by the first.
void MainWindow::showNeighborModel(int step)
{
    const std::vector<ui::OpenModel> &models = m_models.models();
    const auto shown = std::ranges::find(models, m_models.primary().path, &ui::OpenModel::path);
    if (models.size() < 2 || shown == models.end())
        return;
    const auto count = std::ssize(models);
    const auto next = (shown - models.begin() + step + count) % count;
    m_models.show(models[static_cast<std::size_t>(next)].model);
}

void MainWindow::setTextSize(int percent)
{
    m_preferences.textSize = percent;
    if (m_theme)
        m_theme->setTextSize(percent);
    foldPanels();
}

}  // namespace app
