#pragma once

#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>
#include <span>
#include <vector>

namespace core {

// Numbers of an outcome that is written to a file: they come back as they were, NaN and the infinities, which JSON lacks, too. Reading
// what is no number throws the library's exceptions, as its own functions do.

inline nlohmann::json exactJson(double number)
{
    if (std::isnan(number))
        return "nan";
    return std::isinf(number) ? nlohmann::json(number > 0 ? "inf" : "-inf") : nlohmann::json(number);
}

inline nlohmann::json exactJson(std::span<const double> numbers)
{
    nlohmann::json json = nlohmann::json::array();
    for (const double number : numbers)
        json.push_back(exactJson(number));
    return json;
}

inline double exactNumber(const nlohmann::json &json)
{
    if (!json.is_string())
        return json.get<double>();
    if (json == "nan")
        return std::numeric_limits<double>::quiet_NaN();
    return json == "-inf" ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
}

inline std::vector<double> exactNumbers(const nlohmann::json &json)
{
    std::vector<double> numbers;
    for (const nlohmann::json &number : json.get_ref<const nlohmann::json::array_t &>())
        numbers.push_back(exactNumber(number));
    return numbers;
}

}  // namespace core
