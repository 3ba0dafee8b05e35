#include "core/workbench/session/json_reader.h"

#include "core/base/message_text.h"
#include "core/model/mask/mask_text.h"
#include "core/recipe/recipe_json.h"
#include "core/workbench/session/path_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace core {

namespace {

// Whole, and not beyond what the type holds.
template <typename Whole>
std::optional<Whole> wholeNumber(const nlohmann::json &json)
{
    if (json.is_number_unsigned()) {
        const auto number = json.get<std::uint64_t>();
        const auto most = static_cast<std::uint64_t>(std::numeric_limits<Whole>::max());
        return number <= most ? std::optional(static_cast<Whole>(number)) : std::nullopt;
    }
    if constexpr (std::is_signed_v<Whole>) {
        if (json.is_number_integer()) {
            const auto number = json.get<std::int64_t>();
            return number >= std::numeric_limits<Whole>::min() ? std::optional(static_cast<Whole>(number)) : std::nullopt;
        }
    }
    return std::nullopt;
}

// "rank.spectrum"
std::string nameOf(const JsonReader::Place &place)
{
    std::string name;
    for (const std::string &part : place)
        name += (name.empty() ? "" : ".") + part;
    return nameText(name);
}

bool isInList(const JsonReader::Place &place)
{
    return std::ranges::any_of(
        place, [](const std::string &part) { return part.find_first_not_of("0123456789") == std::string::npos; });
}

void keep(nlohmann::json &settings, const JsonReader::Place &place, const nlohmann::json &value)
{
    nlohmann::json *at = &settings;
    for (const std::string &part : place)
        at = &(*at)[part];
    *at = value;
}

}  // namespace

JsonReader::Place JsonReader::below(Place place, std::string name)
{
    place.push_back(std::move(name));
    return place;
}

void JsonReader::refuse(const Place &place, std::string_view wanted)
{
    m_problem = (place.empty() ? "the session" : nameOf(place)) + " is not " + std::string(wanted);
}

Result<void> JsonReader::finish()
{
    if (!m_problem.empty())
        return badInput(m_problem);
    for (const auto &[name, value] : m_object.items()) {
        if (m_known.contains(name))
            continue;
        const Place place = below(m_place, name);
        m_unknown.names.push_back(nameOf(place));
        if (!isInList(m_place))
            keep(m_unknown.kept, place, value);
    }
    return {};
}

void JsonReader::take(const nlohmann::json &json, bool &value, const Place &place)
{
    if (!json.is_boolean())
        return refuse(place, "true or false");
    value = json.get<bool>();
}

void JsonReader::take(const nlohmann::json &json, int &value, const Place &place)
{
    const auto number = wholeNumber<int>(json);
    if (!number)
        return refuse(place, "a whole number");
    value = *number;
}

void JsonReader::take(const nlohmann::json &json, unsigned &value, const Place &place)
{
    const auto number = wholeNumber<unsigned>(json);
    if (!number)
        return refuse(place, "a whole number from 0");
    value = *number;
}

void JsonReader::take(const nlohmann::json &json, std::size_t &value, const Place &place)
{
    const auto number = wholeNumber<std::size_t>(json);
    if (!number)
        return refuse(place, "a whole number from 0");
    value = *number;
}

void JsonReader::take(const nlohmann::json &json, double &value, const Place &place)
{
    if (!json.is_number() || !std::isfinite(json.get<double>()))
        return refuse(place, "a number");
    value = json.get<double>();
}

void JsonReader::take(const nlohmann::json &json, std::string &value, const Place &place)
{
    if (!json.is_string())
        return refuse(place, "a text");
    value = json.get<std::string>();
}

void JsonReader::take(const nlohmann::json &json, SharedText &value, const Place &place)
{
    std::string text;
    take(json, text, place);
    value = std::move(text);
}

void JsonReader::take(const nlohmann::json &json, std::filesystem::path &value, const Place &place)
{
    const auto path = json.is_string() ? unescapedPath(json.get_ref<const std::string &>()) : std::nullopt;
    if (!path)
        return refuse(place, "a path");
    value = *path;
}

void JsonReader::take(const nlohmann::json &json, std::set<std::filesystem::path> &values, const Place &place)
{
    std::vector<std::filesystem::path> paths;
    take(json, paths, place);
    values = {paths.begin(), paths.end()};
}

void JsonReader::take(const nlohmann::json &json, MaskTerm &value, const Place &place)
{
    const Result<AttentionMask> mask =
        json.is_string() ? parseMaskForm(json.get_ref<const std::string &>()) : AttentionMask();
    const bool isOneTerm =
        mask && mask->pattern && mask->pattern->alternatives.size() == 1 && mask->pattern->alternatives.front().size() == 1;
    if (!isOneTerm || *mask != AttentionMask{.pattern = mask->pattern})
        return refuse(place, "one mask");
    value = mask->pattern->alternatives.front().front();
}

void JsonReader::take(const nlohmann::json &json, DoubleMatrix &value, const Place &place)
{
    std::vector<std::vector<double>> rows;
    take(json, rows, place);
    if (!m_problem.empty())
        return;
    for (const std::vector<double> &row : rows) {
        if (row.size() != rows.size())
            return refuse(place, "a square of numbers");
    }
    value.resize(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(rows.size()));
    for (Eigen::Index row = 0; row < value.rows(); ++row) {
        for (Eigen::Index column = 0; column < value.cols(); ++column)
            value(row, column) = rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
    }
}

void JsonReader::take(const nlohmann::json &json, FigureRecipe &value, const Place &place)
{
    Result<FigureRecipe> recipe = recipeOf(json);
    if (recipe) {
        value = *std::move(recipe);
        return;
    }
    m_unknown.problems.push_back(nameOf(place) + ": " + recipe.error().message);
    if (!isInList(place))
        keep(m_unknown.kept, place, json);
}

}  // namespace core
