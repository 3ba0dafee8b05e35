#include "ui/panels/workspace_tabs.h"

#include "ui/widgets/page_scroll.h"

#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <utility>

namespace ui {

WorkspaceTabs::WorkspaceTabs(QWidget *parent) : QWidget(parent), m_tabs(new QTabBar), m_pages(new QStackedWidget)
{
    m_tabs->setObjectName(QStringLiteral("workspaceTabs"));
    m_tabs->setAccessibleName(tr("Workspaces"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_pages->setObjectName(QStringLiteral("workspacePages"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_tabs);
    layout->addWidget(new PageScroll(m_pages), 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &WorkspaceTabs::workspaceChosen);
}

void WorkspaceTabs::addWorkspace(const QString &title, std::function<QWidget *()> create)
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    m_pages->addWidget(page);
    m_makers.push_back(std::move(create));
    m_tabs->addTab(title);
    showPage(m_tabs->currentIndex());
}

void WorkspaceTabs::createOnce(int index)
{
    if (auto create = std::exchange(m_makers[static_cast<std::size_t>(index)], {}))
        m_pages->widget(index)->layout()->addWidget(create());
}

// A hidden workspace asks for no room, so that a tall one does not stretch the others.
void WorkspaceTabs::showPage(int index)
{
    if (index < 0 || index >= m_pages->count())
        return;
    createOnce(index);
    for (int page = 0; page < m_pages->count(); ++page) {
        const auto policy = page == index ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        m_pages->widget(page)->setSizePolicy(policy, policy);
    }
    m_pages->setCurrentIndex(index);
}

void WorkspaceTabs::showWorkspace(int index)
{
    const QSignalBlocker quiet(m_tabs);
    m_tabs->setCurrentIndex(index);
    showPage(index);
}

}  // namespace ui
