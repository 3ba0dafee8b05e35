#include "core/workbench/playground_state.h"

#include <tuple>

namespace core {

namespace {

bool areSame(const DoubleMatrix &one, const DoubleMatrix &other)
{
    return one.rows() == other.rows() && one.cols() == other.cols() && one == other;
}

auto withoutPainting(const PlaygroundState &state)
{
    return std::tie(state.target, state.beforePainting, state.headSize, state.measure, state.scores, state.tolerance);
}

}  // namespace

bool PlaygroundState::operator==(const PlaygroundState &other) const
{
    return withoutPainting(*this) == withoutPainting(other) && areSame(painting, other.painting);
}

}  // namespace core
