#include "core/ops/batched_product.h"

#include "core/ops/onednn_engine.h"

#include <array>
#include <bit>
#include <cassert>
#include <cstdint>
#include <map>

namespace core {
namespace {

using dnnl::memory;

// The stride of a single matrix has no meaning, but one of 0 would send oneDNN to its slowest kernel.
template <typename Value>
memory::desc layoutOf(const StridedMatrices<Value> &matrices)
{
    const std::ptrdiff_t stride =
        matrices.count > 1 ? matrices.matrixStride : std::ptrdiff_t{1} * matrices.rows * matrices.columns;
    return {{matrices.count, matrices.rows, matrices.columns},
            memory::data_type::f32,
            memory::dims{stride, matrices.rowStride, matrices.columnStride}};
}

struct Kernel {
    dnnl::matmul product;
    memory::desc scratch;
};

// What a kernel is made for: the shape and the strides of its three matrices, how many there are of each, and the scale.
using KernelShape = std::array<std::ptrdiff_t, 17>;

template <typename Value>
void appendShape(const StridedMatrices<Value> &matrices, std::ptrdiff_t *&end)
{
    for (const std::ptrdiff_t number : {std::ptrdiff_t{matrices.rows}, std::ptrdiff_t{matrices.columns},
                                        matrices.matrixStride, matrices.rowStride, matrices.columnStride})
        *end++ = number;
}

// Made anew from what oneDNN remembers, a kernel costs as much as the product of a short sentence's heads, so each thread keeps those
// that it has had.
const Kernel &kernelFor(const StridedMatrices<const float> &left, const StridedMatrices<const float> &right, float scale,
                        const StridedMatrices<float> &product)
{
    constexpr std::size_t mostKernels = 256;  // texts come in any length; the memory must not grow without end
    thread_local std::map<KernelShape, Kernel> kernels;
    KernelShape shape{};
    std::ptrdiff_t *end = shape.data();
    appendShape(left, end);
    appendShape(right, end);
    appendShape(product, end);
    *end++ = left.count;
    *end++ = std::bit_cast<std::int32_t>(scale);
    if (const auto found = kernels.find(shape); found != kernels.end())
        return found->second;
    if (kernels.size() >= mostKernels)
        kernels.clear();
    dnnl::primitive_attr attribute = shareableAttributes();
    attribute.set_output_scales(/*mask=*/0, {scale});
    const dnnl::matmul::primitive_desc description({layoutOf(left), layoutOf(right), layoutOf(product)}, attribute,
                                                   onednnEngine());
    return kernels.emplace(shape, Kernel{dnnl::matmul(description), description.scratchpad_desc()}).first->second;
}

}  // namespace

void batchedProduct(const StridedMatrices<const float> &left, const StridedMatrices<const float> &right, float scale,
                    const StridedMatrices<float> &product)
{
    assert(left.columns == right.rows && product.rows == left.rows && product.columns == right.columns);
    assert(left.count == right.count && left.count == product.count);
    if (product.count == 0 || product.rows == 0 || product.columns == 0)
        return;
    const KernelThreads threads(2.0 * left.count * left.rows * left.columns * right.columns);
    const Kernel &kernel = kernelFor(left, right, scale, product);
    const memory leftMemory(layoutOf(left), onednnEngine(), const_cast<float *>(left.values));
    const memory rightMemory(layoutOf(right), onednnEngine(), const_cast<float *>(right.values));
    const memory productMemory(layoutOf(product), onednnEngine(), product.values);
    kernel.product.execute(onednnStream(), {{DNNL_ARG_SRC, leftMemory},
                                            {DNNL_ARG_WEIGHTS, rightMemory},
                                            {DNNL_ARG_DST, productMemory},
                                            {DNNL_ARG_SCRATCHPAD, scratchpad(kernel.scratch)}});
    onednnStream().wait();
}

}  // namespace core
