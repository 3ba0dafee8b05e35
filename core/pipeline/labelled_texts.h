#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace core {

struct LabelledText {
    std::string text;  // UTF-8, without spaces at its ends
    int label = 0;     // class index
};

// Reads "sentence<TAB>label" lines; the label is a class number or one of `classNames`. A first line that ends in
// "label" or "class" is the header. Line ends are LF or CRLF, empty lines are skipped; anything else is an error that names its line.
Result<std::vector<LabelledText>> parseLabelledTexts(std::string_view tsv, const std::vector<std::string> &classNames);

Result<std::vector<LabelledText>> readLabelledTexts(const std::filesystem::path &path,
                                                    const std::vector<std::string> &classNames);

}  // namespace core
