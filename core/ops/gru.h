#pragma once

#include "core/base/matrix.h"
#include "core/ops/linear.h"

#include <span>

namespace core {

// One direction of a gated recurrent unit in PyTorch's convention (gates r, z, n; two biases per gate):
//   r = sigmoid(W_r x + b_ir + U_r h + b_hr)      z = sigmoid(W_z x + b_iz + U_z h + b_hz)
//   n = tanh(W_n x + b_in + r * (U_n h + b_hn))   h = (1 - z) * n + z * h
class GruDirection
{
public:
    // weightInput: 3*hidden x inputs, weightHidden: 3*hidden x hidden, gates stacked r, z, n; biases 3*hidden each.
    struct Weights {
        Matrix weightInput;
        Matrix weightHidden;
        std::vector<float> biasInput;
        std::vector<float> biasHidden;
    };

    explicit GruDirection(const Weights &weights);

    int hiddenSize() const { return m_hiddenSize; }

    enum class Order { Forward, Backward };
    // Writes the state after each word into columns [firstColumn, firstColumn + hiddenSize) of states (words x any).
    void run(const Matrix &words, Order order, int firstColumn, Matrix &states) const;

    // A run that is over: its arguments and the states it wrote.
    struct Run {
        const Matrix &words;
        Order order;
        int firstColumn;
        const Matrix &states;
    };
    // The way back through time: adds dy / dwords to wordGradient, given dy / dstates in the same columns as the states.
    void addGradient(const Run &run, const Matrix &stateGradient, Matrix &wordGradient) const;

private:
    // words x 3*hidden: of every step what r, z and n are made of, the part of the state before it. Known states need no turns.
    Matrix partsFromStates(const Run &run) const;

    int m_hiddenSize;
    Linear m_input;
    Matrix m_hiddenTransposed;  // hidden x 3*hidden, so that a step adds whole contiguous rows
    std::vector<float> m_biasHidden;
};

}  // namespace core
