#include "core/format/maps/attention_maps.h"

#include "core/base/counted.h"
#include "core/base/message_text.h"
#include "core/format/maps/row_sums.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace core {
namespace {

constexpr std::size_t mostLayersAndHeads = 1 << 16;

struct MapsShape {
    std::size_t layers = 1;
    std::size_t heads = 1;
    std::size_t tokens = 0;

    bool operator==(const MapsShape &) const = default;
};

std::string inArray(const MapArray &array)
{
    return array.name.empty() ? std::string("it") : quotedText(array.name);
}

// A batch of one text stands in front, or, where each layer has its own, behind the layers: layers x 1 x heads x n x n.
std::optional<MapsShape> shapeOf(std::vector<std::size_t> shape)
{
    if (shape.size() == 5 && shape[1] == 1)
        shape.erase(shape.begin() + 1);
    while (shape.size() > 2 && shape.front() == 1)
        shape.erase(shape.begin());
    const std::size_t axes = shape.size();
    if (axes < 2 || axes > 4 || shape[axes - 1] != shape[axes - 2] || std::ranges::find(shape, 0U) != shape.end())
        return std::nullopt;
    MapsShape maps{.tokens = shape.back()};
    if (axes >= 3)
        maps.heads = shape[axes - 3];
    if (axes == 4)
        maps.layers = shape.front();
    return maps.layers * maps.heads <= mostLayersAndHeads ? std::optional(maps) : std::nullopt;
}

Result<MapsShape> checkedShape(const MapArray &array)
{
    if (const auto shape = shapeOf(array.shape))
        return *shape;
    return badInput(fmt::format("{} has the shape {}, expected n x n, heads x n x n or layers x heads x n x n",
                                inArray(array), dimensionsText(array.shape)));
}

std::string placeText(const MapsShape &shape, std::size_t index)
{
    const std::size_t n = shape.tokens;
    return fmt::format("layer {}, head {}, query {}, key {}", index / (shape.heads * n * n), index / (n * n) % shape.heads,
                       index / n % n, index % n);
}

Result<void> checkValues(const MapArray &array, const MapsShape &shape)
{
    const auto wrong = std::ranges::find_if(array.values, [](float value) { return !(value >= 0 && std::isfinite(value)); });
    if (wrong == array.values.end())
        return {};
    const auto index = static_cast<std::size_t>(wrong - array.values.begin());
    return badInput(fmt::format("{} holds {} at {}, expected weights of attention, which are finite and not below 0",
                                inArray(array), *wrong, placeText(shape, index)));
}

void append(const MapArray &array, const MapsShape &shape, std::vector<HeadMatrices> &layers)
{
    const auto tokens = static_cast<int>(shape.tokens);
    const std::size_t each = shape.heads * shape.tokens * shape.tokens;
    for (std::size_t layer = 0; layer < shape.layers; ++layer) {
        HeadMatrices maps(static_cast<int>(shape.heads), tokens, tokens);
        std::copy_n(array.values.begin() + static_cast<std::ptrdiff_t>(layer * each), each, maps.data());
        layers.push_back(std::move(maps));
    }
}

Result<std::vector<std::string>> checkedTokens(std::vector<std::string> tokens, std::size_t count)
{
    if (tokens.empty()) {
        for (std::size_t token = 0; token < count; ++token)
            tokens.push_back(std::to_string(token));
    }
    if (tokens.size() != count)
        return badInput(
            fmt::format("there are names of {}, but the maps are between {}", counted(tokens.size(), "token"), count));
    return tokens;
}

}  // namespace

Result<AttentionMaps> attentionMaps(std::span<const MapArray> arrays, std::vector<std::string> tokens)
{
    AttentionMaps maps;
    std::optional<MapsShape> first;
    for (const MapArray &array : arrays) {
        const auto shape = checkedShape(array);
        if (!shape)
            return shape.error();
        if (arrays.size() > 1 && shape->layers > 1)
            return badInput(fmt::format("{} holds {}, expected one for each of several arrays", inArray(array),
                                        counted(shape->layers, "layer")));
        if (first && *first != *shape)
            return badInput(fmt::format("{} has the shape {}, which is not that of the layers before", inArray(array),
                                        dimensionsText(array.shape)));
        first = *shape;
        if (const auto checked = checkValues(array, *shape); !checked)
            return checked.error();
        append(array, *shape, maps.layers);
    }
    if (!first)
        return badInput("it holds no attention");
    auto named = checkedTokens(std::move(tokens), first->tokens);
    if (!named)
        return named.error();
    maps.tokens = *std::move(named);
    RowSums sums;
    for (const HeadMatrices &layer : maps.layers)
        sums.add(layer);
    if (!sums.areOne()) {
        maps.remarks.push_back(fmt::format(
            "the weights of a query add up to {} and not to 1, so measures that take them for shares have no meaning",
            sums.text()));
    }
    return maps;
}

}  // namespace core
