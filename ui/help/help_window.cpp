#include "ui/help/help_window.h"

#include "ui/help/help_browser.h"
#include "ui/help/help_pages.h"
#include "ui/theme/plain_text.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QShortcut>
#include <QSplitter>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {
namespace {

constexpr QSize firstSize{980, 720};
constexpr int addressRole = Qt::UserRole;
constexpr int gap = 10;

QTreeWidgetItem *itemFor(const HelpPage &page, const HelpSection &section)
{
    auto *item = new QTreeWidgetItem({section.heading});
    item->setData(0, addressRole, section.level == 1 ? page.id : page.id + u'#' + section.anchor);
    return item;
}

bool hasAll(const QString &text, const QStringList &words)
{
    return std::ranges::all_of(words, [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

template <typename Visit>
void forEachItem(const QTreeWidget &tree, Visit visit)
{
    for (int page = 0; page < tree.topLevelItemCount(); ++page) {
        QTreeWidgetItem *item = tree.topLevelItem(page);
        visit(item);
        for (int section = 0; section < item->childCount(); ++section)
            visit(item->child(section));
    }
}

}  // namespace

HelpWindow::HelpWindow(QWidget *parent) : QWidget(parent, Qt::Window), m_browser(new HelpBrowser)
{
    setObjectName(QStringLiteral("helpWindow"));
    setWindowTitle(tr("Attnscope Help"));
    resize(firstSize);
    auto *split = new QSplitter(Qt::Horizontal);
    split->setHandleWidth(gap);
    split->addWidget(createSide());
    split->addWidget(createPage());
    split->setStretchFactor(1, 1);
    split->setSizes({230, firstSize.width() - 230});
    split->setChildrenCollapsible(false);
    auto *whole = new QHBoxLayout(this);
    whole->setContentsMargins(gap, gap, gap, gap);
    whole->addWidget(split);
    fillContents();
    connect(m_browser, &QTextBrowser::sourceChanged, this, &HelpWindow::selectShown);
    new QShortcut(QKeySequence(Qt::Key_Escape), this, this, &QWidget::close);
    new QShortcut(QKeySequence::Find, this, m_search, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
}

void HelpWindow::showAddress(const QString &address)
{
    show();  // before a heading's place is asked for, which depends on the page's width
    activateWindow();
    m_browser->showAddress(address);
    m_browser->setFocus();
}

QWidget *HelpWindow::createSide()
{
    m_search = new QLineEdit;
    m_search->setObjectName(QStringLiteral("helpSearch"));
    m_search->setAccessibleName(tr("Search the help"));
    m_search->setPlaceholderText(tr("Search (Ctrl+F)"));
    m_search->setClearButtonEnabled(true);
    connect(m_search, &QLineEdit::textChanged, this, &HelpWindow::search);
    connect(m_search, &QLineEdit::returnPressed, this, &HelpWindow::openFirstFound);
    m_contents = new QTreeWidget;
    m_contents->setObjectName(QStringLiteral("helpContents"));
    m_contents->setAccessibleName(tr("Pages"));
    m_contents->setHeaderHidden(true);
    m_contents->setIndentation(14);
    connect(m_contents, &QTreeWidget::itemClicked, this,
            [this](QTreeWidgetItem *item) { m_browser->showAddress(item->data(0, addressRole).toString()); });
    connect(m_contents, &QTreeWidget::itemActivated, this,
            [this](QTreeWidgetItem *item) { m_browser->showAddress(item->data(0, addressRole).toString()); });
    auto *side = new QWidget;
    side->setMinimumWidth(160);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_search);
    column->addWidget(m_contents, 1);
    return side;
}

QWidget *HelpWindow::createPage()
{
    QToolButton *back = addStep(QStringLiteral("helpBack"), tr("Back"), QKeySequence::Back);
    QToolButton *forward = addStep(QStringLiteral("helpForward"), tr("Forward"), QKeySequence::Forward);
    connect(back, &QToolButton::clicked, m_browser, &QTextBrowser::backward);
    connect(forward, &QToolButton::clicked, m_browser, &QTextBrowser::forward);
    connect(m_browser, &QTextBrowser::backwardAvailable, back, &QWidget::setEnabled);
    connect(m_browser, &QTextBrowser::forwardAvailable, forward, &QWidget::setEnabled);
    auto *page = new QWidget;
    auto *steps = new QHBoxLayout;
    steps->addWidget(back);
    steps->addWidget(forward);
    steps->addStretch(1);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(steps);
    m_browser->setObjectName(QStringLiteral("helpText"));
    m_browser->setAccessibleName(tr("Help"));
    column->addWidget(m_browser, 1);
    return page;
}

QToolButton *HelpWindow::addStep(const QString &name, const QString &text, const QKeySequence &shortcut)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(plainToolTip(QStringLiteral("%1 (%2)").arg(text, shortcut.toString(QKeySequence::NativeText))));
    button->setFocusPolicy(Qt::TabFocus);
    button->setEnabled(false);
    new QShortcut(shortcut, this, button, [button] { button->click(); });
    return button;
}

void HelpWindow::fillContents()
{
    for (const HelpPage &page : helpPages()) {
        QTreeWidgetItem *item = itemFor(page, page.sections.front());
        for (std::size_t section = 1; section < page.sections.size(); ++section)
            item->addChild(itemFor(page, page.sections[section]));
        m_contents->addTopLevelItem(item);
    }
}

// Keeps the sections with all the words, below their pages.
void HelpWindow::search(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (int index = 0; index < m_contents->topLevelItemCount(); ++index) {
        const HelpPage &page = helpPages()[static_cast<std::size_t>(index)];
        QTreeWidgetItem *item = m_contents->topLevelItem(index);
        bool isFound = hasAll(page.sections.front().text, words);
        for (int section = 0; section < item->childCount(); ++section) {
            const bool hasWords = hasAll(page.sections[static_cast<std::size_t>(section) + 1].text, words);
            item->child(section)->setHidden(!hasWords);
            isFound = isFound || hasWords;
        }
        item->setHidden(!isFound);
        item->setExpanded(!words.isEmpty());
    }
    m_browser->markWords(words);
    if (words.isEmpty())
        selectShown();
}

// The first section that has the words; a page's title is one where its own text has them.
void HelpWindow::openFirstFound()
{
    const QStringList words = m_search->text().split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return;
    for (const HelpPage &page : helpPages()) {
        const auto found = std::ranges::find_if(
            page.sections, [&words](const HelpSection &section) { return hasAll(section.text, words); });
        if (found != page.sections.end()) {
            m_browser->showAddress(page.id + (found->level == 1 ? QString() : u'#' + found->anchor));
            return;
        }
    }
}

void HelpWindow::selectShown()
{
    const QString address = m_browser->address();
    forEachItem(*m_contents, [&](QTreeWidgetItem *item) {
        if (item->data(0, addressRole).toString() != address)
            return;
        (item->parent() ? item->parent() : item)->setExpanded(true);
        m_contents->setCurrentItem(item);
    });
}

}  // namespace ui
