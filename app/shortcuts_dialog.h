#pragma once

class QWidget;

namespace app {

class Actions;

// Every shortcut of the table and the keys that panels take, in a window that can stay open beside the main one.
void showShortcuts(const Actions &actions, QWidget &window);

}  // namespace app
