#include "ui/export/tex_file.h"

#include "ui/export/latex_text.h"
#include "ui/export/tex_plots.h"
#include "ui/export/tikz_engine.h"
#include "ui/export/vector_text.h"
#include "ui/render/render.h"

#include <QPainter>

namespace ui {
namespace {

QString commentOf(const QString &text)
{
    QString line = text.simplified();
    return QStringLiteral("% ") + line + '\n';
}

QString tikzOf(const PagePanel &panel, const FigurePage &page)
{
    TikzDevice device(page.size);
    QPainter painter(&device);
    painter.scale(1 / unitsPerPoint, 1 / unitsPerPoint);
    render(painter, panel.figure, QRectF(panel.area.topLeft() * unitsPerPoint, panel.area.size() * unitsPerPoint),
           page.style);
    painter.end();
    return device.commands();
}

QString letterOf(const PagePanel &panel, const FigurePage &page)
{
    if (panel.letter.isEmpty())
        return {};
    const double size = page.preset.letterSize;
    return QStringLiteral(
               "\\node[anchor=base west,inner sep=0pt,font=\\fontsize{%1}{%2}\\selectfont\\bfseries] at (%3,%4) {%5};\n")
        .arg(lengthText(size), lengthText(1.2 * size), lengthText(panel.area.left()), lengthText(panel.area.top() - 2),
             panel.letter);
}

}  // namespace

QByteArray texFile(const FigurePage &page)
{
    QString text = QStringLiteral("% \\usepackage{pgfplots}\n% \\pgfplotsset{compat=1.17}\n");
    text += commentOf(page.title) + commentOf(page.description);
    text += QStringLiteral("\\begin{tikzpicture}[x=1bp,y=-1bp]\n\\useasboundingbox (0,0) rectangle (%1,%2);\n")
                .arg(lengthText(page.size.width()), lengthText(page.size.height()));
    for (const PagePanel &panel : page.panels) {
        const QString plot = pgfplotsOf(panel, page);
        text += letterOf(panel, page) + (plot.isEmpty() ? tikzOf(panel, page) : plot);
    }
    return (text + QStringLiteral("\\end{tikzpicture}%\n")).toUtf8();
}

}  // namespace ui
