#include "ui/export/tex_tokens.h"

#include "ui/export/tikz_engine.h"
#include "ui/export/vector_text.h"
#include "ui/render/token_color_bar.h"
#include "ui/render/token_strip_painter.h"
#include "ui/theme/qt_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <functional>

namespace ui {
namespace {

constexpr double widerLetters = 0.2;  // of a text's width: Computer Modern beside Times

// Of a size in units of the page's style.
QString pictureOf(QSizeF size, const std::function<void(QPainter &)> &paint)
{
    size /= unitsPerPoint;
    TikzImages none;
    TikzDevice device(size, none);
    QPainter painter(&device);
    painter.scale(1 / unitsPerPoint, 1 / unitsPerPoint);
    paint(painter);
    painter.end();
    return QStringLiteral("\\begin{tikzpicture}[x=1bp,y=-1bp]\\useasboundingbox (0,0) rectangle (%1,%2);\n")
               .arg(lengthText(size.width()), lengthText(size.height())) +
           device.commands() + QStringLiteral("\\end{tikzpicture}");
}

// As wide as the page has it, with room for the document's letters where these are wider.
QString chipOf(const core::TokenStripFigure &strip, std::size_t chip, const TokenStripLayout &layout,
               const FigureStyle &style)
{
    const QSizeF onPage = layout.chips[chip].size();
    const double padding = style.tokens.padding;
    core::TokenStripFigure alone = strip;
    alone.chips = {strip.chips[chip]};
    alone.chips.front().label = QFontMetricsF(style.body)
                                    .elidedText(qtText(alone.chips.front().label), Qt::ElideRight, onPage.width() - padding)
                                    .toStdString();
    TokenStripLayout first = layout;
    const double width = onPage.width() + widerLetters * (onPage.width() - 2 * padding);
    first.chips = {QRectF(0, style.tokens.edge, width, onPage.height())};
    return pictureOf({width, layout.rowHeight}, [&](QPainter &painter) { drawTokens(painter, alone, first, {}, style); });
}

}  // namespace

QString tokenParagraph(const FigurePage &page)
{
    const auto *strip = page.panels.size() == 1 ? std::get_if<core::TokenStripFigure>(&page.panels.front().figure) : nullptr;
    if (!strip || strip->isRightToLeft)
        return {};
    const FigureStyle style = panelStyle(page.style, page.panels.front().slot.width());
    const TokenStripLayout layout = layOutTokens(*strip, style, page.size.width() * unitsPerPoint);
    QString text =
        QStringLiteral("\\begingroup\n") + tikzPrologue() +
        QStringLiteral("\\dimen0=%1bp\\relax\\ifdim\\dimen0>\\linewidth\\dimen0=\\linewidth\\fi\n"
                       "\\begin{minipage}[b]{\\dimen0}\\raggedright\\parindent=0pt\\baselineskip=0pt\\lineskip=0pt%\n")
            .arg(lengthText(page.size.width()));
    const QString gap = QStringLiteral("\\hskip %1bp\\relax\n").arg(lengthText(layout.gap / unitsPerPoint));
    for (std::size_t chip = 0; chip < strip->chips.size(); ++chip)
        text += chipOf(*strip, chip, layout, style) + gap;
    if (const double height = tokenColorBarHeight(*strip, style); height > 0) {
        const double width = std::min(tokenColorBarWidth(*strip, style), page.size.width() * unitsPerPoint);
        text += QStringLiteral("\\par\n") + pictureOf({width, height}, [&](QPainter &painter) {
                    drawTokenColorBar(painter, *strip, QRectF(0, 0, width, 0), style);
                });
    }
    return text + QStringLiteral("\\end{minipage}\\endgroup%\n");
}

}  // namespace ui
