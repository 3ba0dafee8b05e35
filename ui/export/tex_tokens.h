#pragma once

#include "ui/export/figure_page.h"

#include <QString>

namespace ui {

// A page of one row of tokens as a paragraph, a picture for each token: TeX breaks it into lines where the text around it is narrower
// than the page. Empty for other pages, and for tokens that run from right to left.
QString tokenParagraph(const FigurePage &page);

}  // namespace ui
