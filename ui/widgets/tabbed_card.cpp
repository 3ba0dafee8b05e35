#include "ui/widgets/tabbed_card.h"

#include "ui/theme/plain_text.h"
#include "ui/widgets/text_tab.h"

#include <QHBoxLayout>
#include <QStackedWidget>

namespace ui {

TabbedCard::TabbedCard(QWidget *parent)
    : Card({}, parent), m_tabs(new QWidget), m_row(new QHBoxLayout(m_tabs)), m_pages(new QStackedWidget)
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(14);
    setTitleWidget(m_tabs);
    addBody(m_pages);
}

void TabbedCard::addPage(const QString &title, const char *tabName, QWidget *page, const QString &explanation)
{
    auto *tab = new TextTab(title, m_tabs);
    tab->setObjectName(QLatin1String(tabName));
    tab->setChecked(m_pages->count() == 0);
    m_pageTabs.push_back(tab);
    m_row->addWidget(tab);
    m_pages->addWidget(page);
    setExplanation(*page, explanation);
    connect(tab, &QAbstractButton::clicked, this, [this, page] {
        m_pages->setCurrentWidget(page);
        emit pageChosen(page);
    });
}

std::size_t TabbedCard::numberOf(const QWidget &page) const
{
    return static_cast<std::size_t>(m_pages->indexOf(&page));
}

void TabbedCard::setExplanation(const QWidget &page, const QString &explanation)
{
    tabOf(page).setToolTip(plainToolTip(explanation));
}

void TabbedCard::setPageAvailable(const QWidget &page, bool isAvailable)
{
    tabOf(page).setVisible(isAvailable);
    if (!isAvailable && m_pages->currentWidget() == &page)
        m_pageTabs.front()->click();
}

QWidget *TabbedCard::shownPage() const
{
    return m_pages->currentWidget();
}

void TabbedCard::showPage(const QWidget &page)
{
    tabOf(page).setChecked(true);
    m_pages->setCurrentIndex(static_cast<int>(numberOf(page)));
}

}  // namespace ui
