#pragma once

#include "core/base/result.h"
#include "core/format/npy_type.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// What stands before the values of an array in NumPy's .npy format.
struct NpyHeader {
    NpyType type;
    bool isFortran = false;  // the first index is the one that changes fastest
    std::vector<std::size_t> shape;
    std::size_t valuesBegin = 0;  // the place in the file

    std::size_t count() const;  // product of the shape
};

// The header stands within so many bytes, as NumPy reads no longer one.
constexpr std::size_t mostNpyHeaderBytes = 10'000 + 12;

// Reads versions 1 to 3 with booleans, whole numbers or F16, F32 and F64, of either byte order and in C or Fortran order, as
// numpy.load reads them without pickled objects: what is accepted here NumPy accepts. Refuses everything else by name, more than 2^28
// values, and a file whose length is another than the header calls for. `beginning` are the file's first bytes, so many as above or
// all of it.
Result<NpyHeader> parseNpyHeader(std::string_view beginning, std::uint64_t fileBytes);

// An array of texts, in the order in which they are stored.
struct NpyTexts {
    std::vector<std::size_t> shape;
    std::vector<std::string> texts;  // in UTF-8
};

// Reads a whole .npy file with texts of Unicode ("<U7", ">U7") or of bytes in UTF-8 ("|S7"), as numpy.save writes those of Python.
// Nothing where its values are of another type; refuses, beside what no .npy file is, numbers that are no code points, bytes that are
// not UTF-8 and a length that the header does not call for.
Result<std::optional<NpyTexts>> parseNpyTexts(std::string_view file);

// The values as they are stored one after the other; exact, but for whole numbers beyond 2^53.
void convertNpyValues(const NpyType &type, std::span<const std::byte> bytes, std::span<double> values);

// Where in C order the value stands that is stored at this place of an array in Fortran order.
std::size_t placeInCOrder(std::size_t fortranPlace, std::span<const std::size_t> shape);

// "[0, 3]", of a place in C order.
std::string indexText(std::size_t place, std::span<const std::size_t> shape);

}  // namespace core
