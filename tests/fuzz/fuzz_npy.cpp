// NumPy's arrays: a header that is accepted says, blanks and order of its entries aside, what was read out of it.
#include "core/format/npy.h"
#include "tests/fuzz/fuzzing.h"
#include "tests/support/npy_bytes.h"

#include <algorithm>
#include <array>

namespace {

using core::NpyHeader;
using core::NpyKind;
using core::SeededRandom;

std::string shapeText(const NpyHeader &header)
{
    std::string text = "(";
    for (const std::size_t size : header.shape)
        text += std::to_string(size) + ",";
    if (header.shape.size() > 1)
        text.pop_back();
    return text + ")";
}

std::string typeText(const NpyHeader &header)
{
    const char kind = header.type.kind == NpyKind::Boolean    ? 'b'
                      : header.type.kind == NpyKind::Signed   ? 'i'
                      : header.type.kind == NpyKind::Unsigned ? 'u'
                                                              : 'f';
    return kind + std::to_string(header.type.bytes);
}

// The kind and width that a type of another spelling has.
std::string_view respelled(std::string_view type)
{
    constexpr std::pair<std::string_view, std::string_view> spellings[] = {
        {"?", "b1"},     {"b", "i1"},        {"B", "u1"},       {"h", "i2"},         {"H", "u2"},      {"i", "i4"},
        {"I", "u4"},     {"l", "i8"},        {"L", "u8"},       {"q", "i8"},         {"Q", "u8"},      {"p", "i8"},
        {"P", "u8"},     {"e", "f2"},        {"f", "f4"},       {"d", "f8"},         {"bool", "b1"},   {"bool_", "b1"},
        {"byte", "i1"},  {"ubyte", "u1"},    {"short", "i2"},   {"ushort", "u2"},    {"intc", "i4"},   {"uintc", "u4"},
        {"int", "i8"},   {"uint", "u8"},     {"int_", "i8"},    {"intp", "i8"},      {"uintp", "u8"},  {"long", "i8"},
        {"ulong", "u8"}, {"longlong", "i8"}, {"half", "f2"},    {"ulonglong", "u8"}, {"single", "f4"}, {"double", "f8"},
        {"float", "f8"}, {"float16", "f2"},  {"float32", "f4"}, {"float64", "f8"},   {"int8", "i1"},   {"uint8", "u1"},
        {"int16", "i2"}, {"uint16", "u2"},   {"int32", "i4"},   {"uint32", "u4"},    {"int64", "i8"},  {"uint64", "u8"}};
    const auto *found = std::ranges::find(spellings, type, [](const auto &spelling) { return spelling.first; });
    return found == std::end(spellings) ? type : found->second;
}

// Without what stands between # and the end of its line; no string that is accepted has a # in it.
std::string withoutComments(const std::string &text)
{
    std::string rest;
    bool isComment = false;
    for (const char character : text) {
        isComment = character == '#' || (isComment && character != '\n' && character != '\r');
        if (!isComment)
            rest += character;
    }
    return rest;
}

// One spelling for all that mean the same: no blanks, no comments, no comma at the end, no +, no L, single quotes. A byte order
// but > goes.
std::string normalized(std::string text, bool isPython2)
{
    text = withoutComments(text);
    std::erase_if(text,
                  [](char character) { return std::string_view(" \t\n\r\f+").find(character) != std::string_view::npos; });
    std::ranges::replace(text, '"', '\'');
    const auto replaceAll = [&text](std::string_view from, std::string_view to) {
        for (std::size_t place = text.find(from); place != std::string::npos; place = text.find(from, place + to.size()))
            text.replace(place, from.size(), to);
    };
    if (isPython2) {
        replaceAll("L,", ",");
        replaceAll("L)", ")");
    }
    replaceAll(",}", "}");
    return text;
}

// What the last entry of a name says, "(2,2)" of 'shape':(2,2); entries end at a comma outside of brackets.
std::string valueOf(const std::string &dictionary, const std::string &key)
{
    const std::size_t name = dictionary.rfind("'" + key + "':");
    if (name == std::string::npos)
        return {};
    const std::size_t begin = name + key.size() + 3;
    const std::size_t bracket = dictionary.find(')', begin);
    const std::size_t end =
        dictionary[begin] == '(' && bracket != std::string::npos ? bracket + 1 : dictionary.find_first_of(",}", begin);
    return dictionary.substr(begin, end - begin);
}

std::string plainType(std::string type)
{
    std::erase(type, '\'');
    const bool isSwapped = type.starts_with('>');
    if (isSwapped || type.starts_with('<') || type.starts_with('=') || type.starts_with('|'))
        type.erase(0, 1);
    return (isSwapped ? ">" : "") + std::string(respelled(type));
}

// Of several numbers the last has no comma behind it.
std::string plainShape(std::string shape)
{
    if (shape.ends_with(",)") && std::ranges::count(shape, ',') > 1)
        shape.erase(shape.size() - 2, 1);
    return shape;
}

bool saysTheSame(const std::string &text, const NpyHeader &header, bool isPython2)
{
    const std::string dictionary = normalized(text, isPython2);
    return dictionary.starts_with("{'") && dictionary.ends_with("}") &&
           plainType(valueOf(dictionary, "descr")) == (header.type.isBigEndian ? ">" : "") + typeText(header) &&
           valueOf(dictionary, "fortran_order") == (header.isFortran ? "True" : "False") &&
           plainShape(valueOf(dictionary, "shape")) == shapeText(header);
}

std::string judge(std::string_view input)
{
    const auto header = core::parseNpyHeader(input.substr(0, core::mostNpyHeaderBytes), input.size());
    if (!header)
        return fuzz::refusalFault(header.error());
    const std::size_t textBegin = input[6] == 1 ? 10 : 12;
    if (header->valuesBegin < textBegin || header->valuesBegin + header->count() * header->type.bytes != input.size())
        return "the values are not the rest of the file";
    const std::string text(input.substr(textBegin, header->valuesBegin - textBegin));
    if (!saysTheSame(text, *header, input[6] < 3))
        return "the header says something else than " + typeText(*header) + " " + shapeText(*header);
    std::vector<double> values(header->count());
    core::convertNpyValues(header->type, std::as_bytes(std::span(input)).subspan(header->valuesBegin), values);
    return {};
}

// A header put together from parts that are right more often than not, with as many values as it calls for.
std::string assembled(std::string_view, SeededRandom &random)
{
    const auto oneOf = [&random](std::initializer_list<const char *> parts) -> std::string {
        return parts.begin()[random.below(parts.size())];
    };
    const std::string size = oneOf({"2", "3", "1", "02", "+2", "2L", "2.0", "-2", "True", " 2 "});
    std::vector<std::string> entries{oneOf({"'descr'", "\"descr\"", "b'descr'"}) + oneOf({":", ": ", " :", ""}) +
                                         oneOf({"'|b1'", "'<f4'", "'>f2'", "\"<f8\"", "'<i8'", "'|u1'", "'f4'", "'<c8'",
                                                "'|O'", "'?'", "'>d'", "'bool'", "'int32'", "'<f4", "[('a','<f4')]"}),
                                     oneOf({"'fortran_order'", "\"fortran_order\""}) + ":" +
                                         oneOf({"False", "True", "0", "'False'", "false", "None", "Falsey"}),
                                     "'shape':"};
    const std::array shapes{"(" + size + "," + size + ")",
                            "(" + size + ", " + size + ",)",
                            "(" + size + ",)",
                            "(" + size + ")",
                            std::string("()"),
                            std::string("(,)"),
                            std::string("[2, 2]"),
                            "(1," + size + "," + size + ")"};
    entries[2] += shapes[random.below(shapes.size())];
    std::swap(entries[0], entries[random.below(3)]);
    if (random.below(20) == 0)
        entries.push_back(entries[random.below(3)]);
    std::string header = oneOf({"{", "{ ", " {", "\n{", ""});
    for (std::size_t index = 0; index < entries.size(); ++index)
        header += (index > 0 ? oneOf({",", ", ", ",\n", ";", ""}) : "") + entries[index];
    header += oneOf({"}", ", }", ",}", ",,}", "", "}}", "} x", "}#", "} # a}\n ", " # b\n}"});
    constexpr std::size_t bytes[] = {1, 2, 4, 8, 16, 18, 32, 36, 72};
    return support::npyFile(header, std::string(bytes[random.below(std::size(bytes))], '\1'),
                            1 + static_cast<int>(random.below(4)));
}

}  // namespace

