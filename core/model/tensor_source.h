#pragma once

#include "core/base/matrix.h"

#include <string>
#include <vector>

namespace core {

struct ModelFolder;

// Reads the checked tensors of one checkpoint as F32, by the names of the format's table (without "bert.").
// The checkpoint check has seen to it that every name asked for is there with the right shape.
class TensorSource
{
public:
    explicit TensorSource(const ModelFolder &folder) : m_folder(folder) {}

    bool contains(const std::string &name) const;
    Matrix matrix(const std::string &name) const;               // 2-D, rows x columns as stored
    std::vector<float> vector(const std::string &name) const;   // 1-D

private:
    const ModelFolder &m_folder;
};

} // namespace core
