#include "tests/fuzz/json_mutation.h"

#include "tests/fuzz/fuzzing.h"

#include <nlohmann/json.hpp>

#include <vector>

namespace fuzz {
namespace {

using Json = nlohmann::ordered_json;
using core::SeededRandom;

void collect(Json &value, std::vector<Json *> &values)
{
    values.push_back(&value);
    if (value.is_structured()) {
        for (Json &part : value)
            collect(part, values);
    }
}

Json awkwardValue(const Json &value, SeededRandom &random)
{
    switch (random.below(12)) {
    case 0: return nullptr;
    case 1: return true;
    case 2: return Json::object();
    case 3: return Json::array();
    case 4: return "";
    case 5: return std::string("a\n\x1b[2J");
    case 6: return Json::array({value, value});
    case 7: return value.dump();
    case 8: return value.is_number() ? Json(value.get<double>() + 1) : Json(false);
    case 9: return -1;
    default: {
        const Json number = Json::parse(awkwardNumber(random), nullptr, /*allow_exceptions=*/false);
        return number.is_discarded() ? Json(0.5) : number;
    }
    }
}

// A member of an object goes, or gets another name.
void changeMembers(Json &object, SeededRandom &random)
{
    auto member = object.begin();
    std::advance(member, static_cast<std::ptrdiff_t>(random.below(object.size())));
    const std::string name = member.key();
    const Json value = member.value();
    if (random.below(2) == 0)
        object.erase(name);
    else
        object[name + (random.below(2) == 0 ? "x" : "0")] = value;
}

}  // namespace

std::string mutatedJson(std::string_view text, SeededRandom &random)
{
    Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (json.is_discarded())
        return std::string(text);
    std::vector<Json *> values;
    collect(json, values);
    Json &chosen = *values[random.below(values.size())];
    if (chosen.is_object() && !chosen.empty() && random.below(2) == 0)
        changeMembers(chosen, random);
    else
        chosen = awkwardValue(Json(chosen), random);
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace fuzz
