#include "core/analysis/svd/lane_kernels.h"

#include "core/analysis/svd/lane_eigenvalues.h"
#include "core/analysis/svd/lane_gram.h"
#include "core/analysis/svd/lane_tridiagonal.h"

#include <vector>

namespace core {
namespace {

using Matrices = std::span<const DoubleMatrix>;

template <int count, int columnsAtOnce, int rowsAtOnce>
[[gnu::always_inline]] inline void gramEigenvalues(Matrices matrices, LaneWorkspace &workspace, const StopToken &stop)
{
    using Lanes = typename LaneTypes<count>::Lanes;
    const auto side = static_cast<int>(std::min(matrices.front().rows(), matrices.front().cols()));
    const LaneTridiagonal<Lanes> tridiagonal{side, reinterpret_cast<Lanes *>(workspace.eigenvalues.data()),
                                             reinterpret_cast<Lanes *>(workspace.squaredOffDiagonal.data())};
    laneGram<count, columnsAtOnce>(matrices, workspace.packed.data(), workspace.triangle.data());
    tridiagonalize<count, rowsAtOnce>(reinterpret_cast<Lanes *>(workspace.triangle.data()),
                                      reinterpret_cast<ReflectionColumn<Lanes> *>(workspace.reflectionColumns.data()),
                                      tridiagonal, stop);
    replaceByEigenvalues<count>(tridiagonal, stop);
}

void twoLanes(Matrices matrices, LaneWorkspace &workspace, const StopToken &stop)
{
    gramEigenvalues<2, 2, 2>(matrices, workspace, stop);
}

#ifdef __x86_64__

__attribute__((target("arch=x86-64-v3"))) void fourLanes(Matrices matrices, LaneWorkspace &workspace, const StopToken &stop)
{
    gramEigenvalues<4, 2, 2>(matrices, workspace, stop);
}

__attribute__((target("arch=x86-64-v4"))) void eightLanes(Matrices matrices, LaneWorkspace &workspace, const StopToken &stop)
{
    gramEigenvalues<8, 4, 4>(matrices, workspace, stop);
}

bool hasAvx2()
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
}

bool hasAvx512()
{
    return hasAvx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512cd");
}

#endif

std::vector<LaneKernel> kernelsOfThisMachine()
{
    std::vector<LaneKernel> kernels;
#ifdef __x86_64__
    if (hasAvx512())
        kernels.push_back({"AVX-512", 8, eightLanes});
    if (hasAvx2())
        kernels.push_back({"AVX2", 4, fourLanes});
#endif
    kernels.push_back({"baseline", 2, twoLanes});
    return kernels;
}

}  // namespace

LaneWorkspace::LaneWorkspace(int side, int terms, int lanes)
    : packed(packedGramSize(side, terms) * lanes), triangle(triangleRow(side) * lanes),
      reflectionColumns(static_cast<std::size_t>(side) * lanes * 4), eigenvalues(static_cast<std::size_t>(side) * lanes),
      squaredOffDiagonal(static_cast<std::size_t>(side) * lanes)
{
}

std::span<const LaneKernel> laneKernels()
{
    static const std::vector<LaneKernel> kernels = kernelsOfThisMachine();
    return kernels;
}

}  // namespace core
