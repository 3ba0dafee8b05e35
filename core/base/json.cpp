#include "core/base/json.h"

#include "core/base/counted.h"
#include "core/base/message_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <exception>
#include <limits>
#include <string>
#include <vector>

namespace core {

namespace {

using Json = nlohmann::json;

// "line 3, column 5" of the byte at `offset`.
std::string placeText(std::string_view text, std::size_t offset)
{
    const auto before = text.substr(0, std::min(offset, text.size()));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const auto lastBreak = before.rfind('\n');
    const auto column = before.size() - (lastBreak == std::string_view::npos ? 0 : lastBreak + 1) + 1;
    return fmt::format("line {}, column {}", line, column);
}

// The library says "[id] parse error at line 1, column 2: syntax error while ... - REASON; last read: '...'".
// Only the reason is kept: the rest repeats untrusted text of any length.
std::string reasonOf(const std::string &libraryMessage)
{
    const auto dash = libraryMessage.find(" - ");
    if (dash == std::string::npos)
        return "a number is too large";
    auto reason = libraryMessage.substr(dash + 3);
    if (const auto tail = reason.find("; last read: "); tail != std::string::npos) {
        const auto expectation = reason.rfind("; expected ");
        reason = reason.substr(0, tail) +
                 (expectation != std::string::npos && expectation > tail ? reason.substr(expectation) : "");
    }
    return reason;
}

// A number that JSON does not have, and one as long that it has and nobody writes. It stands in while the text is parsed, so that
// places in messages stay right.
struct NonFiniteSpelling {
    std::string_view python;
    std::string_view standIn;
    double value;
};
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::array nonFiniteSpellings{NonFiniteSpelling{"-Infinity", "-0E000000", -infinity},
                                        NonFiniteSpelling{"Infinity", "0E000000", infinity},
                                        NonFiniteSpelling{"NaN", "0E0", std::numeric_limits<double>::quiet_NaN()}};

// Not within another number or word.
bool mayPrecedeNumber(std::string_view before)
{
    return before.empty() || std::string_view(" \t\r\n[,:").find(before.back()) != std::string_view::npos;
}

bool mayFollowNumber(std::string_view rest)
{
    return rest.empty() || std::string_view(" \t\r\n,]}").find(rest.front()) != std::string_view::npos;
}

// The text with every such number outside of its strings replaced; empty where it has none.
std::string withStandIns(std::string_view text)
{
    std::string replaced;
    bool isInString = false;
    for (std::size_t place = 0; place < text.size(); ++place) {
        if (isInString && text[place] == '\\')
            ++place;
        else if (text[place] == '"')
            isInString = !isInString;
        if (isInString || !mayPrecedeNumber(text.substr(0, place)))
            continue;
        for (const NonFiniteSpelling &spelling : nonFiniteSpellings) {
            const std::string_view rest = text.substr(place);
            if (!rest.starts_with(spelling.python) || !mayFollowNumber(rest.substr(spelling.python.size())))
                continue;
            if (replaced.empty())
                replaced = text;
            replaced.replace(place, spelling.standIn.size(), spelling.standIn);
            place += spelling.python.size() - 1;
            break;
        }
    }
    return replaced;
}

// Receives the parser's events and builds the value, refusing repeated names and deep nesting on the way.
class ValueBuilder
{
public:
    ValueBuilder(std::string_view text, std::size_t depthLimit, bool hasStandIns)
        : m_text(text), m_depthLimit(depthLimit), m_hasStandIns(hasStandIns)
    {
    }

    Result<Json> result() &&
    {
        if (!m_error.empty())
            return badInput(m_error);
        return std::move(m_root);
    }

    // NOLINTBEGIN(readability-identifier-naming): the library's names
    bool null() { return add(nullptr); }
    bool boolean(bool value) { return add(value); }
    bool number_integer(Json::number_integer_t value) { return add(value); }
    bool number_unsigned(Json::number_unsigned_t value) { return add(value); }
    bool number_float(Json::number_float_t value, const std::string &spelled)
    {
        const auto *found = std::ranges::find(nonFiniteSpellings, spelled, &NonFiniteSpelling::standIn);
        return add(m_hasStandIns && found != nonFiniteSpellings.end() ? found->value : value);
    }
    bool string(std::string &value) { return add(std::move(value)); }
    bool binary(Json::binary_t &) { return refuse("binary values are not JSON"); }
    bool start_object(std::size_t) { return open(Json::object()); }
    bool start_array(std::size_t) { return open(Json::array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(std::string &name)
    {
        if (m_open.back()->contains(name))
            return refuse(fmt::format("duplicate key {} in one JSON object", quotedText(name)));
        m_key = std::move(name);
        return true;
    }

    bool parse_error(std::size_t offset, const std::string &, const std::exception &error)
    {
        return refuse(fmt::format("not valid JSON at {}: {}", placeText(m_text, offset == 0 ? 0 : offset - 1),
                                  reasonOf(error.what())));
    }
    // NOLINTEND(readability-identifier-naming)

private:
    bool refuse(std::string reason)
    {
        m_error = std::move(reason);
        return false;
    }

    Json *place(Json &&value)
    {
        if (m_open.empty())
            return &(m_root = std::move(value));
        Json &parent = *m_open.back();
        if (parent.is_array())
            return &parent.get_ref<Json::array_t &>().emplace_back(std::move(value));
        return &(parent[m_key] = std::move(value));
    }

    bool add(Json &&value)
    {
        place(std::move(value));
        return true;
    }

    bool open(Json &&container)
    {
        if (m_open.size() >= m_depthLimit)
            return refuse(fmt::format("JSON nested deeper than {} levels is not accepted", m_depthLimit));
        // A container being filled never moves: its parent gets no further element before it is closed.
        m_open.push_back(place(std::move(container)));
        return true;
    }

    bool close()
    {
        m_open.pop_back();
        return true;
    }

    std::string_view m_text;
    std::size_t m_depthLimit;
    bool m_hasStandIns;
    Json m_root;
    std::vector<Json *> m_open;
    std::string m_key;
    std::string m_error;
};

}  // namespace

Result<Json> parseJson(std::string_view text, const JsonLimits &limits)
{
    if (text.size() > limits.bytes) {
        return badInput(
            fmt::format("JSON text of {} is not accepted, expected at most {}", counted(text.size(), "byte"), limits.bytes));
    }
    // The parser takes a NUL for the end of the text and would not look at what follows.
    if (const auto nul = text.find('\0'); nul != std::string_view::npos)
        return badInput(fmt::format("not valid JSON at {}: a NUL byte", placeText(text, nul)));
    try {
        const std::string standIns = limits.acceptsNonFinite ? withStandIns(text) : std::string();
        const std::string_view parsed = standIns.empty() ? text : standIns;
        ValueBuilder builder(text, limits.depth, !standIns.empty());
        Json::sax_parse(parsed.begin(), parsed.end(), &builder);
        return std::move(builder).result();
    } catch (const std::exception &error) {  // out of memory
        return badInput(std::string("the JSON text cannot be read: ") + error.what());
    }
}

std::string numberText(const nlohmann::json &number)
{
    if (!number.is_number_float() || std::isfinite(number.get<double>()))
        return number.dump();
    return std::isnan(number.get<double>()) ? "NaN" : number.get<double>() > 0 ? "Infinity" : "-Infinity";
}

std::string jsonText(const nlohmann::ordered_json &json)
{
    return escapedJson(json.dump(2, ' ', /*ensure_ascii=*/false, nlohmann::ordered_json::error_handler_t::replace)) + '\n';
}

}  // namespace core
