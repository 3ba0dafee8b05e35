#pragma once

#include "ui/views/view_sources.h"

#include <QWidget>

class QStackedWidget;

namespace ui {

class TextTab;

// Below the selected head's map, where its columns are tokens: how far it looks, and for symmetric scores where its attention
// settles. Hidden for the other maps.
class HeadFoot : public QWidget
{
    Q_OBJECT

public:
    explicit HeadFoot(const ViewSources &sources, QWidget *parent = nullptr);

private:
    void addPage(const QString &objectName, const QString &title, const QString &explanation, QWidget *page);
    void showSnapshot();

    struct Page {
        TextTab *tab = nullptr;
        QWidget *content = nullptr;
    };

    ViewSources m_sources;
    QStackedWidget *m_stack = nullptr;
    std::vector<Page> m_pages;
};

}  // namespace ui
