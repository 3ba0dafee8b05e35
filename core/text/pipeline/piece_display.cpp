#include "core/text/pipeline/piece_display.h"

#include "core/base/utf8.h"
#include "core/text/character_class.h"
#include "core/text/models/byte_fallback.h"
#include "core/text/pipeline/byte_alphabet.h"

namespace core {

namespace {

std::string withSpaces(std::string_view piece, const std::string &mark)
{
    std::string result;
    while (!mark.empty() && piece.find(mark) != std::string_view::npos) {
        const std::size_t place = piece.find(mark);
        result += piece.substr(0, place);
        result += ' ';
        piece.remove_prefix(place + mark.size());
    }
    result += piece;
    return result;
}

std::string_view withoutSpaces(std::string_view text)
{
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    return text;
}

// Bytes that are no character become bytes, and what would break a line or not be seen becomes a sign.
std::string readable(std::string_view text)
{
    const bool isBlankText = withoutSpaces(text).empty();
    std::string result;
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t length = utf8Length(text.substr(offset));
        const char letter = text[offset];
        if (length == 0)
            result += bytePiece(static_cast<unsigned char>(text[offset++]));
        else if (letter == '\n')
            result += "⏎";
        else if (letter == '\t')
            result += "⇥";
        else if (letter == ' ' && isBlankText)
            result += "␣";
        else
            result += text.substr(offset, length);
        offset += length;
    }
    return result;
}

}  // namespace

std::string PieceDisplay::spelled(std::string_view piece) const
{
    if (isByteLevel) {
        if (auto bytes = bytesOfLetters(piece))
            return *std::move(bytes);
    }
    if (continuesWord(piece))
        piece.remove_prefix(continuationPrefix.size());
    if (!wordSuffix.empty() && piece.size() > wordSuffix.size() && piece.ends_with(wordSuffix))
        piece.remove_suffix(wordSuffix.size());
    return withSpaces(piece, blankMark);
}

std::string PieceDisplay::shown(std::string_view piece) const
{
    const std::string text = spelled(piece);
    const std::string_view bare = withoutSpaces(text);
    return readable(bare.empty() ? std::string_view(text) : bare);
}

std::string PieceDisplay::shownWord(std::string_view normalized) const
{
    return std::string(withoutSpaces(withSpaces(normalized, blankMark)));
}

bool PieceDisplay::isBlank(std::string_view piece) const
{
    const std::string text = spelled(piece);
    for (std::size_t offset = 0; offset < text.size();) {
        if (!isWhiteSpace(readUtf8(text, offset)))
            return false;
    }
    return !text.empty();
}

bool PieceDisplay::continuesWord(std::string_view piece) const
{
    return !continuationPrefix.empty() && piece.size() > continuationPrefix.size() && piece.starts_with(continuationPrefix);
}

bool PieceDisplay::beginsWithBlank(std::string_view piece) const
{
    return spelled(piece).starts_with(' ');
}

}  // namespace core
