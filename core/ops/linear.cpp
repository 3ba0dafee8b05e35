#include "core/ops/linear.h"

#include "core/ops/onednn_engine.h"

#include <map>
#include <mutex>

namespace core {

namespace {

using dnnl::inner_product_forward;
using dnnl::memory;

// oneDNN takes non-const pointers even for what it only reads.
float *readable(const float *values) { return const_cast<float *>(values); }

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
    dnnl::primitive_attr attribute;
    attribute.set_post_ops(after);
    return attribute;
}

} // namespace

struct Linear::Prepared {
    int inputs;
    int outputs;
    Activation activation;
    std::vector<float> bias;
    memory weights;  // in the layout of the kernel for few rows, which oneDNN 2.6 also picks for many

    // A kernel is generated for one number of rows, in about 0.3 ms; sentences come back to the same few lengths.
    struct Kernel {
        inner_product_forward product;
        memory weights;  // the shared ones, or this kernel's own copy where it wants another layout
    };
    mutable std::mutex mutex;
    mutable std::map<int, Kernel> kernels;

    inner_product_forward::primitive_desc describe(int rows) const
    {
        const memory::desc anyWeights({outputs, inputs}, memory::data_type::f32, memory::format_tag::any);
        const memory::desc biasLayout({outputs}, memory::data_type::f32, memory::format_tag::a);
        return {{dnnl::prop_kind::forward_inference, plain(rows, inputs), anyWeights, biasLayout, plain(rows, outputs)},
                attributes(activation), onednnEngine()};
    }

    memory reordered(const memory &source, const memory::desc &layout) const
    {
        memory target(layout, onednnEngine());
        dnnl::reorder(source, target).execute(onednnStream(), readableMemory(source), target);
        onednnStream().wait();
        return target;
    }

    static memory &readableMemory(const memory &source) { return const_cast<memory &>(source); }

    // Long texts come in any length; the cache is emptied before it grows without end.
    static constexpr std::size_t cachedKernels = 256;

    const Kernel kernelFor(int rows) const
    {
        const std::lock_guard lock(mutex);
        if (const auto found = kernels.find(rows); found != kernels.end())
            return found->second;
        if (kernels.size() >= cachedKernels)
            kernels.clear();
        const auto description = describe(rows);
        const bool sharesWeights = description.weights_desc() == weights.get_desc();
        const Kernel kernel{inner_product_forward(description), sharesWeights ? weights : reordered(weights, description.weights_desc())};
        return kernels.emplace(rows, kernel).first->second;
    }
};

Linear::Linear(const MatrixView &weight, std::span<const float> bias, Activation activation)
    : m_prepared(new Prepared{.inputs = static_cast<int>(weight.cols()),
                              .outputs = static_cast<int>(weight.rows()),
                              .activation = activation,
                              .bias = std::vector<float>(bias.begin(), bias.end()),
                              .weights = {},
                              .mutex = {},
                              .kernels = {}})
{
    constexpr int typicalRows = 32;
    m_prepared->bias.resize(m_prepared->outputs);
    const memory plainWeights(plain(m_prepared->outputs, m_prepared->inputs), onednnEngine(), readable(weight.data()));
    m_prepared->weights = m_prepared->reordered(plainWeights, m_prepared->describe(typicalRows).weights_desc());
}

Linear::~Linear() = default;
Linear::Linear(Linear &&) noexcept = default;
Linear &Linear::operator=(Linear &&) noexcept = default;

int Linear::inputs() const { return m_prepared->inputs; }
int Linear::outputs() const { return m_prepared->outputs; }

void Linear::apply(const Matrix &input, Matrix &output) const
{
    assert(input.cols() == inputs());
    output.resize(input.rows(), outputs());
    apply(input.data(), static_cast<int>(input.rows()), output.data());
}

void Linear::apply(const float *input, int rows, float *output) const
{
    if (rows == 0)
        return;
    const Prepared::Kernel kernel = m_prepared->kernelFor(rows);
    const memory source(plain(rows, inputs()), onednnEngine(), readable(input));
    const memory target(plain(rows, outputs()), onednnEngine(), output);
    const memory bias({{outputs()}, memory::data_type::f32, memory::format_tag::a}, onednnEngine(), m_prepared->bias.data());
    kernel.product.execute(onednnStream(), {{DNNL_ARG_SRC, source}, {DNNL_ARG_WEIGHTS, kernel.weights},
                                            {DNNL_ARG_BIAS, bias}, {DNNL_ARG_DST, target}});
    onednnStream().wait();
}

} // namespace core
