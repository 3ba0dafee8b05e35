#include "core/figure/cell_figure.h"

#include "core/figure/figure_text.h"

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

void addProduct(CellFigure &figure, const LayerTrace &layer, HeadIndex head, TokenPosition query, TokenPosition key)
{
    if (layer.query.isEmpty() || layer.key.isEmpty())
        return;
    const auto queryRow = layer.query[head.value].row(query.value);
    const auto keyRow = layer.key[head.value].row(key.value);
    const Eigen::RowVectorXd products = queryRow.cast<double>().cwiseProduct(keyRow.cast<double>());
    figure.contributions.assign(products.begin(), products.end());
    figure.product = products.sum();
    figure.headSize = static_cast<int>(products.size());
}

double attentionBetween(const MatrixView &attention, const DisplayUnits &units, int queryUnit, int keyUnit)
{
    if (units.isEveryToken())
        return attention(units[queryUnit].firstToken, units[keyUnit].firstToken);
    const DisplayUnit &query = units[queryUnit];
    const Matrix rows = attention.middleRows(query.firstToken, query.tokenCount);
    return attentionToUnits(MatrixView(rows.data(), rows.rows(), rows.cols()), units).col(keyUnit).mean();
}

}  // namespace

std::optional<CellFigure> cellFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units,
                                     int queryUnit, int keyUnit)
{
    const auto attention = attentionMap(snapshot, head);
    if (!attention || !isWithin(*attention, units) || !isUnit(units, queryUnit) || !isUnit(units, keyUnit))
        return std::nullopt;
    CellFigure figure;
    figure.title = units[queryUnit].label + " → " + units[keyUnit].label;
    figure.attention = attentionBetween(*attention, units, queryUnit, keyUnit);
    if (units[queryUnit].tokenCount > 1 || units[keyUnit].tokenCount > 1) {
        figure.note = "several pieces: no single score";
        return figure;
    }
    const TokenPosition query = units.positionOf(queryUnit);
    const TokenPosition key = units.positionOf(keyUnit);
    if (const auto scores = scoreMap(snapshot, head))
        figure.score = (*scores)(query.value, key.value);
    const auto &layers = std::get<EncoderTrace>(snapshot.trace->network).layers;
    addProduct(figure, layers[static_cast<std::size_t>(head.layer.value)], head.head, query, key);
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

std::string printFigure(const CellFigure &figure)
{
    std::string text = figure.title + "\nattention " + formatNumber(figure.attention, 3);
    if (figure.score)
        text += "\nscore " + formatNumber(*figure.score, 2);
    if (figure.product)
        text += "\nq·k = " + formatBriefly(*figure.product) + " / √" + std::to_string(figure.headSize);
    return text + (figure.note.empty() ? "" : '\n' + figure.note) + '\n';
}

}  // namespace core
