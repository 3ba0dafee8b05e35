#include "tests/support/reference_forward.h"

#include "tests/support/reference_attention.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace support {
namespace {

double sigmoid(double value)
{
    return 1.0 / (1.0 + std::exp(-value));
}

const ReferenceTensor &tensor(const ReferenceModel &model, const std::string &name)
{
    return model.tensors.at(name);
}

ReferenceMatrix matrix(const ReferenceModel &model, const std::string &name)
{
    const ReferenceTensor &stored = tensor(model, name);
    ReferenceMatrix result(static_cast<int>(stored.shape.at(0)), static_cast<int>(stored.shape.at(1)));
    result.values = stored.values;
    return result;
}

ReferenceMatrix layerNorm(const ReferenceModel &model, const std::string &name, const ReferenceMatrix &values)
{
    return layerNormOfRows(values, tensor(model, name + ".weight").values, tensor(model, name + ".bias").values,
                           model.config.layerNormEpsilon);
}

core::Activation hiddenActivation(const ReferenceModel &model)
{
    switch (model.config.activation) {
    case core::HiddenActivation::Gelu: return core::Activation::Gelu;
    case core::HiddenActivation::GeluNew: return core::Activation::GeluNew;
    case core::HiddenActivation::Relu: return core::Activation::Relu;
    }
    return core::Activation::None;
}

ReferenceMatrix sum(ReferenceMatrix left, const ReferenceMatrix &right)
{
    for (std::size_t index = 0; index < left.values.size(); ++index)
        left.values[index] += right.values[index];
    return left;
}

ReferenceMatrix rows(const ReferenceMatrix &table, std::span<const core::TokenId> ids)
{
    ReferenceMatrix picked(static_cast<int>(ids.size()), table.columns);
    for (int row = 0; row < picked.rows; ++row) {
        for (int column = 0; column < picked.columns; ++column)
            picked(row, column) = table(ids[row].value, column);
    }
    return picked;
}

ReferenceMatrix withoutMaskedKeys(ReferenceMatrix scores, const std::vector<bool> &maskedKeys)
{
    for (std::size_t key = 0; key < maskedKeys.size(); ++key) {
        for (int row = 0; maskedKeys[key] && row < scores.rows; ++row)
            scores(row, static_cast<int>(key)) = -std::numeric_limits<double>::infinity();
    }
    return scores;
}

ReferenceTensor asTensor(const ReferenceMatrix &values)
{
    return {{values.rows, values.columns}, values.values};
}

// Adds one head's matrix to a tensor heads x rows x columns; a part that the kind does not have is left out.
void append(const ReferenceMatrix &head, const std::string &name, ReferenceTensors &trace)
{
    if (head.values.empty())
        return;
    ReferenceTensor &heads = trace[name];
    if (heads.shape.empty())
        heads.shape = {0, head.rows, head.columns};
    ++heads.shape.front();
    heads.values.insert(heads.values.end(), head.values.begin(), head.values.end());
}

void append(const ReferenceHead &head, const std::string &prefix, ReferenceTensors &trace)
{
    append(head.query, prefix + "query", trace);
    append(head.key, prefix + "key", trace);
    append(head.value, prefix + "value", trace);
    append(head.scores, prefix + "scores", trace);
    append(head.attention, prefix + "attention", trace);
    append(head.effective, prefix + "effective", trace);
    append(head.output, prefix + "head_output", trace);
}

// All heads' outputs, n x H*dh.
ReferenceMatrix sideBySide(const std::vector<ReferenceHead> &heads)
{
    const int width = heads.front().output.columns;
    ReferenceMatrix context(heads.front().output.rows, static_cast<int>(heads.size()) * width);
    for (int row = 0; row < context.rows; ++row) {
        for (int column = 0; column < context.columns; ++column)
            context(row, column) = heads[column / width].output(row, column % width);
    }
    return context;
}

ReferenceMatrix embeddings(const ReferenceModel &model, std::span<const core::TokenId> ids)
{
    ReferenceMatrix sums = rows(matrix(model, "embeddings.word_embeddings.weight"), ids);
    const ReferenceMatrix positions = matrix(model, "embeddings.position_embeddings.weight");
    const ReferenceMatrix types = matrix(model, "embeddings.token_type_embeddings.weight");
    for (int row = 0; row < sums.rows; ++row) {
        for (int column = 0; column < sums.columns; ++column)
            sums(row, column) += positions(row, column) + types(0, column);
    }
    return layerNorm(model, "embeddings.LayerNorm", sums);
}

ReferenceTensor classLogits(const ReferenceModel &model, const ReferenceMatrix &hidden)
{
    ReferenceMatrix first(1, hidden.columns);
    std::copy_n(hidden.values.begin(), hidden.columns, first.values.begin());
    ReferenceMatrix pooled = linear(model, "pooler.dense", first);
    for (double &value : pooled.values)
        value = std::tanh(value);
    const ReferenceMatrix logits = linear(model, "classifier", pooled);
    return {{logits.columns}, logits.values};
}

ReferenceTensor wordLogits(const ReferenceModel &model, const ReferenceMatrix &hidden)
{
    const std::string name = "cls.predictions.";
    const ReferenceMatrix dense = activated(linear(model, name + "transform.dense", hidden), hiddenActivation(model));
    const bool hasDecoder = model.tensors.contains(name + "decoder.weight");
    const ReferenceMatrix decoder =
        matrix(model, hasDecoder ? name + "decoder.weight" : "embeddings.word_embeddings.weight");
    return asTensor(
        linear(layerNorm(model, name + "transform.LayerNorm", dense), decoder, tensor(model, name + "bias").values));
}

ReferenceTensors encoderTrace(const ReferenceModel &model, std::span<const core::TokenId> ids,
                              const std::vector<bool> &maskedKeys, const ReferenceMask &mask)
{
    ReferenceTensors trace;
    ReferenceMatrix hidden = embeddings(model, ids);
    trace["embeddings"] = asTensor(hidden);
    for (int layer = 0; layer < model.config.layers; ++layer) {
        const std::string prefix = "encoder.layer." + std::to_string(layer) + ".";
        const std::string tracePrefix = "layer." + std::to_string(layer) + ".";
        const std::vector<ReferenceHead> heads = referenceHeads(model, layer, hidden, maskedKeys, mask);
        for (const ReferenceHead &head : heads)
            append(head, tracePrefix, trace);
        const ReferenceMatrix mixed = linear(model, prefix + "attention.output.dense", sideBySide(heads));
        const ReferenceMatrix attended = layerNorm(model, prefix + "attention.output.LayerNorm", sum(hidden, mixed));
        const ReferenceMatrix expanded =
            activated(linear(model, prefix + "intermediate.dense", attended), hiddenActivation(model));
        hidden =
            layerNorm(model, prefix + "output.LayerNorm", sum(attended, linear(model, prefix + "output.dense", expanded)));
        trace[tracePrefix + "hidden"] = asTensor(hidden);
    }
    if (model.config.task == core::ModelTask::Classification)
        trace["logits"] = classLogits(model, hidden);
    else if (model.config.task == core::ModelTask::MaskedLanguageModel)
        trace["logits"] = wordLogits(model, hidden);
    return trace;
}

ReferenceGru gru(const ReferenceModel &model, const std::string &direction)
{
    return {matrix(model, "gru.weight_ih_" + direction), matrix(model, "gru.weight_hh_" + direction),
            tensor(model, "gru.bias_ih_" + direction).values, tensor(model, "gru.bias_hh_" + direction).values};
}

// n x 2*hidden, forward states on the left.
ReferenceMatrix lamaStates(const ReferenceModel &model, std::span<const core::TokenId> ids)
{
    const ReferenceMatrix words = rows(matrix(model, "embeddings.weight"), ids);
    const ReferenceMatrix forward = gruStates(gru(model, "l0"), words, /*isBackward=*/false);
    const ReferenceMatrix backward = gruStates(gru(model, "l0_reverse"), words, /*isBackward=*/true);
    ReferenceMatrix states(words.rows, forward.columns + backward.columns);
    for (int row = 0; row < states.rows; ++row) {
        for (int column = 0; column < states.columns; ++column)
            states(row, column) = column < forward.columns ? forward(row, column) : backward(row, column - forward.columns);
    }
    return states;
}

// c, 1 x 2*hidden.
ReferenceMatrix lamaContext(const ReferenceModel &model, const ReferenceMatrix &states)
{
    ReferenceMatrix context(1, states.columns);
    if (model.config.context == core::LamaContext::Learned) {
        context.values = tensor(model, "attention.context").values;
        return context;
    }
    for (int column = 0; column < states.columns; ++column) {
        for (int row = 0; row < states.rows; ++row)
            context(0, column) += states(row, column) / states.rows;
    }
    return context;
}

// F, m x n: tanh of the gains times the tokens' factors, each word divided by its length over the heads.
ReferenceMatrix lamaScores(const ReferenceModel &model, const ReferenceMatrix &states)
{
    ReferenceMatrix tokens = states;
    if (model.config.hasTokenMlp) {
        tokens = linear(model, "attention.token_mlp", states);
        for (double &value : tokens.values)
            value = std::tanh(value);
    }
    const ReferenceMatrix gains = product(lamaContext(model, states), matrix(model, "attention.P"));
    const ReferenceMatrix factors = product(tokens, matrix(model, "attention.Q"));
    ReferenceMatrix scores(gains.columns, states.rows);
    for (int word = 0; word < scores.columns; ++word) {
        double squares = 0.0;
        for (int head = 0; head < scores.rows; ++head) {
            scores(head, word) = std::tanh(gains(0, head) * factors(word, head));
            squares += scores(head, word) * scores(head, word);
        }
        for (int head = 0; head < scores.rows; ++head)
            scores(head, word) /= std::max(std::sqrt(squares), 1e-12);
    }
    return scores;
}

ReferenceTensor lamaLogits(const ReferenceModel &model, const ReferenceMatrix &sentence)
{
    ReferenceMatrix features(1, sentence.rows * sentence.columns);
    features.values = sentence.values;
    if (model.config.classifierHiddenSize > 0)
        features = activated(linear(model, "classifier.dense", features), core::Activation::Relu);
    const ReferenceMatrix logits = linear(model, "classifier.out", features);
    return {{logits.columns}, logits.values};
}

ReferenceTensors lamaTrace(const ReferenceModel &model, std::span<const core::TokenId> ids,
                           const std::vector<bool> &maskedKeys, const ReferenceMask &mask)
{
    const ReferenceMatrix states = lamaStates(model, ids);
    const ReferenceMatrix scores = lamaScores(model, states);
    ReferenceMatrix weighed = scores;
    for (int head = 0; head < weighed.rows; ++head) {
        for (int word = 0; word < weighed.columns; ++word)
            weighed(head, word) *= 1.0 - mask.uniformBefore(0, head);
    }
    weighed = withoutMaskedKeys(weighed, maskedKeys);
    ReferenceMatrix attention = softmaxOfRows(weighed);
    for (int head = 0; head < attention.rows; ++head)
        blendUniformRow(weighed, head, mask.uniformAfter(0, head), attention);
    ReferenceMatrix sentence = product(attention, states);
    for (int head = 0; mask.isAblated && head < sentence.rows; ++head) {
        for (int feature = 0; mask.isAblated(0, head) && feature < sentence.columns; ++feature)
            sentence(head, feature) = 0.0;
    }
    return {{"states", asTensor(states)},
            {"scores", asTensor(scores)},
            {"attention", asTensor(attention)},
            {"sentence", asTensor(sentence)},
            {"logits", lamaLogits(model, sentence)}};
}

}  // namespace

