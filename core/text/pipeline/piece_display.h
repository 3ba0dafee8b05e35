#pragma once

#include <string>
#include <string_view>

namespace core {

// How a vocabulary marks where pieces stand in a word, and what of a piece a reader is to see.
struct PieceDisplay {
    bool isByteLevel = false;             // pieces are spelled in GPT-2's alphabet of bytes
    std::string blankMark = {};           // "▁"
    std::string continuationPrefix = {};  // "##"
    std::string wordSuffix = {};          // "</w>"

    // Without marks. Bytes that are no whole character become <0xE2>; a piece of nothing but blanks shows them as ␣, ⏎ and ⇥.
    std::string shown(std::string_view piece) const;
    // A normalized word without the blanks at its ends and in the marks' place.
    std::string shownWord(std::string_view normalized) const;
    // Whether the piece spells white space, and nothing else.
    bool isBlank(std::string_view piece) const;
    // Whether the piece has the prefix of those that do not begin a word.
    bool continuesWord(std::string_view piece) const;
    // Whether a piece begins with the blank before a word.
    bool beginsWithBlank(std::string_view piece) const;

private:
    std::string spelled(std::string_view piece) const;
};

}  // namespace core
