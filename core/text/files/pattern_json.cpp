#include "core/text/files/pattern_json.h"

#include "core/text/files/component_json.h"

#include <fmt/core.h>

namespace core {

Result<TextPattern> readPattern(const nlohmann::json &pattern)
{
    const nlohmann::json &text = pattern.is_string() ? pattern : memberOf(pattern, "String");
    if (text.is_string())
        return TextPattern::ofText(text.get<std::string>());
    const nlohmann::json &expression = memberOf(pattern, "Regex");
    if (!expression.is_string())
        return badInput(fmt::format("\"pattern\" is {}, expected a text as \"String\" or \"Regex\"", shownValue(pattern)));
    return TextPattern::ofExpression(expression.get_ref<const std::string &>());
}

}  // namespace core
