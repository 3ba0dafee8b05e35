#pragma once

#include "ui/widgets/card.h"

class QHBoxLayout;
class QStackedWidget;

namespace ui {

// A card of several pages, one at a time, with their names in place of a title.
class TabbedCard : public Card
{
    Q_OBJECT

public:
    explicit TabbedCard(QWidget *parent = nullptr);

    // The first page is the one shown.
    void addPage(const QString &title, const char *tabName, QWidget *page, const QString &explanation = {});

private:
    QWidget *m_tabs = nullptr;
    QHBoxLayout *m_row = nullptr;
    QStackedWidget *m_pages = nullptr;
};

}  // namespace ui
