#include "ui/export/tex_file.h"

#include "ui/export/latex_text.h"
#include "ui/export/tex_plots.h"
#include "ui/export/tex_tokens.h"
#include "ui/export/tikz_engine.h"
#include "ui/export/vector_text.h"

#include <QPainter>

namespace ui {
namespace {

constexpr double mostTexCells = 36000;  // of a grid of maps, that pdfTeX has memory for

QString commentOf(const QString &text)
{
    return text.isEmpty() ? QString() : QStringLiteral("% ") + text.simplified() + '\n';
}

// The packages that the fragment needs, then what it shows.
QString headOf(const FigurePage &page, bool hasImages)
{
    QString text = QStringLiteral("% \\usepackage{pgfplots}\n% \\pgfplotsset{compat=1.17}\n");
    if (hasImages)
        text += QStringLiteral(
            "% \\usepackage{graphicx}\n% \\newcommand\\attnscopefolder{figures/} where this file is in such a folder\n");
    return text + commentOf(page.title) + commentOf(page.description);
}

}  // namespace

TexFile texFile(const FigurePage &page, const QString &stem)
{
    if (const QString paragraph = tokenParagraph(page); !paragraph.isEmpty())
        return {.text = (headOf(page, false) + paragraph).toUtf8(), .images = {}};
    TikzImages images{.stem = stem, .images = {}};
    QString plots;
    TikzDevice device(page.size, images);
    QPainter painter(&device);
    for (const PagePanel &panel : page.panels) {
        const QString plot = pgfplotsOf(panel, page);
        paintLetter(painter, panel, page);
        plots += plot;
        device.setContent(plot.isEmpty() ? TikzContent::All : TikzContent::Texts);
        FigureStyle style = plot.isEmpty() ? page.style : styleBesidePgfplots(page.style);
        style.mostVectorCells = mostTexCells;
        paintPicture(painter, panel, style);
        device.setContent(TikzContent::All);
        if (!plot.isEmpty())
            paintLegendBesidePgfplots(painter, panel, panelStyle(page.style, panel.slot.width()));
    }
    paintSharedBar(painter, page);
    painter.end();
    QString text = headOf(page, !images.images.empty());
    text += QStringLiteral("\\begin{tikzpicture}[x=1bp,y=-1bp]\n%1\\useasboundingbox (0,0) rectangle (%2,%3);\n")
                .arg(tikzPrologue(), lengthText(page.size.width()), lengthText(page.size.height()));
    text += plots + device.commands() + QStringLiteral("\\end{tikzpicture}%\n");
    TexFile file{.text = text.toUtf8(), .images = {}};
    for (std::size_t image = 0; image < images.images.size(); ++image)
        file.images.push_back({images.nameOf(image), pngOf(images.images[image])});
    return file;
}

}  // namespace ui
