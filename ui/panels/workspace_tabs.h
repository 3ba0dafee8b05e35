#pragma once

#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace ui {

// The tab bar of the workspaces and below it the chosen one.
class WorkspaceTabs : public QWidget
{
    Q_OBJECT

public:
    explicit WorkspaceTabs(QWidget *parent = nullptr);

    void addWorkspace(const QString &title, QWidget *workspace);
    void showWorkspace(int index);

private:
    void showPage(int index);

    QTabBar *m_tabs;
    QStackedWidget *m_pages;
};

}  // namespace ui
