#include "core/ops/activation.h"
#include "core/ops/batched_product.h"
#include "core/ops/gru.h"
#include "core/ops/multi_version.h"

#include <algorithm>

namespace core {
namespace {

// One step on its way back. Gates are stacked r, z, n, `hidden` values each.
struct StepBack {
    int hidden;
    const float *fromState;  // U h + b_h
    const float *before;     // the state that the step began with
    float *fromInput;        // W x + b_i; becomes its gradient
    float *fromStateGradient;
    float *carried;  // dy / dnext; becomes the part of dy / dbefore that does not go through U
};

ATTNSCOPE_MULTI_VERSION void stepBack(const StepBack &step)
{
    const int hidden = step.hidden;
    float *input = step.fromInput;
    float *state = step.fromStateGradient;
    for (int gate = 0; gate < 2 * hidden; ++gate)
        input[gate] += step.fromState[gate];
    sigmoidInPlace(input, 2 * static_cast<std::size_t>(hidden));
    float *candidate = input + 2 * static_cast<std::ptrdiff_t>(hidden);
    const float *candidateFromState = step.fromState + 2 * static_cast<std::ptrdiff_t>(hidden);
    for (int unit = 0; unit < hidden; ++unit)
        candidate[unit] += input[unit] * candidateFromState[unit];
    tanhInPlace(candidate, hidden);
#pragma omp simd
    for (int unit = 0; unit < hidden; ++unit) {
        const float reset = input[unit];
        const float update = input[hidden + unit];
        const float next = step.carried[unit];
        const float candidateGradient = next * (1.0F - update) * (1.0F - candidate[unit] * candidate[unit]);
        const float updateGradient = next * (step.before[unit] - candidate[unit]) * update * (1.0F - update);
        const float resetGradient = candidateGradient * candidateFromState[unit] * reset * (1.0F - reset);
        input[unit] = state[unit] = resetGradient;
        input[hidden + unit] = state[hidden + unit] = updateGradient;
        candidate[unit] = candidateGradient;
        state[2 * hidden + unit] = candidateGradient * reset;
        step.carried[unit] = next * update;
    }
}

// state += weights gates, with weights hidden x width. Four units at a time, so that no sum waits for the one before it.
ATTNSCOPE_MULTI_VERSION void addThroughWeights(const float *gates, int width, const float *weights, int hidden, float *state)
{
    int unit = 0;
    for (; unit + 3 < hidden; unit += 4) {
        const float *row = weights + static_cast<std::size_t>(unit) * width;
        float first = 0.0F;
        float second = 0.0F;
        float third = 0.0F;
        float fourth = 0.0F;
#pragma omp simd reduction(+ : first, second, third, fourth)
        for (int gate = 0; gate < width; ++gate) {
            first += gates[gate] * row[gate];
            second += gates[gate] * row[width + gate];
            third += gates[gate] * row[2 * width + gate];
            fourth += gates[gate] * row[3 * width + gate];
        }
        state[unit] += first;
        state[unit + 1] += second;
        state[unit + 2] += third;
        state[unit + 3] += fourth;
    }
    for (; unit < hidden; ++unit) {
        const float *row = weights + static_cast<std::size_t>(unit) * width;
        float sum = 0.0F;
#pragma omp simd reduction(+ : sum)
        for (int gate = 0; gate < width; ++gate)
            sum += gates[gate] * row[gate];
        state[unit] += sum;
    }
}

}  // namespace

Matrix GruDirection::partsFromStates(const Run &run) const
{
    const auto count = static_cast<int>(run.words.rows());
    const int width = 3 * m_hiddenSize;
    Matrix parts = Matrix::Zero(count, width);
    const int firstWord = run.order == Order::Forward ? 1 : 0;  // that has a state before it
    const int firstState = run.order == Order::Forward ? 0 : 1;
    const StridedMatrices<const float> before{run.states.row(std::min(firstState, count - 1)).data() + run.firstColumn,
                                              1,
                                              count - 1,
                                              m_hiddenSize,
                                              0,
                                              run.states.cols(),
                                              1};
    const StridedMatrices<const float> weights{m_hiddenTransposed.data(), 1, m_hiddenSize, width, 0, width, 1};
    batchedProduct(before, weights, 1.0F,
                   {parts.row(std::min(firstWord, count - 1)).data(), 1, count - 1, width, 0, width, 1});
    parts.rowwise() += Eigen::Map<const Eigen::RowVectorXf>(m_biasHidden.data(), width);
    return parts;
}

void GruDirection::addGradient(const Run &run, const Matrix &stateGradient, Matrix &wordGradient) const
{
    const auto count = static_cast<int>(run.words.rows());
    const int width = 3 * m_hiddenSize;
    Matrix fromInput;
    m_input.apply(run.words, fromInput);
    const Matrix fromStates = partsFromStates(run);
    std::vector<float> gates(width);
    std::vector<float> carried(m_hiddenSize, 0.0F);
    const std::vector<float> start(m_hiddenSize, 0.0F);
    for (int taken = count - 1; taken >= 0; --taken) {
        const int word = run.order == Order::Forward ? taken : count - 1 - taken;
        const int earlier = run.order == Order::Forward ? word - 1 : word + 1;
        const float *before = taken > 0 ? run.states.row(earlier).data() + run.firstColumn : start.data();
        const float *own = stateGradient.row(word).data() + run.firstColumn;
        for (int unit = 0; unit < m_hiddenSize; ++unit)
            carried[unit] += own[unit];
        stepBack(
            {m_hiddenSize, fromStates.row(word).data(), before, fromInput.row(word).data(), gates.data(), carried.data()});
        addThroughWeights(gates.data(), width, m_hiddenTransposed.data(), m_hiddenSize, carried.data());
    }
    Matrix throughWeights;
    m_input.transposed().apply(fromInput, throughWeights);
    wordGradient += throughWeights;
}

}  // namespace core
