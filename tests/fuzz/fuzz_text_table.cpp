// Files of texts: what is accepted says what the file says. A second reading finds every text and label in its line, the same file in
// another encoding or with other line ends gives the same rows, and the classes are those that the labels name.
#include "core/base/utf8.h"
#include "core/corpus/texts/class_labels.h"
#include "tests/fuzz/fuzzing.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace {

using core::TextRow;
using core::TextTable;

std::string trimmed(std::string text)
{
    const auto isBlank = [](unsigned char letter) { return std::isspace(letter) != 0; };
    text.erase(std::find_if_not(text.rbegin(), text.rend(), isBlank).base(), text.end());
    text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), isBlank));
    return text;
}

// Cut at LF, CRLF and CR.
std::vector<std::string> linesOf(const std::string &text)
{
    std::vector<std::string> lines(1);
    for (std::size_t place = 0; place < text.size(); ++place) {
        if (text[place] == '\r' && place + 1 < text.size() && text[place + 1] == '\n')
            continue;
        if (text[place] == '\n' || text[place] == '\r')
            lines.emplace_back();
        else
            lines.back() += text[place];
    }
    return lines;
}

std::string quoted(const std::string &text)
{
    std::string result = "\"";
    for (const char letter : text)
        result += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    return result + '"';
}

std::string joined(const std::vector<std::string> &lines)
{
    std::string text;
    for (const std::string &line : lines)
        text += (text.empty() ? "" : "\n") + line;
    return text;
}

// Whether the text stands in the lines, as it is or in quotes. Blanks inside the quotes are cut off.
bool stands(const std::string &text, const std::string &lines)
{
    const std::string inQuotes = joined(linesOf(quoted(text)));
    return lines.find(text) != std::string::npos || lines.find(inQuotes.substr(1, inQuotes.size() - 2)) != std::string::npos;
}

bool isSame(const TextTable &one, const TextTable &other, bool comparesLines)
{
    return std::ranges::equal(one.rows, other.rows, [comparesLines](const TextRow &left, const TextRow &right) {
        return left.text == right.text && left.label == right.label && (!comparesLines || left.line == right.line);
    });
}

std::string utf16(const std::string &text, bool isBigEndian)
{
    std::string bytes = isBigEndian ? "\xfe\xff" : "\xff\xfe";
    const auto put = [&](char32_t unit) {
        const char high = static_cast<char>(unit >> 8U);
        const char low = static_cast<char>(unit & 0xffU);
        bytes += isBigEndian ? std::string{high, low} : std::string{low, high};
    };
    for (std::size_t offset = 0; offset < text.size();) {
        const char32_t letter = core::readUtf8(text, offset);
        if (letter < 0x10000) {
            put(letter);
            continue;
        }
        put(0xd800 + ((letter - 0x10000) >> 10U));
        put(0xdc00 + ((letter - 0x10000) & 0x3ffU));
    }
    return bytes;
}

// `next` is the line of the next row, or the one behind the last.
std::string rowFault(const TextRow &row, std::size_t next, const std::vector<std::string> &lines)
{
    const std::string where = "the row of line " + std::to_string(row.line);
    if (row.line == 0 || row.line >= next || next > lines.size() + 1)
        return where + " is of no line";
    if (row.text.empty() || trimmed(row.text) != row.text || trimmed(row.label) != row.label)
        return where + " has an empty text or blanks at an end";
    if (!core::isUtf8(row.text) || !core::isUtf8(row.label))
        return where + " is not UTF-8";
    const auto line = [&lines](std::size_t number) { return lines.begin() + static_cast<std::ptrdiff_t>(number - 1); };
    const std::string own = joined({line(row.line), line(next)});
    if (!stands(row.text, own))
        return where + " has a text that does not stand there: " + row.text;
    return stands(row.label, own) ? "" : where + " has a label that does not stand there: " + row.label;
}

// A file without quotes: every line that is not blank is a row, the heading, or a row without a text, which a note counts.
std::string countFault(const TextTable &table, const std::string &text, const std::vector<std::string> &lines)
{
    if (text.find('"') != std::string::npos)
        return {};
    std::size_t expected = table.rows.size() + (table.names.empty() ? 0 : 1);
    for (const std::string &note : table.notes) {
        if (note.find("without a text left out") != std::string::npos)
            expected += std::stoul(note);
    }
    const auto isRow = [](const std::string &line) {
        return std::ranges::any_of(line, [](unsigned char letter) {
            return std::isspace(letter) == 0 && letter != ',' && letter != ';' && letter != '|';
        });
    };
    const auto most = static_cast<std::size_t>(
        std::ranges::count_if(lines, [](const std::string &line) { return !trimmed(line).empty(); }));
    const auto least = static_cast<std::size_t>(std::ranges::count_if(lines, isRow));
    return expected >= least && expected <= most ? ""
                                                 : std::to_string(expected) + " rows of " + std::to_string(most) + " lines";
}

