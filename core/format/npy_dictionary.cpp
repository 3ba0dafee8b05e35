#include "core/format/npy_dictionary.h"

#include "core/base/message_text.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

namespace core {
namespace {

constexpr std::string_view blanks = " \t";
constexpr std::string_view blanksAndBreaks = " \t\n\r\f";

// Takes one part after the other from the front of the text.
class Reader
{
public:
    explicit Reader(std::string_view text) : m_rest(text) {}

    void skip(std::string_view characters)
    {
        m_rest.remove_prefix(std::min(m_rest.find_first_not_of(characters), m_rest.size()));
    }

    // Blanks, line breaks and comments, as Python lets them stand inside brackets and behind the last one.
    void skipBetweenParts()
    {
        skip(blanksAndBreaks);
        while (m_rest.starts_with('#')) {
            const std::string_view comment = m_rest.substr(0, m_rest.find_first_of("\n\r"));
            if (!std::ranges::all_of(comment, isPlain))
                return;
            m_rest.remove_prefix(comment.size());
            skip(blanksAndBreaks);
        }
    }

    bool isAtEnd() const { return m_rest.empty(); }
    std::string_view rest() const { return m_rest; }

    // The part, and what is blank before it.
    bool takes(std::string_view part)
    {
        skipBetweenParts();
        if (!m_rest.starts_with(part))
            return false;
        m_rest.remove_prefix(part.size());
        return true;
    }

    // 'text' or "text", of plain characters alone.
    std::optional<std::string_view> takeString()
    {
        skipBetweenParts();
        const char quote = m_rest.empty() ? '\0' : m_rest.front();
        if (quote != '\'' && quote != '"')
            return std::nullopt;
        const std::string_view behind = m_rest.substr(1);
        const std::size_t size = behind.find(quote);
        const std::string_view text = behind.substr(0, size);
        if (size == std::string_view::npos || !std::ranges::all_of(text, isPlain) ||
            text.find('\\') != std::string_view::npos)
            return std::nullopt;
        m_rest = behind.substr(size + 1);
        return text;
    }

    // With a plus sign or without. What is too large for 64 bits is the largest number there is.
    std::optional<std::uint64_t> takeNumber(bool allowsLong)
    {
        takes("+");
        skipBetweenParts();
        std::uint64_t number = 0;
        const auto [end, error] = std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), number);
        const auto size = static_cast<std::size_t>(end - m_rest.data());
        if (error == std::errc::invalid_argument || (size > 1 && m_rest.front() == '0'))  // Python has no 04
            return std::nullopt;
        if (error == std::errc::result_out_of_range)
            number = std::numeric_limits<std::uint64_t>::max();
        m_rest.remove_prefix(size);
        if (allowsLong && m_rest.starts_with('L'))
            m_rest.remove_prefix(1);
        return number;
    }

private:
    static bool isPlain(char character) { return character >= ' ' && character <= '~'; }

    std::string_view m_rest;
};

// NumPy reads some headers that it never writes.
Error badHeader(const std::string &what)
{
    return badInput("its .npy header is not as NumPy writes it: " + what);
}

Result<std::string> takeType(Reader &reader)
{
    if (reader.takes("[") || reader.takes("("))
        return badInput("its type is a list or tuple, as of structured arrays; expected booleans, whole numbers or floats");
    const auto type = reader.takeString();
    return type ? Result(std::string(*type)) : badHeader("its type is not a plain string between quotes");
}

Result<bool> takeFlag(Reader &reader)
{
    if (reader.takes("True"))
        return true;
    return reader.takes("False") ? Result(false) : badHeader("fortran_order is neither the word True nor False");
}

// A tuple: (5) is none, (5,) is.
Result<std::vector<std::uint64_t>> takeShape(Reader &reader, bool allowsLong)
{
    const Error noTuple = badHeader("its shape is not a tuple of decimal whole numbers from 0, such as (4, 4)");
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

// Of a key that is there twice the last value counts, as in Python.
template <typename Value>
Result<void> put(Result<Value> value, std::optional<Value> &place)
{
    if (!value)
        return value.error();
    place = *std::move(value);
    return {};
}

Result<void> takeEntry(Reader &reader, bool allowsLong, Found &found)
{
    const auto key = reader.takeString();
    if (!key || !reader.takes(":"))
        return badHeader("an entry does not begin with a plain string and a colon");
    if (*key == "descr")
        return put(takeType(reader), found.type);
    if (*key == "fortran_order")
        return put(takeFlag(reader), found.isFortran);
    if (*key == "shape")
        return put(takeShape(reader, allowsLong), found.shape);
    return badHeader("it has the key " + quotedText(*key));
}

}  // namespace

Result<NpyDictionary> parseNpyDictionary(std::string_view text, bool allowsLong)
{
    Reader reader(text);
    reader.skip(blanks);  // a line break here would make the rest indented
    if (!reader.rest().starts_with('{') || !reader.takes("{"))
        return badHeader("it does not begin with {");
    Found found;
    bool endsInComma = true;
    while (!reader.takes("}")) {
        if (!endsInComma)
            return badHeader("neither , nor } follows an entry");
        if (const auto entry = takeEntry(reader, allowsLong, found); !entry)
            return entry.error();
        endsInComma = reader.takes(",");
    }
    reader.skipBetweenParts();
    if (!reader.isAtEnd())
        return badHeader("behind the dictionary it goes on with " + quotedText(reader.rest()));
    if (!found.type || !found.isFortran || !found.shape)
        return badHeader("it lacks " + std::string(!found.type ? "descr" : !found.shape ? "shape" : "fortran_order"));
    return NpyDictionary{*std::move(found.type), *found.isFortran, *std::move(found.shape)};
}

}  // namespace core