int main(int argc, char **argv)
{
    const std::string four(4, '\1');
    return fuzz::run(
        {.name = "npy",
         .seeds = {support::npyFile("|b1", "(2, 2)", four), support::npyFile("<f4", "(1, 1)", four),
                   support::npyFile(">f2", "(2,)", four), support::npyFile("<i4", "()", four),
                   support::npyFile("{'descr': '|u1', 'fortran_order': True, 'shape': (1, 2, 2), }", four, 2),
                   support::npyFile("{\"shape\": (2L, 2L), \"descr\": \"|i1\", \"fortran_order\": False}", four),
                   support::npyFile("{'descr': '=f8', 'fortran_order': False, 'shape': (0, 3), }", "", 3)},
         .dictionary = {"'descr'",
                        "'fortran_order'",
                        "'shape'",
                        ": ",
                        ", ",
                        "(",
                        ")",
                        "[",
                        "]",
                        "{",
                        "}",
                        "True",
                        "False",
                        "None",
                        "'",
                        "\"",
                        "'''",
                        "u'",
                        "b'",
                        "\\",
                        "#",
                        "L",
                        "<f4",
                        ">f8",
                        "|b1",
                        "|O8",
                        "<U3",
                        "<c8",
                        "M8[ns]",
                        "\n",
                        "\t",
                        "\f",
                        std::string(1, '\0')},
         .judge = judge,
         .mutate = assembled},
        argc, argv);
}
