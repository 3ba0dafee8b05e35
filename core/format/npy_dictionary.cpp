#include "core/format/npy_dictionary.h"

#include "core/base/message_text.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace core {
namespace {

constexpr std::string_view blanks = " \t";
constexpr std::string_view blanksAndBreaks = " \t\n\r\f";  // inside brackets

// Takes one part after the other from the front of the text.
class Reader
{
public:
    explicit Reader(std::string_view text) : m_rest(text) {}

    void skip(std::string_view characters)
    {
        m_rest.remove_prefix(std::min(m_rest.find_first_not_of(characters), m_rest.size()));
    }

    bool isAtEnd() const { return m_rest.empty(); }
    std::string_view rest() const { return m_rest; }

    // The part, and what is blank before it.
    bool takes(std::string_view part)
    {
        skip(blanksAndBreaks);
        if (!m_rest.starts_with(part))
            return false;
        m_rest.remove_prefix(part.size());
        return true;
    }

    // 'text' or "text", of plain characters alone.
    std::optional<std::string_view> takeString()
    {
        skip(blanksAndBreaks);
        const char quote = m_rest.empty() ? '\0' : m_rest.front();
        if (quote != '\'' && quote != '"')
            return std::nullopt;
        const std::string_view behind = m_rest.substr(1);
        const std::size_t size = behind.find(quote);
        const std::string_view text = behind.substr(0, size);
        const auto isPlain = [](char character) { return character >= ' ' && character <= '~' && character != '\\'; };
        if (size == std::string_view::npos || !std::ranges::all_of(text, isPlain))
            return std::nullopt;
        m_rest = behind.substr(size + 1);
        return text;
    }

    std::optional<std::uint64_t> takeNumber(bool allowsLong)
    {
        skip(blanksAndBreaks);
        std::uint64_t number = 0;
        const auto [end, error] = std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), number);
        const auto size = static_cast<std::size_t>(end - m_rest.data());
        if (error != std::errc() || (size > 1 && m_rest.front() == '0'))  // Python has no 04
            return std::nullopt;
        m_rest.remove_prefix(size);
        if (allowsLong && m_rest.starts_with('L'))
            m_rest.remove_prefix(1);
        return number;
    }

private:
    std::string_view m_rest;
};

Error badHeader(const std::string &what)
{
    return badInput("this is not a .npy file that NumPy reads: " + what);
}

Result<std::string> takeType(Reader &reader)
{
    if (reader.takes("[") || reader.takes("("))
        return badInput("its type is that of a structured array, expected booleans, whole numbers or floats");
    const auto type = reader.takeString();
    return type ? Result(std::string(*type)) : badHeader("its type is no string");
}

Result<bool> takeFlag(Reader &reader)
{
    if (reader.takes("True"))
        return true;
    return reader.takes("False") ? Result(false) : badHeader("fortran_order is neither True nor False");
}

// A tuple: (5) is none, (5,) is.
Result<std::vector<std::uint64_t>> takeShape(Reader &reader, bool allowsLong)
{
    const Error noTuple = badHeader("its shape is not a tuple of whole numbers from 0");
    std::vector<std::uint64_t> shape;
    if (!reader.takes("("))
        return noTuple;
    bool endsInComma = true;
    while (!reader.takes(")")) {
        const auto size = endsInComma ? reader.takeNumber(allowsLong) : std::nullopt;
        if (!size)
            return noTuple;
        shape.push_back(*size);
        endsInComma = reader.takes(",");
    }
    return shape.size() == 1 && !endsInComma ? Result<std::vector<std::uint64_t>>(noTuple) : shape;
}

struct Found {
    std::optional<std::string> type;
    std::optional<bool> isFortran;
    std::optional<std::vector<std::uint64_t>> shape;
};

template <typename Value>
Result<void> put(Result<Value> value, std::string_view key, std::optional<Value> &place)
{
    if (!value)
        return value.error();
    if (place)
        return badHeader("its header has " + quotedText(key) + " twice");
    place = *std::move(value);
    return {};
}

Result<void> takeEntry(Reader &reader, bool allowsLong, Found &found)
{
    const auto key = reader.takeString();
    if (!key || !reader.takes(":"))
        return badHeader("its header is no dictionary");
    if (*key == "descr")
        return put(takeType(reader), *key, found.type);
    if (*key == "fortran_order")
        return put(takeFlag(reader), *key, found.isFortran);
    if (*key == "shape")
        return put(takeShape(reader, allowsLong), *key, found.shape);
    return badHeader("its header has the key " + quotedText(*key));
}

}  // namespace

Result<NpyDictionary> parseNpyDictionary(std::string_view text, bool allowsLong)
{
    Reader reader(text);
    reader.skip(blanks);  // a line break here would make the rest indented
    if (!reader.rest().starts_with('{') || !reader.takes("{"))
        return badHeader("its header is no dictionary");
    Found found;
    bool endsInComma = true;
    while (!reader.takes("}")) {
        if (!endsInComma)
            return badHeader("its header has no comma between two entries");
        if (const auto entry = takeEntry(reader, allowsLong, found); !entry)
            return entry.error();
        endsInComma = reader.takes(",");
    }
    reader.skip(blanks);
    reader.skip("\n");  // blanks behind the last one would be an indentation
    if (!reader.isAtEnd())
        return badHeader("its header goes on behind the dictionary with " + quotedText(reader.rest()));
    if (!found.type || !found.isFortran || !found.shape)
        return badHeader("its header lacks " + std::string(!found.type    ? "descr"
                                                           : !found.shape ? "shape"
                                                                          : "fortran_order"));
    return NpyDictionary{*std::move(found.type), *found.isFortran, *std::move(found.shape)};
}

}  // namespace core
