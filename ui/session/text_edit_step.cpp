#include "ui/session/text_edit_step.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace ui {

namespace {

bool isSpace(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n';
}

std::size_t commonPrefix(std::string_view a, std::string_view b)
{
    auto length = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
    while (length > 0 && length < a.size() && core::isContinuationByte(a[length]))
        --length;
    return length;
}

std::size_t commonSuffix(std::string_view a, std::string_view b)
{
    std::size_t length = 0;
    while (length < a.size() && length < b.size() && a[a.size() - 1 - length] == b[b.size() - 1 - length])
        ++length;
    while (length > 0 && core::isContinuationByte(a[a.size() - length]))
        --length;
    return length;
}

bool isOneCharacter(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text.substr(1), core::isContinuationByte);
}

}  // namespace

TextEdit textEdit(std::string_view before, std::string_view after)
{
    const std::size_t prefix = commonPrefix(before, after);
    const std::size_t suffix = commonSuffix(before.substr(prefix), after.substr(prefix));
    return {prefix, before.substr(prefix, before.size() - prefix - suffix),
            after.substr(prefix, after.size() - prefix - suffix)};
}

bool continuesEdit(const TextEdit &first, const TextEdit &second)
{
    if (first.removed.empty() && !first.inserted.empty() && second.removed.empty() && isOneCharacter(second.inserted)) {
        const bool startsWord = isSpace(first.inserted.back()) && !isSpace(second.inserted.back());
        return second.position == first.end() && !startsWord;
    }
    if (first.inserted.empty() && !first.removed.empty() && second.inserted.empty() && isOneCharacter(second.removed)) {
        const bool goesBack = second.position + second.removed.size() == first.position;
        const bool leavesWord = isSpace(second.removed.front()) && !isSpace(first.removed.front());
        return (goesBack || second.position == first.position) && !leavesWord;
    }
    return false;
}

}  // namespace ui
