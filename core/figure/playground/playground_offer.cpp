#include "core/figure/playground/playground_offer.h"

#include <algorithm>

namespace core {
namespace {

constexpr double rowTolerance = 1e-2;  // maps may come from files with few digits
constexpr double leastRow = 1e-6;      // what must be left of a row to divide by

bool hasDistributions(const MatrixView &map)
{
    return map.rows() == map.cols() && map.minCoeff() >= 0 && ((map.rowwise().sum().array() - 1).abs() < rowTolerance).all();
}

void addTokens(const DisplayUnits &units, PlaygroundOffer &offer)
{
    offer.showsUnits = units.size() > 1;
    if (!offer.showsUnits) {
        offer.tokens = numberedAxis({}, PlaygroundOffer::numbers).labels;
        return;
    }
    offer.tokens = unitAxis({}, units).labels;
    offer.leftOut = std::max(0, units.size() - PlaygroundOffer::mostTokens);
    offer.tokens.resize(offer.tokens.size() - static_cast<std::size_t>(offer.leftOut));
}

std::string headAbsence(const AnalysisSnapshot &snapshot)
{
    if (isLama(snapshot))
        return "A head of LAMA is one row over the words, no map from token to token.";
    switch (attentionColumns(snapshot)) {
    case AttentionColumns::Slots: return "This head's map is over slots, not from token to token.";
    case AttentionColumns::Features: return "This head's map is over features, not from token to token.";
    case AttentionColumns::Tokens: break;
    }
    return "There is no head whose map from token to token has rows that sum to 1.";
}

// The shown part of a map, each row divided by what is left of it.
void addHead(const MatrixView &map, const DisplayUnits &units, PlaygroundOffer &offer)
{
    const int size = offer.size();
    DoubleMatrix shares = valuesBetweenUnits(map, units).cast<double>().topLeftCorner(size, size);
    const Eigen::VectorXd sums = shares.rowwise().sum();
    if (sums.minCoeff() < leastRow) {
        offer.headNote = "A row of this head attends only to tokens that are left out.";
        return;
    }
    if (sums.minCoeff() < 1 - rowTolerance)
        offer.headNote = "rows divided by what is left of them";
    shares.array().colwise() /= sums.array();
    offer.head = std::move(shares);
}

std::optional<DoubleMatrix> layerInputs(const AnalysisSnapshot &snapshot, LayerIndex layer, int tokens)
{
    const EncoderTrace *trace = snapshot.trace ? std::get_if<EncoderTrace>(&snapshot.trace->network) : nullptr;
    const auto index = static_cast<std::size_t>(layer.value);
    if (!trace || index >= trace->layers.size())
        return std::nullopt;
    const Matrix &inputs = index == 0 ? trace->embeddings : trace->layers[index - 1].hidden;
    return inputs.rows() == tokens ? std::optional(DoubleMatrix(inputs.cast<double>())) : std::nullopt;
}

}  // namespace

PlaygroundOffer playgroundOffer(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units)
{
    PlaygroundOffer offer;
    addTokens(units, offer);
    offer.headName = headName(snapshot, head);
    const auto map = tokenMap(snapshot, head);
    const bool fits = offer.showsUnits && map && map->rows() == units.tokenCount() && hasDistributions(*map);
    if (fits)
        addHead(*map, units, offer);
    else
        offer.headNote = headAbsence(snapshot);
    if (units.isEveryToken() && offer.leftOut == 0)
        offer.inputs = layerInputs(snapshot, head.layer, offer.size());
    if (snapshot.model && !isLama(snapshot) && snapshot.model->config.headSize > 0)
        offer.modelHeadSize = snapshot.model->config.headSize;
    return offer;
}

}  // namespace core
