#include "core/base/mistaken_file.h"

#include "core/base/input_file.h"
#include "core/base/message_text.h"
#include "core/base/text_file.h"

#include <fmt/core.h>

#include <algorithm>
#include <system_error>

namespace core {
namespace {

char lowered(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

// As HTML does, without regard to case.
bool startsWithTag(std::string_view text, std::string_view tag)
{
    return text.size() >= tag.size() &&
           std::ranges::equal(text.substr(0, tag.size()), tag, [](char one, char other) { return lowered(one) == other; });
}

std::string_view withoutLeadingBlanks(std::string_view text)
{
    return text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
}

bool isPlain(char letter)
{
    return (letter >= ' ' && letter <= '~') || letter == '\n' || letter == '\r';
}

}  // namespace

std::optional<Error> mistakenFile(std::string_view beginning)
{
    if (beginning.starts_with("version https://git-lfs.github.com/"))
        return badInput("this is a Git LFS pointer, not the file itself; run `git lfs pull` in its folder");
    const std::string_view text = withoutLeadingBlanks(withoutByteOrderMark(beginning));
    for (const std::string_view tag : {"<!doctype", "<html", "<head", "<?xml"}) {
        if (startsWithTag(text, tag))
            return badInput(
                "this is a web page, not the file itself; download the file again, from the address of its raw form");
    }
    return std::nullopt;
}

std::optional<Error> plainTextInsteadOf(std::string_view what, std::string_view content)
{
    constexpr std::size_t longest = 80;
    if (content.size() > longestAnswer || !std::ranges::all_of(content, isPlain))
        return std::nullopt;
    return badInput(fmt::format("the file holds the text \"{}\" instead of {}; download it again",
                                elided(content.substr(0, content.find_last_not_of("\r\n") + 1), longest), what));
}

std::optional<Error> answerInsteadOfJson(std::string_view content)
{
    const bool mayBeJson = content.find_first_of("{[\"") != std::string_view::npos || withoutLeadingBlanks(content).empty();
    return mayBeJson ? std::nullopt : plainTextInsteadOf("JSON", content);
}

std::optional<Error> emptyModelFile(const std::filesystem::path &path)
{
    std::error_code failure;
    if (!std::filesystem::is_regular_file(path, failure) || std::filesystem::file_size(path, failure) != 0 || failure)
        return std::nullopt;
    return badInput(pathText(path) + ": the file is empty; download or copy it again");
}

}  // namespace core
