#pragma once

#include "ui/widgets/card.h"

#include <vector>

class QHBoxLayout;
class QStackedWidget;

namespace ui {

class TextTab;

// A card of several pages, one at a time, with their names in place of a title.
class TabbedCard : public Card
{
    Q_OBJECT

public:
    explicit TabbedCard(QWidget *parent = nullptr);

    // The first page is the one shown at first.
    void addPage(const QString &title, const char *tabName, QWidget *page, const QString &explanation = {});
    // What its tab says under the pointer.
    void setExplanation(const QWidget &page, const QString &explanation);
    QWidget *shownPage() const;
    void showPage(const QWidget &page);
    // Without its page a card shows its first one; that one is always there.
    void setPageAvailable(const QWidget &page, bool isAvailable);

signals:
    // By a click or a key on its tab.
    void pageChosen(QWidget *page);

private:
    std::size_t numberOf(const QWidget &page) const;
    TextTab &tabOf(const QWidget &page) const { return *m_pageTabs[numberOf(page)]; }

    QWidget *m_tabs = nullptr;
    QHBoxLayout *m_row = nullptr;
    QStackedWidget *m_pages = nullptr;
    std::vector<TextTab *> m_pageTabs;  // in the order of the pages
};

}  // namespace ui
