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

// Appends the alignment of two texts whose words are counted from `offset`. Beyond some millions of pairs it takes words in their order
// instead of searching.
void alignBetween(const std::vector<std::string> &one, const std::vector<std::string> &other, int offset,
                  std::vector<AlignedWords> &aligned)
{
    constexpr std::size_t mostPairs = 4'000'000;
    const bool isTooLong = one.size() * other.size() > mostPairs;
    const CommonWords common(isTooLong ? std::vector<std::string>() : one, isTooLong ? std::vector<std::string>() : other);
    std::size_t row = 0;
    std::size_t column = 0;
    while (row < one.size() || column < other.size()) {
        const bool isEqual = row < one.size() && column < other.size() && one[row] == other[column];
        const bool takesFirst =
            isEqual || column == other.size() ||
            (row < one.size() && (isTooLong || common.from(row + 1, column) >= common.from(row, column + 1)));
        const bool takesSecond = isEqual || !takesFirst;
        aligned.push_back({.first = takesFirst ? std::optional(static_cast<int>(row) + offset) : std::nullopt,
                           .second = takesSecond ? std::optional(static_cast<int>(column) + offset) : std::nullopt});
        row += takesFirst ? 1 : 0;
        column += takesSecond ? 1 : 0;
    }
}

}  // namespace

std::vector<AlignedWords> alignWords(const std::vector<std::string> &first, const std::vector<std::string> &second)
{
    const std::vector<std::string> one = lowerCased(first);
    const std::vector<std::string> other = lowerCased(second);
    // What both begin and end with needs no search, so that one edit of a long text costs a few cells.
    const auto start = static_cast<std::size_t>(std::ranges::mismatch(one, other).in1 - one.begin());
    std::size_t end = 0;
    while (end < std::min(one.size(), other.size()) - start && one[one.size() - 1 - end] == other[other.size() - 1 - end])
        ++end;
    std::vector<AlignedWords> aligned;
    for (std::size_t word = 0; word < start; ++word)
        aligned.push_back({static_cast<int>(word), static_cast<int>(word)});
    alignBetween({one.begin() + static_cast<std::ptrdiff_t>(start), one.end() - static_cast<std::ptrdiff_t>(end)},
                 {other.begin() + static_cast<std::ptrdiff_t>(start), other.end() - static_cast<std::ptrdiff_t>(end)},
                 static_cast<int>(start), aligned);
    for (std::size_t word = end; word > 0; --word)
        aligned.push_back({static_cast<int>(one.size() - word), static_cast<int>(other.size() - word)});
    return aligned;
}

}  // namespace core
