#include "core/format/npy.h"

#include "core/base/counted.h"
#include "core/base/message_text.h"
#include "core/base/number_in.h"
#include "core/base/utf8.h"
#include "core/format/npy_dictionary.h"
#include "core/format/tensor_values.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <functional>
#include <numeric>
#include <optional>
#include <string>

namespace core {
namespace {

constexpr std::string_view magic = "\x93NUMPY";
constexpr std::size_t longestText = 10'000;  // NumPy's own limit
constexpr std::size_t mostValues = std::size_t{1} << 28;
constexpr std::size_t mostDimensions = 32;

struct Text {
    int version = 1;
    std::string_view text;  // the dictionary
    std::size_t end = 0;    // where the values begin
};

std::size_t littleEndian(std::string_view bytes)
{
    std::size_t number = 0;
    for (std::size_t index = bytes.size(); index > 0; --index)
        number = number << 8U | static_cast<unsigned char>(bytes[index - 1]);
    return number;
}

Result<Text> textOf(std::string_view beginning)
{
    if (!beginning.starts_with(magic) || beginning.size() < magic.size() + 2)
        return badInput("this is not a .npy file: it does not begin with \\x93NUMPY");
    const auto major = static_cast<unsigned char>(beginning[magic.size()]);
    const auto minor = static_cast<unsigned char>(beginning[magic.size() + 1]);
    if (major < 1 || major > 3 || minor != 0)
        return badInput(fmt::format("its .npy version is {}.{}, expected 1.0, 2.0 or 3.0", major, minor));
    const std::size_t lengthBytes = major == 1 ? 2 : 4;
    const std::size_t begin = magic.size() + 2 + lengthBytes;
    if (beginning.size() < begin)
        return badInput("the .npy file is cut short: its header is not complete");
    const std::size_t length = littleEndian(beginning.substr(magic.size() + 2, lengthBytes));
    if (length > longestText)
        return badInput(fmt::format("its .npy header has {}, expected at most {}", counted(length, "byte"), longestText));
    if (length > beginning.size() - begin)
        return badInput("the .npy file is cut short: its header is not complete");
    return Text{major, beginning.substr(begin, length), begin + length};
}

// Nothing where there are more values than are read.
std::optional<std::vector<std::size_t>> checkedShape(std::span<const std::uint64_t> dimensions)
{
    std::size_t values = 1;
    for (const std::uint64_t size : dimensions) {
        if (size > mostValues || values * size > mostValues)
            return std::nullopt;
        values *= size;
    }
    return dimensions.size() > mostDimensions
               ? std::nullopt
               : std::optional(std::vector<std::size_t>(dimensions.begin(), dimensions.end()));
}

template <typename Number>
void convert(std::span<const std::byte> bytes, bool isSwapped, std::span<double> values)
{
    std::array<std::byte, sizeof(Number)> one;
    for (std::size_t index = 0; index < values.size(); ++index) {
        std::memcpy(one.data(), bytes.data() + index * sizeof(Number), sizeof(Number));
        if (isSwapped)
            std::ranges::reverse(one);
        Number number;
        std::memcpy(&number, one.data(), sizeof(Number));
        values[index] = static_cast<double>(number);
    }
}

void convertHalves(std::span<const std::byte> bytes, bool isSwapped, std::span<double> values)
{
    std::array<std::byte, 2> one;
    for (std::size_t index = 0; index < values.size(); ++index) {
        std::ranges::copy(bytes.subspan(index * 2, 2), one.begin());
        if (isSwapped)
            std::ranges::reverse(one);
        float number = 0;
        convertToFloat(DType::F16, one, std::span(&number, 1));
        values[index] = number;
    }
}

template <typename One, typename Two, typename Four, typename Eight>
void convertWhole(const NpyType &type, std::span<const std::byte> bytes, std::span<double> values)
{
    switch (type.bytes) {
    case 1: return convert<One>(bytes, type.isBigEndian, values);
    case 2: return convert<Two>(bytes, type.isBigEndian, values);
    case 4: return convert<Four>(bytes, type.isBigEndian, values);
    default: return convert<Eight>(bytes, type.isBigEndian, values);
    }
}

void convertFloats(const NpyType &type, std::span<const std::byte> bytes, std::span<double> values)
{
    switch (type.bytes) {
    case 2: return convertHalves(bytes, type.isBigEndian, values);
    case 4: return convert<float>(bytes, type.isBigEndian, values);
    default: return convert<double>(bytes, type.isBigEndian, values);
    }
}

// "<U7" or "|S7": how many characters or bytes each text has room for.
struct TextType {
    std::size_t characters = 0;
    bool isBigEndian = false;
    bool isBytes = false;

    std::size_t bytes() const { return characters * (isBytes ? 1 : characterBytes); }

