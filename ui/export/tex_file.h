#pragma once

#include "ui/export/figure_page.h"

#include <QByteArray>

namespace ui {

// The page as a fragment for \input: maps, curves and bars by pgfplots with their numbers in it, other pictures by TikZ. The packages
// that it needs stand as comments in its first lines. Its text has the document's font in the preset's sizes.
QByteArray texFile(const FigurePage &page);

}  // namespace ui