ReferenceMatrix transposed(const ReferenceMatrix &matrix)
{
    ReferenceMatrix result(matrix.columns, matrix.rows);
    for (int row = 0; row < matrix.rows; ++row) {
        for (int column = 0; column < matrix.columns; ++column)
            result(column, row) = matrix(row, column);
    }
    return result;
}

ReferenceMatrix product(const ReferenceMatrix &left, const ReferenceMatrix &right)
{
    ReferenceMatrix result(left.rows, right.columns);
    for (int row = 0; row < left.rows; ++row) {
        for (int inner = 0; inner < left.columns; ++inner) {
            for (int column = 0; column < right.columns; ++column)
                result(row, column) += left(row, inner) * right(inner, column);
        }
    }
    return result;
}

ReferenceMatrix linear(const ReferenceMatrix &input, const ReferenceMatrix &weight, const ReferenceVector &bias)
{
    ReferenceMatrix output = product(input, transposed(weight));
    for (int row = 0; row < output.rows; ++row) {
        for (int column = 0; column < output.columns; ++column)
            output(row, column) += bias[column];
    }
    return output;
}

ReferenceMatrix linear(const ReferenceModel &model, const std::string &name, const ReferenceMatrix &input)
{
    return linear(input, matrix(model, name + ".weight"), tensor(model, name + ".bias").values);
}

