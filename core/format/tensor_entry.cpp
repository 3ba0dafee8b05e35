#include "core/format/tensor_entry.h"

#include <functional>
#include <numeric>

namespace core {

std::int64_t TensorEntry::elements() const
{
    return std::accumulate(shape.begin(), shape.end(), std::int64_t(1), std::multiplies());
}

}  // namespace core
