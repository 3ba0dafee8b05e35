#include "core/base/decimal_number.h"

#include "core/base/number_in.h"

#include <cmath>

namespace core {

std::optional<double> decimalNumber(std::string_view text)
{
    if (text.starts_with('+') && !text.starts_with("+-"))
        text.remove_prefix(1);
    const auto number = numberIn<double>(text);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

}  // namespace core
