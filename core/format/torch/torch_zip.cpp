#include "core/base/counted.h"
#include "core/base/message_text.h"
#include "core/format/torch/pickle_reader.h"
#include "core/format/torch/stored_tensors.h"
#include "core/format/torch/torch_file.h"
#include "core/format/zip/zip_archive.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace core {
namespace {

constexpr std::uint64_t zippedPickleLimit = std::uint64_t(64) << 20;
constexpr std::string_view pickleName = "data.pkl";

// The folder in the archive that data.pkl lies in: "archive/". An archive of something else has none.
Result<std::string> rootOf(const ZipArchive &archive)
{
    std::optional<std::string> root;
    for (const auto &[name, entry] : archive) {
        if (name != pickleName && !name.ends_with("/" + std::string(pickleName)))
            continue;
        if (root)
            return badInput("the zip archive holds more than one data.pkl, expected one file of torch.save()");
        root = name.substr(0, name.size() - pickleName.size());
    }
    if (!root)
        return badInput("this is a zip archive without a data.pkl, expected one that torch.save() wrote");
    return *root;
}

Error compressedEntry(const std::string &name)
{
    return badInput(
        fmt::format("{} in the zip archive is compressed, expected it as torch.save() writes it; save the weights again",
                    quotedText(name)));
}

Result<std::string> entryText(const ByteSource &file, const ZipArchive &archive, const std::string &name)
{
    const auto found = archive.find(name);
    if (found == archive.end())
        return std::string();
    if (found->second.packing != ZipEntry::Packing::Stored)
        return compressedEntry(name);
    if (found->second.bytes > zippedPickleLimit) {
        return badInput(fmt::format("{} in the zip archive has {}, expected at most {}", quotedText(name),
                                    counted(found->second.bytes, "byte"), zippedPickleLimit));
    }
    return file.text(found->second.begin, found->second.bytes);
}

Result<StoragePlaces> storagesIn(const ZipArchive &archive, const std::string &root)
{
    StoragePlaces places;
    const std::string folder = root + "data/";
    for (auto entry = archive.lower_bound(folder); entry != archive.end() && entry->first.starts_with(folder); ++entry) {
        if (entry->second.packing != ZipEntry::Packing::Stored)
            return compressedEntry(entry->first);
        places[entry->first.substr(folder.size())] = {entry->second.begin, entry->second.bytes};
    }
    return places;
}

}  // namespace

bool isTorchZip(std::string_view beginning)
{
    return beginning.starts_with(std::string_view("PK\3\4", 4));
}

Result<WeightFileContents> readTorchZip(const ByteSource &file)
{
    const auto archive = readZipArchive(file);
    if (!archive)
        return archive.error();
    const auto root = rootOf(*archive);
    if (!root)
        return root.error();
    if (archive->contains(*root + "constants.pkl"))
        return badInput(
            "this is a TorchScript program, not weights; save the weights with torch.save(model.state_dict(), PATH)");
    const auto order = entryText(file, *archive, *root + "byteorder");
    if (!order)
        return order.error();
    if (!order->empty() && *order != "little")
        return badInput(
            "the numbers in the file are big-endian, expected little-endian ones; save the weights on another machine");
    const auto text = entryText(file, *archive, *root + std::string(pickleName));
    if (!text)
        return text.error();
    const auto pickle = readPickle(*text);
    if (!pickle)
        return pickle.error();
    const auto places = storagesIn(*archive, *root);
    if (!places)
        return places.error();
    return storedTensors(*pickle, *places, file.size);
}

}  // namespace core
