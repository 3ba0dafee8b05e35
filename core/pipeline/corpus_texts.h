#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// The texts of a file, one a line, without white space at their ends. Of "sentence<TAB>label" lines the sentence counts, and a
// first line that ends in "label" or "class" is the header. Line ends are LF or CRLF, empty lines are skipped; a file without
// any text is an error, and so is one with a zero byte, which no text has.
Result<std::vector<std::string>> parseCorpusTexts(std::string_view text);
Result<std::vector<std::string>> readCorpusTexts(const std::filesystem::path &path);

}  // namespace core
