#include "tests/support/reference_importance.h"

#include <cmath>

namespace support {
namespace {

std::string layerName(int layer, const char *part)
{
    return "layer." + std::to_string(layer) + "." + part;
}

// One head of a tensor H x rows x columns.
ReferenceMatrix headOf(const ReferenceTensor &tensor, int head)
{
    ReferenceMatrix matrix(static_cast<int>(tensor.shape[1]), static_cast<int>(tensor.shape[2]));
    const auto size = static_cast<std::ptrdiff_t>(matrix.values.size());
    const auto first = tensor.values.begin() + head * size;
    matrix.values.assign(first, first + size);
    return matrix;
}

ReferenceMatrix tokenMap(const ReferenceTensors &trace, int layer, int head)
{
    const auto effective = trace.find(layerName(layer, "effective"));
    return headOf(effective == trace.end() ? trace.at(layerName(layer, "attention")) : effective->second, head);
}

// v_j W_O of one head, n x D.
ReferenceMatrix movedBy(const ReferenceModel &model, const ReferenceTensors &trace, int layer, int head)
{
    const ReferenceMatrix value = headOf(trace.at(layerName(layer, "value")), head);
    const ReferenceTensor &weight =
        model.tensors.at("encoder.layer." + std::to_string(layer) + ".attention.output.dense.weight");
    const auto outputs = static_cast<int>(weight.shape[0]);
    const auto inputs = static_cast<int>(weight.shape[1]);
    ReferenceMatrix moved(value.rows, outputs);
    for (int token = 0; token < value.rows; ++token) {
        for (int output = 0; output < outputs; ++output) {
            for (int feature = 0; feature < value.columns; ++feature)
                moved(token, output) +=
                    value(token, feature) *
                    weight.values[static_cast<std::size_t>(output * inputs + head * value.columns + feature)];
        }
    }
    return moved;
}

// An orthonormal basis of the columns, as rows: Gram and Schmidt with the longest remaining column first, each taken out twice.
std::vector<ReferenceVector> basisOfColumns(ReferenceMatrix matrix)
{
    std::vector<ReferenceVector> basis;
    double longest = 0;
    for (;;) {
        int best = 0;
        double bestLength = 0;
        for (int column = 0; column < matrix.columns; ++column) {
            double length = 0;
            for (int row = 0; row < matrix.rows; ++row)
                length += matrix(row, column) * matrix(row, column);
            if (length > bestLength) {
                bestLength = length;
                best = column;
            }
        }
        longest = std::max(longest, std::sqrt(bestLength));
        if (std::sqrt(bestLength) <= 1e-6 * longest || longest == 0)
            return basis;
        ReferenceVector direction(static_cast<std::size_t>(matrix.rows));
        for (int row = 0; row < matrix.rows; ++row)
            direction[static_cast<std::size_t>(row)] = matrix(row, best) / std::sqrt(bestLength);
        for (int column = 0; column < 2 * matrix.columns; ++column) {
            const int taken = column % matrix.columns;
            double along = 0;
            for (int row = 0; row < matrix.rows; ++row)
                along += direction[static_cast<std::size_t>(row)] * matrix(row, taken);
            for (int row = 0; row < matrix.rows; ++row)
                matrix(row, taken) -= along * direction[static_cast<std::size_t>(row)];
        }
        basis.push_back(direction);
    }
}

}  // namespace

ReferenceVector referenceRollout(const ReferenceModel &model, const ReferenceTensors &trace, double residual, int row)
{
    ReferenceMatrix rolled;
    for (int layer = 0; layer < model.config.layers; ++layer) {
        const int tokens = tokenMap(trace, layer, 0).rows;
        ReferenceMatrix mixed(tokens, tokens);
        for (int query = 0; query < tokens; ++query) {
            double sum = 0;
            for (int key = 0; key < tokens; ++key) {
                for (int head = 0; head < model.config.heads; ++head)
                    mixed(query, key) += (1 - residual) * tokenMap(trace, layer, head)(query, key) / model.config.heads;
                mixed(query, key) += query == key ? residual : 0;
                sum += mixed(query, key);
            }
            for (int key = 0; key < tokens; ++key)
                mixed(query, key) /= sum;
        }
        rolled = layer == 0 ? mixed : product(mixed, rolled);
    }
    ReferenceVector values;
    for (int key = 0; key < rolled.columns; ++key)
        values.push_back(rolled(row, key));
    return values;
}

ReferenceVector referenceValueWeighted(const ReferenceModel &model, const ReferenceTensors &trace)
{
    ReferenceVector means;
    for (int layer = 0; layer < model.config.layers; ++layer) {
        std::vector<ReferenceMatrix> maps;
        std::vector<ReferenceMatrix> moved;
        for (int head = 0; head < model.config.heads; ++head) {
            maps.push_back(tokenMap(trace, layer, head));
            moved.push_back(movedBy(model, trace, layer, head));
        }
        const int tokens = maps[0].rows;
        means.resize(static_cast<std::size_t>(tokens));
        for (int query = 0; query < tokens; ++query) {
            for (int key = 0; key < tokens; ++key) {
                double squares = 0;
                for (int output = 0; output < moved[0].columns; ++output) {
                    double sum = 0;
                    for (std::size_t head = 0; head < maps.size(); ++head)
                        sum += maps[head](query, key) * moved[head](key, output);
                    squares += sum * sum;
                }
                means[static_cast<std::size_t>(key)] += std::sqrt(squares) / (tokens * model.config.layers);
            }
        }
    }
    return means;
}

ReferenceVector referenceEffective(const ReferenceModel &model, const ReferenceTensors &trace)
{
    ReferenceVector means;
    for (int layer = 0; layer < model.config.layers; ++layer) {
        for (int head = 0; head < model.config.heads; ++head) {
            const ReferenceMatrix map = tokenMap(trace, layer, head);
            const std::vector<ReferenceVector> basis = basisOfColumns(movedBy(model, trace, layer, head));
            means.resize(static_cast<std::size_t>(map.rows));
            for (int query = 0; query < map.rows; ++query) {
                for (const ReferenceVector &direction : basis) {
                    double along = 0;
                    for (int key = 0; key < map.columns; ++key)
                        along += map(query, key) * direction[static_cast<std::size_t>(key)];
                    for (int key = 0; key < map.columns; ++key)
                        means[static_cast<std::size_t>(key)] += along * direction[static_cast<std::size_t>(key)] /
                                                                (map.rows * model.config.layers * model.config.heads);
                }
            }
        }
    }
    return means;
}

}  // namespace support
