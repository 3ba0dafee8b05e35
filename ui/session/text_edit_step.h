#pragma once

#include <cstddef>
#include <string_view>

namespace ui {

// One change of a text, as the smallest stretch that was taken out and the one that was put in its place. Offsets in bytes.
struct TextEdit {
    std::size_t position = 0;
    std::string_view removed;
    std::string_view inserted;

    std::size_t end() const { return position + inserted.size(); }
};

// Both views point into the texts given, which must outlive the edit.
TextEdit textEdit(std::string_view before, std::string_view after);

// Whether the second of two edits in a row goes on with the first, so that one undo takes back both: typing or deleting
// on from the same place, up to the next word.
bool continuesEdit(const TextEdit &first, const TextEdit &second);

}  // namespace ui
