#pragma once

#include <QWidget>

class QStackedWidget;

namespace ui {

// Pages of a workspace, one at a time, with their names as tabs above.
class TabbedPages : public QWidget
{
    Q_OBJECT

public:
    explicit TabbedPages(QWidget *parent = nullptr);

    // The first page is the one shown.
    void addPage(const QString &title, const char *tabName, QWidget *page);

private:
    void showPage(QWidget *shown);

    QWidget *m_tabs = nullptr;  // exclusive among themselves, so apart from the tabs inside the pages
    QStackedWidget *m_pages = nullptr;
};

}  // namespace ui
