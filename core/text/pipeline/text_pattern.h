#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace core {

struct PatternMatch {
    std::size_t begin = 0;  // bytes [begin, end) of the text
    std::size_t end = 0;
};

// What a tokenizer.json searches a text for: a regular expression in the spelling of Oniguruma, as Hugging Face's tokenizers
// read it, or a text as it is. Any thread may use it.
class TextPattern
{
public:
    // Refuses what ICU cannot read, or would read as something else.
    static Result<TextPattern> ofExpression(std::string_view expression);
    static TextPattern ofText(std::string text);

    // The matches from left to right, none inside another. An Error where the search takes too long: expressions exist whose
    // search of an ordinary text would not end.
    Result<std::vector<PatternMatch>> matches(std::string_view text) const;

private:
    struct Expression;

    TextPattern() = default;

    Result<std::vector<PatternMatch>> expressionMatches(std::string_view text) const;

    std::string m_text;  // where there is no expression
    std::shared_ptr<const Expression> m_expression;
};

}  // namespace core
