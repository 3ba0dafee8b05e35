#include "core/format/output_quantity.h"

namespace core {

std::string_view idOf(OutputQuantity quantity)
{
    switch (quantity) {
    case OutputQuantity::Softmax: return "softmax";
    case OutputQuantity::Sigmoids:
    case OutputQuantity::BinarySigmoid: return "sigmoid";
    case OutputQuantity::Values: return "regression";
    }
    return {};
}

}  // namespace core
