#include "core/ops/gru.h"

#include "core/ops/activation.h"
#include "core/ops/multi_version.h"

#include <algorithm>

namespace core {
namespace {

// gates := bias + state * weights, with weights hidden x width.
ATTNSCOPE_MULTI_VERSION void recurrentGates(const float *state, int hidden, const float *weights, int width,
                                            const float *bias, float *gates)
{
    std::copy(bias, bias + width, gates);
    for (int unit = 0; unit < hidden; ++unit) {
        const float value = state[unit];
        const float *row = weights + static_cast<std::size_t>(unit) * width;
#pragma omp simd
        for (int gate = 0; gate < width; ++gate)
            gates[gate] += value * row[gate];
    }
}

// One step: `fromInput` and `fromState` hold the three gates' sums; the new state is written to `next`.
void step(int hidden, const float *fromInput, float *fromState, const float *state, float *next)
{
    float *reset = fromState;
    float *update = fromState + hidden;
    float *candidate = fromState + 2 * static_cast<std::ptrdiff_t>(hidden);
    for (int unit = 0; unit < 2 * hidden; ++unit)
        fromState[unit] += fromInput[unit];
    sigmoidInPlace(fromState, 2 * static_cast<std::size_t>(hidden));
    for (int unit = 0; unit < hidden; ++unit)
        candidate[unit] = fromInput[2 * hidden + unit] + reset[unit] * candidate[unit];
    tanhInPlace(candidate, hidden);
    for (int unit = 0; unit < hidden; ++unit)
        next[unit] = (1.0F - update[unit]) * candidate[unit] + update[unit] * state[unit];
}

}  // namespace

GruDirection::GruDirection(const Weights &weights)
    : m_hiddenSize(static_cast<int>(weights.weightHidden.cols())),
      m_input({weights.weightInput.data(), weights.weightInput.rows(), weights.weightInput.cols()}, weights.biasInput),
      m_hiddenTransposed(weights.weightHidden.transpose()), m_biasHidden(weights.biasHidden)
{
}

void GruDirection::run(const Matrix &words, Order order, int firstColumn, Matrix &states) const
{
    Matrix fromInput;
    m_input.apply(words, fromInput);
    std::vector<float> gates(3 * static_cast<std::size_t>(m_hiddenSize));
    const std::vector<float> start(m_hiddenSize, 0.0F);
    const float *state = start.data();
    const auto count = static_cast<int>(words.rows());
    for (int taken = 0; taken < count; ++taken) {
        const int word = order == Order::Forward ? taken : count - 1 - taken;
        recurrentGates(state, m_hiddenSize, m_hiddenTransposed.data(), 3 * m_hiddenSize, m_biasHidden.data(), gates.data());
        float *next = states.row(word).data() + firstColumn;
        step(m_hiddenSize, fromInput.row(word).data(), gates.data(), state, next);
        state = next;
    }
}

}  // namespace core
