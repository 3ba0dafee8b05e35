#include "core/format/npy.h"

#include "core/base/input_file.h"
#include "core/base/message_text.h"
#include "core/base/text_file.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace core {
namespace {

constexpr std::string_view magic = "\x93NUMPY";
constexpr std::size_t mostValues = std::size_t{1} << 28;
constexpr std::size_t mostDimensions = 32;

struct Header {
    std::string_view text;    // a Python dictionary
    std::string_view values;  // what stands behind it
};

std::size_t littleEndian(std::string_view bytes)
{
    std::size_t number = 0;
    for (std::size_t index = bytes.size(); index > 0; --index)
        number = number << 8U | static_cast<unsigned char>(bytes[index - 1]);
    return number;
}

std::optional<Header> headerOf(std::string_view bytes)
{
    if (!bytes.starts_with(magic) || bytes.size() < magic.size() + 6)
        return std::nullopt;
    const auto version = static_cast<unsigned char>(bytes[magic.size()]);
    const std::size_t lengthBytes = version == 1 ? 2 : 4;
    const std::size_t start = magic.size() + 2 + lengthBytes;
    if (version < 1 || version > 3 || bytes.size() < start)
        return std::nullopt;
    const std::size_t length = littleEndian(bytes.substr(magic.size() + 2, lengthBytes));
    if (length > bytes.size() - start)
        return std::nullopt;
    return Header{bytes.substr(start, length), bytes.substr(start + length)};
}

// What stands behind 'key': in the dictionary, up to `end`; empty where it is not there.
std::string_view entry(std::string_view header, std::string_view key, char end)
{
    const std::size_t place = header.find("'" + std::string(key) + "':");
    if (place == std::string_view::npos)
        return {};
    std::string_view rest = header.substr(place + key.size() + 3);
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    return rest.substr(0, std::min(rest.find(end), rest.size()));
}

// "(4, 16, 16" without its closing bracket.
std::optional<std::vector<std::size_t>> shapeOf(std::string_view text)
{
    if (!text.starts_with('('))
        return std::nullopt;
    text.remove_prefix(1);
    std::vector<std::size_t> shape;
    std::size_t values = 1;
    while (!text.empty()) {
        const std::string_view number = text.substr(0, text.find(','));
        text.remove_prefix(std::min(number.size() + 1, text.size()));
        const std::size_t first = number.find_first_not_of(' ');
        if (first == std::string_view::npos)
            continue;
        std::size_t size = 0;
        const auto [end, error] = std::from_chars(number.data() + first, number.data() + number.size(), size);
        const bool isNumber = error == std::errc() && end == number.data() + number.size();
        if (!isNumber || size > mostValues || values * size > mostValues || shape.size() == mostDimensions)
            return std::nullopt;
        values *= size;
        shape.push_back(size);
    }
    return shape;
}

// Bytes of one value, 0 where the type is none that is read: '|b1', '<f4', '<i8' ...
std::size_t widthOf(std::string_view type)
{
    if (type.size() != 5 || type.front() != '\'' || type.back() != '\'' || (type[1] != '<' && type[1] != '|'))
        return 0;
    const auto width = static_cast<std::size_t>(type[3] - '0');
    switch (type[2]) {
    case 'b': return width == 1 ? 1 : 0;
    case 'i':
    case 'u': return width == 1 || width == 2 || width == 4 || width == 8 ? width : 0;
    case 'f': return width == 4 || width == 8 ? width : 0;
    default: return 0;
    }
}

// Of a float the sign does not count: -0 is 0 as well.
bool isAnything(std::string_view value, bool isFloat)
{
    unsigned bits = 0;
    for (std::size_t index = 0; index < value.size(); ++index) {
        const auto byte = static_cast<unsigned char>(value[index]);
        bits |= isFloat && index + 1 == value.size() ? byte & 0x7FU : byte;
    }
    return bits != 0;
}

}  // namespace

Result<NpyFlags> parseNpyFlags(std::string_view bytes, const StopToken &stop)
{
    const auto header = headerOf(bytes);
    if (!header)
        return badInput("it is no .npy file");
    const std::string_view type = entry(header->text, "descr", ',');
    const std::size_t width = widthOf(type);
    if (width == 0)
        return badInput("its type is " + quotedText(type) + ", expected booleans, integers, F32 or F64");
    if (!entry(header->text, "fortran_order", ',').starts_with("False"))
        return badInput("its values are not in C order");
    const auto shape = shapeOf(entry(header->text, "shape", ')'));
    if (!shape)
        return badInput("its shape cannot be read, or has more than " + std::to_string(mostValues) + " values");
    NpyFlags flags{.shape = *shape, .values = {}};
    std::size_t count = 1;
    for (const std::size_t size : flags.shape)
        count *= size;
    if (header->values.size() != count * width)
        return badInput("it has " + std::to_string(header->values.size()) + " bytes of values, expected " +
                        std::to_string(count * width) + " for " + dimensionsText(flags.shape));
    flags.values.resize(count);
    constexpr std::size_t batch = std::size_t{1} << 20;
    for (std::size_t index = 0; index < count; ++index) {
        if (index % batch == 0 && stop.stop_requested())
            return cancelled();
        flags.values[index] = isAnything(header->values.substr(index * width, width), type[2] == 'f') ? 1 : 0;
    }
    return flags;
}

Result<NpyFlags> readNpyFlags(const std::filesystem::path &path, const StopToken &stop)
{
    constexpr std::size_t largestFile = std::size_t{1} << 32;
    const auto bytes = readTextFile(path, largestFile);
    if (!bytes)
        return bytes.error();
    auto flags = parseNpyFlags(*bytes, stop);
    return flags ? std::move(flags) : inContext(pathText(path), flags.error());
}

}  // namespace core
