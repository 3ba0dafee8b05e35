#include "core/format/maps/map_tokens.h"

#include "core/base/input_file.h"
#include "core/base/json.h"
#include "core/base/message_text.h"
#include "core/base/text_file.h"
#include "core/base/utf8.h"
#include "core/format/maps/attention_maps.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <system_error>

namespace core {
namespace {

constexpr std::size_t mostTokenFileBytes = std::size_t{16} << 20;

// Blank lines at the end are none: an editor leaves them there.
std::vector<std::string> linesOf(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        line.remove_suffix(line.ends_with('\r') ? 1 : 0);
        lines.emplace_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    while (!lines.empty() && lines.back().empty())
        lines.pop_back();
    return lines;
}

Result<std::vector<std::string>> tokensInText(std::string_view text)
{
    if (const auto place = invalidUtf8(text)) {
        const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*place), '\n');
        return badInput(fmt::format("line {} is not UTF-8, expected a text in UTF-8 with a token in each line", line));
    }
    return linesOf(text);
}

// A list, or an object with one under "tokens".
Result<std::vector<std::string>> tokensInJson(std::string_view text)
{
    const auto json = parseJson(text);
    if (!json)
        return json.error();
    if (!json->is_object())
        return tokensIn(*json);
    const auto list = json->find("tokens");
    if (list == json->end())
        return badInput("it is neither a list of tokens nor an object with one under \"tokens\"");
    return tokensIn(*list);
}

Result<std::vector<std::string>> tokensOfFile(const std::filesystem::path &file)
{
    const auto text = readTextFile(file, mostTokenFileBytes);
    if (!text)
        return text.error();
    const std::string_view content = withoutByteOrderMark(*text);
    auto tokens = file.extension() == ".txt" ? tokensInText(content) : tokensInJson(content);
    return tokens ? tokens : inContext(pathText(file), tokens.error());
}

}  // namespace

Result<std::vector<std::string>> tokensIn(const nlohmann::json &list)
{
    std::vector<std::string> tokens;
    if (list.is_null())
        return tokens;
    const bool isList = list.is_array() && std::ranges::all_of(list, [](const auto &token) { return token.is_string(); });
    if (!isList)
        return badInput("its tokens are no list of texts");
    for (const nlohmann::json &token : list)
        tokens.push_back(token.get<std::string>());
    return tokens;
}

Result<MapTokens> tokensBeside(const std::filesystem::path &maps)
{
    MapTokens tokens;
    std::optional<std::filesystem::path> read;
    for (const std::filesystem::path &beside : tokenFilesOf(maps)) {
        std::error_code ignored;
        if (std::filesystem::symlink_status(beside, ignored).type() == std::filesystem::file_type::not_found)
            continue;
        auto names = tokensOfFile(beside);
        if (read && (!names || *names != tokens.names)) {
            tokens.remarks.push_back(fmt::format("the tokens are those of {}; {} says something else and is not read",
                                                 pathText(read->filename()), pathText(beside.filename())));
        }
        if (read)
            continue;
        if (!names)
            return names.error();
        tokens.names = *std::move(names);
        read = beside;
    }
    return tokens;
}

}  // namespace core
