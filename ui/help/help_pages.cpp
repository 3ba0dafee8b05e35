#include "ui/help/help_pages.h"

#include <QFile>
#include <QStringList>

namespace ui {
namespace {

constexpr const char *pageIds[] = {"start.md",      "mechanisms.md", "measures.md", "nulls.md",       "masks.md",
                                   "importance.md", "figures.md",    "files.md",    "command-line.md"};

HelpPage readPage(const char *id)
{
    QFile file(QStringLiteral(":/help/") + QLatin1String(id));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    HelpPage page{
        .id = QLatin1String(id), .markdown = isOpen ? QString::fromUtf8(file.readAll()) : QString(), .sections = {}};
    page.sections = sectionsOf(page.markdown);
    return page;
}

// 0 for a line that is no heading.
int headingLevel(const QString &line)
{
    int level = 0;
    while (level < line.size() && line[level] == u'#')
        ++level;
    return level < line.size() && line[level] == u' ' ? level : 0;
}

}  // namespace

const std::vector<HelpPage> &helpPages()
{
    static const std::vector<HelpPage> pages = [] {
        std::vector<HelpPage> read;
        for (const char *id : pageIds)
            read.push_back(readPage(id));
        return read;
    }();
    return pages;
}

std::vector<HelpSection> sectionsOf(const QString &markdown)
{
    std::vector<HelpSection> sections;
    bool isCode = false;
    for (const QString &line : markdown.split(u'\n')) {
        if (line.startsWith(QLatin1String("```")))
            isCode = !isCode;
        if (const int level = isCode ? 0 : headingLevel(line); level > 0) {
            const QString heading = line.mid(level).trimmed();
            sections.push_back({.heading = heading, .anchor = anchorOf(heading), .level = level, .text = {}});
        }
        if (!sections.empty())
            sections.back().text += line + u'\n';
    }
    return sections;
}

QString anchorOf(const QString &heading)
{
    QString anchor;
    for (const QChar letter : heading.toLower()) {
        if (letter.isLetterOrNumber() || letter == u'-' || letter == u'_')
            anchor += letter;
        else if (letter == u' ')
            anchor += u'-';
    }
    return anchor;
}

}  // namespace ui
