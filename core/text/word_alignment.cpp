#include "core/text/word_alignment.h"

#include "core/base/utf8.h"
#include "core/text/text_normalizer.h"

#include <algorithm>

namespace core {
namespace {

std::string lowerCased(const std::string &word)
{
    std::string lower;
    TextNormalizer normalizer(word, {.stripAccents = false});
    while (const auto character = normalizer.next())
        appendUtf8(lower, character->value);
    return lower;
}

std::vector<std::string> lowerCased(const std::vector<std::string> &words)
{
    std::vector<std::string> lower;
    for (const std::string &word : words)
        lower.push_back(lowerCased(word));
    return lower;
}

// How many words the rests of both texts, from these words on, have in common at most: (first + 1) x (second + 1).
class CommonWords
{
public:
    CommonWords(const std::vector<std::string> &first, const std::vector<std::string> &second)
        : m_columns(second.size() + 1), m_counts((first.size() + 1) * m_columns, 0)
    {
        for (std::size_t row = first.size(); row-- > 0;) {
            for (std::size_t column = second.size(); column-- > 0;) {
                m_counts[row * m_columns + column] = first[row] == second[column]
                                                         ? 1 + from(row + 1, column + 1)
                                                         : std::max(from(row + 1, column), from(row, column + 1));
            }
        }
    }

    int from(std::size_t first, std::size_t second) const { return m_counts[first * m_columns + second]; }

private:
    std::size_t m_columns;
    std::vector<int> m_counts;
};

}  // namespace

std::vector<AlignedWords> alignWords(const std::vector<std::string> &first, const std::vector<std::string> &second)
{
    const std::vector<std::string> one = lowerCased(first);
    const std::vector<std::string> other = lowerCased(second);
    const CommonWords common(one, other);
    std::vector<AlignedWords> aligned;
    std::size_t row = 0;
    std::size_t column = 0;
    while (row < one.size() || column < other.size()) {
        const bool isEqual = row < one.size() && column < other.size() && one[row] == other[column];
        const bool takesFirst = isEqual || column == other.size() ||
                                (row < one.size() && common.from(row + 1, column) >= common.from(row, column + 1));
        const bool takesSecond = isEqual || !takesFirst;
        aligned.push_back({.first = takesFirst ? std::optional(static_cast<int>(row)) : std::nullopt,
                           .second = takesSecond ? std::optional(static_cast<int>(column)) : std::nullopt});
        row += takesFirst ? 1 : 0;
        column += takesSecond ? 1 : 0;
    }
    return aligned;
}

}  // namespace core
