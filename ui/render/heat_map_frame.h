#pragma once

#include "ui/render/cell_image.h"

#include <QPointF>
#include <QRectF>

#include <optional>
#include <vector>

namespace ui {

struct CellIndex {
    int row = 0;
    int column = 0;

    bool operator==(const CellIndex &) const = default;
};

// Where the visible stretch of a matrix lies on screen.
struct HeatMapFrame {
    QRectF cells;
    CellRange rows;
    CellRange columns;

    double rowHeight() const { return cells.height() / rows.length(); }
    double columnWidth() const { return cells.width() / columns.length(); }
    double top(double row) const { return cells.top() + (row - rows.begin) * rowHeight(); }
    double left(double column) const { return cells.left() + (column - columns.begin) * columnWidth(); }

    QRectF rowBand(int row) const { return {cells.left(), top(row), cells.width(), rowHeight()}; }
    QRectF columnBand(int column) const { return {left(column), cells.top(), columnWidth(), cells.height()}; }
    QRectF cell(CellIndex index) const { return {left(index.column), top(index.row), columnWidth(), rowHeight()}; }
    std::optional<CellIndex> cellAt(QPointF position) const;
    // The cells on the straight way from one position to another, each once, in order.
    std::vector<CellIndex> cellsBetween(QPointF from, QPointF to) const;
};

// Every how many labels that lie `spacing` pixels apart can be written when one needs `pixels`: 1, 2, 5, 10, 20 ...
int labelStep(double spacing, double pixels);

}  // namespace ui
