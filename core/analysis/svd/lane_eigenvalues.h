#pragma once

#include "core/analysis/svd/lane_tridiagonal.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace core {

// Off-diagonals whose square is not above this change no eigenvalue by more than rounding does.
template <typename Lanes>
[[gnu::always_inline]] inline void findNegligible(const LaneTridiagonal<Lanes> &matrices, Lanes &negligible)
{
    constexpr double epsilon = std::numeric_limits<double>::epsilon();
    Lanes largest = {};  // squares
    for (int index = 0; index < matrices.size; ++index) {
        const Lanes square = matrices.diagonal[index] * matrices.diagonal[index];
        const Lanes other = matrices.squaredOffDiagonal[index];
        largest = square > largest ? square : largest;
        largest = other > largest ? other : largest;
    }
    negligible = largest * (epsilon * epsilon / 4.0);
}

// Moves each lane's top, the first eigenvalue still to be found, past what has converged. Returns whether a lane has work left.
template <int count, typename Lanes>
[[gnu::always_inline]] inline bool deflate(const LaneTridiagonal<Lanes> &matrices, const Lanes &negligible, int *tops)
{
    bool hasWork = false;
    for (int lane = 0; lane < count; ++lane) {
        int &top = tops[lane];
        while (top < matrices.size - 1 && matrices.squaredOffDiagonal[top][lane] <= negligible[lane])
            matrices.squaredOffDiagonal[top++][lane] = 0.0;
        hasWork = hasWork || top < matrices.size - 1;
    }
    return hasWork;
}

// Wilkinson's: of the upper 2 x 2 block the eigenvalue that is closer to its first number.
template <int count, typename Lanes>
[[gnu::always_inline]] inline void chooseShifts(const LaneTridiagonal<Lanes> &matrices, const int *tops, Lanes &shifts)
{
    for (int lane = 0; lane < count; ++lane) {
        const int top = std::min(tops[lane], matrices.size - 2);
        const double first = matrices.diagonal[top][lane];
        const double square = matrices.squaredOffDiagonal[top][lane];
        const double half = 0.5 * (matrices.diagonal[top + 1][lane] - first);
        const double root = std::sqrt(half * half + square);
        shifts[lane] = square > 0.0 ? first - square / (half + std::copysign(root, half)) : 0.0;
    }
}

// One QL step of every lane from the last row up to its own top; finished lanes keep their numbers. Names as in dsterf.
template <int count, typename Lanes>
[[gnu::always_inline]] inline void sweepUp(const LaneTridiagonal<Lanes> &matrices, const int *tops, const Lanes &shifts)
{
    using Mask = typename LaneTypes<count>::Mask;
    const Lanes ones = Lanes{} + 1.0;
    Mask top;
    for (int lane = 0; lane < count; ++lane)
        top[lane] = tops[lane];
    const int highest = *std::min_element(tops, tops + count);
    Lanes cosine = ones;
    Lanes sine = {};
    Lanes gamma = matrices.diagonal[matrices.size - 1] - shifts;
    Lanes p = gamma * gamma;
    for (int index = matrices.size - 2; index >= highest; --index) {
        const Lanes square = matrices.squaredOffDiagonal[index];
        const Lanes value = matrices.diagonal[index];
        const Lanes r = p + square;
        const Mask startsAnew = r < negligibleSquare;
        const Mask isBelowTop = top <= index + 1;
        const Lanes previousCosine = cosine;
        const Lanes previousSine = sine;
        const Lanes previousGamma = gamma;
        const Lanes inverse = 1.0 / r;
        const Lanes inverseCosine = r / p;  // side by side with the other division, instead of after it
        cosine = startsAnew ? ones : p * inverse;
        sine = startsAnew ? Lanes{} : square * inverse;
        gamma = cosine * (value - shifts) - sine * previousGamma;
        matrices.squaredOffDiagonal[index + 1] = isBelowTop ? previousSine * r : matrices.squaredOffDiagonal[index + 1];
        matrices.diagonal[index + 1] = isBelowTop ? previousGamma + (value - gamma) : matrices.diagonal[index + 1];
        const Lanes limit = previousCosine * square;  // for a cosine of nothing
        const Lanes next = p < 1e-50 * negligibleSquare ? limit : gamma * gamma * inverseCosine;
        p = startsAnew ? gamma * gamma : next;
    }
    const Mask isHighest = top <= highest;
    matrices.squaredOffDiagonal[highest] = isHighest ? sine * p : matrices.squaredOffDiagonal[highest];
    matrices.diagonal[highest] = isHighest ? shifts + gamma : matrices.diagonal[highest];
}

// Replaces the diagonals by the eigenvalues, in no order, right to a few machine epsilons of each lane's largest; uses up the
// off-diagonals. The square-root-free QL iteration of Pal, Walker and Kahan (LAPACK's dsterf), all lanes in step: each lane has
// its own top and shift, and a sweep goes as far up as the slowest lane needs. What has converged in the middle is not split
// off: there a sweep starts anew by itself. Left unfinished when asked to stop.
template <int count, typename Lanes>
[[gnu::always_inline]] inline void replaceByEigenvalues(const LaneTridiagonal<Lanes> &matrices, const StopToken &stop)
{
    int tops[count] = {};
    Lanes negligible = {};
    Lanes shifts = {};
    findNegligible(matrices, negligible);
    while (deflate<count>(matrices, negligible, tops) && !stop.stop_requested()) {
        chooseShifts<count>(matrices, tops, shifts);
        sweepUp<count>(matrices, tops, shifts);
    }
}

}  // namespace core
