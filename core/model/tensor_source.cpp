#include "core/model/tensor_source.h"

#include "core/base/large_memory.h"
#include "core/format/family/model_family.h"
#include "core/format/model_folder.h"
#include "core/model/pruned_heads.h"

namespace core {

const TensorEntry *TensorSource::find(const std::string &name) const
{
    return m_folder.tensors.find(name);
}

bool TensorSource::contains(const std::string &name) const
{
    return find(name) != nullptr;
}

bool TensorSource::storesInputsFirst(const std::string &name) const
{
    return hasFamily(m_folder.config) && familyOf(m_folder.config).storesInputsFirst && name.starts_with("encoder.layer.");
}

Matrix TensorSource::weight(const std::string &name) const
{
    return withPrunedHeads(m_folder.config, name, storesInputsFirst(name) ? Matrix(matrix(name).transpose()) : matrix(name));
}

StoredWeight TensorSource::storedWeight(const std::string &name) const
{
    if (storesInputsFirst(name) && m_folder.config.prunedHeads.empty())
        return {matrix(name), WeightOrder::InputsFirst};
    return {weight(name), WeightOrder::OutputsFirst};
}

std::vector<float> TensorSource::bias(const std::string &name) const
{
    if (!contains(name))
        return {};
    const std::vector<float> values = vector(name);
    const Matrix column = Eigen::Map<const Matrix>(values.data(), static_cast<Eigen::Index>(values.size()), 1);
    const Matrix whole = withPrunedHeads(m_folder.config, name, column);
    return {whole.data(), whole.data() + whole.size()};
}

Matrix TensorSource::matrix(const std::string &name) const
{
    const TensorEntry *entry = find(name);
    assert(entry && entry->shape.size() == 2);
    Matrix values(entry->shape[0], entry->shape[1]);
    preferLargePages(values.data(), valueCount(values) * sizeof(float));
    readAsFloat(m_folder.checkpoint, *entry, {values.data(), static_cast<std::size_t>(values.size())});
    return values;
}

std::vector<float> TensorSource::vector(const std::string &name) const
{
    const TensorEntry *entry = find(name);
    assert(entry && entry->shape.size() == 1);
    std::vector<float> values(entry->shape[0]);
    readAsFloat(m_folder.checkpoint, *entry, values);
    return values;
}

HeadMatrices TensorSource::heads(const std::string &name) const
{
    const TensorEntry *entry = find(name);
    assert(entry && (entry->shape.size() == 2 || entry->shape.size() == 3));
    const bool hasHeads = entry->shape.size() == 3;
    HeadMatrices values(hasHeads ? static_cast<int>(entry->shape[0]) : 1,
                        static_cast<int>(entry->shape[entry->shape.size() - 2]), static_cast<int>(entry->shape.back()));
    readAsFloat(m_folder.checkpoint, *entry, {values.data(), values.size()});
    return values;
}

std::shared_ptr<const HeadMatrices> TensorSource::sharedHeads(const std::string &name) const
{
    const std::lock_guard lock(m_sharedMutex);
    std::weak_ptr<const HeadMatrices> &known = m_shared[name];
    if (auto present = known.lock())
        return present;
    const auto read = std::make_shared<const HeadMatrices>(heads(name));
    known = read;
    return read;
}

Linear linear(const TensorSource &tensors, const std::string &name, Activation activation)
{
    const StoredWeight weight = tensors.storedWeight(name + ".weight");
    return {viewOf(weight.values), tensors.bias(name + ".bias"), activation, weight.order};
}

}  // namespace core
