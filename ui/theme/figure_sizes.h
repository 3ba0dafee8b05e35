#pragma once

namespace ui {

// Lengths of each kind of picture. Each is given as on screen, in pixels at 96 dpi, times `scale`: device units for such a
// pixel. Sizes whose names begin with least or most bound what a picture chooses for itself.

struct HeatMapSizes {
    double scale = 1;
    double longestLabel = 116 * scale;  // longer ones are elided
    double largestText = 12 * scale;    // labels shrink with the cells
    double smallestText = 8 * scale;
    double leastNumber = 6 * scale;   // in a cell
    double labelGap = 8 * scale;      // between a label and the cells
    double labelHeight = 20 * scale;  // box that a row's label is centered in
    double standingGap = 6 * scale;   // between two column labels that stand upright
    double namesGap = 6 * scale;      // between the axes' names and the cells
    double edge = 2 * scale;          // left of the longest label
    double leastRight = 6 * scale;
    double tallestStrip = 52 * scale;
    double widestStrip = 120 * scale;  // one word is no wall
    double largestCell = 1e6 * scale;  // of a square map; views of few cells ask for less
    double firstCell = 16 * scale;     // labels are first laid out for it
    double outset = scale;             // how far the outline lies around the cells
    double dotRim = 1.5 * scale;
    double leastDot = 1.5 * scale;
    double mostDot = 5 * scale;
    double highlightReach = 2 * scale;  // how far outlines may leave the cells
};

struct ColorBarSizes {
    double scale = 1;
    double gap = 12 * scale;     // below the cells
    double height = 50 * scale;  // of caption, colors and numbers
    double below = 8 * scale;
    double leastWidth = 160 * scale;  // below square cells, where there is room
    double mostWidth = 260 * scale;   // of the colors
    double line = 16 * scale;         // of text
    double captionGap = 4 * scale;
    double colors = 8 * scale;  // how tall they are
    double numberGap = 3 * scale;
    double leastNumberGap = 10 * scale;  // from number to number
    double mergeNote = 17 * scale;       // the line that says how many cells share a pixel
    double leastReadOut = 44 * scale;    // so that the name beside it stands still
    double readOutGap = 8 * scale;
    double outline = 0.5 * scale;  // half of it lies outside
    double markWidth = 2 * scale;
    double markReach = 3 * scale;
    double swatch = 10 * scale;
    double swatchDrop = 2 * scale;
    double swatchGap = 5 * scale;
    double legendGap = 14 * scale;  // from one name to the next swatch
};

struct CurveSizes {
    double scale = 1;
    double tickSpacing = 46 * scale;  // along x that a number needs
    double lineSpacing = 26 * scale;  // and along y
    double nameSpacing = 12 * scale;  // of things below each other
    double letter = 7 * scale;
    double letterGap = 4 * scale;  // between two names beside each other
    bool writesNumbers = true;     // at the axes
    bool writesLegend = true;
    double above = 8 * scale;  // between the axis's name and the plot
    double boundLabelGap = 2 * scale;
    double below = 8 * scale;     // beside the two lines of text below the plot
    double leftGap = 10 * scale;  // beside the widest number
    double leastRight = 10 * scale;
    double endMargin = 16 * scale;  // beside the widest name at a curve's end
    double endGap = 10 * scale;     // between the plot and these names
    double xNumberGap = 3 * scale;
    double yNumberGap = 8 * scale;
    double yNumberHeight = 18 * scale;
    double nameGap = 4 * scale;
    double sample = 24 * scale;     // of a line, in a legend
    double sampleGap = 14 * scale;  // from a name to the next sample
    double slack = scale;           // around a text, for the rounding of its width
    double mainLine = 1.8 * scale;
    double thinLine = scale;
    double markLine = 2.6 * scale;
    double dotLine = 1.4 * scale;
    double dotRadius = 2.5 * scale;
    double roomyPoints = 9 * scale;     // between points that leave room for dots
    double halfBar = 5 * scale;         // across an interval's ends
    double estimateGrowth = 2 * scale;  // by which an interval's middle is larger than a dot
    double boundApart = 12 * scale;     // labels of bounds
    double boundDrop = 3 * scale;
    double knobRadius = 4.5 * scale;
    double knobLine = 1.6 * scale;
    double readOutAway = 10 * scale;  // from the point
    double readOutSide = 8 * scale;
    double readOutTop = 4 * scale;
    double corner = 5 * scale;
    double pointedGrowth = scale;
    double ringGap = 3 * scale;  // around a selected point
    double ringRim = 3 * scale;
};

struct HeadGridSizes {
    double scale = 1;
    double leastThumbnail = 18 * scale;      // before the grid scrolls
    double crampedThumbnail = 24 * scale;    // no caption fits below it
    double narrowestThumbnail = 10 * scale;  // it never scrolls sideways
    double largestThumbnail = 240 * scale;
    double wideThumbnail = 72 * scale;
    double leastPitch = 24 * scale;  // heads in lines carry labels
    double gap = 4 * scale;
    double widestRowGap = 14 * scale;
    double layerNumberWidth = 24 * scale;
    double layerNumberText = 18 * scale;
    double headNumberHeight = 22 * scale;
    double headNumberGap = 4 * scale;
    double edge = 2 * scale;             // above and beside heads without numbers
    double oneLineCaption = 15 * scale;  // the measure, with the label beside it where thumbnails are wide
    double twoLineCaption = 28 * scale;  // label and measure
    double captionDrop = scale;
    double captionText = 10 * scale;
    double captionEdge = 2 * scale;
    double frame = scale;
    double selectedFrame = 2 * scale;
    double reach = 3 * scale;  // what a head may draw around its thumbnail and caption
};

struct HeadLinesSizes {
    double scale = 1;
    double header = 24 * scale;
    double headerGap = 4 * scale;
    double roomiestRow = 26 * scale;
    double widestLabel = 120 * scale;
    double labelGap = 8 * scale;
    double labelHeight = 20 * scale;
    double smallestText = 8 * scale;
    double largestText = 12.5 * scale;
    double thinnestLine = 0.6 * scale;
    double thickestLine = 4.5 * scale;
};

struct TokenStripSizes {
    double scale = 1;
    double edge = scale;
    double row = 42 * scale;  // from one row of chips to the next
    double chip = 30 * scale;
    double padding = 8 * scale;
    double narrowest = 18 * scale;
    double widest = 180 * scale;
    double gap = 5 * scale;
    double corner = 5 * scale;
    double inset = 0.5 * scale;
    double nearLine = 1.2 * scale;  // around what is hovered or paired
    double underlineGap = 3 * scale;
    double leastUnderline = scale;         // how thick
    double strongUnderline = 3.5 * scale;  // the most that is added to it
    double specialUnderline = scale;
    double hollowLine = scale;
};

// A text that runs in lines.
struct ReadingSizes {
    double scale = 1;
    double text = 15 * scale;
    double line = 1.75;  // of the text's height: room for underlines
    double padding = 2 * scale;
    double edge = 6 * scale;
    double leastUnderlined = 0.1;  // share of full strength: what hardly counts has no line
};

// A table of words and measures.
struct WordMeasuresSizes {
    double scale = 1;
    double columnGap = 14 * scale;
    double narrowGap = 6 * scale;  // where cells are narrow
    double leastNames = 72 * scale;
    double mostNames = 0.32;  // of the width
    double bar = 8 * scale;
    double thinBar = 2 * scale;  // below the number where there is no room beside it
    double narrowCell = 84 * scale;
    double number = 48 * scale;
    double headingPadding = 8 * scale;
    double rowPadding = 4 * scale;
    double tallestRow = 30 * scale;  // where there is room for all rows
};

// A table of the words of two answers.
struct SideBySideSizes {
    double scale = 1;
    double columnGap = 18 * scale;
    double leastName = 56 * scale;
    double mostName = 0.15;  // of the width, for each side
    double number = 44 * scale;
    double difference = 50 * scale;
    double bar = 6 * scale;
    double barGap = scale;  // between the two of a word
    double headingPadding = 8 * scale;
    double headingEdge = 2 * scale;  // above the measure's name
    double rowPadding = 6 * scale;
};

// A tree of edits.
struct WhatIfTreeSizes {
    double scale = 1;
    double edge = 4 * scale;
    double indent = 20 * scale;      // of each generation, where the deepest one has room
    double leastIndent = 6 * scale;  // those that would go beyond stay below each other
    double mostIndented = 0.4;       // of the room for texts
    double dotRadius = 4 * scale;
    double dotLine = 1.4 * scale;
    double textGap = 10 * scale;
    double columnGap = 12 * scale;
    double number = 44 * scale;
    double change = 56 * scale;
    double leastPrediction = 72 * scale;
    double mostPrediction = 0.22;  // of the width
    double predictionSlack = 4 * scale;
    double widestBar = 180 * scale;
    double mostBar = 0.16;  // of the width
    double bar = 8 * scale;
    double tick = 2 * scale;  // where the value was before
    double tickReach = 3 * scale;
    double padding = 10 * scale;  // of a row and of the heading
};

// A word in its context: one line of a concordance.
struct ConcordanceSizes {
    double scale = 1;
    double wordAt = 0.42;  // of the width: where the word begins
    double padding = 2 * scale;
    double rowPadding = 8 * scale;
};

struct BarSizes {
    double scale = 1;
    // Columns, with their name above and labels below.
    double heading = 20 * scale;
    double columnLabel = 18 * scale;
    double columnLabelWidth = 80 * scale;
    double side = 8 * scale;
    double columnGap = 4 * scale;
    double leastColumn = scale;
    double corner = 2 * scale;
    double crowdedGap = scale;  // between signed columns, of which there are many
    double zeroLine = scale;
    // Rows of a name, a bar and its number.
    double rowHeading = 17 * scale;
    double rowHeadingGap = scale;
    double row = 18 * scale;
    double nameGap = 6 * scale;
    double numberSlack = 2 * scale;
    double numberGap = 8 * scale;
    double leastBar = 16 * scale;  // shorter ones are left out
    double thin = 3 * scale;
    double thinGap = 2 * scale;
    double thinCorner = scale;
    // Bars beside the rows of a map.
    double numberWidth = 44 * scale;
    double besideSigned = 116 * scale;  // how wide bars and numbers are
    double besideAmounts = 88 * scale;
    double besideGap = 8 * scale;  // between the map and them
    double thickest = 8 * scale;
    double end = 2 * scale;          // beside the longest bar
    double leastNumber = 7 * scale;  // text, also of its row: below it only the selected row has one
    double fullNumber = 11 * scale;
    double nameRise = 24 * scale;  // of the name's top above the cells
    double line = 18 * scale;
};

}  // namespace ui
