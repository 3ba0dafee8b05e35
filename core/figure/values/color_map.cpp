#include "core/figure/values/color_map.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace core {
namespace {

using Json = nlohmann::json;

struct ColorStop {
    double position = 0;
    Rgb color;
};

std::optional<ColorMapKind> kindFrom(const std::string &text)
{
    if (text == "sequential")
        return ColorMapKind::Sequential;
    if (text == "diverging")
        return ColorMapKind::Diverging;
    if (text == "categorical")
        return ColorMapKind::Categorical;
    return std::nullopt;
}

std::optional<Rgb> colorFrom(const std::string &text)
{
    const auto isHexDigit = [](unsigned char character) { return std::isxdigit(character) != 0; };
    if (text.size() != 7 || text[0] != '#' || !std::all_of(text.begin() + 1, text.end(), isHexDigit))
        return std::nullopt;
    const unsigned long value = std::stoul(text.substr(1), nullptr, 16);
    return Rgb{static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8 & 0xff),
               static_cast<std::uint8_t>(value & 0xff)};
}

Result<ColorStop> stopFrom(const Json &json)
{
    if (!json.is_array() || json.size() != 2 || !json[0].is_number() || !json[1].is_string())
        return badInput(fmt::format("stop {} is not of the form [0.5, \"#rrggbb\"]", json.dump()));
    const auto color = colorFrom(json[1].get<std::string>());
    if (!color)
        return badInput(fmt::format("color {} is not of the form \"#rrggbb\"", json[1].dump()));
    return ColorStop{json[0].get<double>(), *color};
}

Result<std::vector<ColorStop>> stopsFrom(const Json &json)
{
    std::vector<ColorStop> stops;
    for (const Json &entry : json) {
        Result<ColorStop> stop = stopFrom(entry);
        if (!stop)
            return stop.error();
        if (!stops.empty() && stop->position <= stops.back().position)
            return badInput(fmt::format("stop {} does not come after the one before it", entry.dump()));
        stops.push_back(*stop);
    }
    if (stops.size() < 2 || stops.front().position != 0 || stops.back().position != 1)
        return badInput("the stops have to begin at 0 and end at 1");
    return stops;
}

std::uint8_t mixed(std::uint8_t from, std::uint8_t to, double share)
{
    return static_cast<std::uint8_t>(std::lround(from + (to - from) * share));
}

Rgb colorBetween(const std::vector<ColorStop> &stops, double position)
{
    const auto isBefore = [](const ColorStop &stop, double value) { return stop.position < value; };
    const auto upper = std::max(std::lower_bound(stops.begin(), stops.end(), position, isBefore), stops.begin() + 1);
    const ColorStop &high = upper == stops.end() ? stops.back() : *upper;
    const ColorStop &low = *(&high - 1);
    const double share = (position - low.position) / (high.position - low.position);
    return {mixed(low.color.red, high.color.red, share), mixed(low.color.green, high.color.green, share),
            mixed(low.color.blue, high.color.blue, share)};
}

Rgb categoryAt(const std::vector<ColorStop> &stops, int index)
{
    return stops[static_cast<std::size_t>(index) * stops.size() / ColorMap::size].color;
}

ColorMap mapFrom(std::string name, ColorMapKind kind, const std::vector<ColorStop> &stops)
{
    ColorMap map{std::move(name), kind, {}};
    for (int index = 0; index < ColorMap::size; ++index)
        map.colors[static_cast<std::size_t>(index)] = kind == ColorMapKind::Categorical
                                                          ? categoryAt(stops, index)
                                                          : colorBetween(stops, index / (ColorMap::size - 1.0));
    return map;
}

double linearLight(std::uint8_t channel)
{
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

}  // namespace

const Rgb &ColorMap::at(double share) const
{
    const double index = std::clamp(share, 0.0, 1.0) * (size - 1);
    return colors[static_cast<std::size_t>(std::isnan(index) ? 0 : std::lround(index))];
}

Result<ColorMap> parseColorMap(std::string_view json)
{
    const Json root = Json::parse(json, nullptr, /*allow_exceptions=*/false);
    if (!root.is_object())
        return badInput("a color map has to be a JSON object");
    if (!root.contains("name") || !root["name"].is_string())
        return badInput("a color map has to have a \"name\"");
    const std::string name = root["name"].get<std::string>();
    const std::string kindText = root.contains("kind") && root["kind"].is_string() ? root["kind"].get<std::string>() : "";
    const auto kind = kindFrom(kindText);
    if (!kind)
        return badInput(
            fmt::format("color map \"{}\": kind \"{}\" is none of sequential, diverging, categorical", name, kindText));
    if (!root.contains("stops") || !root["stops"].is_array())
        return badInput(fmt::format("color map \"{}\" has to have a list of \"stops\"", name));
    const auto stops = stopsFrom(root["stops"]);
    if (!stops)
        return inContext(fmt::format("color map \"{}\"", name), stops.error());
    return mapFrom(name, *kind, *stops);
}

double lightness(const Rgb &color)
{
    const double luminance =
        0.2126 * linearLight(color.red) + 0.7152 * linearLight(color.green) + 0.0722 * linearLight(color.blue);
    return luminance > 216.0 / 24389 ? 116 * std::cbrt(luminance) - 16 : luminance * 24389 / 27;
}

}  // namespace core
