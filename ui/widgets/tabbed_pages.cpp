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
    tab->setChecked(m_pages->count() == 0);
    static_cast<QHBoxLayout *>(m_tabs->layout())->insertWidget(m_pages->count(), tab);
    m_pages->addWidget(page);
    connect(tab, &QAbstractButton::clicked, this, [this, page] { showPage(page); });
    showPage(m_pages->widget(0));
}

// The hidden pages ask for no room, so that a tall one does not stretch the others.
void TabbedPages::showPage(QWidget *shown)
{
    for (int index = 0; index < m_pages->count(); ++index) {
        QWidget *page = m_pages->widget(index);
        const auto policy = page == shown ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        page->setSizePolicy(policy, policy);
    }
    m_pages->setCurrentWidget(shown);
}

}  // namespace ui
