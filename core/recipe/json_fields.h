#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace core {

// The fields of a JSON object, each asked for by its name. The first one that is not as expected is the problem; later answers are
// those of an empty object.
class JsonFields
{
public:
    // `place` is how the object is named in a problem: "panels[2]"; empty for the whole file.
    JsonFields(const nlohmann::json &object, std::string place);

    // Null where there is no such field, or none is to be read any more.
    const nlohmann::json *find(const char *name);

    std::optional<std::string> text(const char *name);
    std::optional<double> number(const char *name, double least, double most);
    std::optional<bool> flag(const char *name);
    std::optional<int> whole(const char *name, int least, int most);
    std::optional<std::size_t> choice(const char *name, std::initializer_list<std::string_view> words);  // its index
    // A string or a list of at least one.
    std::optional<std::vector<std::string>> texts(const char *name);
    // A number from 0, a list of them, or "all" as an empty list.
    std::optional<std::vector<int>> numbers(const char *name);

    void refuse(const char *name, std::string_view wanted);
    void refuse(std::string message);
    // Refuses names that were never asked for.
    Result<void> finish();

    std::string placeOf(std::string_view name) const;

private:
    const nlohmann::json &m_object;
    std::string m_place;
    std::set<std::string, std::less<>> m_known;
    std::optional<std::string> m_problem;
};

}  // namespace core
