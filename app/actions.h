#pragma once

#include <QKeySequence>
#include <QObject>
#include <QString>

#include <functional>
#include <map>
#include <vector>

class QAction;
class QMainWindow;
class QMenu;
class QMenuBar;

namespace app {

// One thing the user can do from the menus or the keyboard.
struct ActionEntry {
    QString id;
    QString menu;  // titles from the menu bar down, "View/Theme"
    QString text;
    QKeySequence shortcut = {};
    QList<QKeySequence> otherShortcuts = {};  // that do the same and are not told of
    QString toolTip;
    std::function<void()> handle;
    std::function<bool()> isChecked = {};  // the action is checkable if there is one
    std::function<bool()> isEnabled = {};  // always, if there is none
};

// Builds the menus and shortcuts of a window from one table.
class Actions : public QObject
{
    Q_OBJECT

public:
    Actions(std::vector<ActionEntry> entries, QMenuBar &menus, QMainWindow &window);

    const std::vector<ActionEntry> &entries() const { return m_entries; }
    QAction *action(const QString &id) const;
    // By its titles from the menu bar down; null where no entry is in it.
    QMenu *menu(const QString &path) const;
    // Asks every entry again whether it is checked and enabled.
    void refresh();

private:
    void addEntry(const ActionEntry &entry, QMenuBar &menus, QMainWindow &window);
    QMenu *menuAt(const QString &path, QMenuBar &menus);

    std::vector<ActionEntry> m_entries;
    std::map<QString, QAction *> m_actions;
    std::map<QString, QMenu *> m_menus;
    std::map<QString, QString> m_usedLetters;  // that open an entry of a menu, or of the menu bar
};

}  // namespace app
