#pragma once

#include "core/format/tensor_table.h"

#include <utility>

namespace core {

// Collects rows of a tensor table under a common beginning of their names.
class TensorTableWriter
{
public:
    using Shape = std::vector<std::int64_t>;

    TensorTableWriter(std::vector<TensorSpec> &table, std::string prefix) : m_table(table), m_prefix(std::move(prefix)) {}

    void tensor(const std::string &name, Shape shape) const { m_table.push_back({m_prefix + name, std::move(shape)}); }
    void optionalTensor(const std::string &name, Shape shape) const
    {
        m_table.push_back({m_prefix + name, std::move(shape), /*isOptional=*/true});
    }
    void linear(const std::string &name, std::int64_t outputs, std::int64_t inputs) const
    {
        tensor(name + ".weight", {outputs, inputs});
        tensor(name + ".bias", {outputs});
    }
    // The same stored inputs x outputs.
    void inputsFirst(const std::string &name, std::int64_t outputs, std::int64_t inputs) const
    {
        tensor(name + ".weight", {inputs, outputs});
        tensor(name + ".bias", {outputs});
    }
    void layerNorm(const std::string &name, std::int64_t width) const
    {
        tensor(name + ".weight", {width});
        tensor(name + ".bias", {width});
    }
    TensorTableWriter under(const std::string &part) const { return {m_table, m_prefix + part}; }

private:
    std::vector<TensorSpec> &m_table;
    std::string m_prefix;
};

}  // namespace core
