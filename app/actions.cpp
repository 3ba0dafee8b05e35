#include "app/actions.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace app {

namespace {

// Where a text can be marked with an unused letter: at the beginning of a word if at all; -1 where there is none.
qsizetype mnemonicPlace(const QString &text, const QString &used)
{
    const auto isFree = [&](qsizetype place) {
        return text[place].isLetterOrNumber() && text[place] < QChar(128) &&
               !used.contains(text[place], Qt::CaseInsensitive);
    };
    for (qsizetype place = 0; place < text.size(); ++place) {
        if ((place == 0 || text[place - 1].isSpace()) && isFree(place))
            return place;
    }
    for (qsizetype place = 0; place < text.size(); ++place) {
        if (isFree(place))
            return place;
    }
    return -1;
}

// "&File": with a letter that opens it and that none of its neighbors in a menu has. What is called after a file stays as it is.
QString withMnemonic(const QString &text, QString &used)
{
    const qsizetype place = text.contains(u'&') ? -1 : mnemonicPlace(text, used);
    if (place < 0)
        return text;
    used += text[place];
    return QString(text).insert(place, u'&');
}

}  // namespace

Actions::Actions(std::vector<ActionEntry> entries, QMenuBar &menus, QMainWindow &window)
    : QObject(&window), m_entries(std::move(entries))
{
    for (const ActionEntry &entry : m_entries)
        addEntry(entry, menus, window);
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

void Actions::addEntry(const ActionEntry &entry, QMenuBar &menus, QMainWindow &window)
{
    auto *action = new QAction(withMnemonic(entry.text, m_usedLetters[entry.menu]), this);
    action->setObjectName(entry.id);
    action->setShortcuts(QList<QKeySequence>{entry.shortcut} + entry.otherShortcuts);
    action->setToolTip(entry.toolTip);
    action->setStatusTip(entry.toolTip);
    action->setCheckable(static_cast<bool>(entry.isChecked));
    connect(action, &QAction::triggered, this, [this, handle = entry.handle] {
        handle();
        refresh();
    });
    menuAt(entry.menu, menus)->addAction(action);
    window.addAction(action);  // so that the shortcut works even if the menu bar is hidden
    m_actions[entry.id] = action;
}

QMenu *Actions::menuAt(const QString &path, QMenuBar &menus)
{
    QMenu *&menu = m_menus[path];
    if (menu)
        return menu;
    const qsizetype slash = path.lastIndexOf(u'/');
    const QString parent = slash < 0 ? QString() : path.left(slash);
    const QString title = withMnemonic(path.mid(slash + 1), m_usedLetters[parent]);
    menu = slash < 0 ? menus.addMenu(title) : menuAt(parent, menus)->addMenu(title);
    menu->setObjectName(path);
    menu->setToolTipsVisible(true);
    return menu;
}

}  // namespace app
