#include "app/shortcuts_dialog.h"

#include "app/actions.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"

#include <QAction>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace app {

namespace {

constexpr int columnGap = 36;
constexpr int tallest = 620;
constexpr int leastRoomAround = 40;  // within the window that it belongs to

struct Row {
    QString keys;
    QString what;
};

// What belongs to one task.
struct Group {
    QString title;
    std::vector<Row> rows;
};

struct Gesture {
    const char *group;
    const char *keys;
    const char *what;
};

// What is no action of the menus.
constexpr Gesture gestures[] = {
    {"The sentence", "Up, Down", "The sentences before and after; each that Enter, a file or an example ended is kept"},
    {"Heads, tokens and cells", "Click", "Select a head, a token or a cell"},
    {"Heads, tokens and cells", "Arrow keys", "Go through heads, tokens or cells"},
    {"Heads, tokens and cells", "Home, End", "The first or the last one"},
    {"Heads, tokens and cells", "Hover", "Inspect without selecting"},
    {"Heads, tokens and cells", "Ctrl+click, Space", "Choose several heads in a map of heads"},
    {"Maps and plots", "Wheel, + and −", "Zoom about the pointer, or the middle"},
    {"Maps and plots", "Drag, Shift+arrow keys", "Move what is shown"},
    {"Maps and plots", "Double-click, 0", "Show all of it again"},
    {"Maps and plots", "Arrow keys", "Read out a curve point by point, or bar by bar"},
    {"Maps and plots", "Ctrl+E", "Save the picture of the card that has the focus"},
    {"Painting a mask or a map", "Drag", "Paint; with the right button, the opposite"},
    {"Painting a mask or a map", "Middle button", "Move the map"},
    {"Painting a mask or a map", "Arrows, Space, Backspace", "Go to a cell, fill it, empty it"},
    {"Everywhere", "Tab, Shift+Tab", "Go from control to control"},
    {"Everywhere", "Enter, Space", "Press the button that has the focus"},
    {"Everywhere", "F10, Alt and a letter", "Open the menus"},
    {"Everywhere", "Del", "Close the model or take away the chip that has the focus"},
    {"Everywhere", "Drop", "Open models and sessions"},
};

Group &groupOf(std::vector<Group> &groups, const QString &title)
{
    const auto known = std::ranges::find(groups, title, &Group::title);
    return known == groups.end() ? groups.emplace_back(Group{title, {}}) : *known;
}

std::vector<Group> actionGroups(const Actions &actions)
{
    std::vector<Group> groups;
    for (const ActionEntry &entry : actions.entries()) {
        if (entry.shortcut.isEmpty())
            continue;
        const QString title = entry.menu.section(u'/', entry.menu.startsWith(QStringLiteral("View/")) ? 1 : 0, -1);
        groupOf(groups, title.section(u'/', 0, 0))
            .rows.push_back({entry.shortcut.toString(QKeySequence::NativeText), actions.action(entry.id)->iconText()});
    }
    return groups;
}

std::vector<Group> gestureGroups()
{
    std::vector<Group> groups;
    for (const Gesture &gesture : gestures)
        groupOf(groups, QObject::tr(gesture.group)).rows.push_back({QObject::tr(gesture.keys), QObject::tr(gesture.what)});
    return groups;
}

QWidget *columnOf(const std::vector<Group> &groups)
{
    auto *column = new QWidget;
    auto *rows = new QGridLayout(column);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setHorizontalSpacing(20);
    rows->setVerticalSpacing(5);
    for (const Group &group : groups) {
        if (rows->count() > 0)
            rows->setRowMinimumHeight(rows->rowCount(), 8);
        auto *title = ui::plainLabel(group.title);
        ui::setRole(*title, ui::Role::Title);
        rows->addWidget(title, rows->rowCount(), 0, 1, 2);
        for (const Row &row : group.rows) {
            const int place = rows->rowCount();
            auto *keys = ui::plainLabel(row.keys);
            ui::setRole(*keys, ui::Role::Strong);
            rows->addWidget(keys, place, 0);
            rows->addWidget(ui::plainLabel(row.what), place, 1);
        }
    }
    rows->setRowStretch(rows->rowCount(), 1);
    rows->setColumnStretch(1, 1);
    return column;
}

}  // namespace

void showShortcuts(const Actions &actions, QWidget &window)
{
    auto *dialog = new QDialog(&window);
    dialog->setObjectName(QStringLiteral("shortcutsDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QObject::tr("Keyboard and Mouse"));
    auto *groups = new QWidget;
    auto *columns = new QHBoxLayout(groups);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(columnGap);
    columns->addWidget(columnOf(actionGroups(actions)));
    columns->addWidget(columnOf(gestureGroups()));
    auto *scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("shortcutsScroll"));
    scroll->setAccessibleName(QObject::tr("Keys and mouse gestures by task"));
    scroll->setWidget(groups);
    scroll->setWidgetResizable(true);
    scroll->viewport()->setAutoFillBackground(false);
    groups->setAutoFillBackground(false);  // which the scroll area switched on
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(scroll, 1);
    layout->addWidget(buttons);
    const QSize whole = groups->sizeHint() + QSize(40 + scroll->verticalScrollBar()->sizeHint().width(), 100);
    dialog->resize(whole.boundedTo(QSize(window.width() - leastRoomAround, std::min(tallest, window.height()))));
    dialog->show();
}

}  // namespace app
