#pragma once

#include "core/base/matrix.h"
#include "core/ops/linear.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace core {

struct ModelFolder;
struct TensorEntry;

// The weight of a product as it is stored.
struct StoredWeight {
    Matrix values;
    WeightOrder order = WeightOrder::OutputsFirst;
};

// Reads the checked tensors of one checkpoint as F32, by the names that this program has for them.
// The checkpoint check has seen to it that every name asked for is there with the right shape. Threads may read at the same time.
class TensorSource
{
public:
    explicit TensorSource(const ModelFolder &folder) : m_folder(folder) {}

    bool contains(const std::string &name) const;
    Matrix matrix(const std::string &name) const;  // 2-D, rows x columns as stored
    // The weight of a product, outputs x inputs however it is stored. Heads that were pruned have rows, or columns, of zeros.
    Matrix weight(const std::string &name) const;
    // The same without laying out anew what is stored inputs x outputs, unless heads were pruned.
    StoredWeight storedWeight(const std::string &name) const;
    // The bias of `outputs` products; empty where the family has none.
    std::vector<float> bias(const std::string &name) const;
    std::vector<float> vector(const std::string &name) const;  // 1-D

    HeadMatrices heads(const std::string &name) const;  // 3-D, heads x rows x columns; 2-D as one head
    // The same for a tensor that several layers use: all of them get one copy of it.
    std::shared_ptr<const HeadMatrices> sharedHeads(const std::string &name) const;

private:
    bool storesInputsFirst(const std::string &name) const;
    const TensorEntry *find(const std::string &name) const;

    const ModelFolder &m_folder;
    mutable std::mutex m_sharedMutex;
    mutable std::map<std::string, std::weak_ptr<const HeadMatrices>> m_shared;
};

// The layer of "<name>.weight" and "<name>.bias", which may be missing.
Linear linear(const TensorSource &tensors, const std::string &name, Activation activation = Activation::None);

}  // namespace core
