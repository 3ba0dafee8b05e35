#include "app/command_line/suggestion.h"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>
#include <vector>

namespace app {

namespace {

// How many letters have to be put in, taken out or replaced to make one of the other (Levenshtein's distance).
std::size_t editDistance(std::string_view first, std::string_view second)
{
    std::vector<std::size_t> row(second.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (const char letter : first) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 0; j < second.size(); ++j) {
            const std::size_t replaced = diagonal + (letter == second[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

std::string_view withoutDashes(std::string_view name)
{
    return name.substr(std::min(name.find_first_not_of('-'), name.size()));
}

// In a short name two changes would fit too many others, unless its letters only changed places.
bool isSlipOf(std::string_view typed, std::string_view name)
{
    constexpr std::size_t shortestSlip = 2;  // one letter may stand for anything
    constexpr std::size_t shortestBeginning = 3;
    if (typed.size() < shortestSlip)
        return false;
    if (typed.size() >= shortestBeginning && name.starts_with(typed))
        return true;
    const std::size_t changes = editDistance(typed, name);
    return changes <= (name.size() > 4 ? 2U : 1U) || (changes == 2 && std::ranges::is_permutation(typed, name));
}

}  // namespace

std::string suggestion(std::string_view typed, std::span<const std::string_view> names)
{
    constexpr std::size_t longestName = 64;  // longer words are paths or sentences
    if (typed.size() > longestName)
        return {};
    const std::string_view word = withoutDashes(typed);
    std::string_view nearest;
    for (const std::string_view name : names) {
        const bool isNearer =
            nearest.empty() || editDistance(word, withoutDashes(name)) < editDistance(word, withoutDashes(nearest));
        if (isSlipOf(word, withoutDashes(name)) && isNearer)
            nearest = name;
    }
    return nearest.empty() ? std::string() : fmt::format("; did you mean {}?", nearest);
}

}  // namespace app
