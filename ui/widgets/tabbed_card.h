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

    // The first page is the one shown.
    void addPage(const QString &title, const char *tabName, QWidget *page, const QString &explanation = {});
    // What its tab says under the pointer.
    void setExplanation(const QWidget &page, const QString &explanation);
    QWidget *shownPage() const;
    // Without its page a card shows its first one; that one is always there.
    void setPageAvailable(const QWidget &page, bool isAvailable);

private:
    TextTab &tabOf(const QWidget &page) const;

    QWidget *m_tabs = nullptr;
    QHBoxLayout *m_row = nullptr;
    QStackedWidget *m_pages = nullptr;
    std::vector<TextTab *> m_pageTabs;  // in the order of the pages
};

}  // namespace ui
