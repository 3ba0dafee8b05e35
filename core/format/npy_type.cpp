#include "core/format/npy_type.h"

#include "core/base/message_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>

namespace core {
namespace {

struct OtherType {
    char kind;
    std::string_view name;
};

// Those of NumPy that are no numbers to compare with 0 and 1.
constexpr std::array otherTypes{OtherType{'c', "complex numbers"},
                                OtherType{'O', "Python objects"},
                                OtherType{'U', "text"},
                                OtherType{'S', "text"},
                                OtherType{'a', "text"},
                                OtherType{'V', "a structure"},
                                OtherType{'M', "dates"},
                                OtherType{'m', "time spans"},
                                OtherType{'f', "floats of another size"}};

bool isWidthOf(NpyKind kind, std::size_t width)
{
    if (kind == NpyKind::Boolean)
        return width == 1;
    return width == 2 || width == 4 || width == 8 || (width == 1 && kind != NpyKind::Float);
}

struct Spelling {
    std::string_view name;
    NpyKind kind = NpyKind::Boolean;
    std::size_t bytes = 1;
};

// Those of C, which may follow a byte order.
constexpr std::array letters{
    Spelling{"?", NpyKind::Boolean, 1},  Spelling{"b", NpyKind::Signed, 1},   Spelling{"B", NpyKind::Unsigned, 1},
    Spelling{"h", NpyKind::Signed, 2},   Spelling{"H", NpyKind::Unsigned, 2}, Spelling{"i", NpyKind::Signed, 4},
    Spelling{"I", NpyKind::Unsigned, 4}, Spelling{"l", NpyKind::Signed, 8},   Spelling{"L", NpyKind::Unsigned, 8},
    Spelling{"q", NpyKind::Signed, 8},   Spelling{"Q", NpyKind::Unsigned, 8}, Spelling{"p", NpyKind::Signed, 8},
    Spelling{"P", NpyKind::Unsigned, 8}, Spelling{"e", NpyKind::Float, 2},    Spelling{"f", NpyKind::Float, 4},
    Spelling{"d", NpyKind::Float, 8}};

// Those that every NumPy from 1.24 on knows.
constexpr std::array spellings{Spelling{"bool", NpyKind::Boolean, 1},   Spelling{"bool_", NpyKind::Boolean, 1},
                               Spelling{"byte", NpyKind::Signed, 1},    Spelling{"ubyte", NpyKind::Unsigned, 1},
                               Spelling{"short", NpyKind::Signed, 2},   Spelling{"ushort", NpyKind::Unsigned, 2},
                               Spelling{"intc", NpyKind::Signed, 4},    Spelling{"uintc", NpyKind::Unsigned, 4},
                               Spelling{"int", NpyKind::Signed, 8},     Spelling{"uint", NpyKind::Unsigned, 8},
                               Spelling{"int_", NpyKind::Signed, 8},    Spelling{"intp", NpyKind::Signed, 8},
                               Spelling{"uintp", NpyKind::Unsigned, 8}, Spelling{"long", NpyKind::Signed, 8},
                               Spelling{"ulong", NpyKind::Unsigned, 8}, Spelling{"longlong", NpyKind::Signed, 8},
                               Spelling{"half", NpyKind::Float, 2},     Spelling{"ulonglong", NpyKind::Unsigned, 8},
                               Spelling{"single", NpyKind::Float, 4},   Spelling{"double", NpyKind::Float, 8},
                               Spelling{"float", NpyKind::Float, 8},    Spelling{"float16", NpyKind::Float, 2},
                               Spelling{"float32", NpyKind::Float, 4},  Spelling{"float64", NpyKind::Float, 8},
                               Spelling{"int8", NpyKind::Signed, 1},    Spelling{"uint8", NpyKind::Unsigned, 1},
                               Spelling{"int16", NpyKind::Signed, 2},   Spelling{"uint16", NpyKind::Unsigned, 2},
                               Spelling{"int32", NpyKind::Signed, 4},   Spelling{"uint32", NpyKind::Unsigned, 4},
                               Spelling{"int64", NpyKind::Signed, 8},   Spelling{"uint64", NpyKind::Unsigned, 8}};

std::optional<NpyType> spelled(std::span<const Spelling> spellings, std::string_view text)
{
    const auto found = std::ranges::find(spellings, text, &Spelling::name);
    return found == spellings.end() ? std::nullopt : std::optional(NpyType{found->kind, found->bytes});
}

std::optional<NpyKind> kindNamed(char letter)
{
    switch (letter) {
    case 'b': return NpyKind::Boolean;
    case 'i': return NpyKind::Signed;
    case 'u': return NpyKind::Unsigned;
    case 'f': return NpyKind::Float;
    default: return std::nullopt;
    }
}

// "f4": a letter for the kind and the bytes of one value.
std::optional<NpyType> kindAndWidth(std::string_view text)
{
    const bool isWidth = text.size() == 2 && text[1] >= '1' && text[1] <= '8';
    const auto kind = isWidth ? kindNamed(text.front()) : std::nullopt;
    const auto width = static_cast<std::size_t>(isWidth ? text[1] - '0' : 0);
    return kind && isWidthOf(*kind, width) ? std::optional(NpyType{*kind, width}) : std::nullopt;
}

}  // namespace

Result<NpyType> npyTypeNamed(std::string_view text)
{
    if (const auto type = spelled(spellings, text))
        return *type;
    const bool saysOrder = !text.empty() && std::string_view("<>=|").find(text.front()) != std::string_view::npos;
    const std::string_view name = saysOrder ? text.substr(1) : text;
    auto type = kindAndWidth(name);
    if (!type)
        type = spelled(letters, name);
    if (type) {
        type->isBigEndian = text.front() == '>';
        return *type;
    }
    const auto other = std::ranges::find(otherTypes, name.empty() ? '\0' : name.front(), &OtherType::kind);
    return badInput(fmt::format("its type is {}{}; expected booleans, whole numbers or floats of 2, 4 or 8 bytes",
                                quotedText(text),
                                other == otherTypes.end() ? std::string() : ", " + std::string(other->name)));
}

}  // namespace core
