#include "core/base/text_file.h"

#include "core/base/mapped_file.h"

namespace core {

namespace {

constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";

}  // namespace

Result<std::string> readTextFile(const std::filesystem::path &path, std::size_t limit)
{
    const auto file = MappedFile::open(path);
    if (!file)
        return file.error();
    const auto bytes = file->bytes();
    if (bytes.size() > limit) {
        return inContext(path.string(), badInput("the file has " + std::to_string(bytes.size()) +
                                                 " bytes, expected at most " + std::to_string(limit)));
    }
    return std::string(reinterpret_cast<const char *>(bytes.data()), bytes.size());
}

std::string_view withoutByteOrderMark(std::string_view text)
{
    return text.starts_with(byteOrderMark) ? text.substr(byteOrderMark.size()) : text;
}

}  // namespace core