// Behind a mark, so that no letters at the start are taken for one or for another format's.
std::string withLineEnds(const std::vector<std::string> &lines, const std::string &end)
{
    std::string text = "\xef\xbb\xbf";
    for (const std::string &line : lines)
        text += line + end;
    return text;
}

std::string otherFormFault(const TextTable &table, const std::string &text, const std::vector<std::string> &lines)
{
    for (const bool isBigEndian : {false, true}) {
        const auto again = core::parseTextTable(utf16(text, isBigEndian), {});
        if (!again || !isSame(table, *again, true))
            return "the same file in UTF-16 reads otherwise: " + (again ? "" : again.error().message);
    }
    if (text.find('"') != std::string::npos)
        return {};  // line ends may be part of texts
    for (const char *end : {"\n", "\r\n", "\r"}) {
        const auto again = core::parseTextTable(withLineEnds(lines, end), {});
        if (!again || !isSame(table, *again, true))
            return "the same file with other line ends reads otherwise: " + (again ? "" : again.error().message);
    }
    return {};
}

std::string lowercase(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

std::string labelFault(const TextTable &table, const std::vector<std::string> &names)
{
    const auto labels = core::classLabels(table, names);
    if (!labels)
        return fuzz::refusalFault(labels.error());
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::string &label = table.rows[row].label;
        const int index = labels->classes[row];
        if (index < 0 || index >= static_cast<int>(names.size()))
            return "the label " + label + " is read as the class " + std::to_string(index);
        const bool isByName = labels->readAs.starts_with("class names");
        const int first = labels->readAs == "class indices from 1" ? 1 : 0;
        const bool isRight = isByName ? lowercase(label) == lowercase(names[static_cast<std::size_t>(index)])
                                      : std::strtol(label.c_str(), nullptr, 10) == index + first;
        if (!isRight)
            return "the label " + label + " is read as the class " + std::to_string(index) + ", " + labels->readAs;
    }
    return {};
}

std::string judge(std::string_view input)
{
    const auto table = core::parseTextTable(input, {});
    if (!table)
        return fuzz::refusalFault(table.error());
    std::string text(input.starts_with("\xef\xbb\xbf") ? input.substr(3) : input);
    if (!core::isUtf8(text))
        return input.starts_with("\xff\xfe") || input.starts_with("\xfe\xff") ? "" : "accepted, and is not UTF-8";
    const std::vector<std::string> lines = linesOf(text);
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
        const std::size_t next = row + 1 < table->rows.size() ? table->rows[row + 1].line : lines.size() + 1;
        if (std::string fault = rowFault(table->rows[row], next, lines); !fault.empty())
            return fault;
    }
    for (std::string fault : {countFault(*table, text, lines), otherFormFault(*table, text, lines)}) {
        if (!fault.empty())
            return fault;
    }
    const std::array<std::vector<std::string>, 3> models{
        {{"negative", "positive"}, {"1", "2", "3", "4", "5"}, {"LABEL_0", "LABEL_1", "LABEL_2"}}};
    for (const std::vector<std::string> &names : models) {
        if (std::string fault = labelFault(*table, names); !fault.empty())
            return fault;
    }
    return {};
}

}  // namespace

int main(int argc, char **argv)
{
    return fuzz::run(
        {.name = "text_table",
         .seeds = {"one\ntwo words\n", "a film\t1\nbad\t0\n", "sentence\tlabel\r\na film\tpositive\r\nbad\tnegative\r\n",
                   "idx\tsentence\tlabel\n0\ta film\t1\n1\tbad\t0\n",
                   "text,label\n\"a film, \"\"good\"\"\nand long\",1\nbad,0\n", ",text,label\n0,a film,1\n1,bad,2\n",
                   "\"a film\",\"1\"\n\"bad\",\"0\"\n", "text\tlabel\n\"a\tfilm\"\t1\n\"b\nad\"\t0\n",
                   "\"a \"\"good\"\" film\"\t1\nbad\t0\n", "review;target\ncafé, one;1.0\nbad;0.0\n",
                   "text\na film\n\"slow, bad\"\n", utf16("sentence\tlabel\n\xf0\x9f\x98\x80 film\t1\nbad\t0\n", false),
                   utf16("a film\t1\nbad\t0\n", true)},
         .dictionary = {"\t",       "\n",         "\r",
                        "\r\n",     "\"",         "\"\"",
                        "\",\"",    ",",          ";",
                        "|",        "text",       "label",
                        "sentence", "class",      "sentiment",
                        "idx",      "positive",   "1",
                        "0",        "2.0",        " ",
                        "\xc3",     "\xff\xfe",   std::string(1, '\0'),
                        "\x1f\x8b", "PK\x03\x04", "\xef\xbb\xbf",
                        "{\"",      "Unnamed: 0", "#"},
         .judge = judge},
        argc, argv);
}
