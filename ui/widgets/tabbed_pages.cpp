#include "ui/widgets/tabbed_pages.h"

#include "ui/widgets/text_tab.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui {

TabbedPages::TabbedPages(QWidget *parent) : QWidget(parent), m_tabs(new QWidget(this)), m_pages(new QStackedWidget(this))
{
    auto *row = new QHBoxLayout(m_tabs);
    row->setContentsMargins(4, 0, 0, 0);
    row->setSpacing(4);
    row->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_tabs);
    column->addWidget(m_pages, 1);
}

void TabbedPages::addPage(const QString &title, const char *tabName, QWidget *page)
{
    auto *tab = new TextTab(title, m_tabs);
    tab->setObjectName(QLatin1String(tabName));
    const int index = m_pages->count();
    static_cast<QHBoxLayout *>(m_tabs->layout())->insertWidget(index, tab);
    m_pages->addWidget(page);
    m_pageTabs.push_back(tab);
    connect(tab, &QAbstractButton::clicked, this, [this, index] { emit pageChosen(index); });
    showPage(0);
}

// The hidden pages ask for no room, so that a tall one does not stretch the others.
void TabbedPages::showPage(int index)
{
    for (int page = 0; page < m_pages->count(); ++page) {
        const auto policy = page == index ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        m_pages->widget(page)->setSizePolicy(policy, policy);
    }
    m_pageTabs[static_cast<std::size_t>(index)]->setChecked(true);
    m_pages->setCurrentIndex(index);
}

}  // namespace ui
