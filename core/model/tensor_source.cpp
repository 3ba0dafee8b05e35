#include "core/model/tensor_source.h"

#include "core/format/model_folder.h"

namespace core {

bool TensorSource::contains(const std::string &name) const
{
    return findTensor(m_folder.file, name) != nullptr;
}

Matrix TensorSource::matrix(const std::string &name) const
{
    const TensorEntry *entry = findTensor(m_folder.file, name);
    assert(entry && entry->shape.size() == 2);
    Matrix values(entry->shape[0], entry->shape[1]);
    copyAsFloat(*entry, {values.data(), static_cast<std::size_t>(values.size())});
    return values;
}

std::vector<float> TensorSource::vector(const std::string &name) const
{
    const TensorEntry *entry = findTensor(m_folder.file, name);
    assert(entry && entry->shape.size() == 1);
    std::vector<float> values(entry->shape[0]);
    copyAsFloat(*entry, values);
    return values;
}

} // namespace core
