#include "core/analysis/realizable/paint_target.h"

namespace core {
namespace {

constexpr double paintedWeight = 0.5;
constexpr double nothing = 1e-9;  // of a row

}  // namespace

void paintShare(DoubleMatrix &target, TargetCell cell)
{
    target(cell.query, cell.key) += paintedWeight;
    target.row(cell.query) /= target.row(cell.query).sum();
}

void eraseShare(DoubleMatrix &target, TargetCell cell)
{
    if (target.cols() < 2)
        return;
    auto row = target.row(cell.query);
    row[cell.key] = 0.0;
    if (row.sum() < nothing) {
        row.setOnes();
        row[cell.key] = 0.0;
    }
    row /= row.sum();
}

}  // namespace core
