#pragma once

#include "core/workbench/session/enum_names.h"
#include "core/workbench/session/state_fields.h"

#include <nlohmann/json.hpp>

#include <set>

namespace core {

// Writes the fields of a state as a JSON object. What is not there, an empty optional, has no name in it.
class JsonWriter
{
public:
    template <typename State>
    static nlohmann::json written(const State &state)
    {
        JsonWriter writer;
        visitFields(writer, state);
        return writer.m_object;
    }

    template <typename Value>
    void operator()(const char *name, const Value &value)
    {
        m_object[name] = json(value);
    }
    template <typename Value>
    void operator()(const char *name, const std::optional<Value> &value)
    {
        if (value)
            m_object[name] = json(*value);
    }

private:
    template <typename Value>
    static nlohmann::json json(const Value &value)
    {
        if constexpr (std::is_enum_v<Value>)
            return nameOf(value);
        else if constexpr (std::is_arithmetic_v<Value> || std::is_same_v<Value, std::string>)
            return value;
        else
            return written(value);
    }
    template <typename Tag>
    static nlohmann::json json(const Index<Tag> &index)
    {
        return index.value;
    }
    template <typename Value>
    static nlohmann::json json(const std::vector<Value> &values)
    {
        nlohmann::json list = nlohmann::json::array();
        for (const Value &value : values)
            list.push_back(json(value));
        return list;
    }
    static nlohmann::json json(const SharedText &text) { return text.text(); }
    static nlohmann::json json(const std::set<std::filesystem::path> &paths);
    static nlohmann::json json(const std::filesystem::path &path);
    static nlohmann::json json(const MaskTerm &term);
    static nlohmann::json json(const DoubleMatrix &matrix);
    static nlohmann::json json(const FigureRecipe &recipe);

    nlohmann::json m_object = nlohmann::json::object();
};

}  // namespace core
