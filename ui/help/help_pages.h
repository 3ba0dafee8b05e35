#pragma once

#include <QString>

#include <vector>

namespace ui {

// One heading of a page and what stands below it up to the next.
struct HelpSection {
    QString heading;
    QString anchor;
    int level = 1;  // 1: the page's title
    QString text;   // Markdown, the heading included
};

// One Markdown file of resources/help.
struct HelpPage {
    QString id;  // "measures.md"
    QString markdown;
    std::vector<HelpSection> sections;  // the first is the page's title

    QString title() const { return sections.front().heading; }
};

// All pages in the order in which they are listed.
const std::vector<HelpPage> &helpPages();
std::vector<HelpSection> sectionsOf(const QString &markdown);
// What a link calls a heading, as GitHub forms it: small letters, digits and hyphens, "Y(k) and E(k)" -> "yk-and-ek".
QString anchorOf(const QString &heading);

}  // namespace ui
