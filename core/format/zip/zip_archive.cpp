#include "core/format/zip/zip_archive.h"

#include "core/base/byte_cursor.h"
#include "core/base/message_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace core {
namespace {

// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3.7 to 4.3.16 and 4.5.3.
constexpr std::uint32_t localSignature = 0x04034b50;
constexpr std::uint32_t entrySignature = 0x02014b50;
constexpr std::uint32_t endSignature = 0x06054b50;
constexpr std::uint32_t end64Signature = 0x06064b50;
constexpr std::uint32_t locator64Signature = 0x07064b50;
constexpr std::uint64_t localBytes = 30;
constexpr std::uint64_t endBytes = 22;
constexpr std::uint64_t end64Bytes = 56;
constexpr std::uint64_t locator64Bytes = 20;
constexpr std::uint64_t longestComment = 0xffff;
constexpr std::uint32_t absent32 = 0xffff'ffff;  // the number stands in the field of zip64
constexpr std::uint16_t absent16 = 0xffff;
constexpr std::uint64_t directoryLimit = std::uint64_t(64) << 20;

Error damagedArchive(const std::string &what)
{
    return badInput("the zip archive is cut short or damaged: " + what);
}

struct Directory {
    std::uint64_t entries = 0;
    std::uint64_t bytes = 0;
    std::uint64_t begin = 0;
};

struct ListedEntry {
    std::string name;
    ZipEntry entry;
    std::uint64_t header = 0;  // where its local header begins
};

// Where the record begins that the archive ends with, but for a comment.
std::optional<std::size_t> endRecord(std::string_view tail)
{
    constexpr std::string_view signature("PK\5\6", 4);
    for (std::size_t place = tail.rfind(signature); place != std::string_view::npos;
         place = place == 0 ? std::string_view::npos : tail.rfind(signature, place - 1)) {
        if (tail.size() - place >= endBytes)
            return place;
    }
    return std::nullopt;
}

Result<Directory> directory64(const ByteSource &file, std::uint64_t locatorBegin)
{
    const auto locator = file.text(locatorBegin, locator64Bytes);
    if (!locator)
        return locator.error();
    ByteCursor fields(*locator);
    if (fields.number<std::uint32_t>() != locator64Signature)
        return damagedArchive("it says that it is large but not where its directory is");
    fields.take(4);
    const auto record = file.text(fields.number<std::uint64_t>(), end64Bytes);
    if (!record)
        return record.error();
    ByteCursor end(*record);
    if (end.number<std::uint32_t>() != end64Signature)
        return damagedArchive("its directory is not where it should be");
    end.take(8 + 2 + 2 + 4 + 4 + 8);  // size of the record, versions, disks, entries of this disk
    Directory directory;
    directory.entries = end.number<std::uint64_t>();
    directory.bytes = end.number<std::uint64_t>();
    directory.begin = end.number<std::uint64_t>();
    return directory;
}

Result<Directory> findDirectory(const ByteSource &file)
{
    const std::uint64_t tailBytes = std::min(file.size, endBytes + longestComment);
    const std::uint64_t tailBegin = file.size - tailBytes;
    const auto tail = file.text(tailBegin, tailBytes);
    if (!tail)
        return tail.error();
    const auto place = endRecord(*tail);
    if (!place)
        return damagedArchive("its directory, at the end, is missing; download it again");
    ByteCursor end(std::string_view(*tail).substr(*place));
    end.take(4 + 2 + 2 + 2);  // signature, disks, entries of this disk
    const auto entries = end.number<std::uint16_t>();
    const auto bytes = end.number<std::uint32_t>();
    const auto begin = end.number<std::uint32_t>();
    if (entries != absent16 && bytes != absent32 && begin != absent32)
        return Directory{entries, bytes, begin};
    const std::uint64_t endBegin = tailBegin + *place;
    if (endBegin < locator64Bytes)
        return damagedArchive("it says that it is large but not where its directory is");
    return directory64(file, endBegin - locator64Bytes);
}

// Numbers that do not fit into their own fields stand in this one, in their order.
void readZip64(std::string_view extra, ListedEntry &listed)
{
    ByteCursor fields(extra);
    while (!fields.hasEnded() && fields.place() < extra.size()) {
        const auto id = fields.number<std::uint16_t>();
        const std::string_view content = fields.take(fields.number<std::uint16_t>());
        ByteCursor numbers(content);
        if (id != 1)
            continue;
        for (std::uint64_t *number : {&listed.entry.unpackedBytes, &listed.entry.bytes, &listed.header}) {
            if (*number == absent32)
                *number = numbers.number<std::uint64_t>();
        }
    }
}

ZipEntry::Packing packingOf(int method, bool isEncrypted, const ZipEntry &entry)
{
    constexpr int stored = 0;
    constexpr int deflated = 8;
    if (method == stored && !isEncrypted && entry.bytes == entry.unpackedBytes)
        return ZipEntry::Packing::Stored;
    return method == deflated && !isEncrypted ? ZipEntry::Packing::Deflated : ZipEntry::Packing::Other;
}

ListedEntry listedEntry(ByteCursor &directory)
{
    ListedEntry listed;
    directory.take(2 + 2);  // versions
    const auto flags = directory.number<std::uint16_t>();
    const auto method = directory.number<std::uint16_t>();
    directory.take(2 + 2);  // time, date
    listed.entry.checksum = directory.number<std::uint32_t>();
    listed.entry.bytes = directory.number<std::uint32_t>();
    listed.entry.unpackedBytes = directory.number<std::uint32_t>();
    const auto nameBytes = directory.number<std::uint16_t>();
    const auto extraBytes = directory.number<std::uint16_t>();
    const auto commentBytes = directory.number<std::uint16_t>();
    directory.take(2 + 2 + 4);  // disk, attributes
    listed.header = directory.number<std::uint32_t>();
    listed.name = directory.take(nameBytes);
    readZip64(directory.take(extraBytes), listed);
    directory.take(commentBytes);
    const bool isEncrypted = flags & 1;
    listed.entry.packing = packingOf(method, isEncrypted, listed.entry);
    return listed;
}

// The bytes of an entry begin behind its local header, whose length only the header itself tells.
std::optional<Error> locate(const ByteSource &file, ListedEntry &listed)
{
    const auto header = file.text(listed.header, localBytes);
    if (!header)
        return header.error();
    ByteCursor fields(*header);
    if (fields.number<std::uint32_t>() != localSignature)
        return damagedArchive(quotedText(listed.name) + " is not where the directory says");
    fields.take(localBytes - 4 - 2 - 2);
    const std::uint64_t nameBytes = fields.number<std::uint16_t>();
    const std::uint64_t extraBytes = fields.number<std::uint16_t>();
    listed.entry.begin = listed.header + localBytes + nameBytes + extraBytes;
    if (listed.entry.begin > file.size || listed.entry.bytes > file.size - listed.entry.begin)
        return damagedArchive(quotedText(listed.name) + " would reach behind its end");
    return std::nullopt;
}

std::optional<Error> overlapOf(std::vector<ListedEntry> &listed, std::uint64_t directoryBegin)
{
    std::ranges::sort(listed, {}, &ListedEntry::header);
    for (std::size_t index = 0; index < listed.size(); ++index) {
        const std::uint64_t end = listed[index].entry.begin + listed[index].entry.bytes;
        const std::uint64_t next = index + 1 < listed.size() ? listed[index + 1].header : directoryBegin;
        if (end > next)
            return damagedArchive(quotedText(listed[index].name) + " overlaps what follows it");
    }
    return std::nullopt;
}

}  // namespace

Result<ZipArchive> readZipArchive(const ByteSource &file)
{
    const auto directory = findDirectory(file);
    if (!directory)
        return directory.error();
    if (directory->bytes > directoryLimit)
        return damagedArchive("its directory is larger than any of a model");
    const auto text = file.text(directory->begin, directory->bytes);
    if (!text)
        return text.error();
    ByteCursor cursor(*text);
    std::vector<ListedEntry> listed;
    for (std::uint64_t index = 0; index < directory->entries; ++index) {
        const bool isEntry = cursor.number<std::uint32_t>() == entrySignature;
        ListedEntry next = listedEntry(cursor);
        if (!isEntry || cursor.hasEnded())
            return damagedArchive("its directory does not list what it says");
        if (const auto fault = locate(file, next))
            return *fault;
        listed.push_back(std::move(next));
    }
    if (const auto overlap = overlapOf(listed, directory->begin))
        return *overlap;
    ZipArchive archive;
    for (const ListedEntry &entry : listed) {
        if (!archive.emplace(entry.name, entry.entry).second)
            return damagedArchive(quotedText(entry.name) + " is in it twice");
    }
    return archive;
}

}  // namespace core
