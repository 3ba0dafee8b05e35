#include "core/figure/any/figure_table.h"

#include "core/base/csv_row.h"
#include "core/base/number_text.h"

#include <fmt/core.h>

#include <cmath>
#include <type_traits>

namespace core {
namespace {

// One line of the table; what a panel's kind does not have stays empty.
struct TableRow {
    std::string panel;
    std::string row;
    std::string column;
    std::string rowLabel;
    std::string columnLabel;
    std::string value;
    std::string curve;
    std::string x;
    std::string y;
};

std::string digits(double number)
{
    return numberText(withNineDigits(number));
}

class TableRows
{
public:
    explicit TableRows(std::vector<TableRow> &rows, std::string panel) : m_rows(rows), m_panel(std::move(panel)) {}

    void operator()(const HeatMapFigure &figure) { addCells(figure.values, figure.rows, figure.columns); }

    void operator()(const HeadStripFigure &figure)
    {
        (*this)(stripsTogether(figure));
        const auto strips = static_cast<Eigen::Index>(figure.headNumbers.size());
        for (Eigen::Index head = 0; head < strips; ++head)
            addCell(head, figure.heads.values.cols(), labelAt(figure.heads.rows, head), figure.numbersName,
                    figure.headNumbers[static_cast<std::size_t>(head)]);
    }

    void operator()(const HeadGridFigure &figure)
    {
        for (const HeadGridCell &cell : figure.cells)
            addCell(cell.head.layer.value, cell.head.head.value, fmt::format("layer {}", cell.head.layer.value),
                    fmt::format("head {}", cell.head.head.value), cell.value);
        for (std::size_t head = 0; figure.maps && head < figure.maps->values.size(); ++head) {
            const HeadRef shown = figure.cells[head].head;
            TableRows map(m_rows, fmt::format("{}:{}.{}", m_panel, shown.layer.value, shown.head.value));
            map.addCells(figure.maps->values[head], figure.maps->rows, figure.maps->columns);
        }
    }

    void operator()(const HeadLinesFigure &figure)
    {
        for (const AttentionLine &line : figure.lines)
            addCell(line.query, line.key, labelAt(figure.queries, line.query), labelAt(figure.keys, line.key), line.weight);
    }

    void operator()(const TokenStripFigure &figure)
    {
        for (std::size_t chip = 0; chip < figure.chips.size(); ++chip)
            addCell(static_cast<Eigen::Index>(chip), 0, figure.chips[chip].label, figure.measureName,
                    figure.chips[chip].value);
    }

    void operator()(const BarFigure &figure)
    {
        for (std::size_t bar = 0; bar < figure.bars.size(); ++bar)
            addCell(static_cast<Eigen::Index>(bar), 0, figure.bars[bar].label, figure.valueName, figure.bars[bar].value);
    }

    void operator()(const CurveFigure &figure)
    {
        for (const CurveBand &band : figure.bands) {
            addPoints(band.name + ", lower", band.x, band.low);
            addPoints(band.name + ", upper", band.x, band.high);
        }
        for (const Curve &curve : figure.curves)
            addPoints(curve.name, curve.x, curve.y);
    }

private:
    static std::string labelAt(const FigureAxis &axis, Eigen::Index index)
    {
        const auto place = static_cast<std::size_t>(index);
        return place < axis.labels.size() ? axis.labels[place].text : std::string();
    }

    void addCells(const Matrix &values, const FigureAxis &rows, const FigureAxis &columns)
    {
        for (Eigen::Index row = 0; row < values.rows(); ++row) {
            for (Eigen::Index column = 0; column < values.cols(); ++column)
                addCell(row, column, labelAt(rows, row), labelAt(columns, column), values(row, column));
        }
    }

    void addCell(Eigen::Index row, Eigen::Index column, const std::string &rowLabel, const std::string &columnLabel,
                 double value)
    {
        if (std::isnan(value))
            return;
        m_rows.push_back({.panel = m_panel,
                          .row = std::to_string(row),
                          .column = std::to_string(column),
                          .rowLabel = rowLabel,
                          .columnLabel = columnLabel,
                          .value = digits(value)});
    }

    void addPoints(const std::string &name, const std::vector<double> &x, const std::vector<double> &y)
    {
        for (std::size_t point = 0; point < x.size(); ++point) {
            if (!std::isnan(y[point]))
                m_rows.push_back({.panel = m_panel, .curve = name, .x = digits(x[point]), .y = digits(y[point])});
        }
    }

    std::vector<TableRow> &m_rows;
    std::string m_panel;
};

std::string joined(std::initializer_list<std::string> cells)
{
    CsvRow row;
    for (const std::string &cell : cells)
        row.add(cell);
    return row.line();
}

}  // namespace

std::string figureTable(std::span<const Figure> panels)
{
    std::vector<TableRow> rows;
    bool hasCurves = false;
    bool hasCells = false;
    for (std::size_t panel = 0; panel < panels.size(); ++panel) {
        std::visit(TableRows(rows, panelLetter(panel)), panels[panel]);
        const bool isCurves = std::holds_alternative<CurveFigure>(panels[panel]);
        hasCurves = hasCurves || isCurves;
        hasCells = hasCells || !isCurves;
    }
    std::string table = "panel";
    table += hasCells ? ",row,column,row_label,column_label,value" : "";
    table += hasCurves ? ",curve,x,y\n" : "\n";
    for (const TableRow &row : rows) {
        if (!hasCurves)
            table += joined({row.panel, row.row, row.column, row.rowLabel, row.columnLabel, row.value});
        else if (!hasCells)
            table += joined({row.panel, row.curve, row.x, row.y});
        else
            table +=
                joined({row.panel, row.row, row.column, row.rowLabel, row.columnLabel, row.value, row.curve, row.x, row.y});
    }
    return table;
}

std::string panelLetter(std::size_t panel)
{
    std::string letters;
    for (std::size_t left = panel + 1; left > 0; left = (left - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('a' + (left - 1) % 26));
    return letters;
}

}  // namespace core
