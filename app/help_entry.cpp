#include "app/help_entry.h"

#include <algorithm>

namespace app {

std::string helpEntry(const std::string &usage, std::string_view help, std::size_t column)
{
    constexpr std::size_t longestLine = 120;
    std::string text = usage;
    std::size_t length = usage.size();
    for (std::size_t word = 0; word < help.size();) {
        const std::size_t end = std::min(help.find(' ', word), help.size());
        const bool isFirst = word == 0;
        if (!isFirst && length + 1 + end - word > longestLine) {
            text += "\n" + std::string(column, ' ');
            length = column;
        } else if (!isFirst) {
            text += ' ';
            ++length;
        }
        text += help.substr(word, end - word);
        length += end - word;
        word = end + 1;
    }
    return text + "\n";
}

}  // namespace app
