#include "core/format/shards.h"

#include "core/base/input_file.h"
#include "core/base/json.h"
#include "core/base/message_text.h"
#include "core/base/text_file.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <set>

namespace core {
namespace {

constexpr std::size_t indexBytesLimit = std::size_t(16) << 20;
constexpr std::string_view indexEnding = ".index.json";
constexpr std::size_t numberDigits = 5;
constexpr int mostShards = 1000;

bool isShardNumber(std::string_view text)
{
    return text.size() == numberDigits && std::ranges::all_of(text, [](char digit) { return digit >= '0' && digit <= '9'; });
}

// Of the folder of the index: no way out of it.
bool isPlainFileName(std::string_view name)
{
    const auto isOdd = [](char letter) {
        return letter == '/' || letter == '\\' || static_cast<unsigned char>(letter) < ' ';
    };
    return !name.empty() && name != "." && name != ".." && std::ranges::none_of(name, isOdd);
}

int shardCount(const std::string &digits)
{
    int number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

std::vector<std::filesystem::path> siblingsOf(const std::filesystem::path &path, const ShardName &shard)
{
    std::vector<std::filesystem::path> files;
    for (int number = 1; number <= std::min(shardCount(shard.count), mostShards); ++number)
        files.push_back(path.parent_path() /
                        fmt::format("{}-{:05}-of-{}{}", shard.stem, number, shard.count, shard.extension));
    return files;
}

std::vector<std::filesystem::path> filesOf(const ShardIndex &index, const std::filesystem::path &folder)
{
    std::set<std::string> names;
    for (const auto &[tensor, file] : index)
        names.insert(file);
    std::vector<std::filesystem::path> files;
    std::ranges::transform(names, std::back_inserter(files), [&folder](const std::string &name) { return folder / name; });
    return files;
}

// Without waiting until the file has settled: whoever reads the model does that.
std::string textNow(const std::filesystem::path &path)
{
    std::error_code failure;
    if (!std::filesystem::is_regular_file(path, failure) || std::filesystem::file_size(path, failure) > indexBytesLimit)
        return {};
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

std::optional<ShardName> shardNamed(const std::string &fileName)
{
    const std::size_t of = fileName.rfind("-of-");
    if (of == std::string::npos || of < numberDigits + 2)
        return std::nullopt;
    const std::size_t dot = fileName.find('.', of);
    if (dot == std::string::npos || fileName[of - numberDigits - 1] != '-')
        return std::nullopt;
    ShardName shard{.stem = fileName.substr(0, of - numberDigits - 1),
                    .extension = fileName.substr(dot),
                    .number = fileName.substr(of - numberDigits, numberDigits),
                    .count = fileName.substr(of + 4, dot - of - 4)};
    return isShardNumber(shard.number) && isShardNumber(shard.count) ? std::optional(shard) : std::nullopt;
}

bool isShardIndex(const std::filesystem::path &path)
{
    return path.filename().string().ends_with(indexEnding);
}

Result<ShardIndex> parseShardIndex(std::string_view json)
{
    const auto parsed = parseJson(json, {.bytes = indexBytesLimit, .depth = 16, .acceptsNonFinite = true});
    if (!parsed)
        return parsed.error();
    const auto map = parsed->is_object() ? parsed->find("weight_map") : parsed->end();
    if (map == parsed->end() || !map->is_object() || map->empty())
        return badInput("the index has no \"weight_map\", expected an object with the file of every tensor");
    ShardIndex index;
    for (const auto &[tensor, file] : map->items()) {
        if (!file.is_string() || !isPlainFileName(file.get_ref<const std::string &>())) {
            return badInput(fmt::format(
                "\"weight_map\" puts the tensor {} into {}, expected the name of a file in the same folder",
                quotedText(tensor), file.is_string() ? quotedText(file.get_ref<const std::string &>()) : "what is no text"));
        }
        index[tensor] = file.get<std::string>();
    }
    return index;
}

Result<ShardIndex> readShardIndex(const std::filesystem::path &path)
{
    const auto text = readModelTextFile(path, indexBytesLimit);
    if (!text)
        return text.error();
    auto index = parseShardIndex(*text);
    return index ? std::move(index) : Result<ShardIndex>(inContext(pathText(path), index.error()));
}

std::vector<std::filesystem::path> weightFilesOf(const std::filesystem::path &path)
{
    if (const auto shard = shardNamed(path.filename().string()))
        return siblingsOf(path, *shard);
    if (!isShardIndex(path))
        return {path};
    const auto index = parseShardIndex(textNow(path));
    return index ? filesOf(*index, path.parent_path()) : std::vector<std::filesystem::path>();
}

}  // namespace core
