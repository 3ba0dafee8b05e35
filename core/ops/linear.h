#pragma once

#include "core/base/matrix.h"
#include "core/ops/activation.h"

#include <memory>
#include <span>

namespace core {

// How the weights of a product lie in memory: outputs x inputs, as PyTorch's Linear stores them, or inputs x outputs, as GPT-2's
// checkpoints do.
enum class WeightOrder { OutputsFirst, InputsFirst };

// y = activation(x W^T + b) for any number of rows. The weights are laid out once, when it is made, the way oneDNN's fastest
// kernel of this machine wants them; bias and activation are part of the product. Immutable: any thread may apply it.
class Linear
{
public:
    // bias has one value per output, or none.
    Linear(const MatrixView &weight, std::span<const float> bias, Activation activation = Activation::None,
           WeightOrder order = WeightOrder::OutputsFirst);
    ~Linear();
    Linear(Linear &&) noexcept;
    Linear &operator=(Linear &&) noexcept;

    int inputs() const;
    int outputs() const;

    // input: rows x inputs; output is resized to rows x outputs.
    void apply(const Matrix &input, Matrix &output) const;
    void apply(const float *input, int rows, float *output) const;
    // The same without the activation.
    void applyBeforeActivation(const Matrix &input, Matrix &output) const;

    Activation activation() const;
    // y = x W, without bias and activation, which carries gradients from outputs to inputs. Laid out when it is first asked for, so
    // that weights which no gradient passes through are held once.
    const Linear &transposed() const;

    // W, outputs x inputs, laid out anew for whoever asks: it is held in the kernel's layout alone.
    Matrix weight() const;

private:
    enum class Ending { Activated, Plain };
    void run(const float *input, int rows, Ending ending, float *output) const;

    struct Prepared;
    std::unique_ptr<Prepared> m_prepared;
};

}  // namespace core
