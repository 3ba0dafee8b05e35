#pragma once

#include "ui/export/figure_page.h"

#include <QString>

#include <vector>

namespace ui {

// What a reviewer or a printer would stumble over.
struct PageRemark {
    int panel = 0;
    QString text;  // one sentence, after "(a) "
};

// Measured on what is drawn: text below the venue's smallest, lines under half a point, cells as pixels, colors that a greyscale
// print or a reader without one kind of cones cannot tell apart, and limits that differ between panels of the same measure.
std::vector<PageRemark> remarksOn(const FigurePage &page);

// Those of them that are about what the recipe asks for and the page has no room for: labels that would lie on each other.
std::vector<PageRemark> labelRemarks(const FigurePage &page);

}  // namespace ui
