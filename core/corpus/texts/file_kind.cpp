#include "core/corpus/texts/file_kind.h"

#include "core/base/utf8.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace core {
namespace {

using namespace std::string_view_literals;

struct Magic {
    std::string_view start;
    std::string_view name;
};

constexpr std::array magics{
    Magic{"\x1f\x8b"sv, "a gzip file"},
    Magic{"PK\x03\x04"sv, "a zip file (as .xlsx, .docx and .npz are)"},
    Magic{"PK\x05\x06"sv, "a zip file without a member"},
    Magic{"PAR1"sv, "a Parquet file"},
    Magic{"ARROW1"sv, "an Arrow file"},
    Magic{"FEA1"sv, "a Feather file"},
    Magic{"Obj\x01"sv, "an Avro file"},
    Magic{"%PDF-"sv, "a PDF"},
    Magic{"\x80\x02"sv, "a Python pickle"},
    Magic{"\x80\x03"sv, "a Python pickle"},
    Magic{"\x80\x04"sv, "a Python pickle"},
    Magic{"\x80\x05"sv, "a Python pickle"},
    Magic{"\x89PNG"sv, "a PNG picture"},
    Magic{"\xff\xd8\xff"sv, "a JPEG picture"},
    Magic{"GIF8"sv, "a GIF picture"},
    Magic{"BZh"sv, "a bzip2 file"},
    Magic{"\xfd"
          "7zXZ\x00"sv,
          "an xz file"},
    Magic{"\x28\xb5\x2f\xfd"sv, "a Zstandard file"},
    Magic{"7z\xbc\xaf\x27\x1c"sv, "a 7z file"},
    Magic{"\x04\x22\x4d\x18"sv, "an LZ4 file"},
    Magic{"Rar!\x1a\x07"sv, "a RAR file"},
    Magic{"\x7f"
          "ELF"sv,
          "a program"},
    Magic{"SQLite format 3\x00"sv, "an SQLite database"},
    Magic{"\x89HDF"sv, "an HDF5 file"},
    Magic{"\x93NUMPY"sv, "a NumPy file"},
    Magic{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, "an old Office file (.xls, .doc)"},
    Magic{"\xff\xfe\x00\x00"sv, "UTF-32 text"},
    Magic{"\x00\x00\xfe\xff"sv, "UTF-32 text"},
};

bool isPrintable(std::string_view start)
{
    return std::ranges::all_of(start, [](unsigned char byte) { return byte >= 0x20 && byte < 0x7f; });
}

// A sentence may begin with letters that begin a format too; it holds no bytes that no text has.
bool isText(std::string_view bytes)
{
    return bytes.find('\0') == std::string_view::npos && isUtf8(bytes);
}

bool startsWithIgnoringCase(std::string_view text, std::string_view start)
{
    const auto lower = [](unsigned char letter) { return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter; };
    return text.size() >= start.size() && std::ranges::equal(text.substr(0, start.size()), start, {}, lower, lower);
}

bool isJson(std::string_view text)
{
    return nlohmann::json::accept(text.begin(), text.end());
}

// An array in the first line and another in the next, so that it is no line of text in brackets.
bool isJsonArrays(std::string_view text)
{
    for (int line = 0; line < 2; ++line) {
        const std::string_view array = text.substr(0, text.find_first_of("\r\n"));
        if (!array.starts_with('[') || !isJson(array))
            return false;
        text.remove_prefix(array.size());
        text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    }
    return true;
}

}  // namespace

std::optional<std::string_view> binaryKind(std::string_view bytes)
{
    const auto *found = std::ranges::find_if(magics, [&](const Magic &magic) { return bytes.starts_with(magic.start); });
    if (found == magics.end())
        return std::nullopt;
    const bool mayBeText = isPrintable(found->start) && found->start != "%PDF-";
    return mayBeText && isText(bytes) ? std::nullopt : std::optional(found->name);
}

std::optional<std::string_view> markupKind(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    if (startsWithIgnoringCase(text, "<?xml"))
        return "an XML file";
    if (startsWithIgnoringCase(text, "<!doctype html") || startsWithIgnoringCase(text, "<html"))
        return "a web page";
    if (text.starts_with("{\\rtf"))
        return "an RTF file";
    if (text.starts_with('{') && isJson(text.substr(0, text.find_first_of("\r\n"))))
        return "JSON lines";
    if (isJsonArrays(text))
        return "JSON lines";
    if ((text.starts_with('{') || text.starts_with('[')) && isJson(text))
        return "JSON";
    return std::nullopt;
}

}  // namespace core
