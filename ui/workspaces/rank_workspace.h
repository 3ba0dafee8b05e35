#pragma once

#include "ui/views/view_sources.h"

#include <QWidget>

class QStackedWidget;

namespace ui {

// How much rank heads have: one page per tab.
class RankWorkspace : public QWidget
{
    Q_OBJECT

public:
    explicit RankWorkspace(const ViewSources &sources, QWidget *parent = nullptr);

private:
    void addPage(const QString &title, const char *tabName, QWidget *page);
    void showPage(QWidget *shown);

    QWidget *m_tabs = nullptr;  // exclusive among themselves, so apart from the tabs inside the pages
    QStackedWidget *m_pages = nullptr;
};

}  // namespace ui
