#pragma once

#include "core/base/matrix.h"
#include "core/ops/linear.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace core {

struct ModelFolder;

// Reads the checked tensors of one checkpoint as F32, by the names of the format's table.
// The checkpoint check has seen to it that every name asked for is there with the right shape.
class TensorSource
{
public:
    explicit TensorSource(const ModelFolder &folder) : m_folder(folder) {}

    bool contains(const std::string &name) const;
    Matrix matrix(const std::string &name) const;              // 2-D, rows x columns as stored
    std::vector<float> vector(const std::string &name) const;  // 1-D

    HeadMatrices heads(const std::string &name) const;  // 3-D, heads x rows x columns; 2-D as one head
    // The same for a tensor that several layers use: all of them get one copy of it.
    std::shared_ptr<const HeadMatrices> sharedHeads(const std::string &name) const;

private:
    const ModelFolder &m_folder;
    mutable std::map<std::string, std::weak_ptr<const HeadMatrices>> m_shared;
};

// The layer of "<name>.weight" and "<name>.bias".
Linear linear(const TensorSource &tensors, const std::string &name, Activation activation = Activation::None);

}  // namespace core
