#include "core/analysis/measures/position_groups.h"

#include <cassert>
#include <cstdlib>
#include <limits>

namespace core {
namespace {

struct GroupWords {
    std::string_view id;
    std::string_view name;
};

constexpr std::array<GroupWords, positionGroupCount> words{
    {{"diagonal", "diagonal"}, {"special", "special tokens"}, {"neighbors", "neighbors"}, {"rest", "the rest"}}};

}  // namespace

std::string_view idOf(PositionGroup group)
{
    return words[static_cast<std::size_t>(group)].id;
}

std::string_view nameOf(PositionGroup group)
{
    return words[static_cast<std::size_t>(group)].name;
}

PositionGroup groupOf(int query, int key, const std::vector<bool> &isSpecial)
{
    if (query == key)
        return PositionGroup::Diagonal;
    if (isSpecial[query] || isSpecial[key])
        return PositionGroup::Special;
    return std::abs(query - key) == 1 ? PositionGroup::Neighbors : PositionGroup::Rest;
}

std::array<double, positionGroupCount> groupMeans(const MatrixView &map, const std::vector<bool> &isSpecial)
{
    assert(map.rows() == map.cols() && static_cast<std::size_t>(map.rows()) == isSpecial.size());
    std::array<double, positionGroupCount> sums{};
    std::array<int, positionGroupCount> pairs{};
    for (int query = 0; query < map.rows(); ++query) {
        for (int key = 0; key < map.cols(); ++key) {
            const auto group = static_cast<std::size_t>(groupOf(query, key, isSpecial));
            sums[group] += map(query, key);
            ++pairs[group];
        }
    }
    for (std::size_t group = 0; group < sums.size(); ++group)
        sums[group] = pairs[group] > 0 ? sums[group] / pairs[group] : std::numeric_limits<double>::quiet_NaN();
    return sums;
}

}  // namespace core
