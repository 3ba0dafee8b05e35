#pragma once

#include <QWidget>

#include <functional>
#include <vector>

class QStackedWidget;
class QTabBar;

namespace ui {

// The tab bar of the workspaces and below it the chosen one, which scrolls where it is taller than the window. A workspace is made when it is shown for the first time, so that the
// window is there before what nobody has asked for yet.
class WorkspaceTabs : public QWidget
{
    Q_OBJECT

public:
    explicit WorkspaceTabs(QWidget *parent = nullptr);

    void addWorkspace(const QString &title, std::function<QWidget *()> create);
    void showWorkspace(int index);

signals:
    // By a click or a key on its tab.
    void workspaceChosen(int index);

private:
    void showPage(int index);
    void createOnce(int index);

    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    std::vector<std::function<QWidget *()>> m_makers;  // empty where the workspace is there
};

}  // namespace ui
