#include "core/format/torch/pickle_reader.h"
#include "core/format/torch/stored_tensors.h"
#include "core/format/torch/torch_file.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

namespace core {
namespace {

// torch.serialization.MAGIC_NUMBER, in both ways that pickles write it.
constexpr std::string_view magicBytes = "\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19";
constexpr std::string_view magicDigits = "119547037146038801333356";
constexpr std::int64_t legacyProtocol = 1001;
constexpr std::uint64_t pickledLimit = std::uint64_t(64) << 20;
constexpr std::uint64_t firstWindow = std::uint64_t(1) << 20;

// The pickles at the front of the file: magic number, protocol, system, object, keys of the storages that follow.
struct LegacyPickles {
    Pickle object;
    std::vector<std::string> keys;
    std::uint64_t bytes = 0;
};

bool isMagic(const Pickle &pickle)
{
    const auto *number = pickle.get<PickledBigNumber>(pickle.root);
    return number && (number->bytes == magicBytes || number->digits == magicDigits);
}

bool isLittleEndian(const Pickle &system)
{
    const auto *facts = system.get<PickledDictionary>(system.root);
    return facts && std::ranges::none_of(facts->items, [&system](const auto &fact) {
               const auto *key = system.get<std::string>(fact.first);
               const auto *value = system.get<bool>(fact.second);
               return key && *key == "little_endian" && value && !*value;
           });
}

Result<std::vector<std::string>> keysIn(const Pickle &pickle)
{
    std::vector<std::string> keys;
    const auto *list = pickle.get<PickledSequence>(pickle.root);
    for (const PickledId id : list ? list->items : std::vector<PickledId>()) {
        const auto *key = pickle.get<std::string>(id);
        if (!key)
            list = nullptr;
        else
            keys.push_back(*key);
    }
    return list ? Result(std::move(keys)) : badInput("the file does not list its storages as torch.save() does");
}

Result<LegacyPickles> parsePickles(std::string_view bytes)
{
    std::vector<Pickle> pickles;
    std::uint64_t place = 0;
    for (int index = 0; index < 5; ++index) {
        auto pickle = readPickle(bytes.substr(place));
        if (!pickle)
            return pickle.error();
        place += pickle->bytes;
        pickles.push_back(*std::move(pickle));
        if (index == 0 && !isMagic(pickles.front()))
            return badInput(
                "this is a pickle, but not one of torch.save(); save the weights with torch.save(model.state_dict(), "
                "PATH) or as safetensors");
    }
    const auto *protocol = pickles[1].get<std::int64_t>(pickles[1].root);
    if (!protocol || *protocol != legacyProtocol)
        return badInput("the file is of another version than torch.save() writes, expected 1001");
    if (!isLittleEndian(pickles[2]))
        return badInput(
            "the numbers in the file are big-endian, expected little-endian ones; save the weights on another machine");
    auto keys = keysIn(pickles[4]);
    if (!keys)
        return keys.error();
    return LegacyPickles{std::move(pickles[3]), *std::move(keys), place};
}

// Nothing tells how long the pickles are: with a longer piece of the file where a short one will not do.
Result<LegacyPickles> readPickles(const ByteSource &file)
{
    const std::uint64_t longest = std::min(pickledLimit, file.size);
    for (std::uint64_t window = std::min(firstWindow, longest);; window = longest) {
        const auto bytes = file.text(0, window);
        if (!bytes)
            return bytes.error();
        auto pickles = parsePickles(*bytes);
        if (pickles || window == longest)
            return pickles;
    }
}

// How many bytes one element has, of every storage that is named.
std::map<std::string, std::uint64_t> elementBytes(const Pickle &object)
{
    std::map<std::string, std::uint64_t> bytes;
    for (const PickledValue &value : object.values) {
        if (const auto *storage = std::get_if<PickledStorage>(&value))
            bytes[storage->key] = storage->dtype ? static_cast<std::uint64_t>(describe(*storage->dtype).bits) / 8 : 1;
    }
    return bytes;
}

// Each storage is its number of elements and then these.
Result<StoragePlaces> storagesBehind(const ByteSource &file, const LegacyPickles &pickles)
{
    const auto bytesByKey = elementBytes(pickles.object);
    StoragePlaces places;
    std::uint64_t place = pickles.bytes;
    for (const std::string &key : pickles.keys) {
        std::uint64_t elements = 0;
        std::uint64_t bytes = 0;
        const auto known = bytesByKey.find(key);
        const bool hasLength = place <= file.size && file.size - place >= sizeof elements;
        if (hasLength) {
            if (const auto read = file.read(place, std::as_writable_bytes(std::span(&elements, 1))); !read)
                return read.error();
            place += sizeof elements;
        }
        if (!hasLength || known == bytesByKey.end() || __builtin_mul_overflow(elements, known->second, &bytes) ||
            bytes > file.size - place)
            return badInput("the file is cut short or damaged: a storage would reach behind its end; download it again");
        places[key] = {place, bytes};
        place += bytes;
    }
    return places;
}

// Before protocol 2 a pickle may begin with a name: the instruction c, then the module and the name on a line each.
bool beginsWithName(std::string_view beginning)
{
    const auto isOfName = [](char letter) {
        return letter == '.' || letter == '_' || (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= 'a' && letter <= 'z');
    };
    const auto first = std::ranges::find_if_not(beginning, isOfName);
    const auto second = std::find_if_not(first == beginning.end() ? first : first + 1, beginning.end(), isOfName);
    return beginning.starts_with('c') && second != beginning.end() && *first == '\n' && *second == '\n' &&
           second > first + 1;
}

}  // namespace

bool isPickled(std::string_view beginning)
{
    const bool hasProtocol = beginning.size() > 1 && beginning[0] == '\x80' && beginning[1] >= 2 && beginning[1] <= 5;
    return hasProtocol || beginsWithName(beginning) || beginning.starts_with("L" + std::string(magicDigits));
}

Result<WeightFileContents> readTorchLegacy(const ByteSource &file)
{
    const auto pickles = readPickles(file);
    if (!pickles)
        return pickles.error();
    const auto places = storagesBehind(file, *pickles);
    if (!places)
        return places.error();
    return storedTensors(pickles->object, *places, file.size);
}

}  // namespace core
