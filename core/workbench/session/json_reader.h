#pragma once

#include "core/base/result.h"
#include "core/workbench/session/enum_names.h"
#include "core/workbench/session/state_fields.h"

#include <nlohmann/json.hpp>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace core {

// What an object has that is no field of its state.
struct UnknownSettings {
    nlohmann::json kept = nlohmann::json::object();  // as it stood, but for what stood in a list
    std::vector<std::string> names;                  // "rank.spectrum.hue"
    std::vector<std::string> problems;               // with what cannot be read, one sentence each
};

// Reads the fields of a state from a JSON object. A field that is not there keeps what it has, a name that is no field is put aside,
// and a value of another type is refused.
class JsonReader
{
public:
    using Place = std::vector<std::string>;  // names, and indices in lists, from the whole file down

    template <typename State>
    static Result<void> read(const nlohmann::json &object, State &state, UnknownSettings &unknown,
                             const Place &place = Place())
    {
        JsonReader reader(object, unknown, place);
        if (object.is_object())
            visitFields(reader, state);
        else
            reader.refuse(place, "an object");
        return reader.finish();
    }

    template <typename Value>
    void operator()(const char *name, Value &value)
    {
        m_known.insert(name);
        const auto found = m_object.find(name);
        if (found != m_object.end() && m_problem.empty())
            take(*found, value, below(m_place, name));
    }
    template <typename Value>
    void operator()(const char *name, std::optional<Value> &value)
    {
        Value read{};
        (*this)(name, read);
        if (m_object.contains(name) && m_problem.empty())
            value = std::move(read);
    }

private:
    JsonReader(const nlohmann::json &object, UnknownSettings &unknown, Place place)
        : m_object(object), m_unknown(unknown), m_place(std::move(place))
    {
    }

    static Place below(Place place, std::string name);
    void refuse(const Place &place, std::string_view wanted);
    Result<void> finish();

    template <typename Value>
    void take(const nlohmann::json &json, Value &value, const Place &place)
    {
        if constexpr (std::is_enum_v<Value>) {
            takeName(json, value, place);
        } else if (const Result<void> result = read(json, value, m_unknown, place); !result) {
            m_problem = result.error().message;
        }
    }
    template <typename Enum>
    void takeName(const nlohmann::json &json, Enum &value, const Place &place)
    {
        const auto named = json.is_string() ? valueNamed<Enum>(json.get_ref<const std::string &>()) : std::nullopt;
        if (!named)
            return refuse(place, "one of " + listOfNames<Enum>());
        value = *named;
    }
    template <typename Enum>
    static std::string listOfNames()
    {
        std::string names;
        for (std::size_t index = 0; index < countOfValues<Enum>(); ++index)
            names += (index == 0 ? "" : ", ") + std::string(nameOf(static_cast<Enum>(index)));
        return names;
    }
    template <typename Value>
    void take(const nlohmann::json &json, std::vector<Value> &values, const Place &place)
    {
        if (!json.is_array())
            return refuse(place, "a list");
        values.assign(json.size(), Value{});
        for (std::size_t index = 0; index < values.size() && m_problem.empty(); ++index)
            take(json[index], values[index], below(place, std::to_string(index)));
    }
    template <typename Tag>
    void take(const nlohmann::json &json, Index<Tag> &index, const Place &place)
    {
        take(json, index.value, place);
        if (m_problem.empty() && index.value < 0)
            refuse(place, "a whole number from 0");
    }
    void take(const nlohmann::json &json, bool &value, const Place &place);
    void take(const nlohmann::json &json, int &value, const Place &place);
    void take(const nlohmann::json &json, unsigned &value, const Place &place);
    void take(const nlohmann::json &json, std::size_t &value, const Place &place);
    void take(const nlohmann::json &json, double &value, const Place &place);
    void take(const nlohmann::json &json, std::string &value, const Place &place);
    void take(const nlohmann::json &json, SharedText &value, const Place &place);
    void take(const nlohmann::json &json, std::filesystem::path &value, const Place &place);
    void take(const nlohmann::json &json, std::set<std::filesystem::path> &values, const Place &place);
    // Without the pairs of its file.
    void take(const nlohmann::json &json, MaskTerm &value, const Place &place);
    void take(const nlohmann::json &json, DoubleMatrix &value, const Place &place);
    // One that cannot be read, as a later version may write it, is put aside whole.
    void take(const nlohmann::json &json, FigureRecipe &value, const Place &place);

    const nlohmann::json &m_object;
    UnknownSettings &m_unknown;
    Place m_place;
    std::set<std::string, std::less<>> m_known;
    std::string m_problem;
};

}  // namespace core
