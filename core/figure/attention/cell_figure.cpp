#include "core/figure/attention/cell_figure.h"

#include "core/figure/values/figure_text.h"

#include <fmt/core.h>

namespace core {
namespace {

bool isUnit(const DisplayUnits &units, int unit)
{
    return unit >= 0 && unit < units.size();
}

bool isWithin(const MatrixView &map, const DisplayUnits &units)
{
    return map.rows() == units.tokenCount() && map.cols() == units.tokenCount();
}

void addProduct(CellFigure &figure, const AnalysisSnapshot &snapshot, HeadRef head, TokenPosition query, TokenPosition key)
{
    const auto &layers = std::get<EncoderTrace>(snapshot.trace->network).layers;
    const LayerTrace &layer = layers[static_cast<std::size_t>(head.layer.value)];
    if (layer.query.isEmpty() || layer.key.isEmpty())
        return;
    Eigen::RowVectorXd left = layer.query[head.head.value].row(query.value).cast<double>();
    const Eigen::RowVectorXd right = layer.key[head.head.value].row(key.value).cast<double>();
    if (const auto &pairing = attentionParameters(snapshot, head.layer).pairing) {
        left *= (*pairing)[head.head.value].cast<double>();
        figure.productName = "(q M) · q′";
    }
    const Eigen::RowVectorXd products = left.cwiseProduct(right);
    figure.contributions.assign(products.begin(), products.end());
    figure.product = products.sum();
    figure.headSize = static_cast<int>(products.size());
}

// The mean over the query's pieces of the sums over the key's; `toUnits` may also renormalize the rows.
double valueBetween(const MatrixView &map, const DisplayUnits &units, int queryUnit, int keyUnit,
                    Matrix (*toUnits)(const MatrixView &, const DisplayUnits &))
{
    if (units.isEveryToken())
        return map(units[queryUnit].firstToken, units[keyUnit].firstToken);
    const DisplayUnit &query = units[queryUnit];
    const Matrix rows = map.middleRows(query.firstToken, query.tokenCount);
    return toUnits(MatrixView(rows.data(), rows.rows(), rows.cols()), units).col(keyUnit).mean();
}

CellFigure titled(const DisplayUnits &units, int queryUnit, int keyUnit)
{
    CellFigure figure;
    figure.title = units[queryUnit].label + " → " + units[keyUnit].label;
    return figure;
}

CellFigure effectiveCell(const MatrixView &map, const DisplayUnits &units, int queryUnit, int keyUnit)
{
    CellFigure figure = titled(units, queryUnit, keyUnit);
    figure.valueName = "effective attention";
    figure.value = valueBetween(map, units, queryUnit, keyUnit, valuesToUnits);
    figure.note = "through all slots, M = P F";
    return figure;
}

// "film", and "slot 3" where the label is a mere number.
std::string nameOn(const FigureAxis &axis, int index)
{
    const std::string &label = axis.labels[static_cast<std::size_t>(index)].text;
    return axis.showsUnits ? label : axis.name + ' ' + label;
}

}  // namespace

std::optional<CellFigure> cellFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units,
                                     int queryUnit, int keyUnit)
{
    if (!isUnit(units, queryUnit) || !isUnit(units, keyUnit))
        return std::nullopt;
    if (const auto effective = effectiveMap(snapshot, head); effective && isWithin(*effective, units))
        return effectiveCell(*effective, units, queryUnit, keyUnit);
    const auto attention = tokenMap(snapshot, head);
    if (!attention || !isWithin(*attention, units))
        return std::nullopt;
    CellFigure figure = titled(units, queryUnit, keyUnit);
    figure.value = valueBetween(*attention, units, queryUnit, keyUnit, attentionToUnits);
    if (units.renormalizesRows() && units.leavesOutTokens())
        figure.valueName += ", renormalized";
    if (units[queryUnit].tokenCount > 1 || units[keyUnit].tokenCount > 1) {
        figure.note = "several pieces: no single score";
        return figure;
    }
    const TokenPosition query = units.positionOf(queryUnit);
    const TokenPosition key = units.positionOf(keyUnit);
    if (const auto scores = scoreMap(snapshot, head)) {
        figure.score = (*scores)(query.value, key.value);
        addProduct(figure, snapshot, head, query, key);
    }
    return figure;
}

std::optional<CellFigure> cellFigure(const HeatMapFigure &picture, int row, int column)
{
    if (row < 0 || row >= picture.values.rows() || column < 0 || column >= picture.values.cols())
        return std::nullopt;
    CellFigure figure;
    figure.title = nameOn(picture.rows, row) + " → " + nameOn(picture.columns, column);
    figure.valueName = picture.valueName;
    figure.value = picture.values(row, column);
    return figure;
}

std::optional<HeadWordFigure> headWordFigure(const AnalysisSnapshot &snapshot, HeadIndex head, const DisplayUnits &units,
                                             int wordUnit)
{
    const LamaTrace *trace = snapshot.trace ? std::get_if<LamaTrace>(&snapshot.trace->network) : nullptr;
    if (!trace || head.value < 0 || head.value >= trace->attention.rows() || trace->attention.cols() != units.tokenCount() ||
        !isUnit(units, wordUnit))
        return std::nullopt;
    const DisplayUnit &word = units[wordUnit];
    HeadWordFigure figure;
    figure.title = word.label;
    figure.attention = trace->attention.row(head.value).segment(word.firstToken, word.tokenCount).sum();
    figure.relativeToUniform = figure.attention * units.tokenCount() / word.tokenCount;
    if (word.tokenCount == 1 && trace->scores.size() == trace->attention.size())
        figure.score = trace->scores(head.value, word.firstToken);
    figure.gain = head.value < trace->headGain.size() ? trace->headGain(head.value) : 0;
    return figure;
}

BarFigure contributionBars(const CellFigure &figure)
{
    BarFigure bars{.title = figure.title,
                   .explanation = "Bars: the product of query and key in each dimension; they sum to q·k.",
                   .absence = "The products per dimension are not known.",
                   .valueName = {},
                   .direction = BarDirection::Upward,
                   .isSigned = true,
                   .bars = {}};
    bars.bars.reserve(figure.contributions.size());
    for (const double product : figure.contributions)
        bars.bars.push_back({.label = {}, .value = product, .number = {}});
    shareRoom(bars.bars);
    return bars;
}

std::string printFigure(const CellFigure &figure)
{
    std::string text = figure.title + '\n' + figure.valueName + ' ' + formatNumber(figure.value, 3);
    if (figure.score)
        text += "\nscore " + formatNumber(*figure.score, 2);
    if (figure.product)
        text += fmt::format("\n{} = {} / √{}", figure.productName, formatBriefly(*figure.product), figure.headSize);
    return text + (figure.note.empty() ? "" : '\n' + figure.note) + '\n';
}

}  // namespace core
