#include "core/model/tensor_source.h"

#include "core/format/model_folder.h"

namespace core {

bool TensorSource::contains(const std::string &name) const
{
    return m_folder.tensors.find(name) != nullptr;
}

Matrix TensorSource::matrix(const std::string &name) const
{
    const TensorEntry *entry = m_folder.tensors.find(name);
    assert(entry && entry->shape.size() == 2);
    Matrix values(entry->shape[0], entry->shape[1]);
    readAsFloat(m_folder.checkpoint, *entry, {values.data(), static_cast<std::size_t>(values.size())});
    return values;
}

std::vector<float> TensorSource::vector(const std::string &name) const
{
    const TensorEntry *entry = m_folder.tensors.find(name);
    assert(entry && entry->shape.size() == 1);
    std::vector<float> values(entry->shape[0]);
    readAsFloat(m_folder.checkpoint, *entry, values);
    return values;
}

HeadMatrices TensorSource::heads(const std::string &name) const
{
    const TensorEntry *entry = m_folder.tensors.find(name);
    assert(entry && (entry->shape.size() == 2 || entry->shape.size() == 3));
    const bool hasHeads = entry->shape.size() == 3;
    HeadMatrices values(hasHeads ? static_cast<int>(entry->shape[0]) : 1,
                        static_cast<int>(entry->shape[entry->shape.size() - 2]), static_cast<int>(entry->shape.back()));
    readAsFloat(m_folder.checkpoint, *entry, {values.data(), values.size()});
    return values;
}

std::shared_ptr<const HeadMatrices> TensorSource::sharedHeads(const std::string &name) const
{
    std::weak_ptr<const HeadMatrices> &known = m_shared[name];
    if (auto present = known.lock())
        return present;
    const auto read = std::make_shared<const HeadMatrices>(heads(name));
    known = read;
    return read;
}

Linear linear(const TensorSource &tensors, const std::string &name, Activation activation)
{
    return {viewOf(tensors.matrix(name + ".weight")), tensors.vector(name + ".bias"), activation};
}

}  // namespace core
