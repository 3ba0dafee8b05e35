#pragma once

#include <optional>
#include <string_view>

namespace core {

// What a file that is no text is, by its first bytes: "a gzip file", "a Parquet file" ... Nothing where they are those of no format
// that is known here.
std::optional<std::string_view> binaryKind(std::string_view bytes);

// The same of formats that are text and hold something else than texts in lines: "JSON", "an XML file" ...
std::optional<std::string_view> markupKind(std::string_view text);

}  // namespace core
