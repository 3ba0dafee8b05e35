#pragma once

#include "ui/theme/figure_sizes.h"
#include "ui/theme/theme.h"

#include <QFont>

class QWidget;

namespace ui {

// Sizes of text on paper, in points.
struct PaperText {
    double labels = 8;  // names of axes
    double ticks = 7;   // numbers and tokens at axes, legends
};

// Fonts, colors, line widths and lengths of everything that is drawn rather than built of controls, in units of the device
// that is painted on. Made by figureStyleOf for the screen and by forPaper for files.
struct FigureStyle {
    QFont title;       // on screen 13.5 semibold
    QFont strong;      // 12.5 semibold
    QFont body;        // 12.5
    QFont note;        // 11
    QFont strongNote;  // 11 semibold
    QFont tiny;        // 10, numbers under thumbnails
    QFont axisName;    // 11; on paper larger than numbers and tokens are
    Theme theme;
    double hairlineWidth = 1;
    double hoverWidth = 1;
    double selectionWidth = 2;
    double cellOverlap = 0;           // on paper, where cells are rectangles, how far they reach under the next ones
    double mostVectorCells = 300000;  // of one picture; more of them are images
    HeatMapSizes map = {};
    ColorBarSizes colorBar = {};
    CurveSizes curves = {};
    HeadGridSizes heads = {};
    HeadLinesSizes lines = {};
    TokenStripSizes tokens = {};
    BarSizes bars = {};
    ReadingSizes reading = {};
    WordMeasuresSizes wordMeasures = {};
    SideBySideSizes sideBySide = {};
    WhatIfTreeSizes whatIf = {};
    ConcordanceSizes concordance = {};

    bool isOnPaper() const { return cellOverlap > 0; }

    // Sizes are pixels at 96 dpi, times the scale of the application's text.
    static FigureStyle forScreen(const QFont &font, const QPalette &palette, double scale = 1);
    // In the light theme, with lines of 0.5 and 1 pt. `unitsPerPoint` is 300 / 72 on an image of 300 dpi. Fonts are given in units,
    // too, so that neither the device's dpi nor the screen's change them.
    static FigureStyle forPaper(const QFont &family, double unitsPerPoint, const PaperText &text = {});
};

// What a widget's family of fonts and its palette come to.
FigureStyle figureStyleOf(const QWidget &widget);

// `size` is in device units: whole ones where the family's size is, as for paper.
QFont fontOfSize(const QFont &family, double size, QFont::Weight weight = QFont::Normal);

// `share` of the way from one color to the other; how hovers and muted parts are made of the theme's few colors.
QColor mixed(const QColor &from, const QColor &to, double share);
// Of the theme's text and card colors the one to write with on `background`: the lighter one as soon as it reads well.
QColor readableOn(const QColor &background, const Theme &theme);

}  // namespace ui