double activated(double value, core::Activation activation)
{
    switch (activation) {
    case core::Activation::None: return value;
    case core::Activation::Gelu: return value * 0.5 * (1.0 + std::erf(value / std::numbers::sqrt2));
    case core::Activation::GeluNew:
        return value * 0.5 *
               (1.0 + std::tanh(std::sqrt(2.0 / std::numbers::pi) * (value + 0.044715 * value * value * value)));
    case core::Activation::Relu: return std::max(value, 0.0);
    }
    return value;
}

ReferenceMatrix activated(ReferenceMatrix values, core::Activation activation)
{
    for (double &value : values.values)
        value = activated(value, activation);
    return values;
}

ReferenceMatrix softmaxOfRows(ReferenceMatrix values)
{
    for (int row = 0; row < values.rows; ++row) {
        double largest = -std::numeric_limits<double>::infinity();
        for (int column = 0; column < values.columns; ++column)
            largest = std::max(largest, values(row, column));
        double total = 0.0;
        for (int column = 0; column < values.columns; ++column) {
            const bool isOpen = values(row, column) > -std::numeric_limits<double>::infinity();
            values(row, column) = isOpen ? std::exp(values(row, column) - largest) : 0.0;
            total += values(row, column);
        }
        for (int column = 0; total > 0.0 && column < values.columns; ++column)
            values(row, column) /= total;
    }
    return values;
}

