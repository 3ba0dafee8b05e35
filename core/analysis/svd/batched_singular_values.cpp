#include "core/analysis/svd/batched_singular_values.h"

#include "core/analysis/svd/lane_kernels.h"
#include "core/base/parallel_for.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <limits>

namespace core {
namespace {

// Brings the largest number into 0.5 ... 1, so that no square over- or underflows. Returns the power of two to multiply the
// singular values by, NaN for a matrix that is not finite; that one becomes zeros.
double normalize(DoubleMatrix &matrix)
{
    if (!matrix.allFinite()) {
        matrix.setZero();
        return std::numeric_limits<double>::quiet_NaN();
    }
    int exponent = 0;
    std::frexp(matrix.cwiseAbs().maxCoeff(), &exponent);
    exponent = std::max(exponent, std::numeric_limits<double>::min_exponent);  // the inverse must be finite
    matrix *= std::ldexp(1.0, -exponent);
    return std::ldexp(1.0, exponent);
}

// Every second, fourth or eighth number, from the first: one lane.
void writeSingularValues(const double *eigenvalues, int lanes, double scale, std::span<double> singularValues)
{
    for (std::size_t index = 0; index < singularValues.size(); ++index)
        singularValues[index] = scale * std::sqrt(std::max(eigenvalues[index * lanes], 0.0));
    if (!std::isnan(scale))
        std::ranges::sort(singularValues, std::ranges::greater());
}

// One thread's way through groups of matrices, as many at once as the kernel has lanes.
class GroupWorker
{
public:
    GroupWorker(const MatrixBatch &batch, const LaneKernel &kernel, SingularValues &result)
        : m_batch(batch), m_kernel(kernel), m_result(result),
          m_matrices(std::min(batch.count, kernel.lanes), DoubleMatrix(batch.rows, batch.columns)),
          m_workspace(result.size, std::max(batch.rows, batch.columns), kernel.lanes)
    {
    }

    void compute(int first, const StopToken &stop)
    {
        const int count = std::min(m_kernel.lanes, m_batch.count - first);
        std::array<double, mostLanes> scales = {};
        for (int lane = 0; lane < count; ++lane) {
            m_batch.read(first + lane, m_matrices[lane]);
            scales[lane] = normalize(m_matrices[lane]);
        }
        m_kernel.gramEigenvalues(std::span(m_matrices).first(count), m_workspace, stop);
        for (int lane = 0; lane < count; ++lane)
            writeSingularValues(m_workspace.eigenvalues.data() + lane, m_kernel.lanes, scales[lane], m_result[first + lane]);
    }

private:
    const MatrixBatch &m_batch;
    const LaneKernel &m_kernel;
    SingularValues &m_result;
    std::vector<DoubleMatrix> m_matrices;
    LaneWorkspace m_workspace;
};

int groupsOf(const LaneKernel &kernel, int count)
{
    return (count + kernel.lanes - 1) / kernel.lanes;
}

// A group takes about the same time whatever the number of lanes, so what counts is how many each thread does, and then
// how little memory they need.
const LaneKernel &kernelFor(int count, int threads)
{
    return *std::ranges::min_element(laneKernels(), {}, [=](const LaneKernel &kernel) {
        const int groupsEach = (groupsOf(kernel, count) + threads - 1) / threads;
        return std::pair(groupsEach, kernel.lanes);
    });
}

}  // namespace

Result<SingularValues> batchedSingularValues(const MatrixBatch &batch, const StopToken &stop)
{
    SingularValues result{batch.count, std::min(batch.rows, batch.columns)};
    result.values.resize(static_cast<std::size_t>(result.count) * result.size);
    if (result.isEmpty())
        return result;
    const double side = result.size;
    const double operations = batch.count * side * side * (std::max(batch.rows, batch.columns) + 4.0 / 3.0 * side + 30.0);
    const LaneKernel &kernel = kernelFor(batch.count, threadsFor(operations));
    const int groups = groupsOf(kernel, batch.count);
    const int workers = std::min(groups, threadsFor(operations));
    std::atomic<int> next = 0;
    parallelFor(workers, operations / workers, [&](int) {
        GroupWorker worker(batch, kernel, result);
        for (int group = next++; group < groups && !stop.stop_requested(); group = next++)
            worker.compute(group * kernel.lanes, stop);
    });
    if (stop.stop_requested())
        return cancelled();
    return result;
}

}  // namespace core
