#include "ui/help/help_browser.h"

#include "ui/help/heading_place.h"
#include "ui/help/help_style.h"
#include "ui/theme/figure_style.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QScrollBar>

namespace ui {
namespace {

const QString folder = QStringLiteral("qrc:/help/");

}  // namespace

HelpBrowser::HelpBrowser(QWidget *parent) : QTextBrowser(parent)
{
    setOpenExternalLinks(false);
    connect(this, &QTextBrowser::sourceChanged, this, &HelpBrowser::showSource);
}

void HelpBrowser::showAddress(const QString &address)
{
    setSource(QUrl(folder + address), QTextDocument::MarkdownResource);
}

void HelpBrowser::markWords(const QStringList &words)
{
    m_words = words;
    applyMarks();
}

// A new page, or another heading of the same; going back then restores its own place.
void HelpBrowser::showSource(const QUrl &url)
{
    m_address = url.toString().mid(folder.size());
    styleHelp(*document(), figureStyleOf(*this));
    applyMarks();
    if (url.hasFragment())
        scrollToHeading(url.fragment());
}

void HelpBrowser::scrollToHeading(const QString &anchor)
{
    const QTextBlock block = headingBlock(*document(), anchor);
    if (!block.isValid())
        return;
    setTextCursor(QTextCursor(block));
    verticalScrollBar()->setValue(static_cast<int>(document()->documentLayout()->blockBoundingRect(block).top()));
}

void HelpBrowser::applyMarks()
{
    const Theme theme = figureStyleOf(*this).theme;
    QList<ExtraSelection> marks;
    for (const QString &word : m_words) {
        for (QTextCursor found = document()->find(word); !found.isNull(); found = document()->find(word, found)) {
            ExtraSelection mark;
            mark.cursor = found;
            mark.format.setBackground(mixed(theme.card, theme.secondAccent, 0.3));
            marks.push_back(mark);
        }
    }
    setExtraSelections(marks);
}

// Markdown's links and code take their colors, and text its size, when they are read.
void HelpBrowser::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    const bool isOther = event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange;
    if (!isOther || m_address.isEmpty())
        return;
    const int place = verticalScrollBar()->value();
    reload();
    verticalScrollBar()->setValue(place);
}

}  // namespace ui
