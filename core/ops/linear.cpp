#include "core/ops/linear.h"

#include "core/base/large_memory.h"
#include "core/ops/onednn_engine.h"

#include <map>
#include <mutex>
#include <utility>
#include <vector>

namespace core {

namespace {

using dnnl::inner_product_forward;
using dnnl::memory;

// oneDNN takes non-const pointers even for what it only reads.
float *readable(const float *values)
{
    return const_cast<float *>(values);
}

memory::desc plain(int rows, int columns)
{
    return {{rows, columns}, memory::data_type::f32, memory::format_tag::ab};
}

dnnl::primitive_attr attributes(Activation activation)
{
    dnnl::post_ops after;
    switch (activation) {
    case Activation::None: break;
    case Activation::Gelu: after.append_eltwise(1.0F, dnnl::algorithm::eltwise_gelu_erf, 0.0F, 0.0F); break;
    case Activation::GeluNew: after.append_eltwise(1.0F, dnnl::algorithm::eltwise_gelu_tanh, 0.0F, 0.0F); break;
    case Activation::Relu: after.append_eltwise(1.0F, dnnl::algorithm::eltwise_relu, 0.0F, 0.0F); break;
    }
    dnnl::primitive_attr attribute = shareableAttributes();
    attribute.set_post_ops(after);
    return attribute;
}

}  // namespace

struct Linear::Prepared {
    int inputs;
    int outputs;
    Activation activation;
    std::vector<float> bias;
    std::vector<std::byte, LargeMemory<std::byte>> weightBytes;
    memory
        weights;  // over these bytes, in the layout the kernel for a sentence's length likes best; every other length takes it too

    // A kernel is generated for one number of rows, in about 0.3 ms; sentences come back to the same few lengths.
    mutable std::mutex mutex;
    struct Kernel {
        inner_product_forward product;
        memory::desc scratch;
    };
    mutable std::map<std::pair<int, Activation>, Kernel> kernels;

    mutable std::once_flag isTransposed;
    mutable std::unique_ptr<const Linear> transposed;

    inner_product_forward::primitive_desc describe(int rows, Activation ending, const memory::desc &weightLayout) const
    {
        return {{dnnl::prop_kind::forward_inference, plain(rows, inputs), weightLayout, biasLayout(), plain(rows, outputs)},
                attributes(ending),
                onednnEngine()};
    }

    memory::desc biasLayout() const { return {{outputs}, memory::data_type::f32, memory::format_tag::a}; }

    Kernel kernelFor(int rows, Activation ending) const
    {
        constexpr std::size_t mostKernels = 256;  // long texts come in any length; the cache must not grow without end
        const std::lock_guard lock(mutex);
        if (const auto found = kernels.find({rows, ending}); found != kernels.end())
            return found->second;
        if (kernels.size() >= mostKernels)
            kernels.clear();
        const auto description = describe(rows, ending, weights.get_desc());
        return kernels
            .emplace(std::pair(rows, ending), Kernel{inner_product_forward(description), description.scratchpad_desc()})
            .first->second;
    }

    void layOutWeights(const MatrixView &weight, WeightOrder order)
    {
        constexpr int typicalRows = 32;
        const auto tag = order == WeightOrder::InputsFirst ? memory::format_tag::ba : memory::format_tag::ab;
        const memory::desc given({outputs, inputs}, memory::data_type::f32, tag);
        const memory::desc any({outputs, inputs}, memory::data_type::f32, memory::format_tag::any);
        memory source(given, onednnEngine(), readable(weight.data()));
        const memory::desc best = describe(typicalRows, activation, any).weights_desc();
        weightBytes.resize(best.get_size());
        weights = memory(best, onednnEngine(), weightBytes.data());
        copy(source, weights);
    }

    Matrix plainWeights() const
    {
        Matrix values(outputs, inputs);
        memory target(plain(outputs, inputs), onednnEngine(), values.data());
        copy(weights, target);
        return values;
    }

    // From one layout to another.
    static void copy(const memory &source, const memory &target)
    {
        memory from = source;
        memory to = target;
        dnnl::reorder(from, to).execute(onednnStream(), from, to);
        onednnStream().wait();
    }
};

Linear::Linear(const MatrixView &weight, std::span<const float> bias, Activation activation, WeightOrder order)
    : m_prepared(new Prepared{.inputs = static_cast<int>(order == WeightOrder::InputsFirst ? weight.rows() : weight.cols()),
                              .outputs = static_cast<int>(order == WeightOrder::InputsFirst ? weight.cols() : weight.rows()),
                              .activation = activation,
                              .bias = std::vector<float>(bias.begin(), bias.end()),
                              .weightBytes = {},
                              .weights = {},
                              .mutex = {},
                              .kernels = {},
                              .isTransposed = {},
                              .transposed = {}})
{
    m_prepared->bias.resize(m_prepared->outputs);
    m_prepared->layOutWeights(weight, order);
}

Linear::~Linear() = default;
Linear::Linear(Linear &&) noexcept = default;
Linear &Linear::operator=(Linear &&) noexcept = default;

int Linear::inputs() const
{
    return m_prepared->inputs;
}
int Linear::outputs() const
{
    return m_prepared->outputs;
}

Matrix Linear::weight() const
{
    return m_prepared->plainWeights();
}

void Linear::apply(const Matrix &input, Matrix &output) const
{
    assert(input.cols() == inputs());
    output.resize(input.rows(), outputs());
    apply(input.data(), static_cast<int>(input.rows()), output.data());
}

void Linear::apply(const float *input, int rows, float *output) const
{
    run(input, rows, Ending::Activated, output);
}

void Linear::applyBeforeActivation(const Matrix &input, Matrix &output) const
{
    assert(input.cols() == inputs());
    output.resize(input.rows(), outputs());
    run(input.data(), static_cast<int>(input.rows()), Ending::Plain, output.data());
}

Activation Linear::activation() const
{
    return m_prepared->activation;
}

const Linear &Linear::transposed() const
{
    std::call_once(m_prepared->isTransposed, [prepared = m_prepared.get()] {
        const Matrix weight =
            prepared->plainWeights();  // outputs x inputs: what the transposed product calls inputs x outputs
        prepared->transposed = std::make_unique<const Linear>(viewOf(weight), std::span<const float>(), Activation::None,
                                                              WeightOrder::InputsFirst);
    });
    return *m_prepared->transposed;
}

void Linear::run(const float *input, int rows, Ending ending, float *output) const
{
    if (rows == 0)
        return;
    const KernelThreads threads(2.0 * rows * inputs() * outputs());
    const Prepared::Kernel kernel =
        m_prepared->kernelFor(rows, ending == Ending::Activated ? m_prepared->activation : Activation::None);
    const memory source(plain(rows, inputs()), onednnEngine(), readable(input));
    const memory target(plain(rows, outputs()), onednnEngine(), output);
    const memory bias(m_prepared->biasLayout(), onednnEngine(), m_prepared->bias.data());
    kernel.product.execute(onednnStream(), {{DNNL_ARG_SRC, source},
                                            {DNNL_ARG_WEIGHTS, m_prepared->weights},
                                            {DNNL_ARG_BIAS, bias},
                                            {DNNL_ARG_DST, target},
                                            {DNNL_ARG_SCRATCHPAD, scratchpad(kernel.scratch)}});
    onednnStream().wait();
}

}  // namespace core
