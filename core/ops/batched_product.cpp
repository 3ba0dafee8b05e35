#include "core/ops/batched_product.h"

#include "core/ops/onednn_engine.h"

#include <cassert>

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

}  // namespace

void batchedProduct(const StridedMatrices<const float> &left, const StridedMatrices<const float> &right, float scale,
                    const StridedMatrices<float> &product)
{
    assert(left.columns == right.rows && product.rows == left.rows && product.columns == right.columns);
    assert(left.count == right.count && left.count == product.count);
    if (product.count == 0 || product.rows == 0 || product.columns == 0)
        return;
    const KernelThreads threads(2.0 * left.count * left.rows * left.columns * right.columns);
    dnnl::primitive_attr attribute = shareableAttributes();
    attribute.set_output_scales(/*mask=*/0, {scale});
    const dnnl::matmul::primitive_desc description({layoutOf(left), layoutOf(right), layoutOf(product)}, attribute,
                                                   onednnEngine());
    // oneDNN keeps the kernel of a shape it has seen, so making it again costs microseconds.
    const dnnl::matmul kernel(description);
    const memory leftMemory(layoutOf(left), onednnEngine(), const_cast<float *>(left.values));
    const memory rightMemory(layoutOf(right), onednnEngine(), const_cast<float *>(right.values));
    const memory productMemory(layoutOf(product), onednnEngine(), product.values);
    kernel.execute(onednnStream(), {{DNNL_ARG_SRC, leftMemory},
                                    {DNNL_ARG_WEIGHTS, rightMemory},
                                    {DNNL_ARG_DST, productMemory},
                                    {DNNL_ARG_SCRATCHPAD, scratchpad(description.scratchpad_desc())}});
    onednnStream().wait();
}

}  // namespace core
