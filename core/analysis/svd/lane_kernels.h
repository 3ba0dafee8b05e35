#pragma once

#include "core/analysis/svd/lanes.h"
#include "core/base/matrix.h"
#include "core/base/stop.h"

#include <span>

namespace core {

// Memory for as many matrices as a kernel has lanes; may be used again and again. Lanes without a matrix hold something
// finite.
struct LaneWorkspace {
    LaneWorkspace(int side, int terms, int lanes);  // the shorter and the longer side of the matrices

    LaneBuffer packed;
    LaneBuffer triangle;
    LaneBuffer reflectionColumns;
    LaneBuffer eigenvalues;         // side x lanes, the result
    LaneBuffer squaredOffDiagonal;  // side x lanes
};

// The way from matrices to the eigenvalues of their smaller Gram matrices, compiled for one instruction set.
struct LaneKernel {
    const char *instructionSet;
    int lanes;  // how many matrices at once
    void (*gramEigenvalues)(std::span<const DoubleMatrix> matrices, LaneWorkspace &workspace, const StopToken &stop);
};

// What this machine can run, the fastest first.
std::span<const LaneKernel> laneKernels();

}  // namespace core