    static constexpr std::size_t characterBytes = 4;
};

std::optional<TextType> textTypeNamed(std::string_view name)
{
    const bool isBigEndian = name.starts_with('>');
    name.remove_prefix(!name.empty() && std::string_view("<>=|").find(name.front()) != std::string_view::npos ? 1 : 0);
    if (!name.starts_with('U') && !name.starts_with('S'))
        return std::nullopt;
    const auto characters = numberIn<std::size_t>(name.substr(1));
    if (!characters || *characters < 1 || *characters > mostValues)
        return std::nullopt;
    return TextType{*characters, isBigEndian, name.starts_with('S')};
}

std::uint32_t characterIn(std::string_view bytes, bool isBigEndian)
{
    std::string four(bytes.substr(0, TextType::characterBytes));
    if (isBigEndian)
        std::ranges::reverse(four);
    return static_cast<std::uint32_t>(littleEndian(four));
}

// NUL fills a text up to the width of its array.
Result<std::string> encodedText(std::string_view bytes)
{
    bytes = bytes.substr(0, bytes.find_last_not_of('\0') + 1);
    if (!isUtf8(bytes))
        return badInput("it holds a text of bytes that is not UTF-8");
    return std::string(bytes);
}

Result<std::string> unicodeText(std::string_view bytes, bool isBigEndian)
{
    std::string text;
    std::size_t kept = 0;
    for (; !bytes.empty(); bytes.remove_prefix(TextType::characterBytes)) {
        const std::uint32_t character = characterIn(bytes, isBigEndian);
        const bool isSurrogate = character >= 0xd800U && character <= 0xdfffU;
        if (isSurrogate || character > 0x10ffffU)
            return badInput(fmt::format("it holds the number {:#x} where a character of Unicode is expected", character));
        appendUtf8(text, static_cast<char32_t>(character));
        kept = character == 0 ? kept : text.size();
    }
    text.resize(kept);
    return text;
}

}  // namespace

std::size_t NpyHeader::count() const
{
    return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies());
}

Result<NpyHeader> parseNpyHeader(std::string_view beginning, std::uint64_t fileBytes)
{
    const auto text = textOf(beginning);
    if (!text)
        return text.error();
    const auto dictionary = parseNpyDictionary(text->text, /*allowsLong=*/text->version < 3);
    if (!dictionary)
        return dictionary.error();
    const auto type = npyTypeNamed(dictionary->type);
    if (!type)
        return type.error();
    auto shape = checkedShape(dictionary->shape);
    if (!shape)
        return badInput(fmt::format("its shape has more than {} values or {} dimensions", mostValues, mostDimensions));
    NpyHeader header{*type, dictionary->isFortran, *std::move(shape), text->end};
    const std::uint64_t expected = header.count() * type->bytes;
    if (fileBytes - text->end != expected)
        return badInput(fmt::format("it has {} of values, expected {} for {}", counted(fileBytes - text->end, "byte"),
                                    expected, dimensionsText(header.shape)));
    return header;
}

Result<std::optional<NpyTexts>> parseNpyTexts(std::string_view file)
{
    const auto text = textOf(file);
    if (!text)
        return text.error();
    const auto dictionary = parseNpyDictionary(text->text, /*allowsLong=*/text->version < 3);
    const auto type = dictionary ? textTypeNamed(dictionary->type) : std::nullopt;
    auto shape = type ? checkedShape(dictionary->shape) : std::nullopt;
    if (!shape)
        return std::optional<NpyTexts>();
    NpyTexts array{.shape = *std::move(shape), .texts = {}};
    const std::size_t each = type->bytes();
    const std::size_t count = std::accumulate(array.shape.begin(), array.shape.end(), std::size_t{1}, std::multiplies());
    std::string_view values = file.substr(text->end);
    if (values.size() != count * each)
        return badInput(fmt::format("it has {} of values, expected {} for {} of {}", counted(values.size(), "byte"),
                                    count * each, counted(count, "text"),
                                    counted(type->characters, type->isBytes ? "byte" : "character")));
    for (std::size_t index = 0; index < count; ++index) {
        const std::string_view value = values.substr(index * each, each);
        auto read = type->isBytes ? encodedText(value) : unicodeText(value, type->isBigEndian);
        if (!read)
            return read.error();
        array.texts.push_back(*std::move(read));
    }
    return std::optional(std::move(array));
}

void convertNpyValues(const NpyType &type, std::span<const std::byte> bytes, std::span<double> values)
{
    assert(bytes.size() == values.size() * type.bytes);
    switch (type.kind) {
    case NpyKind::Boolean:
        std::ranges::transform(bytes, values.begin(), [](std::byte byte) { return byte == std::byte(0) ? 0.0 : 1.0; });
        return;
    case NpyKind::Signed: return convertWhole<std::int8_t, std::int16_t, std::int32_t, std::int64_t>(type, bytes, values);
    case NpyKind::Unsigned:
        return convertWhole<std::uint8_t, std::uint16_t, std::uint32_t, std::uint64_t>(type, bytes, values);
    case NpyKind::Float: return convertFloats(type, bytes, values);
    }
}

std::size_t placeInCOrder(std::size_t fortranPlace, std::span<const std::size_t> shape)
{
    std::size_t place = 0;
    std::size_t stride = std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies());
    for (const std::size_t size : shape) {
        stride /= size;
        place += fortranPlace % size * stride;
        fortranPlace /= size;
    }
    return place;
}

std::string indexText(std::size_t place, std::span<const std::size_t> shape)
{
    std::string text;
    for (std::size_t dimension = shape.size(); dimension-- > 0;) {
        text = std::to_string(place % shape[dimension]) + (text.empty() ? "" : ", " + text);
        place /= shape[dimension];
    }
    return "[" + text + "]";
}

}  // namespace core
