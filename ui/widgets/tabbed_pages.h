#pragma once

#include <QWidget>

#include <vector>

class QStackedWidget;

namespace ui {

class TextTab;

// Pages of a workspace, one at a time, with their names as tabs above.
class TabbedPages : public QWidget
{
    Q_OBJECT

public:
    explicit TabbedPages(QWidget *parent = nullptr);

    // The first page is the one shown.
    void addPage(const QString &title, const char *tabName, QWidget *page);

    void showPage(int index);

signals:
    // By a click or a key on its tab.
    void pageChosen(int index);

private:
    QWidget *m_tabs = nullptr;  // exclusive among themselves, so apart from the tabs inside the pages
    QStackedWidget *m_pages = nullptr;
    std::vector<TextTab *> m_pageTabs;
};

}  // namespace ui
