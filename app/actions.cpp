#include "app/actions.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace app {

Actions::Actions(std::vector<ActionEntry> entries, QMainWindow &window) : QObject(&window), m_entries(std::move(entries))
{
    for (const ActionEntry &entry : m_entries)
        addEntry(entry, window);
    refresh();
}

QAction *Actions::action(const QString &id) const
{
    const auto found = m_actions.find(id);
    return found == m_actions.end() ? nullptr : found->second;
}

QMenu *Actions::menu(const QString &path) const
{
    const auto found = m_menus.find(path);
    return found == m_menus.end() ? nullptr : found->second;
}

void Actions::refresh()
{
    for (const ActionEntry &entry : m_entries) {
        QAction *action = m_actions.at(entry.id);
        if (entry.isChecked)
            action->setChecked(entry.isChecked());
        if (entry.isEnabled)
            action->setEnabled(entry.isEnabled());
    }
}

void Actions::addEntry(const ActionEntry &entry, QMainWindow &window)
{
    auto *action = new QAction(entry.text, this);
    action->setObjectName(entry.id);
    action->setShortcut(entry.shortcut);
    action->setToolTip(entry.toolTip);
    action->setStatusTip(entry.toolTip);
    action->setCheckable(static_cast<bool>(entry.isChecked));
    connect(action, &QAction::triggered, this, [this, handle = entry.handle] {
        handle();
        refresh();
    });
    menuAt(entry.menu, window)->addAction(action);
    window.addAction(action);  // so that the shortcut works even if the menu bar is hidden
    m_actions[entry.id] = action;
}

QMenu *Actions::menuAt(const QString &path, QMainWindow &window)
{
    QMenu *&menu = m_menus[path];
    if (menu)
        return menu;
    const qsizetype slash = path.lastIndexOf(u'/');
    const QString title = path.mid(slash + 1);
    menu = slash < 0 ? window.menuBar()->addMenu(title) : menuAt(path.left(slash), window)->addMenu(title);
    menu->setObjectName(path);
    menu->setToolTipsVisible(true);
    return menu;
}

}  // namespace app
