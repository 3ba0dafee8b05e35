#pragma once

#include "ui/theme/theme.h"

#include <QFont>

class QWidget;

namespace ui {

// Fonts, colors and line widths of everything that is drawn rather than built of controls. Sizes are pixels at 96 dpi.
struct FigureStyle {
    QFont title;   // 13.5 semibold
    QFont strong;  // 12.5 semibold
    QFont body;    // 12.5
    QFont note;    // 11
    QFont tiny;    // 10, numbers under thumbnails
    Theme theme;
    double hairlineWidth = 1;
    double hoverWidth = 1;
    double selectionWidth = 2;
};

// What a widget's family of fonts and its palette come to.
FigureStyle figureStyleOf(const QWidget &widget);

QFont fontOfSize(const QFont &family, double pixels, QFont::Weight weight = QFont::Normal);

// `share` of the way from one color to the other; how hovers and muted parts are made of the theme's few colors.
QColor mixed(const QColor &from, const QColor &to, double share);
// Of the theme's text and card colors the one to write with on `background`: the lighter one as soon as it reads well.
QColor readableOn(const QColor &background, const Theme &theme);

}  // namespace ui
