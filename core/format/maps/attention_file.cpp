#include "core/base/byte_source.h"
#include "core/base/counted.h"
#include "core/base/input_file.h"
#include "core/base/json.h"
#include "core/base/message_text.h"
#include "core/base/mistaken_file.h"
#include "core/base/number_in.h"
#include "core/base/number_text.h"
#include "core/base/text_file.h"
#include "core/format/checkpoint.h"
#include "core/format/maps/attention_maps.h"
#include "core/format/maps/map_tokens.h"
#include "core/format/npy.h"
#include "core/format/tensor_values.h"
#include "core/format/zip/inflate.h"
#include "core/format/zip/zip_archive.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <system_error>

namespace core {
namespace {

using Path = std::filesystem::path;

constexpr std::size_t mostMapValues = std::size_t{1} << 28;
constexpr std::size_t mostTokenBytes = std::size_t{16} << 20;
constexpr JsonLimits mapsJson{.bytes = std::size_t{512} << 20, .depth = 8, .acceptsNonFinite = true};

// What a file holds before its arrays are put together.
struct FileContent {
    std::vector<MapArray> arrays;
    MapTokens tokens;
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

constexpr std::string_view tokensName = "tokens";

bool holdsEverything(std::string_view name)
{
    return name == "attention" || name == "attentions";
}

bool isLayerOfAttention(std::string_view name)
{
    return layerOfName(name) && name.find("attention") != std::string_view::npos;
}

// What holds everything beside another array of attention leaves open which of them is meant.
Result<std::vector<std::string>> wholeAlone(const std::string &whole, const std::vector<std::string> &names)
{
    const auto other = std::ranges::find_if(names, [&whole](const std::string &name) {
        return name != whole && (holdsEverything(name) || isLayerOfAttention(name));
    });
    if (other == names.end())
        return std::vector{whole};
    return badInput(fmt::format("it holds both {} and {}, expected one of the two", quotedText(whole), quotedText(*other)));
}

// The names of the arrays to read, in order: the one that holds everything, or one for each layer.
Result<std::vector<std::string>> namesToRead(const std::vector<std::string> &names)
{
    if (const auto whole = std::ranges::find_if(names, holdsEverything); whole != names.end())
        return wholeAlone(*whole, names);
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

// A number that a float turns into an infinity.
Error tooLarge(double number)
{
    return badInput(fmt::format("{} is more than 32-bit floats can hold", numberText(number)));
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
            if (std::isfinite(values[index]) && !std::isfinite(array.values[place]))
                return tooLarge(values[index]);
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
        if (const auto checked = checkStored(archive, entry); !checked)
            return checked.error();
        return npyArray(std::move(name), part);
    }
    const auto unpacked = inflated(archive, entry, mostMapValues * sizeof(double) + mostNpyHeaderBytes);
    return unpacked ? npyArray(std::move(name), sourceOf(*unpacked)) : unpacked.error();
}

// The array called tokens of an archive. NumPy stores texts of Python in two ways, of which one is a pickle.
Result<MapTokens> archivedTokens(const ByteSource &archive, const ZipEntry &entry)
{
    if (entry.unpackedBytes > mostTokenBytes)
        return badInput(fmt::format("it has {}, expected at most {}", counted(entry.unpackedBytes, "byte"), mostTokenBytes));
    const auto file = entry.packing == ZipEntry::Packing::Stored ? archive.text(entry.begin, entry.bytes)
                                                                 : inflated(archive, entry, mostTokenBytes);
    const auto array = file ? parseNpyTexts(*file) : Result<std::optional<NpyTexts>>(file.error());
    if (!array)
        return array.error();
    if (!*array || (*array)->shape.size() != 1)
        return MapTokens{{},
                         {"the array tokens is not read: the tokens of a .npz file are an array of texts of one axis, "
                          "np.array([\"a\", \"b\"]), or stand beside it in FILE.tokens.txt"}};
    return MapTokens{(*array)->texts, {}};
}

// numpy.savez and numpy.savez_compressed: a .npy for each array.
Result<FileContent> npzContent(const InputFile &file)
{
    const ByteSource source = sourceOf(file);
    const auto archive = readZipArchive(source);
    if (!archive)
        return archive.error();
    constexpr std::string_view ending = ".npy";
    const std::string tokensEntry = std::string(tokensName) + std::string(ending);
    std::vector<std::string> names;
    for (const auto &[name, entry] : *archive) {
        if (name.ends_with(ending) && name != tokensEntry)
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
    if (const auto entry = archive->find(tokensEntry); entry != archive->end()) {
        auto tokens = archivedTokens(source, entry->second);
        if (!tokens)
            return inContext(quotedText(tokensName), tokens.error());
        content.tokens = *std::move(tokens);
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
        if (!describe(tensor.dtype).isReadable || static_cast<std::size_t>(tensor.elements()) > mostMapValues)
            return inContext(pathText(path), badInput(fmt::format("{} cannot be read as maps: its type is {}",
                                                                  quotedText(name), describe(tensor.dtype).name)));
        MapArray array{.name = name,
                       .shape = {tensor.shape.begin(), tensor.shape.end()},
                       .values = std::vector<float>(static_cast<std::size_t>(tensor.elements()))};
        readAsFloat(*file, tensor, array.values);
        if (tensor.dtype == DType::F64) {
            if (const auto found = firstNonFinite(*file, tensor); found && std::isfinite(found->value))
                return inContext(pathText(path), tooLarge(found->value));
        }
        content.arrays.push_back(std::move(array));
    }
    if (const auto tokens = file->metadata().find("tokens"); tokens != file->metadata().end()) {
        const auto list = parseJson(tokens->second);
        auto read = list ? tokensIn(*list) : Result<std::vector<std::string>>(list.error());
        if (!read)
            return inContext(pathText(path) + ", metadata \"tokens\"", read.error());
        content.tokens.names = *std::move(read);
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
        } else if (item.is_number() && array.values.size() < mostMapValues && array.shape.size() == depth + 1) {
            const auto number = item.get<double>();
            if (std::abs(number) > std::numeric_limits<float>::max())
                return tooLarge(number);
            array.values.push_back(static_cast<float>(number));
        } else {
            return badInput("its lists hold something that is no number");
        }
    }
    return {};
}

Result<MapArray> jsonArray(std::string name, const nlohmann::json &lists)
{
    MapArray array{.name = std::move(name), .shape = {}, .values = {}};
    const auto done = flatten(lists, 0, array);
    if (!done)
        return array.name.empty() ? done.error() : inContext(quotedText(array.name), done.error());
    return array;
}

// The list that the file is, or those of an object under the names that arrays have in other files.
Result<std::vector<MapArray>> jsonArrays(const nlohmann::json &json)
{
    std::vector<std::string> names;
    for (const auto &[name, value] : json.items()) {
        if (json.is_object() && value.is_array() && name != tokensName)
            names.push_back(name);
    }
    std::vector<MapArray> arrays;
    if (!json.is_array() && names.empty())
        return badInput("it is neither a list nor an object with a list under \"attention\" or \"layer.0.attention\"");
    const Result<std::vector<std::string>> wanted =
        json.is_array() ? Result(std::vector{std::string()}) : namesToRead(names);
    if (!wanted)
        return wanted.error();
    for (const std::string &name : *wanted) {
        auto array = jsonArray(name, json.is_array() ? json : json[name]);
        if (!array)
            return array.error();
        arrays.push_back(*std::move(array));
    }
    return arrays;
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
    auto arrays = jsonArrays(*json);
    if (!arrays)
        return arrays.error();
    content.arrays = *std::move(arrays);
    if (json->is_object() && json->contains(tokensName)) {
        auto tokens = tokensIn((*json)[std::string(tokensName)]);
        if (!tokens)
            return tokens.error();
        content.tokens.names = *std::move(tokens);
    }
    return content;
}

Result<FileContent> contentOf(const Path &file)
{
    const Path ending = file.extension();
    if (ending == ".safetensors")
        return safetensorsContent(file);
    return readUnchanged<FileContent>(file, [&ending](const InputFile &open) -> Result<FileContent> {
        const auto beginning = sourceOf(open).text(0, std::min<std::uint64_t>(open.size(), longestAnswer));
        if (beginning) {
            if (const auto mistaken = mistakenFile(*beginning))
                return *mistaken;
        }
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
               return holdsEverything(name) || isLayerOfAttention(name);
           });
}

}  // namespace

Result<AttentionMaps> readAttentionMaps(const Path &file)
{
    auto content = contentOf(file);
    if (!content)
        return content.error();
    std::vector<std::string> remarks = std::move(content->tokens.remarks);
    if (content->tokens.names.empty()) {
        auto tokens = tokensBeside(file);
        if (!tokens)
            return tokens.error();
        content->tokens = *std::move(tokens);
        remarks = content->tokens.names.empty() ? remarks : content->tokens.remarks;
    }
    auto maps = attentionMaps(content->arrays, std::move(content->tokens.names));
    if (!maps)
        return inContext(pathText(file), maps.error());
    maps->remarks.insert(maps->remarks.begin(), remarks.begin(), remarks.end());
    return maps;
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
