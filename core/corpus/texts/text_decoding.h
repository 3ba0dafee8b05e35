#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace core {

struct DecodedText {
    std::string text;  // UTF-8 without a byte order mark and without a zero byte
    std::string note;  // on an encoding other than UTF-8, or empty
};

// The text of a file: UTF-8, with or without a byte order mark, or UTF-16 by its mark. Anything else is refused with what it is, as far
// as its first bytes tell, or with the line and the byte that is no such text.
Result<DecodedText> decodeText(std::string_view bytes);

// Whether the text, typed or given as an argument, is valid UTF-8: refused with the byte that is not. `what` names it.
Result<void> checkUtf8(std::string_view what, std::string_view text);

}  // namespace core
