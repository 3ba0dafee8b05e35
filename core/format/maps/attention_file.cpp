#include "core/base/byte_source.h"
#include "core/base/input_file.h"
#include "core/base/json.h"
#include "core/base/message_text.h"
#include "core/base/number_in.h"
#include "core/base/text_file.h"
#include "core/format/checkpoint.h"
#include "core/format/maps/attention_maps.h"
#include "core/format/npy.h"
#include "core/format/tensor_values.h"
#include "core/format/zip/inflate.h"
#include "core/format/zip/zip_archive.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <system_error>

namespace core {
namespace {

using Path = std::filesystem::path;

constexpr std::size_t mostValues = std::size_t{1} << 28;
constexpr std::size_t mostTokenFileBytes = std::size_t{16} << 20;
constexpr JsonLimits mapsJson{.bytes = std::size_t{512} << 20, .depth = 8};

// What a file holds before its arrays are put together.
struct FileContent {
    std::vector<MapArray> arrays;
    std::vector<std::string> tokens;
};

// "layer.7.attention", "attentions.7", "arr_7", "7": the number of the layer. Nothing for names of anything else.
std::optional<int> layerOfName(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> patterns{{{"layer.", ".attention"},
                                                                                     {"layers.", ".attention"},
                                                                                     {"attention.", ""},
                                                                                     {"attentions.", ""},
                                                                                     {"attention_", ""},
                                                                                     {"layer_", ""},
                                                                                     {"arr_", ""},
                                                                                     {"", ""}}};
    for (const auto &[begin, end] : patterns) {
        if (!name.starts_with(begin) || !name.ends_with(end) || name.size() <= begin.size() + end.size())
            continue;
        const auto number = numberIn<int>(name.substr(begin.size(), name.size() - begin.size() - end.size()));
        if (number && *number >= 0)
            return number;
    }
    return std::nullopt;
}

bool holdsEverything(std::string_view name)
{
    return name == "attention" || name == "attentions";
}

// The names of the arrays to read, in order: the one that holds everything, or one for each layer.
Result<std::vector<std::string>> namesToRead(const std::vector<std::string> &names)
{
    if (const auto whole = std::ranges::find_if(names, holdsEverything); whole != names.end())
        return std::vector{*whole};
    std::map<int, std::string> layers;
    for (const std::string &name : names) {
        const auto layer = layerOfName(name);
        if (!layer)
            continue;
        if (const auto [known, isNew] = layers.emplace(*layer, name); !isNew)
            return badInput(
                fmt::format("{} and {} both name layer {}", quotedText(known->second), quotedText(name), *layer));
    }
    if (layers.empty() && names.size() == 1)
        return names;
    if (layers.empty())
        return badInput("none of its arrays is called attention, attentions, layer.0.attention or the like");
    std::vector<std::string> ordered;
    for (const auto &[layer, name] : layers) {
        if (layer != static_cast<int>(ordered.size()))
            return badInput(
                fmt::format("there is a layer {}, {}, but no layer {}", layer, quotedText(name), ordered.size()));
        ordered.push_back(name);
    }
    return ordered;
}

Result<std::vector<std::string>> tokensIn(const nlohmann::json &list)
{
    std::vector<std::string> tokens;
    const bool isList = list.is_array() && std::ranges::all_of(list, [](const auto &token) { return token.is_string(); });
    if (!isList)
        return badInput("its tokens are no list of texts");
    for (const nlohmann::json &token : list)
        tokens.push_back(token.get<std::string>());
    return tokens;
}

Result<MapArray> npyArray(std::string name, const ByteSource &source)
{
    const auto beginning = source.text(0, std::min<std::uint64_t>(source.size, mostNpyHeaderBytes));
    if (!beginning)
        return beginning.error();
    const auto header = parseNpyHeader(*beginning, source.size);
    if (!header)
        return header.error();
    MapArray array{.name = std::move(name), .shape = header->shape, .values = std::vector<float>(header->count())};
    constexpr std::size_t batch = std::size_t{1} << 16;
    std::vector<double> values(std::min(batch, header->count()));
    for (std::size_t begin = 0; begin < header->count(); begin += batch) {
        const std::size_t count = std::min(batch, header->count() - begin);
        const auto bytes = source.text(header->valuesBegin + begin * header->type.bytes, count * header->type.bytes);
        if (!bytes)
            return bytes.error();
        convertNpyValues(header->type, std::as_bytes(std::span(*bytes)), std::span(values).first(count));
        for (std::size_t index = 0; index < count; ++index) {
            const std::size_t place = header->isFortran ? placeInCOrder(begin + index, header->shape) : begin + index;
            array.values[place] = static_cast<float>(values[index]);
        }
    }
    return array;
}

Result<FileContent> npyContent(const InputFile &file)
{
    auto array = npyArray({}, sourceOf(file));
    if (!array)
        return array.error();
    return FileContent{{*std::move(array)}, {}};
}

Result<MapArray> archivedArray(const ByteSource &archive, const ZipEntry &entry, std::string name)
{
    if (entry.packing == ZipEntry::Packing::Stored) {
        const ByteSource part{entry.bytes, [&archive, &entry](std::uint64_t place, std::span<std::byte> bytes) {
                                  return archive.read(entry.begin + place, bytes);
                              }};
        return npyArray(std::move(name), part);
    }
    const auto unpacked = inflated(archive, entry, mostValues * sizeof(double) + mostNpyHeaderBytes);
    return unpacked ? npyArray(std::move(name), sourceOf(*unpacked)) : unpacked.error();
}

// numpy.savez and numpy.savez_compressed: a .npy for each array.
Result<FileContent> npzContent(const InputFile &file)
{
    const ByteSource source = sourceOf(file);
    const auto archive = readZipArchive(source);
    if (!archive)
        return archive.error();
    constexpr std::string_view ending = ".npy";
    std::vector<std::string> names;
    for (const auto &[name, entry] : *archive) {
        if (name.ends_with(ending))
            names.push_back(name.substr(0, name.size() - ending.size()));
    }
    const auto wanted = namesToRead(names);
    if (!wanted)
        return wanted.error();
    FileContent content;
    for (const std::string &name : *wanted) {
        const ZipEntry &entry = archive->at(name + std::string(ending));
        auto array = archivedArray(source, entry, name);
        if (!array)
            return inContext(quotedText(name), array.error());
        content.arrays.push_back(*std::move(array));
    }
    return content;
}

std::vector<std::string> namesOf(const Checkpoint &checkpoint)
{
    std::vector<std::string> names;
    for (const TensorEntry &tensor : checkpoint.tensors())
        names.push_back(tensor.name);
    return names;
}

Result<FileContent> safetensorsContent(const Path &path)
{
    const auto file = Checkpoint::open(path);
    if (!file)
        return file.error();
    const auto wanted = namesToRead(namesOf(*file));
    if (!wanted)
        return inContext(pathText(path), wanted.error());
    FileContent content;
    for (const std::string &name : *wanted) {
        const TensorEntry &tensor = *file->find(name);
        if (!describe(tensor.dtype).isReadable || static_cast<std::size_t>(tensor.elements()) > mostValues)
            return inContext(pathText(path), badInput(fmt::format("{} cannot be read as maps: its type is {}",
                                                                  quotedText(name), describe(tensor.dtype).name)));
        MapArray array{.name = name,
                       .shape = {tensor.shape.begin(), tensor.shape.end()},
                       .values = std::vector<float>(static_cast<std::size_t>(tensor.elements()))};
        readAsFloat(*file, tensor, array.values);
        content.arrays.push_back(std::move(array));
    }
    if (const auto tokens = file->metadata().find("tokens"); tokens != file->metadata().end()) {
        const auto list = parseJson(tokens->second);
        auto read = list ? tokensIn(*list) : Result<std::vector<std::string>>(list.error());
        if (!read)
            return inContext(pathText(path) + ", metadata \"tokens\"", read.error());
        content.tokens = *std::move(read);
    }
    return file->isIntact() ? Result(std::move(content)) : inContext(pathText(path), changedWhileRead());
}

// Nested lists of numbers, each as long as its neighbors.
Result<void> flatten(const nlohmann::json &list, std::size_t depth, MapArray &array)
{
    if (array.shape.size() <= depth)
        array.shape.push_back(list.size());
    if (!list.is_array() || list.size() != array.shape[depth])
        return badInput("its lists are not as long as each other");
    for (const nlohmann::json &item : list) {
        if (item.is_array()) {
            if (const auto done = flatten(item, depth + 1, array); !done)
                return done;
        } else if (item.is_number() && array.values.size() < mostValues && array.shape.size() == depth + 1) {
            array.values.push_back(item.get<float>());
        } else {
            return badInput("its lists hold something that is no number");
        }
    }
    return {};
}

Result<FileContent> jsonContent(const InputFile &file)
{
    const auto text = sourceOf(file).text(0, file.size());
    if (!text)
        return text.error();
    const auto json = parseJson(withoutByteOrderMark(*text), mapsJson);
    if (!json)
        return json.error();
    FileContent content;
    const nlohmann::json *lists = json->is_array() ? &*json : nullptr;
    for (const char *key : {"attention", "attentions"}) {
        if (json->is_object() && json->contains(key))
            lists = &(*json)[key];
    }
    if (!lists || !lists->is_array())
        return badInput("it is neither a list nor an object with a list under \"attention\"");
    MapArray array;
    if (const auto done = flatten(*lists, 0, array); !done)
        return done.error();
    content.arrays.push_back(std::move(array));
    if (json->is_object() && json->contains("tokens")) {
        auto tokens = tokensIn((*json)["tokens"]);
        if (!tokens)
            return tokens.error();
        content.tokens = *std::move(tokens);
    }
    return content;
}

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
    return lines;
}

// Of the file beside it; none where there is no such file.
Result<std::vector<std::string>> tokensBeside(const Path &file)
{
    for (const Path &beside : tokenFilesOf(file)) {
        std::error_code ignored;
        if (!std::filesystem::exists(beside, ignored))
            continue;
        const auto text = readTextFile(beside, mostTokenFileBytes);
        if (!text)
            return text.error();
        if (beside.extension() == ".txt")
            return linesOf(withoutByteOrderMark(*text));
        const auto list = parseJson(withoutByteOrderMark(*text));
        auto tokens = list ? tokensIn(*list) : Result<std::vector<std::string>>(list.error());
        return tokens ? tokens : inContext(pathText(beside), tokens.error());
    }
    return std::vector<std::string>();
}

Result<FileContent> contentOf(const Path &file)
{
    const Path ending = file.extension();
    if (ending == ".safetensors")
        return safetensorsContent(file);
    return readUnchanged<FileContent>(file, [&ending](const InputFile &open) {
        if (ending == ".json")
            return jsonContent(open);
        return ending == ".npz" ? npzContent(open) : npyContent(open);
    });
}

bool isConfiguration(const Path &file)
{
    const std::string name = file.filename().string();
    return name == "config.json" || name.ends_with(".index.json");
}

bool namesAttention(const Path &file)
{
    const auto open = Checkpoint::open(file);
    return open && std::ranges::any_of(namesOf(*open), [](const std::string &name) {
               return holdsEverything(name) || (layerOfName(name) && name.find("attention") != std::string::npos);
           });
}

}  // namespace

Result<AttentionMaps> readAttentionMaps(const Path &file)
{
    auto content = contentOf(file);
    if (!content)
        return content.error();
    if (content->tokens.empty()) {
        auto tokens = tokensBeside(file);
        if (!tokens)
            return tokens.error();
        content->tokens = *std::move(tokens);
    }
    auto maps = attentionMaps(content->arrays, std::move(content->tokens));
    return maps ? std::move(maps) : Result<AttentionMaps>(inContext(pathText(file), maps.error()));
}

bool isAttentionFile(const Path &file)
{
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored))
        return false;
    const Path ending = file.extension();
    if (ending == ".safetensors")
        return namesAttention(file);
    return ending == ".npy" || ending == ".npz" || (ending == ".json" && !isConfiguration(file));
}

std::vector<Path> tokenFilesOf(const Path &file)
{
    std::vector<Path> files;
    for (const char *ending : {".tokens.txt", ".tokens.json"}) {
        Path beside = file;
        files.push_back(beside += ending);
        files.push_back(Path(file).replace_extension(ending));
    }
    return files;
}

}  // namespace core
