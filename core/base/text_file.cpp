#include "core/base/text_file.h"

#include "core/base/counted.h"
#include "core/base/input_file.h"
#include "core/base/mistaken_file.h"

#include <fmt/core.h>

namespace core {

namespace {

constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";

}  // namespace

Result<std::string> readTextFile(const std::filesystem::path &path, std::size_t limit)
{
    return readUnchanged<std::string>(path, [limit](const InputFile &file) -> Result<std::string> {
        if (file.size() > limit)
            return badInput(fmt::format("the file has {}, expected at most {}", counted(file.size(), "byte"), limit));
        std::string text(file.size(), '\0');
        const auto read = file.read(0, std::as_writable_bytes(std::span(text)));
        return read ? Result(std::move(text)) : read.error();
    });
}

Result<std::string> readModelTextFile(const std::filesystem::path &path, std::size_t limit)
{
    if (const auto empty = emptyModelFile(path))
        return *empty;
    Result<std::string> text = readTextFile(path, limit);
    if (!text)
        return text;
    if (const auto mistaken = mistakenFile(*text))
        return inContext(pathText(path), *mistaken);
    if (const auto answer = path.extension() == ".json" ? answerInsteadOfJson(*text) : std::nullopt)
        return inContext(pathText(path), *answer);
    return text;
}

std::string_view withoutByteOrderMark(std::string_view text)
{
    return text.starts_with(byteOrderMark) ? text.substr(byteOrderMark.size()) : text;
}

}  // namespace core
