#pragma once

#include "ui/export/figure_page.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace ui {

// A picture beside a TeX file, which names it without a folder.
struct TexImage {
    QString name;
    QByteArray png;
};

struct TexFile {
    QByteArray text;
    std::vector<TexImage> images;  // of maps above 128 cells a side
};

// The page as a fragment for \input, laid out as in every other format: curves and bars by pgfplots with their numbers in it, other
// pictures by TikZ. The packages that it needs stand as comments in its first lines. Its text has the document's font in the preset's
// sizes. `stem` begins the names of images.
TexFile texFile(const FigurePage &page, const QString &stem);

}  // namespace ui
