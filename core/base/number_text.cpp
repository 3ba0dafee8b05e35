#include "core/base/number_text.h"

#include <array>
#include <charconv>

namespace core {

std::string numberText(double number)
{
    std::array<char, 32> text{};
    const auto result = std::to_chars(text.data(), text.data() + text.size(), number);
    return {text.data(), result.ptr};
}

}  // namespace core