void blendUniformRow(const ReferenceMatrix &scores, int row, double share, ReferenceMatrix &softmax)
{
    const auto isOpen = [&](int column) { return scores(row, column) > -std::numeric_limits<double>::infinity(); };
    int open = 0;
    for (int column = 0; column < scores.columns; ++column)
        open += isOpen(column) ? 1 : 0;
    for (int column = 0; column < scores.columns; ++column)
        softmax(row, column) = (1.0 - share) * softmax(row, column) + (isOpen(column) ? share / open : 0.0);
}

ReferenceMatrix layerNormOfRows(ReferenceMatrix values, const ReferenceVector &weight, const ReferenceVector &bias,
                                double epsilon)
{
    for (int row = 0; row < values.rows; ++row) {
        double mean = 0.0;
        for (int column = 0; column < values.columns; ++column)
            mean += values(row, column) / values.columns;
        double variance = 0.0;
        for (int column = 0; column < values.columns; ++column)
            variance += (values(row, column) - mean) * (values(row, column) - mean) / values.columns;
        for (int column = 0; column < values.columns; ++column)
            values(row, column) =
                (values(row, column) - mean) / std::sqrt(variance + epsilon) * weight[column] + bias[column];
    }
    return values;
}

ReferenceMatrix gruStates(const ReferenceGru &gru, const ReferenceMatrix &words, bool isBackward)
{
    const int hidden = gru.weightHidden.columns;
    const ReferenceMatrix fromInput = linear(words, gru.weightInput, gru.biasInput);
    ReferenceMatrix states(words.rows, hidden);
    ReferenceMatrix state(1, hidden);
    for (int step = 0; step < words.rows; ++step) {
        const int word = isBackward ? words.rows - 1 - step : step;
        const ReferenceMatrix fromState = linear(state, gru.weightHidden, gru.biasHidden);
        for (int unit = 0; unit < hidden; ++unit) {
            const double reset = sigmoid(fromInput(word, unit) + fromState(0, unit));
            const double update = sigmoid(fromInput(word, hidden + unit) + fromState(0, hidden + unit));
            const double candidate = std::tanh(fromInput(word, 2 * hidden + unit) + reset * fromState(0, 2 * hidden + unit));
            state(0, unit) = (1.0 - update) * candidate + update * state(0, unit);
            states(word, unit) = state(0, unit);
        }
    }
    return states;
}

ReferenceTensors referenceTrace(const ReferenceModel &model, std::span<const core::TokenId> ids,
                                const std::vector<bool> &maskedKeys, const ReferenceMask &mask)
{
    if (model.config.type == core::ModelType::Lama)
        return lamaTrace(model, ids, maskedKeys, mask);
    return encoderTrace(model, ids, maskedKeys, mask);
}

}  // namespace support
