#include "core/corpus/texts/text_decoding.h"

#include "core/base/text_file.h"
#include "core/base/utf8.h"
#include "core/corpus/texts/delimited_rows.h"
#include "core/corpus/texts/file_kind.h"

#include <fmt/core.h>

#include <array>
#include <optional>

namespace core {
namespace {

std::string hexadecimal(unsigned value, int digits)
{
    constexpr std::string_view symbols = "0123456789ABCDEF";
    std::string text;
    for (int digit = digits - 1; digit >= 0; --digit)
        text += symbols[(value >> (4 * digit)) & 0xfU];
    return text;
}

// "line 3, byte 17 (byte 245 of the file)", all counted from 1, with a byte order mark.
std::string placeOf(std::string_view text, std::size_t offset)
{
    std::size_t line = 1;
    std::size_t start = 0;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t length = rest.size();
        takeLine(rest);
        const std::size_t next = start + length - rest.size();
        if (offset < next)
            break;
        start = next;
        ++line;
    }
    return fmt::format("line {}, byte {} (byte {} of the file)", line, offset - start + 1, offset + 1);
}

Error notUtf8(std::string_view text, std::size_t offset)
{
    return badInput(fmt::format("{}: 0x{} is not valid UTF-8, expected text in UTF-8, or in UTF-16 with its byte order mark",
                                placeOf(text, offset), hexadecimal(static_cast<unsigned char>(text[offset]), 2)));
}

Error zeroByte(std::string_view text, std::size_t offset)
{
    return badInput(fmt::format("zero byte in {}, expected text in UTF-8, or in UTF-16 with its byte order mark",
                                placeOf(text, offset)));
}

Result<DecodedText> fromUtf8(std::string_view bytes)
{
    if (const std::size_t zero = bytes.find('\0'); zero != std::string_view::npos)
        return zeroByte(bytes, zero);
    if (const auto offset = invalidUtf8(bytes))
        return notUtf8(bytes, *offset);
    return DecodedText{.text = std::string(withoutByteOrderMark(bytes)), .note = {}};
}

struct Utf16 {
    std::string_view name;
    int high;  // which of two bytes
};

// One unit of UTF-16 after the other, behind the mark.
class Utf16Reader
{
public:
    Utf16Reader(std::string_view bytes, Utf16 order) : m_bytes(bytes), m_order(order) {}

    bool isAtEnd() const { return m_offset >= m_bytes.size(); }
    std::size_t offset() const { return m_offset; }
    unsigned peek() const
    {
        const auto byte = [this](int place) {
            return static_cast<unsigned>(static_cast<unsigned char>(m_bytes[m_offset + place]));
        };
        return (byte(m_order.high) << 8U) | byte(1 - m_order.high);
    }
    unsigned take()
    {
        const unsigned unit = peek();
        m_offset += 2;
        return unit;
    }

private:
    std::string_view m_bytes;
    Utf16 m_order;
    std::size_t m_offset = 2;
};

bool isHighSurrogate(unsigned unit)
{
    return unit >= 0xd800 && unit < 0xdc00;
}

bool isLowSurrogate(unsigned unit)
{
    return unit >= 0xdc00 && unit < 0xe000;
}

// The next code point, or nothing for half a surrogate pair.
std::optional<char32_t> takeCodePoint(Utf16Reader &reader)
{
    const unsigned unit = reader.take();
    if (isLowSurrogate(unit))
        return std::nullopt;
    if (!isHighSurrogate(unit))
        return unit;
    if (reader.isAtEnd() || !isLowSurrogate(reader.peek()))
        return std::nullopt;
    return 0x10000 + ((unit - 0xd800) << 10U) + (reader.take() - 0xdc00);
}

Result<DecodedText> fromUtf16(std::string_view bytes, Utf16 order)
{
    const std::string name(order.name);
    if (bytes.size() % 2 != 0)
        return badInput(fmt::format("the file is {} by its mark, but has an odd number of bytes, {}", name, bytes.size()));
    DecodedText decoded{.text = {}, .note = "read as " + name};
    for (Utf16Reader reader(bytes, order); !reader.isAtEnd();) {
        const std::size_t offset = reader.offset();
        const unsigned unit = reader.peek();
        const std::optional<char32_t> codePoint = takeCodePoint(reader);
        if (!codePoint || *codePoint == 0)
            return badInput(fmt::format("byte {} of the file, which is {} by its mark: 0x{}{}", offset + 1, name,
                                        hexadecimal(unit, 4),
                                        codePoint ? " is a zero character" : " is half a surrogate pair"));
        appendUtf8(decoded.text, *codePoint);
    }
    return decoded;
}

}  // namespace

Result<DecodedText> decodeText(std::string_view bytes)
{
    if (const auto kind = binaryKind(bytes))
        return badInput(fmt::format("this is {}, expected text in UTF-8", *kind));
    if (bytes.starts_with("\xff\xfe"))
        return fromUtf16(bytes, {.name = "UTF-16 LE", .high = 1});
    if (bytes.starts_with("\xfe\xff"))
        return fromUtf16(bytes, {.name = "UTF-16 BE", .high = 0});
    return fromUtf8(bytes);
}

Result<void> checkUtf8(std::string_view what, std::string_view text)
{
    const auto offset = invalidUtf8(text);
    if (!offset)
        return {};
    return badInput(fmt::format("{} is not valid UTF-8: byte {} is 0x{}", what, *offset + 1,
                                hexadecimal(static_cast<unsigned char>(text[*offset]), 2)));
}

}  // namespace core
